import { isProactive, mayLeave } from "../consent/index.ts";
import { Failure, type Instant, instantPlus } from "../kernel/index.ts";
import type { Member } from "../member/index.ts";
import type { OutboundKind } from "../messaging/index.ts";
import { type GateResult, sendFixed, sendReply } from "./gate.ts";
import { causeOf, isFixed } from "./outbound-id.ts";
import { isOfAgenda } from "./reaching-out.ts";
import type { Outbound, OutboundContent } from "./store.ts";
import { CRISIS_REPLY_LIFETIME_MS, OLDEST_ANSWERED_MS } from "./take-in.ts";
import { apologised, hasTimeFor, isLate, REPLY_LIFETIME_MS, SENDING_MS, sinceMs, type Working } from "./working.ts";

/** What became of a text of ours in a turn; `open`: handed over, and the carrier has not said what became of it. */
export type Fate = "sent" | "lost" | "open";

/** A reply that may be sent as it is. */
export type Kept = Outbound & { readonly content: OutboundContent };

/** After this long without a word from the carrier nobody will learn what became of a text. */
export const DOUBT_ENDS_MS = 90_000;
/** From then on a crisis reply in doubt is sent again at twice the interval each time. */
const ATTEMPTS_IN_A_ROW = 5;

function doubtMs({ attempts, content }: Outbound, { consent }: Member): number {
  // After a STOP it is not sent again, so nothing is waited for.
  const isSentAgain = content?.kind === "crisis" && mayLeave(content.kind, consent.state);
  return DOUBT_ENDS_MS * 2 ** (isSentAgain ? Math.max(0, attempts - ATTEMPTS_IN_A_ROW) : 0);
}

/** A carrier that refused a text so often, a minute apart, will go on doing so. */
const MOST_ATTEMPTS = 60;

/** Whether a reply waits only for the carrier, so that it can still be folded into another. */
export function isKept(working: Working, begun: Outbound): begun is Kept {
  return (
    begun.state === "READY" && begun.content !== undefined && reasonToPark(working, begun, begun.content) === undefined
  );
}

/**
 * Brings a text of ours that was begun before to an end, or leaves it to the next turn. One in doubt is never sent again
 * but for help in a crisis: twice is better than never.
 * @throws Failure as the gate does, and `consent.moved-on`.
 */
export async function finish(working: Working, begun: Outbound): Promise<Fate> {
  const { turn, lease } = working;
  const { content } = begun;
  // Of a text without content only the record knows what it says that made it, and that may come back to it.
  if (begun.state === "SENDING" || !content) {
    if (sinceMs(working, begun.sendingAt ?? begun.createdAt) < doubtMs(begun, lease.member)) return "open";
    if (content?.kind !== "crisis") return park(working, begun, "doubtful");
  }
  // Whoever begins what is on agendas comes back for it, as long as it may leave.
  if (isOfAgenda(content.kind) && working.turn.clock.now() < content.expiresAt) return "open";
  const reason = reasonToPark(working, begun, content);
  if (reason) return park(working, begun, reason);
  if (!hasTimeFor(working, SENDING_MS)) throw new Failure("turn.short-of-time", "the turn's time is over");
  const current = { ...content, expiresAt: renewed(working, content) };
  if (isFixed(begun.id))
    return fateOf(await sendFixed(turn, { member: lease.member }, { id: begun.id, content: current }));
  const body = isLate(working, begun.createdAt) ? apologised(content.body) : content.body;
  // It goes out once, so that it apologised need not be remembered; and it may be refused once more.
  const along = { releases: false, apologises: false, supersedes: [] };
  return fateOf(await sendReply(turn, lease, { ...begun, content: { ...current, body } }, along));
}

function reasonToPark(working: Working, begun: Outbound, content: OutboundContent): string | undefined {
  const { member } = working.lease;
  if (working.turn.clock.now() >= lastMoment(begun.createdAt, content)) return "expired";
  // It was right when it was begun, and that is all that was asked.
  if (isProactive(content.kind)) return "not-sent";
  if (begun.attempts >= MOST_ATTEMPTS && content.kind !== "crisis") return "refused-too-often";
  if (!mayLeave(content.kind, member.consent.state)) return "opted-out";
  // One that was asked for before the STOP; another is answered by intake.
  if (content.kind === "help" && member.consent.state === "OPTED_OUT") return "opted-out";
  // Made before a STOP and a START: who comes back is told first what Jules is, and then answered anew.
  if (content.kind === "reply" && !member.introducedAt) return "consent-changed";
  // Of a STOP before the one that counts: the law allows one confirmation, and that one has its own.
  if (content.kind === "stop-confirmation" && causeOf(begun.id) !== member.consent.changedBy) return "consent-changed";
  return undefined;
}

/** How long the carrier has for a text that is worth saying late: an outage must not cost the answer, nor the help. */
const LIFETIMES_MS: Partial<Readonly<Record<OutboundKind, number>>> = {
  reply: REPLY_LIFETIME_MS,
  crisis: CRISIS_REPLY_LIFETIME_MS,
};

function renewed({ turn }: Working, content: OutboundContent): Instant {
  const lifetimeMs = LIFETIMES_MS[content.kind];
  return lifetimeMs === undefined ? content.expiresAt : instantPlus(turn.clock.now(), lifetimeMs);
}

function lastMoment(createdAt: Instant, content: OutboundContent): Instant {
  return LIFETIMES_MS[content.kind] === undefined ? content.expiresAt : instantPlus(createdAt, OLDEST_ANSWERED_MS);
}

/** @throws Failure `consent.moved-on` for a text that could not leave under the consent it was prepared for. */
export function fateOf(result: GateResult): Fate {
  switch (result) {
    case "sent":
      return "sent";
    case "refused":
      return "lost";
    case "doubtful":
      return "open";
    case "withheld":
      throw new Failure("consent.moved-on", "the consent changed while a text was prepared");
    default:
      return result satisfies never;
  }
}

/** Takes a text of ours out of the work, and what waits for it with it. */
export async function park({ turn, lease }: Working, begun: Outbound, reason: string): Promise<Fate> {
  // Texts first: one that still waited for a reply which is parked would wait for ever.
  if (begun.state === "READY") await turn.conversations.close(lease.member.id, begun.answers, `reply-${reason}`);
  await turn.conversations.park(begun.id, reason);
  return "lost";
}
