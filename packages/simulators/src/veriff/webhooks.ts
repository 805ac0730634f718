import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Script } from "../script.ts";
import type { Timers } from "../timers.ts";
import type { HeaderFamily, VeriffFault, WebhookFault, WebhookKind } from "./faults.ts";
import { inOddForm, type Payload } from "./payloads.ts";
import { sign } from "./signatures.ts";

/** Where the integration is called. A kind without an address is not sent; Full Auto goes to the decisions' without its own. */
export interface WebhookTargets {
  readonly decision?: string;
  readonly event?: string;
  readonly fullAuto?: string;
}

export interface WebhookCounters {
  attempted: number;
  delivered: number;
  lost: number;
}

export interface WebhookOptions {
  readonly apiKey: string;
  readonly sharedSecret: string;
  readonly integrationId: string;
  readonly headers: HeaderFamily;
}

/** What the integration has answered to one attempt; null when nothing came. */
export interface WebhookAnswer {
  readonly webhook: keyof WebhookTargets;
  readonly session: string;
  readonly status: number | null;
}

interface Delivery {
  readonly name: keyof WebhookTargets;
  readonly session: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly startedAt: number;
}

/** Documented: about once an hour for up to seven days, until a 200. How long an answer may take is not: here ten seconds. */
const retryMs = 3_600_000;
const retryWindowMs = 7 * 24 * 3_600_000;
const answerTimeoutMs = 10_000;
const recordedAnswers = 1000;

/** Posts signed webhooks to the integration's addresses until they are taken. */
export class Webhooks {
  readonly counters: WebhookCounters = { attempted: 0, delivered: 0, lost: 0 };
  /** The newest thousand, oldest first. */
  readonly answers: WebhookAnswer[] = [];
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #script: Script<VeriffFault>;
  readonly #options: WebhookOptions;
  readonly #log: (line: string) => void;
  readonly #requests = new Set<AbortController>();
  #targets: WebhookTargets = {};
  #inFlight = 0;
  #isClosed = false;

  constructor(
    clock: Clock,
    timers: Timers,
    script: Script<VeriffFault>,
    options: WebhookOptions,
    log: (line: string) => void,
  ) {
    this.#clock = clock;
    this.#timers = timers;
    this.#script = script;
    this.#options = options;
    this.#log = log;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  configure(targets: WebhookTargets): void {
    this.#targets = targets;
  }

  /** Sends one webhook about a session. Resolves when the first attempt has ended, however it ended. */
  async post(kind: WebhookKind, session: string, payload: Payload, fullAuto?: () => Payload): Promise<void> {
    const isMeant = (fault: { readonly session?: string; readonly webhook?: WebhookKind }) =>
      (fault.session ?? session) === session && (fault.webhook ?? kind) === kind;
    const isScripted = (fault: WebhookFault["kind"]) => this.#script.take([fault], isMeant) !== undefined;
    if (isScripted("lose")) return;
    const envelope = fullAuto && isScripted("full-auto") ? fullAuto() : undefined;
    const sent = envelope ?? payload;
    const body = Buffer.from(isScripted("odd-form") ? inOddForm(sent) : JSON.stringify(sent));
    const secret = isScripted("forge") ? randomUUID() : this.#options.sharedSecret;
    const signature = sign(secret, body);
    const delivery: Delivery = {
      name: envelope ? "fullAuto" : kind,
      session,
      body,
      headers: this.#headers(
        isScripted("uppercase") ? signature.toUpperCase() : signature,
        this.#script.take(["headers"], isMeant)?.family ?? this.#options.headers,
        isScripted("foreign-key") ? randomUUID() : this.#options.apiKey,
      ),
      startedAt: this.#clock.now(),
    };
    const times = isScripted("duplicate") ? 2 : 1;
    for (let time = 0; time < times; time += 1) await this.#attempt(delivery);
  }

  close(): void {
    this.#isClosed = true;
    for (const request of this.#requests) request.abort();
  }

  #headers(signature: string, family: HeaderFamily | "disagree", apiKey: string): Record<string, string> {
    const { integrationId } = this.#options;
    const older = family === "disagree" ? sign(randomUUID(), signature) : signature;
    return {
      ...(family !== "vrf" && { "x-auth-client": apiKey, "x-hmac-signature": older }),
      ...(family !== "x" && {
        "vrf-auth-client": apiKey,
        "vrf-hmac-signature": signature,
        "vrf-integration-id": integrationId,
      }),
    };
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const { name } = delivery;
    const target = this.#targets[name] ?? (name === "fullAuto" ? this.#targets.decision : undefined);
    if (target === undefined) return;
    this.#inFlight += 1;
    this.counters.attempted += 1;
    const status = await this.#request(target, delivery).catch(() => null);
    this.#inFlight -= 1;
    if (this.#isClosed) return;
    this.answers.push({ webhook: name, session: delivery.session, status });
    if (this.answers.length > recordedAnswers) this.answers.shift();
    this.#log(`webhook ${name} ${status ?? "unanswered"}`);
    if (status === 200) this.counters.delivered += 1;
    else if (this.#clock.now() + retryMs - delivery.startedAt > retryWindowMs) this.counters.lost += 1;
    else this.#timers.after(retryMs, () => void this.#attempt(delivery));
  }

  async #request(url: string, { body, headers }: Delivery): Promise<number> {
    const controller = new AbortController();
    this.#requests.add(controller);
    const timeout = this.#clock.schedule(answerTimeoutMs, () => controller.abort());
    try {
      const response = await fetch(url, {
        method: "POST",
        body,
        headers: { "content-type": "application/json", ...headers },
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
