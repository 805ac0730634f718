import { mayLeave } from "../consent/index.ts";
import type { FixedText } from "../disclosure/index.ts";
import { type Clock, Failure, type Instant, type OutboundId, type PhoneNumber } from "../kernel/index.ts";
import type { Member } from "../member/index.ts";
import type { MessageSender, OutboundKind, SendOutcome } from "../messaging/index.ts";
import type { ConversationStore, Outbound, OutboundState } from "./store.ts";

export interface SendGate {
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

/**
 * Sends one of the fixed texts (crisis, confirmations, help, introduction). Idempotent by its id.
 * @throws Failure `carrier.refused` when the carrier refused for now: doing the work again will try again.
 */
export async function sendFixed(
  gate: SendGate,
  member: Member,
  text: {
    readonly id: OutboundId;
    readonly kind: OutboundKind;
    readonly text: FixedText;
    readonly to: PhoneNumber;
    readonly expiresAt: Instant;
  },
): Promise<GateResult> {
  const at = gate.clock.now();
  if (!mayLeave(text.kind, member.consent.state) || at >= text.expiresAt) return "withheld";
  const template = `${text.text.code}/${text.text.version}`;
  const begun = await gate.conversations.beginFixed(member, { id: text.id, kind: text.kind, template }, at);
  switch (begun.kind) {
    case "moved-on":
      return "withheld";
    case "exists":
      return afterwards(begun.state);
    case "sending":
      return handOver(gate, member, { ...text, body: text.text.body });
    default:
      return begun satisfies never;
  }
}

/**
 * Sends a reply that was staged. The check of consent and the move to SENDING are one conditional write: after a STOP
 * is committed no such write commits.
 * @throws Failure `carrier.refused` when the carrier refused for now.
 */
export async function sendStaged(
  gate: SendGate,
  member: Member,
  reply: Outbound,
  expiresAt: Instant,
): Promise<GateResult> {
  if (reply.state !== "READY") return afterwards(reply.state);
  const at = gate.clock.now();
  const leaves = mayLeave(reply.kind, member.consent.state) && at < expiresAt;
  if (!leaves || (await gate.conversations.beginSending(member, reply, at)) === "moved-on") return "withheld";
  return handOver(gate, member, { ...reply, expiresAt });
}

async function handOver(gate: SendGate, member: Member, text: Leaving): Promise<GateResult> {
  const outcome = await gate.sender.send({
    id: text.id,
    from: member.ownNumber,
    to: text.to,
    body: text.body,
    priority: text.kind === "crisis" ? "high" : "default",
    expiresAt: text.expiresAt,
  });
  await gate.conversations.settle(text.id, outcome, gate.clock.now());
  return resultOf(outcome);
}

function resultOf(outcome: SendOutcome): GateResult {
  switch (outcome.kind) {
    case "accepted":
      return "sent";
    case "unknown":
      return "doubtful";
    case "refused":
      if (outcome.retryable) throw new Failure("carrier.refused", `the carrier refused for now: ${outcome.reason}`);
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
