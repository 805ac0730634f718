import type { Clock } from "../clock.ts";

const minuteMs = 60_000;

/** Requests per minute, refilled steadily: a bucket that holds one minute's worth. */
export class RateLimit {
  readonly #clock: Clock;
  readonly #perMinute: number;
  #left: number;
  #at: number;

  constructor(clock: Clock, perMinute: number) {
    this.#clock = clock;
    this.#perMinute = perMinute;
    this.#left = perMinute;
    this.#at = clock.now();
  }

  /** Takes one request off; false when there is none left. */
  take(): boolean {
    const now = this.#clock.now();
    this.#left = Math.min(this.#perMinute, this.#left + ((now - this.#at) / minuteMs) * this.#perMinute);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }

  get secondsToNext(): number {
    return Math.max(0, ((1 - this.#left) / this.#perMinute) * 60);
  }

  /** As the API tells its callers with every answer. */
  get headers(): Readonly<Record<string, string>> {
    const untilFullSeconds = ((this.#perMinute - this.#left) / this.#perMinute) * 60;
    return {
      "x-ratelimit-limit-requests": String(this.#perMinute),
      "x-ratelimit-remaining-requests": String(Math.floor(this.#left)),
      "x-ratelimit-reset-requests": `${untilFullSeconds.toFixed(3)}s`,
    };
  }
}
