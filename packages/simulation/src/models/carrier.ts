import { isFixed } from "@jules/core/conversation";
import { Failure, instant, type OutboundId, type PhoneNumber } from "@jules/core/kernel";
import type { MessageSender, OutgoingText, SendOutcome } from "@jules/core/messaging";
import type { StatusMessage } from "@jules/functions/queues/statuses";
import { drawOf, type Timeline } from "../engine/index.ts";
import type { Faults } from "../faults/index.ts";
import type { Exchange, Sandbox } from "../lambda/index.ts";
import type { PersonText } from "../people/index.ts";
import { drawLatencyMs, failing, halfway, LATENCIES } from "./latency.ts";

/** A text that the carrier accepted. */
export interface Acceptance {
  readonly id: OutboundId;
  readonly carrierId: string;
  readonly to: PhoneNumber;
  readonly body: string;
}

export interface CarrierSettings {
  readonly timeline: Timeline;
  readonly faults: Faults;
  readonly seed: number;
  /** A sandbox hands a text over: the request leaves now. */
  readonly posting: (text: OutgoingText, by: string) => void;
  readonly accepted: (acceptance: Acceptance) => void;
  readonly refusedForGood: (text: OutgoingText) => void;
  /** The carrier has said that an accepted text did not arrive, and that trying again may help. */
  readonly failed: (acceptance: Acceptance, errorCode: number) => void;
  /** A status callback reaches us. */
  readonly callback: (status: StatusMessage) => void;
}

export interface Carrier {
  /** The sender of one sandbox, as the adapter behaves: with its own token. */
  senderOf(sandbox: Sandbox): MessageSender;
  /** The person has the carrier block our numbers: nothing arrives there any more. */
  block(number: PhoneNumber): void;
  /** What a toll-free network does by itself with a STOP or a START: the last one said counts. */
  heed(text: Pick<PersonText, "from" | "kind" | "serial">): void;
}

const SEND_TIMEOUT_MS = 5_000;
const CONNECT_TIMEOUT_MS = 2_000;
const TOKEN_LIFETIME_MS = 59 * 60_000;
const OPTED_OUT = 4775;
const NO_RECEIPT = 9902;
const TWO_HOURS_MS = 2 * 60 * 60_000;

/** Codes of texts that did not arrive: for good, for now, and too late. */
const FAILURES = [4750, 4702, 5600, 5100, 4720, 4360] as const;

export function createCarrier(settings: CarrierSettings): Carrier {
  const { timeline, faults, seed } = settings;
  const blocked = new Set<PhoneNumber>();
  const heeded = new Map<PhoneNumber, number>();
  const acceptances = new Map<string, number>();

  function accept(text: OutgoingText): Acceptance {
    const cause = causeOf(text.id);
    const times = (acceptances.get(cause) ?? 0) + 1;
    acceptances.set(cause, times);
    const acceptance = { id: text.id, carrierId: `${cause}/${times}`, to: text.to, body: text.body };
    settings.accepted(acceptance);
    report(acceptance);
    return acceptance;
  }

  /** "On its way", then the carrier's last word; in whatever order, however often, or never. */
  function report(acceptance: Acceptance): void {
    const { carrierId, to } = acceptance;
    const draw = (what: string) => drawOf(seed, `${carrierId}/${what}`);
    const sentAfterMs = 5 + draw("sent") * 1_500;
    // Whether the carrier says so of a plain text is not documented.
    if (draw("says") < 0.4) say(acceptance, "message-sent", undefined, sentAfterMs);
    const lastAfterMs = sentAfterMs + 100 + draw("last") ** 3 * 15_000;
    if (blocked.has(to)) {
      settings.failed(acceptance, OPTED_OUT);
      say(acceptance, "message-failed", OPTED_OUT, lastAfterMs);
    } else if (faults.happens("status-failed", () => carrierId)) {
      const errorCode = FAILURES[Math.floor(draw("code") * FAILURES.length)] ?? FAILURES[0];
      settings.failed(acceptance, errorCode);
      say(acceptance, "message-failed", errorCode, lastAfterMs);
    } else if (faults.happens("status-doubtful", () => carrierId)) {
      say(acceptance, "message-failed", NO_RECEIPT, TWO_HOURS_MS);
    } else {
      say(acceptance, "message-delivered", undefined, lastAfterMs);
    }
  }

  function say(
    { id, carrierId }: Acceptance,
    type: StatusMessage["type"],
    errorCode: number | undefined,
    afterMs: number,
  ): void {
    const name = () => `${carrierId}/${type}`;
    const at = instant(timeline.nowMs + afterMs);
    const message: StatusMessage = {
      v: 1,
      outbound: id,
      type,
      carrierId,
      at,
      ...(errorCode !== undefined && { errorCode }),
    };
    const sayAfter = (delayMs: number) => timeline.after(delayMs, () => settings.callback(message));
    const lateMs = faults.happens("status-late", name) ? 2_000 + drawOf(seed, `${name()}/late`) ** 3 * 600_000 : 0;
    if (faults.happens("status-duplicated", name))
      sayAfter(afterMs + 50 + drawOf(seed, `${name()}/again`) ** 4 * 900_000);
    if (!faults.happens("status-lost", name)) sayAfter(afterMs + lateMs);
  }

  return {
    senderOf: (sandbox) => createSender(sandbox, settings, accept),
    block: (number) => void blocked.add(number),
    heed({ from, kind, serial }) {
      if (serial < (heeded.get(from) ?? 0)) return;
      heeded.set(from, serial);
      if (kind === "stop") blocked.add(from);
      else blocked.delete(from);
    },
  };
}

