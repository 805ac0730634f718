import type { AwaitPoint, Fault, FaultPlan } from "../lambda/index.ts";
import type { Scenario } from "./scenarios.ts";

/**
 * What happens to a sandbox at an await point: it is lost before the call has its effect, or after it; or it stands still
 * after it for so long that Lambda gives it up, and goes on all the same.
 */
export type AccidentKind = "crash-before" | "crash-after" | "zombie";

export interface Accident {
  readonly invocation: string;
  readonly number: number;
  readonly kind: AccidentKind;
}

/** A plan that knows afterwards which points there were. */
export interface RecordingPlan extends FaultPlan {
  /** Points from the scenario's beginning on, in order, and how many there were when the last accident happened. */
  readonly points: readonly AwaitPoint[];
  readonly pointsBefore: number;
  /** Accidents that found their point. */
  readonly happened: number;
}

/** Longer than any function may run and than any lease lasts. */
const STANDSTILL_MS = 60_000;

export function createAccidentPlan(scenario: Scenario, accidents: readonly Accident[]): RecordingPlan {
  const points: AwaitPoint[] = [];
  const asked = new Map<string, number>();
  let pointsBefore = 0;
  let happened = 0;
  let endsAtMs = 0;

  function ending(atMs: number): void {
    endsAtMs = Math.max(endsAtMs, atMs);
  }

  return {
    points,
    get pointsBefore() {
      return pointsBefore;
    },
    get happened() {
      return happened;
    },
    get endsAtMs() {
      return endsAtMs;
    },
    at(point): Fault | undefined {
      if (point.atMs >= scenario.fromMs) points.push(point);
      const call = `${point.service}/${point.operation}`;
      const nth = (asked.get(call) ?? 0) + 1;
      asked.set(call, nth);
      const { invocation, number } = point;
      const accident = accidents.find((one) => one.invocation === invocation && one.number === number);
      if (accident) {
        happened += 1;
        pointsBefore = points.length;
        ending(point.atMs + (accident.kind === "zombie" ? STANDSTILL_MS : 0));
        return accident.kind === "zombie" ? { kind: "freeze-after", forMs: STANDSTILL_MS } : { kind: accident.kind };
      }
      const answer = scenario.answer?.(point, nth);
      if (answer !== undefined) ending(point.atMs);
      return answer === undefined ? undefined : { kind: "answer", answer };
    },
    outlives: (invocation) => accidents.some((one) => one.invocation === invocation && one.kind === "zombie"),
  };
}
