import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Script } from "../script.ts";
import type { Timers } from "../timers.ts";
import type { StripeFault } from "./faults.ts";
import type { StripeEvent } from "./objects.ts";
import { signatureHeader } from "./signatures.ts";

/** Where the integration is called. Without one, nothing is sent, and events can be listed all the same. */
export interface WebhookEndpoint {
  readonly url: string;
  /** `whsec_…`; two while it is being rotated, of which each signs. */
  readonly secrets: readonly [string, ...string[]];
  /** The types that are sent; all of them unless given. */
  readonly enabledEvents?: readonly string[];
}

export interface WebhookCounters {
  attempted: number;
  delivered: number;
  lost: number;
}

/** What the integration has answered to one attempt; null when nothing came. */
export interface WebhookAnswer {
  readonly event: string;
  readonly type: string;
  readonly status: number | null;
}

interface Delivery {
  readonly event: string;
  readonly type: string;
  readonly body: string;
  readonly isForged: boolean;
  readonly offsetMs: number;
  readonly startedAt: number;
  attempts: number;
}

/** Documented: up to three days, further and further apart. How far is not: here five minutes, doubling up to 12 hours. */
const firstRetryMs = 5 * 60_000;
const longestRetryMs = 12 * 3_600_000;
const retryWindowMs = 72 * 3_600_000;
/** How long an answer may take is not documented. */
const answerTimeoutMs = 20_000;
const heldMs = 60_000;
const recordedAnswers = 1000;

/** Posts signed events to the integration's endpoint until they are taken. */
export class Webhooks {
  readonly counters: WebhookCounters = { attempted: 0, delivered: 0, lost: 0 };
  /** The newest thousand, oldest first. */
  readonly answers: WebhookAnswer[] = [];
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #script: Script<StripeFault>;
  readonly #log: (line: string) => void;
  readonly #requests = new Set<AbortController>();
  /** The vendor promises no order. Here the first attempts of one customer's events have one, so that tests are alike. */
  readonly #sending = new Map<string, Promise<void>>();
  readonly #held = new Map<string, Delivery[]>();
  #endpoint: WebhookEndpoint | undefined;
  #inFlight = 0;
  #isClosed = false;

  constructor(clock: Clock, timers: Timers, script: Script<StripeFault>, log: (line: string) => void) {
    this.#clock = clock;
    this.#timers = timers;
    this.#script = script;
    this.#log = log;
  }

  /** Those that are on their way, or that wait for one. */
  get inFlight(): number {
    return this.#inFlight;
  }

  configure(endpoint: WebhookEndpoint): void {
    this.#endpoint = endpoint;
  }

  /** Sends an event about a customer, unless the endpoint does not want its type. */
  send(event: StripeEvent, customer: string): void {
    const types = this.#endpoint?.enabledEvents;
    if (types && !types.includes(event.type)) return;
    this.post(JSON.stringify(event), event.id, event.type, customer);
  }

  /** Sends any text, signed as the script has it. */
  post(body: string, event: string, type: string, customer = ""): void {
    if (!this.#endpoint) return;
    const isMeant = (fault: { readonly event?: string; readonly customer?: string }) =>
      (fault.event ?? type) === type && (fault.customer ?? customer) === customer;
    const isScripted = (kind: "duplicate" | "reorder" | "lose" | "forge") =>
      this.#script.take([kind], isMeant) !== undefined;
    if (isScripted("lose")) return;
    const timestamp = this.#script.take(["timestamp"], isMeant);
    const delivery: Delivery = {
      ...{ event, type, body },
      isForged: isScripted("forge"),
      offsetMs: timestamp === undefined ? 0 : (timestamp.offsetMs ?? 86_400_000),
      startedAt: this.#clock.now(),
      attempts: 0,
    };
    const deliveries = isScripted("duplicate") ? [delivery, { ...delivery }] : [delivery];
    const delay = this.#script.take(["delay-webhook"], isMeant);
    if (delay) {
      this.#timers.after(delay.delayMs, () => this.#enqueue(customer, deliveries));
    } else if (isScripted("reorder")) {
      this.#held.set(customer, [...deliveries, ...(this.#held.get(customer) ?? [])]);
      this.#timers.after(heldMs, () => this.#release(customer));
    } else {
      this.#enqueue(customer, deliveries);
      this.#release(customer);
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const request of this.#requests) request.abort();
  }

  #release(customer: string): void {
    this.#enqueue(customer, this.#held.get(customer) ?? []);
    this.#held.delete(customer);
  }

  #enqueue(customer: string, deliveries: readonly Delivery[]): void {
    for (const delivery of deliveries) {
      this.#inFlight += 1;
      const before = this.#sending.get(customer) ?? Promise.resolve();
      const sent = before.then(() => this.#attempt(delivery)).finally(() => (this.#inFlight -= 1));
      this.#sending.set(customer, sent);
    }
  }

  async #attempt(delivery: Delivery): Promise<void> {
    if (this.#isClosed || !this.#endpoint) return;
    const { event, type } = delivery;
    this.counters.attempted += 1;
    delivery.attempts += 1;
    const status = await this.#request(this.#endpoint, delivery).catch(() => null);
    if (this.#isClosed) return;
    this.answers.push({ event, type, status });
    if (this.answers.length > recordedAnswers) this.answers.shift();
    this.#log(`webhook ${type} ${status ?? "unanswered"}`);
    const retryMs = Math.min(firstRetryMs * 2 ** (delivery.attempts - 1), longestRetryMs);
    if (status !== null && status >= 200 && status < 300) this.counters.delivered += 1;
    else if (this.#clock.now() + retryMs - delivery.startedAt > retryWindowMs) this.counters.lost += 1;
    else this.#timers.after(retryMs, () => this.#retry(delivery));
  }

  #retry(delivery: Delivery): void {
    this.#inFlight += 1;
    void this.#attempt(delivery).finally(() => (this.#inFlight -= 1));
  }

  /** Every attempt is signed anew, at its own time. */
  async #request({ url, secrets }: WebhookEndpoint, { body, isForged, offsetMs }: Delivery): Promise<number> {
    const controller = new AbortController();
    this.#requests.add(controller);
    const timeout = this.#clock.schedule(answerTimeoutMs, () => controller.abort());
    const signedAt = Math.floor((this.#clock.now() + offsetMs) / 1000);
    try {
      const response = await fetch(url, {
        method: "POST",
        body,
        headers: {
          "content-type": "application/json; charset=utf-8",
          "stripe-signature": signatureHeader(body, isForged ? [`whsec_${randomUUID()}`] : secrets, signedAt),
        },
        redirect: "manual",
        signal: controller.signal,
      });
      await response.arrayBuffer();
      return response.status;
    } finally {
      timeout.cancel();
      this.#requests.delete(controller);
    }
  }
}
