import { afterAll, expect, test } from "vitest";

/**
 * What a service is known to do differently: a sentence for each such case, by the case's name. The case has to fail
 * then, so that an entry goes when it is no longer true.
 */
export type KnownDeviations = Readonly<Record<string, string>>;

/**
 * Answers a function that registers a contract's cases, each under a name of its own. The suite fails when a known
 * deviation names none of them.
 */
export function caseRunner(deviations: KnownDeviations): (name: string, run: () => Promise<void>) => void {
  const names = new Set<string>();
  // A hook runs when all cases are registered, those of the groups too.
  afterAll(() => {
    const nobodys = Object.keys(deviations).filter((name) => !names.has(name));
    expect(nobodys, "known deviations that name no case").toEqual([]);
  });
  return (name, run) => {
    if (names.has(name)) throw new Error(`Two cases have the name "${name}".`);
    names.add(name);
    const sentence = deviations[name];
    if (sentence === undefined) test(name, run);
    else test.fails(`${name} (known to differ: ${sentence})`, run);
  };
}
