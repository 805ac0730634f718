import type { Clock } from "../clock.ts";
import { Refusal } from "./refusals.ts";

export interface KeptAnswer {
  readonly status: number;
  readonly body: string;
  /** Of the request that was answered first. */
  readonly requestId: string;
}

interface Entry {
  readonly endpoint: string;
  readonly parameters: string;
  readonly at: number;
  answer: KeptAnswer | undefined;
}

/** Documented: a key can be forgotten once it is a day old. */
const keptMs = 24 * 3_600_000;
const longestKey = 255;

/** The answers that were given under a key, so that asking again does nothing again. */
export class Idempotency {
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The answer of before; undefined when this is the first request, which has the key from now on. */
  begin(key: string, endpoint: string, parameters: string): KeptAnswer | undefined {
    if (key.length > longestKey) throw new Refusal(400, "Idempotency keys are up to 255 characters long.");
    const entry = this.#entries.get(key);
    if (!entry || this.#clock.now() - entry.at >= keptMs) {
      this.#entries.set(key, { endpoint, parameters, at: this.#clock.now(), answer: undefined });
      return undefined;
    }
    if (entry.endpoint !== endpoint) {
      const message = `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${endpoint}' was asked for, and '${entry.endpoint}' before).`;
      throw new Refusal(400, message, { type: "idempotency_error" });
    }
    if (entry.parameters !== parameters) {
      const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`;
      throw new Refusal(400, message, { type: "idempotency_error" });
    }
    if (!entry.answer) {
      const message = `There is currently another in-progress request using this Stripe-Idempotent-Key (${key}).`;
      throw new Refusal(409, message, { type: "idempotency_error", code: "idempotency_key_in_use" });
    }
    return entry.answer;
  }

  keep(key: string, answer: KeptAnswer): void {
    const entry = this.#entries.get(key);
    if (entry) entry.answer = answer;
  }

  /** The endpoint had not begun its work: the request can be made again. */
  forget(key: string): void {
    this.#entries.delete(key);
  }
}
