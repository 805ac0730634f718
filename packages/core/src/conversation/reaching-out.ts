import { allowanceOf, mustBeVerified } from "../age/index.ts";
import { isQuietAt, mayTextFirstAt, type QuietWishes } from "../consent/index.ts";
import { type Episode, mayReachOut } from "../crisis/index.ts";
import { doubtedSince, isLongSilent } from "../disclosure/index.ts";
import { type Instant, millisecondsOf, type PhoneNumber } from "../kernel/index.ts";
import type { Member } from "../member/index.ts";
import type { OutboundKind } from "../messaging/index.ts";
import { type Limits, limitsAt, type SwitchedOn } from "../rules/index.ts";

const DAY_MS = 24 * 60 * 60_000;

/** Why a text that we begin does not leave. `hours` and `cap` pass by themselves. */
export type Withheld = "hours" | "cap" | "age" | "scope" | "silence" | "episode";

/** A text that we begin, as far as the rules ask about it. */
export interface Beginning {
  readonly kind: OutboundKind;
  readonly to: PhoneNumber;
  readonly episode?: Episode | undefined;
  /** What its member wants of the hours; nothing, if not given. */
  readonly wishes?: QuietWishes | undefined;
  /** It comes once, at the time that its member named. */
  readonly isOnce?: boolean | undefined;
  /** The law wants it said to who pays, silent or not, and whatever else we may say to them. */
  readonly isOwed?: boolean | undefined;
}

/**
 * Whether the rules keep a text back that we begin: the hours of the day where the member may be and those that they want to be left alone in, the texts
 * of the last 24 hours, their age, what they agreed to, a long silence, and a crisis where the caller knows of the episode. Undefined when
 * it may leave.
 */
export function reasonNotToReachOut(
  member: Member,
  text: Beginning,
  at: Instant,
  switchedOn: SwitchedOn,
): Withheld | undefined {
  const limits = limitsAt(at, switchedOn);
  if (!isAgreedByItself(text) && member.consent.scope !== "recurring") return "scope";
  const { companion, proactive } = allowanceOf(member.age.state, !text.isOwed && mustBeVerified(text.to, limits));
  if (!(isWithoutAge(text.kind) ? companion : proactive)) return "age";
  if (!text.isOwed && isLongSilent(member, at, limits)) return "silence";
  // Somebody else may have the number by now: what its last owner asked for is none of theirs.
  if (isOfAgenda(text.kind) && isDoubted(member, text, at, limits)) return "silence";
  if (text.episode && !mayReachOut(member, text.episode, at)) return "episode";
  const { wishes = {} } = text;
  if (!mayTextFirstAt(text.to, at, limits, wishes.timeZone) || isQuietAt(text.to, at, wishes)) return "hours";
  const lately = member.contact.reachedOutAt.filter((moment) => millisecondsOf(at) - millisecondsOf(moment) < DAY_MS);
  return lately.length >= limits.proactivePerDay ? "cap" : undefined;
}

/**
 * Whether the number may be somebody else's by now. A silence alone keeps back nothing that is owed: it names nobody, and who
 * still has the number would pay on unheard. That somebody was asked whose it is does, and so does what a carrier says.
 */
function isDoubted(member: Member, { isOwed }: Beginning, at: Instant, limits: Limits): boolean {
  const { contact, reassignedAt } = member;
  return (isOwed ? (contact.doubtedSince ?? reassignedAt) : doubtedSince(member, at, limits)) !== undefined;
}

/**
 * Whether somebody agreed to this one text, and needs to have agreed to no programme of them. A check-in after a crisis is
 * offered and accepted. A reminder that comes once is asked for by name, with its time, by the person who gets it: it is the
 * answer to their text, and conversational (CTIA Messaging Principles 5.1.2: consent follows from the consumer's own message,
 * for that exchange). What comes again is a programme, and takes a START. News of a subscription are part of what was agreed to
 * with it: they tell of money, and offer nothing.
 */
function isAgreedByItself({ kind, isOnce }: Beginning): boolean {
  return isWithoutAge(kind) || (kind === "reminder" && isOnce === true);
}

/** What needs no word of their age, since they agreed to just this; whoever may be a minor gets none. */
function isWithoutAge(kind: OutboundKind): boolean {
  return kind === "follow-up" || kind === "billing-notice";
}

/** Whether it stands on a member's agenda. */
export function isOfAgenda(kind: OutboundKind): boolean {
  return kind === "reminder" || kind === "check-in" || kind === "billing-notice";
}
