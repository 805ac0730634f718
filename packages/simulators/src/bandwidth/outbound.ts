import type { Clock } from "../clock.ts";
import type { Script } from "../script.ts";
import type { Timers } from "../timers.ts";
import type { Callbacks } from "./callbacks.ts";
import { type DeliveryState, type Network, planDelivery, type Step } from "./delivery-plan.ts";
import type { BandwidthFault } from "./faults.ts";
import { findMediaProblem } from "./media-fetch.ts";
import { formatMicroseconds, newMessageId } from "./message-format.ts";
import type { MessageList, MessageRecord } from "./message-list.ts";
import { countSegments } from "./segments.ts";
import type { SendRequest } from "./send-request.ts";

/** What happened to a text in the outbox. */
export type OutboxChange = "text.accepted" | "delivery.changed";

/** One text to one recipient, as the carrier has accepted it. */
export interface OutboxText {
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly text: string;
  readonly media: readonly string[];
  readonly tag?: string;
  readonly segments: number;
  /** ISO 8601. */
  readonly acceptedAt: string;
  readonly state: DeliveryState;
  /** Only on a failed one. */
  readonly errorCode?: number;
}

export interface OutboundParts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly script: Script<BandwidthFault>;
  readonly callbacks: Callbacks;
  readonly list: MessageList;
  readonly network: Network;
}

interface Entry {
  readonly id: string;
  readonly to: string;
  readonly isMms: boolean;
  readonly segments: number;
  readonly now: number;
}

interface Accepted {
  readonly request: SendRequest;
  /** Why the files that go with it cannot be sent; undefined when they can. */
  readonly mediaProblem: Promise<number | undefined>;
  readonly to: string;
  readonly record: MessageRecord;
  text: OutboxText;
}

const descriptions: Partial<Record<DeliveryState, string>> = {
  sending: "Message is sending to carrier.",
  delivered: "Message delivered to carrier.",
};
const failureDescriptions: Record<number, string> = {
  4775: "destination-rejected-due-to-user-opt-out",
  9902: "delivery-receipt-expired",
};

/** The texts that the carrier has taken, and what it reports about each. */
export class Outbound {
  readonly #parts: OutboundParts;
  readonly #changed: (event: OutboxChange, text: OutboxText) => void;
  readonly #accepted: Accepted[] = [];
  #fetching = 0;

  constructor(parts: OutboundParts, changed: (event: OutboxChange, text: OutboxText) => void) {
    this.#parts = parts;
    this.#changed = changed;
  }

  /** How many reports wait for the files of an MMS. */
  get fetching(): number {
    return this.#fetching;
  }

  outbox(to?: string): OutboxText[] {
    return this.#accepted.map(({ text }) => text).filter((text) => to === undefined || text.to === to);
  }

  /**
   * Takes a send and answers the body of the 202. Recipients share the id. Reports follow on the clock, unless the
   * script wants them before the answer: then this resolves when they have been posted.
   */
  async accept(request: SendRequest): Promise<unknown> {
    const { clock, timers, script, network } = this.#parts;
    const now = clock.now();
    const id = newMessageId(now);
    const isMms = request.media.length > 0 || request.to.length > 1;
    const segments = isMms ? 1 : countSegments(request.text);
    const expiresAt = request.expiration === undefined ? Number.POSITIVE_INFINITY : Date.parse(request.expiration);
    const mediaProblem = findMediaProblem(request.media);
    const isEarly = script.take(["status-before-answer"], appliesTo(request)) !== undefined;
    for (const to of request.to) {
      const accepted = this.#enter(request, mediaProblem, { id, to, isMms, segments, now });
      this.#changed("text.accepted", accepted.text);
      const steps = planDelivery({ from: request.from, to, isMms, expiresAt }, network, script);
      if (isEarly) for (const step of steps) await this.#report(accepted, step);
      else for (const step of steps) timers.after(step.afterMs, () => void this.#report(accepted, step));
    }
    const { applicationId, from, to, text, media, ...optional } = request;
    return {
      id,
      owner: from,
      applicationId,
      time: new Date(now).toISOString(),
      segmentCount: segments,
      direction: "out",
      to,
      from,
      text,
      ...(media.length > 0 && { media }),
      ...optional,
    };
  }

  #enter(
    request: SendRequest,
    mediaProblem: Promise<number | undefined>,
    { id, to, isMms, segments, now }: Entry,
  ): Accepted {
    const { from, text, media, tag } = request;
    const record: MessageRecord = {
      messageId: id,
      sourceTn: from,
      destinationTn: to,
      messageDirection: "OUTBOUND",
      messageType: isMms ? "mms" : "sms",
      messageStatus: "ACCEPTED",
      segmentCount: segments,
      messageLength: text.length,
      receivedAt: now,
      errorCode: 0,
    };
    const accepted: Accepted = {
      request,
      mediaProblem,
      to,
      record,
      text: {
        id,
        to,
        from,
        text,
        media,
        ...(tag !== undefined && { tag }),
        segments,
        acceptedAt: new Date(now).toISOString(),
        state: "accepted",
      },
    };
    this.#parts.list.add(record);
    this.#accepted.push(accepted);
    return accepted;
  }

  async #report(accepted: Accepted, step: Step): Promise<void> {
    const { request, record, to } = accepted;
    const waitsForFiles = request.media.length > 0 && step.state === "delivered";
    const { state, errorCode } = waitsForFiles ? await this.#afterFetching(accepted, step) : step;
    const failure = errorCode === undefined ? {} : { errorCode };
    accepted.text = { ...accepted.text, state, ...failure };
    record.messageStatus = state.toUpperCase();
    record.errorCode = errorCode ?? 0;
    this.#changed("delivery.changed", accepted.text);
    await this.#parts.callbacks.post("status", to, {
      time: formatMicroseconds(this.#parts.clock.now()),
      type: `message-${state}`,
      to,
      description: failureDescriptions[errorCode ?? 0] ?? descriptions[state] ?? "rejected",
      message: {
        id: record.messageId,
        owner: request.from,
        applicationId: request.applicationId,
        time: formatMicroseconds(record.receivedAt),
        segmentCount: record.segmentCount,
        direction: "out",
        to: request.to,
        from: request.from,
        // The carrier keeps no text, and says so with an empty one.
        text: "",
        ...(request.tag !== undefined && { tag: request.tag }),
        ...(request.media.length > 0 && { media: request.media }),
      },
      ...failure,
    });
  }

  /** An MMS is delivered with its files, or not at all. */
  async #afterFetching({ mediaProblem }: Accepted, step: Step): Promise<Step> {
    this.#fetching += 1;
    const errorCode = await mediaProblem;
    this.#fetching -= 1;
    return errorCode === undefined ? step : { ...step, state: "failed", errorCode };
  }
}

/** Whether a fault concerns a send: it names one of its recipients, or nobody. */
export function appliesTo(request: {
  readonly to: readonly string[];
}): (fault: { readonly number?: string }) => boolean {
  return ({ number }) => number === undefined || request.to.includes(number);
}
