import { CASES } from "./cases/index.ts";
import { type CaseResult, runCase } from "./run-case.ts";

/** Every case, each in a world of its own. */
export async function injectionResults(): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  for (const injection of CASES) results.push(await runCase(injection));
  return results;
}
