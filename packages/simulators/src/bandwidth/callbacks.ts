import type { Clock, Timer } from "../clock.ts";
import type { Script } from "../script.ts";
import type { Timers } from "../timers.ts";
import type { BandwidthFault, Direction } from "./faults.ts";

export interface CallbackTarget {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

export type CallbackTargets = Readonly<Record<Direction, CallbackTarget>>;

/**
 * How the carrier shows its credentials. Documented is "challenge": a first request without them, repeated with
 * them only after a 401 that carries `WWW-Authenticate: Basic`. Without that header the callback is lost.
 */
export type AuthenticationMode = "challenge" | "preemptive";

export type CallbackEvent = Readonly<Record<string, unknown>>;

export interface CallbackCounters {
  attempted: number;
  delivered: number;
  lost: number;
}

interface Delivery {
  readonly direction: Direction;
  readonly body: string;
  readonly startedAt: number;
  failures: number;
}

interface Held {
  readonly event: CallbackEvent;
  readonly kind: "reorder" | "join";
  readonly release: Timer;
}

const answerTimeoutMs = 10_000;
const holdMs = 5_000;
/**
 * Documented: repeated over 24 hours until a 2xx, then dropped. The spacing is not published; here it starts at
 * 30 seconds and doubles up to an hour.
 */
const firstRetryMs = 30_000;
const longestRetryMs = 3_600_000;
const retryWindowMs = 24 * 3_600_000;

/** Posts events to the application's callback addresses until they are taken. */
export class Callbacks {
  readonly counters: CallbackCounters = { attempted: 0, delivered: 0, lost: 0 };
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #script: Script<BandwidthFault>;
  readonly #mode: AuthenticationMode;
  readonly #log: (line: string) => void;
  readonly #held = new Map<Direction, Held>();
  readonly #requests = new Set<AbortController>();
  #targets: CallbackTargets | undefined;
  #inFlight = 0;
  #isClosed = false;

  constructor(
    clock: Clock,
    timers: Timers,
    script: Script<BandwidthFault>,
    mode: AuthenticationMode,
    log: (line: string) => void,
  ) {
    this.#clock = clock;
    this.#timers = timers;
    this.#script = script;
    this.#mode = mode;
    this.#log = log;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  configure(targets: CallbackTargets): void {
    this.#targets = targets;
  }

  /** Sends one event that concerns `number`. Resolves when the first attempt has ended, however it ended. */
  async post(direction: Direction, number: string, event: CallbackEvent): Promise<void> {
    const held = this.#held.get(direction);
    if (held) {
      this.#held.delete(direction);
      held.release.cancel();
      if (held.kind === "join") {
        await this.#send(direction, [held.event, event]);
      } else {
        await this.#send(direction, [event]);
        await this.#send(direction, [held.event]);
      }
      return;
    }
    const fault = this.#script.take(
      ["duplicate", "reorder", "join", "bare-object", "unknown-type"],
      (fault) => (fault.direction ?? direction) === direction && (fault.number ?? number) === number,
    );
    if (!fault) return this.#send(direction, [event]);
    switch (fault.kind) {
      case "reorder":
      case "join":
        this.#hold(direction, event, fault.kind);
        return;
      case "duplicate":
        await this.#send(direction, [event]);
        await this.#send(direction, [event]);
        return;
      case "bare-object":
        await this.#send(direction, event);
        return;
      case "unknown-type":
        await this.#send(direction, [{ ...event, type: "message-unheard-of" }]);
        return;
      default:
        fault.kind satisfies never;
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const request of this.#requests) request.abort();
  }

  #hold(direction: Direction, event: CallbackEvent, kind: Held["kind"]): void {
    const release = this.#timers.after(holdMs, () => {
      this.#held.delete(direction);
      void this.#send(direction, [event]);
    });
    this.#held.set(direction, { event, kind, release });
  }

  async #send(direction: Direction, payload: CallbackEvent | readonly CallbackEvent[]): Promise<void> {
    await this.#attempt({ direction, body: JSON.stringify(payload), startedAt: this.#clock.now(), failures: 0 });
  }

  async #attempt(delivery: Delivery): Promise<void> {
    this.#inFlight += 1;
    this.counters.attempted += 1;
    const outcome = await this.#exchange(delivery).catch(() => "failed" as const);
    this.#inFlight -= 1;
    if (this.#isClosed) return;
    this.#log(`callback ${delivery.direction} ${outcome}`);
    switch (outcome) {
      case "delivered":
        this.counters.delivered += 1;
        return;
      case "lost":
        this.counters.lost += 1;
        return;
      case "failed":
        this.#retry(delivery);
        return;
      default:
        outcome satisfies never;
    }
  }

  #retry(delivery: Delivery): void {
    const delayMs = Math.min(firstRetryMs * 2 ** delivery.failures, longestRetryMs);
    if (this.#clock.now() + delayMs - delivery.startedAt > retryWindowMs) {
      this.counters.lost += 1;
      return;
    }
    delivery.failures += 1;
    this.#timers.after(delayMs, () => void this.#attempt(delivery));
  }

  async #exchange(delivery: Delivery): Promise<"delivered" | "failed" | "lost"> {
    const target = this.#targets?.[delivery.direction];
    if (!target) return "failed";
    const credentials = `Basic ${Buffer.from(`${target.username}:${target.password}`).toString("base64")}`;
    const first = await this.#request(target.url, delivery.body, this.#mode === "preemptive" ? credentials : undefined);
    if (this.#mode === "preemptive" || first.status !== 401) return first.ok ? "delivered" : "failed";
    if (!/^Basic\b/i.test(first.headers.get("www-authenticate") ?? "")) return "lost";
    const second = await this.#request(target.url, delivery.body, credentials);
    return second.ok ? "delivered" : "failed";
  }

  async #request(url: string, body: string, credentials: string | undefined): Promise<Response> {
    const controller = new AbortController();
    this.#requests.add(controller);
    const timeout = this.#clock.schedule(answerTimeoutMs, () => controller.abort());
    try {
      const response = await fetch(url, {
        method: "POST",
        body,
        headers: {
          "content-type": "application/json; charset=utf-8",
          "user-agent": "BandwidthAPI/v2",
          ...(credentials === undefined ? {} : { authorization: credentials }),
        },
        redirect: "manual",
        signal: controller.signal,
      });
      await response.arrayBuffer();
      return response;
    } finally {
      timeout.cancel();
      this.#requests.delete(controller);
    }
  }
}
