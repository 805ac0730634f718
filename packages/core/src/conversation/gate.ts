import { mayLeave } from "../consent/index.ts";
import type { FixedText } from "../disclosure/index.ts";
import {
  type Clock,
  Failure,
  type Instant,
  instantPlus,
  millisecondsOf,
  type OutboundId,
  type PhoneNumber,
} from "../kernel/index.ts";
import type { Member, MemberStore } from "../member/index.ts";
import type { MessageSender, OutboundKind, SendOutcome } from "../messaging/index.ts";
import type { BeginAgain, ConversationStore, Outbound, OutboundState } from "./store.ts";

export interface SendGate {
  readonly members: Pick<MemberStore, "byId">;
  readonly conversations: ConversationStore;
  readonly sender: MessageSender;
  readonly clock: Clock;
}

/**
 * sent: the carrier has it, now or from before; refused: the carrier will never take it; withheld: it may not leave, or
 * not any more; doubtful: handed over, no answer came.
 */
export type GateResult = "sent" | "refused" | "withheld" | "doubtful";

interface Leaving {
  readonly id: OutboundId;
  readonly kind: OutboundKind;
  readonly body: string;
  readonly to: PhoneNumber;
  readonly expiresAt: Instant;
}

/** When more time than this lies between the move to SENDING and the carrier, a STOP may have come in between. */
const PAUSE_MS = 1_000;

/** By then a callback would have told that an introduction arrived; before, somebody else may just be sending it. */
const INTRODUCTION_DOUBT_MS = 90_000;

/**
 * Which fixed texts are begun again, and from where. Everything that was refused for now. A crisis reply from wherever it
 * got stuck: twice is better than never. So is the introduction, after a while: nothing else may be said before it arrives.
 */
function again(kind: OutboundKind, at: Instant): BeginAgain {
  switch (kind) {
    case "crisis":
      return { states: ["READY", "FAILED"], sendingSince: at };
    case "introduction":
      return { states: ["READY", "FAILED"], sendingSince: instantPlus(at, -INTRODUCTION_DOUBT_MS) };
    case "reply":
    case "stop-confirmation":
    case "start-confirmation":
    case "help":
      return { states: ["READY"] };
    default:
      return kind satisfies never;
  }
}

/**
 * Sends one of the fixed texts (crisis, confirmations, help, introduction). Idempotent by its id.
 * @throws Failure `carrier.refused` or `carrier.unavailable` when the carrier cannot take it now: trying again can help.
 */
export async function sendFixed(
  gate: SendGate,
  member: Member,
  text: Omit<Leaving, "body"> & { readonly text: FixedText },
): Promise<GateResult> {
  return leave(gate, member, { ...text, body: text.text.body }, async (at) => {
    const begun = await gate.conversations.beginFixed(member, text.id, again(text.kind, at), at);
    switch (begun.kind) {
      case "sending":
        return "sending";
      case "moved-on":
        return "withheld";
      case "exists":
        return afterwards(begun.state);
      default:
        return begun satisfies never;
    }
  });
}

/**
 * Sends a reply that was staged.
 * @throws Failure `carrier.refused` or `carrier.unavailable` when the carrier cannot take it now: trying again can help.
 */
export async function sendStaged(
  gate: SendGate,
  member: Member,
  reply: Outbound,
  expiresAt: Instant,
): Promise<GateResult> {
  if (reply.state !== "READY") return afterwards(reply.state);
  return leave(gate, member, { ...reply, kind: "reply", expiresAt }, async (at) => {
    const begun = await gate.conversations.beginSending(member, reply, at);
    return begun === "sending" ? "sending" : "withheld";
  });
}

/**
 * The one way out. Whatever is slow is done first; then consent is checked and the text moved to SENDING in one
 * conditional write (`begin`), and the text is handed over at once. After a STOP is committed no such write commits.
 */
async function leave(
  gate: SendGate,
  member: Member,
  text: Leaving,
  begin: (at: Instant) => Promise<"sending" | GateResult>,
): Promise<GateResult> {
  for (const lastTry of [false, true]) {
    await gate.sender.prepare();
    const at = gate.clock.now();
    if (!mayLeave(text.kind, member.consent.state) || at >= text.expiresAt) return "withheld";
    const begun = await begin(at);
    if (begun !== "sending") return begun;
    if (await stoppedMeanwhile(gate, member, text.id, at)) return "withheld";
    const outcome = await handOver(gate, member, text);
    // What was prepared had been revoked before its time: prepared anew, it goes through the whole gate once more.
    if (outcome.kind === "refused" && outcome.reason === "unauthorized" && !lastTry) continue;
    return resultOf(outcome);
  }
  return "withheld";
}

/**
 * A sandbox can be frozen between two lines. After a pause the consent is read once more before anything leaves; where it
 * changed, or cannot be read, the text is put back as never sent.
 */
async function stoppedMeanwhile(gate: SendGate, member: Member, id: OutboundId, begunAt: Instant): Promise<boolean> {
  if (millisecondsOf(gate.clock.now()) - millisecondsOf(begunAt) <= PAUSE_MS) return false;
  let stopped = true;
  try {
    stopped = (await gate.members.byId(member.id))?.consent.version !== member.consent.version;
  } finally {
    const notSent = { kind: "refused", reason: "not-connected", retryable: true } as const;
    if (stopped) await gate.conversations.settle(id, notSent, gate.clock.now());
  }
  return stopped;
}

async function handOver(gate: SendGate, member: Member, text: Leaving): Promise<SendOutcome> {
  const outcome = await gate.sender.send({
    id: text.id,
    from: member.ownNumber,
    to: text.to,
    body: text.body,
    priority: text.kind === "crisis" ? "high" : "default",
    expiresAt: text.expiresAt,
  });
  await gate.conversations.settle(text.id, outcome, gate.clock.now());
  return outcome;
}

function resultOf(outcome: SendOutcome): GateResult {
  switch (outcome.kind) {
    case "accepted":
      return "sent";
    case "unknown":
      return "doubtful";
    case "refused":
      if (outcome.retryable) {
        throw new Failure("carrier.refused", "the carrier refused for now", { detail: outcome.reason });
      }
      return "refused";
    default:
      return outcome satisfies never;
  }
}

function afterwards(state: OutboundState): GateResult {
  switch (state) {
    case "SENT":
    case "DELIVERED":
      return "sent";
    case "SENDING":
      return "doubtful";
    case "FAILED":
      return "refused";
    case "READY":
    case "PARKED":
      return "withheld";
    default:
      return state satisfies never;
  }
}
