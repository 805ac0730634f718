import { CALM } from "../faults/index.ts";
import type { Violation } from "../invariants/index.ts";
import { runWorld } from "../world/index.ts";
import { type Accident, type AccidentKind, createAccidentPlan, type RecordingPlan } from "./accident-plan.ts";
import type { Scenario } from "./scenarios.ts";

/** What came of trying every accident of a scenario. */
export interface Enumerated {
  readonly scenario: string;
  /** Await points of the undisturbed run. */
  readonly points: number;
  readonly singles: number;
  readonly pairs: number;
  readonly broken: readonly { readonly accidents: readonly Accident[]; readonly violation: Violation }[];
}

export interface EnumerationSettings {
  /** Of the pairs, every nth is tried; 1: all of them; undefined: none. */
  readonly everyNthPair?: number | undefined;
}

const KINDS: readonly AccidentKind[] = ["crash-before", "crash-after", "zombie"];
const KINDS_OF_PAIRS: readonly AccidentKind[] = ["crash-before", "crash-after"];

/**
 * Runs a scenario undisturbed, then once for each accident at each of its await points, then once for each second crash
 * at each point that comes after the first one.
 */
export async function enumerate(scenario: Scenario, { everyNthPair }: EnumerationSettings): Promise<Enumerated> {
  const broken: Enumerated["broken"][number][] = [];

  async function run(...accidents: readonly Accident[]): Promise<RecordingPlan> {
    const plan = createAccidentPlan(scenario, accidents);
    const { violation } = await runWorld({
      ...{ seed: scenario.name, weather: CALM, script: scenario.script },
      plan,
      bursts: 1,
    });
    if (violation) broken.push({ accidents, violation });
    return plan;
  }

  const undisturbed = await run();
  let singles = 0;
  let pairs = 0;
  let seconds = 0;
  for (const first of accidentsAt(undisturbed, 0, KINDS)) {
    const after = await run(first);
    singles += 1;
    if (everyNthPair === undefined || first.kind === "zombie") continue;
    for (const second of accidentsAt(after, after.pointsBefore, KINDS_OF_PAIRS)) {
      seconds += 1;
      if (seconds % everyNthPair !== 0) continue;
      await run(first, second);
      pairs += 1;
    }
  }
  return { scenario: scenario.name, points: undisturbed.points.length, singles, pairs, broken };
}

function accidentsAt({ points }: RecordingPlan, from: number, kinds: readonly AccidentKind[]): readonly Accident[] {
  return points.slice(from).flatMap(({ invocation, number }) => kinds.map((kind) => ({ invocation, number, kind })));
}