/** A reply's id without the number of the turn that made it: a turn more before it must not change its fate. */
function causeOf(id: OutboundId): string {
  return isFixed(id) ? id : id.replace(/-\d+$/, "");
}

/** What `createBandwidthSender` does over HTTP. */
function createSender(
  sandbox: Sandbox,
  { timeline, posting, refusedForGood }: CarrierSettings,
  accept: (text: OutgoingText) => Acceptance,
): MessageSender {
  let tokenUntilMs = 0;
  let fetching: Promise<void> | undefined;

  function fetchToken(): Promise<void> {
    return sandbox.call("carrier", "token", ({ answer, random }) =>
      answer === undefined
        ? halfway(drawLatencyMs(LATENCIES.token, random), () => {
            tokenUntilMs = timeline.nowMs + TOKEN_LIFETIME_MS;
          })
        : failing(random.between(50, SEND_TIMEOUT_MS), () => new Failure("carrier.unavailable", "no token")),
    );
  }

  return {
    async prepare() {
      if (timeline.nowMs < tokenUntilMs) return;
      fetching ??= fetchToken().finally(() => {
        fetching = undefined;
      });
      await fetching;
    },

    async send(text) {
      if (tokenUntilMs === 0) return refused("unauthorized", true);
      const sentAtMs = timeline.nowMs;
      const outcome = await sandbox.call("carrier", "send", ({ answer, heldBeforeMs, heldAfterMs, random }) => {
        const latencyMs = Math.min(drawLatencyMs(LATENCIES.carrier, random), SEND_TIMEOUT_MS - 1);
        // The connection was not there in time when the sandbox stood still before it stood.
        if (heldBeforeMs >= CONNECT_TIMEOUT_MS || answer === "not-connected") {
          return answering(random.between(1, 30), refused("not-connected", true));
        }
        posting(text, sandbox.invocation);
        const accepting = () => accepted(accept(text));
        const inDoubt = (): SendOutcome => {
          accept(text);
          return DOUBTFUL;
        };
        switch (answer) {
          case undefined:
            // Of an answer that came while the sandbox stood still, the time-out speaks first.
            return halfway(latencyMs, latencyMs + heldAfterMs > SEND_TIMEOUT_MS ? inDoubt : accepting);
          case "unauthorized":
            return answering(latencyMs, refused("unauthorized", true));
          case "unanswered":
            return answering(SEND_TIMEOUT_MS, DOUBTFUL);
          case "unheard":
            return { thereMs: latencyMs / 2, backMs: SEND_TIMEOUT_MS - latencyMs / 2, perform: inDoubt };
          case "http-400":
            refusedForGood(text);
            return answering(latencyMs, refused(answer, false));
          default:
            return answering(latencyMs, refused(answer as `http-${number}`, true));
        }
      });
      if (outcome.kind === "refused" && outcome.reason === "unauthorized" && sentAtMs < timeline.nowMs)
        tokenUntilMs = 0;
      return outcome;
    },
  };
}

const DOUBTFUL: SendOutcome = { kind: "unknown", reason: "no-answer" };

function refused(reason: Extract<SendOutcome, { kind: "refused" }>["reason"], retryable: boolean): SendOutcome {
  return { kind: "refused", reason, retryable };
}

function accepted({ carrierId }: Acceptance): SendOutcome {
  return { kind: "accepted", carrierId, segments: 1 };
}

function answering(afterMs: number, outcome: SendOutcome): Exchange<SendOutcome> {
  return { thereMs: afterMs, backMs: 0, perform: () => outcome };
}
