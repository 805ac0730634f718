/** Runs worlds until the mutant that this process is gives itself away, and prints how that went as one line of JSON. */
import { enumerate, SCENARIOS } from "../crashes/index.ts";
import { beFrugal } from "../engine/index.ts";
import { runWorlds } from "../run.ts";

export interface Attempt {
  /** The invariant that was violated, or what was thrown; undefined if nothing was. */
  readonly caughtBy: string | undefined;
  readonly turns: number;
}

beFrugal();
const [seed = "1", turns = "1"] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await attempt(seed, Number(turns))));
process.exit(0);

async function attempt(seed: string, turns: number): Promise<Attempt> {
  const totals = await runWorlds({ seed, turns });
  if (totals.broken) return { caughtBy: totals.broken.violation.code, turns: totals.turns };
  for (const scenario of SCENARIOS) {
    const { broken } = await enumerate(scenario, {});
    const [first] = broken;
    if (first) return { caughtBy: `${first.violation.code} (crashes)`, turns: totals.turns };
  }
  return { caughtBy: undefined, turns: totals.turns };
}
