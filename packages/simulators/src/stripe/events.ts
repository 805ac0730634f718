import type { Clock } from "../clock.ts";
import { isRecord } from "../http-server.ts";
import type { StripeEvent, Wire } from "./objects.ts";
import { newId, type Store } from "./store.ts";
import { nowSeconds } from "./time.ts";

export const apiVersion = "2026-10-28.endive";

/** The request that an event is due to; null for what happens by itself. */
export interface CausingRequest {
  readonly id: string;
  readonly idempotency_key: string | null;
}

export interface EventsParts {
  readonly clock: Clock;
  readonly isLive: boolean;
  readonly store: Store;
  readonly send: (event: StripeEvent, customer: string) => void;
}

/** What has happened, each with the object as it was then. */
export class Events {
  readonly #parts: EventsParts;
  #request: CausingRequest | null = null;

  constructor(parts: EventsParts) {
    this.#parts = parts;
  }

  /** Everything that `work` records is due to that request. */
  during<Result>(request: CausingRequest, work: () => Result): Result {
    this.#request = request;
    try {
      return work();
    } finally {
      this.#request = null;
    }
  }

  record(type: string, object: Wire, previous?: object): StripeEvent {
    const { store, isLive, send } = this.#parts;
    const event = store.events.add({
      id: newId("evt"),
      object: "event",
      api_version: apiVersion,
      created: nowSeconds(this.#parts),
      data: { object: structuredClone(object), ...(previous !== undefined && { previous_attributes: previous }) },
      livemode: isLive,
      pending_webhooks: 1,
      request: this.#request ?? { id: null, idempotency_key: null },
      type,
    });
    send(event, customerOf(object, store));
    return event;
  }

  /** Sends one of the past again. */
  replay(event: StripeEvent): void {
    const { store, send } = this.#parts;
    send(event, customerOf(event.data.object, store));
  }

  /** Changes an object and records that, with what it was before; nothing when nothing has changed. */
  recordChange<Item extends Wire>(type: string, object: Item, change: (object: Item) => void): void {
    const before = structuredClone(object);
    change(object);
    const previous = differences(before, object);
    if (previous !== undefined) this.record(type, object, previous);
  }
}

/** The fields that were otherwise before: of a list all of it, of an object the fields that differ. */
function differences(before: unknown, after: unknown): Record<string, unknown> | undefined {
  if (!isRecord(before) || !isRecord(after)) return undefined;
  const found: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (JSON.stringify(before[name]) === JSON.stringify(after[name])) continue;
    found[name] = differences(before[name], after[name]) ?? before[name] ?? null;
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

/** Whom an object is about, if need be by what it belongs to; empty when that is nobody. */
function customerOf(object: Wire, store: Store): string {
  if (object.object === "customer") return object.id;
  const owner = object.customer ?? store.findAny(String(object.charge ?? object.invoice ?? ""))?.customer;
  return typeof owner === "string" ? owner : "";
}
