import type { Random } from "../engine/index.ts";
import type { Exchange } from "../lambda/index.ts";

/** How long a service takes, in milliseconds: half of the calls up to `p50`, all but one in a hundred up to `p99`. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

/** Measured or published for calls from Lambda within one region. */
export const LATENCIES = {
  item: { p50: 7.5, p99: 16 },
  transaction: { p50: 25, p99: 92 },
  queue: { p50: 8, p99: 40 },
  keys: { p50: 9, p99: 55 },
  /** A reply of some ninety tokens. */
  model: { p50: 1_600, p99: 6_000 },
  /** A verdict of a few tokens. */
  look: { p50: 600, p99: 2_500 },
  sharedState: { p50: 3, p99: 12 },
  carrier: { p50: 180, p99: 2_000 },
  token: { p50: 120, p99: 900 },
} as const satisfies Record<string, Latency>;

export function drawLatencyMs({ p50, p99 }: Latency, random: Random): number {
  const draw = random.next();
  if (draw < 0.9) return p50 * (0.55 + draw * 0.9);
  return p50 * 1.36 + (p99 - p50) * ((draw - 0.9) / 0.09) ** 3;
}

/** A call that has its effect halfway. */
export function halfway<Result>(latencyMs: number, perform: () => Result): Exchange<Result> {
  return { thereMs: latencyMs / 2, backMs: latencyMs / 2, perform };
}

/** A call that fails without an effect, after a while. */
export function failing(afterMs: number, error: () => Error): Exchange<never> {
  return {
    thereMs: afterMs,
    backMs: 0,
    perform() {
      throw error();
    },
  };
}

/** A call that has its effect, and whose answer is lost. */
export function unheard(
  latencyMs: number,
  timeoutMs: number,
  perform: () => unknown,
  error: () => Error,
): Exchange<never> {
  return {
    thereMs: latencyMs / 2,
    backMs: timeoutMs - latencyMs / 2,
    perform() {
      perform();
      throw error();
    },
  };
}
