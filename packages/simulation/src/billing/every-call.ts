import type { Lost } from "./calls.ts";
import { Household } from "./household.ts";
import type { Story } from "./stories.ts";

/** What came out of telling a story again and again. */
export interface Told {
  readonly runs: number;
  /** How many calls there were when nobody was lost. */
  readonly calls: number;
  readonly broken: readonly string[];
}

/** Who works side by side meets in so many ways. */
const SEEDS = [1, 2, 3];
const WHEN = ["before", "after"] as const;

/**
 * Tells a story with somebody lost at each of their calls, and with two lost at every `nthPair` of them.
 * @returns what was wrong, each with what it takes to see it again.
 */
export async function everyCall(story: Story, nthPair: number): Promise<Told> {
  const broken: string[] = [];
  let runs = 0;
  let calls = 0;

  async function tell(lost: readonly Lost[], seed: number): Promise<number> {
    runs += 1;
    const household = new Household({ lost, seed });
    await story.tell(household);
    const made = household.calls;
    const stale = household.staleBooks();
    await household.settle();
    const sold = household.doubles > 0 && !story.isSoldTwice ? ["sold twice"] : [];
    const terms = household.acceptedFirst ? [] : ["charged before the terms were accepted"];
    for (const wrong of [...stale, ...sold, ...terms, ...household.wrongs()]) {
      broken.push(`${wrong} (seed ${seed}, ${lost.map(({ call, when }) => `lost ${when} call ${call}`).join(", ")})`);
    }
    return made;
  }

  for (const seed of SEEDS) {
    const made = await tell([], seed);
    calls = Math.max(calls, made);
    const single = Array.from({ length: made }, (_, call) => WHEN.map((when) => ({ call, when }))).flat();
    for (const lost of single) await tell([lost], seed);
    const pairs = single.flatMap((one, index) => single.slice(index + 1).map((other) => [one, other]));
    for (let pair = seed; pair < pairs.length; pair += nthPair) await tell(pairs[pair] ?? [], seed);
  }
  return { runs, calls, broken };
}
