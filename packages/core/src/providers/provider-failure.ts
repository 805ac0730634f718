import { Failure } from "../kernel/index.ts";

/** How a provider failed to answer. */
export interface NoAnswer {
  /** Of HTTP; 0 when nothing came back in time, or at all. */
  readonly status: number;
  /** The headers of the answer, if there was one. */
  readonly headers?: { get(name: string): string | null } | undefined;
}

/** Of a wait that a provider asks for, no more than this is told: nobody waits for it. */
const MOST_SECONDS = 600;

/**
 * Failure `model.unavailable` with the detail `no-answer`, `http-529`, or `http-429.retry-after-3` where the provider says how
 * many seconds to wait. It has no cause: an error of an SDK may quote what it was asked.
 */
export function providerFailure({ status, headers }: NoAnswer): Failure {
  const seconds = secondsToWait(headers);
  const waits = seconds === undefined ? "" : `.retry-after-${seconds}`;
  const detail = status ? `http-${status}${waits}` : "no-answer";
  return new Failure("model.unavailable", "the provider did not answer", { detail });
}

function secondsToWait(headers: NoAnswer["headers"]): number | undefined {
  const milliseconds = numberIn(headers?.get("retry-after-ms"));
  const seconds = milliseconds === undefined ? numberIn(headers?.get("retry-after")) : milliseconds / 1_000;
  return seconds === undefined ? undefined : Math.min(Math.ceil(seconds), MOST_SECONDS);
}

function numberIn(header: string | null | undefined): number | undefined {
  const value = header ? Number(header) : Number.NaN;
  return value >= 0 && Number.isFinite(value) ? value : undefined;
}

export interface FailedCall {
  /** The same again may help: overloaded, too many at once, out for a moment, out of reach. */
  readonly isPassing: boolean;
  /** The key, the account or the name of the model is not taken: somebody has to act, and until then nothing helps. */
  readonly isRefused: boolean;
  /** Whether the provider was asked at all. */
  readonly isSpared: boolean;
  /** How long it asks to be left alone. */
  readonly retryAfterMs: number;
}

const PASSING: ReadonlySet<number> = new Set([408, 409, 429]);
const REFUSED: ReadonlySet<number> = new Set([401, 402, 403, 404]);

/** What the detail of a `model.unavailable` says. */
export function readFailure(detail: string | undefined = ""): FailedCall {
  const [, status = "", seconds = ""] = /^http-(\d{3})(?:\.retry-after-(\d+))?$/.exec(detail) ?? [];
  const code = Number(status);
  return {
    isPassing: detail === "no-answer" || PASSING.has(code) || code >= 500,
    isRefused: REFUSED.has(code),
    isSpared: detail === "breaker-open" || detail === "retry-budget",
    retryAfterMs: Number(seconds) * 1_000,
  };
}
