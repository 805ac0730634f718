import { isCompanion, isProactive, suspensionEndsAt } from "../consent/index.ts";
import {
  beginsInteraction,
  disclosureDue,
  disclosureOfWords,
  type FixedTextCode,
  fixedText,
  intervalMs,
  isLongSilent,
} from "../disclosure/index.ts";
import { type Instant, instantPlus } from "../kernel/index.ts";
import type { DisclosureReason } from "../ledger/index.ts";
import type { Member, Traces } from "../member/index.ts";
import { isBellDue } from "../memory/index.ts";
import { CARRIER_LIMITS, type OutboundKind, split } from "../messaging/index.ts";
import type { Limits } from "../rules/index.ts";
import { isOfAgenda } from "./reaching-out.ts";
import type { Disclosing, EachTime, OutboundContent } from "./store.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** So long after a disclosure was due in a conversation that went on, the cron makes it by itself. */
const REMINDER_DELAY_MS = 5 * MINUTE_MS;

/** A text as it leaves: the words that the carrier gets, and what the write that begins it leaves behind. */
export interface Departure {
  readonly body: string;
  readonly each: EachTime;
}

/** What the caller of the gate knows besides. */
export interface Occasioned {
  /** When the newest of the texts that it answers came. */
  readonly heardAt?: Instant | undefined;
  /** The moment of the member that the text uses up. */
  readonly moment?: Instant | undefined;
  /** What was said is worth reading for what to remember. */
  readonly isTalk?: boolean | undefined;
}

/**
 * A text with the disclosure that is due with it, whoever sends it and however long it was kept: what the model wrote, or
 * what we begin, never leaves without one (invariants I1 and I2).
 */
export function departureOf(
  member: Member,
  content: OutboundContent,
  at: Instant,
  limits: Limits,
  more: Occasioned = {},
): Departure {
  const discloses = disclosing(member, content, at, limits);
  const traces = tracesOf(member, content, at, limits, { ...more, discloses: discloses !== undefined });
  return { body: withDisclosure(content, discloses), each: { discloses, traces } };
}

/** Whether a disclosure seems to be due: the member may have been read before another text of ours left. */
export function seemsDue(member: Member, kind: OutboundKind, at: Instant, limits: Limits): boolean {
  return isCompanion(kind) && disclosureDue(member, at, limits) !== undefined;
}

/** Whether rules that somebody switches on say anything about a kind of text. */
export function hasRules(kind: OutboundKind): boolean {
  return isOfConversation(kind) || OWN_REASONS[kind] !== undefined;
}

const OWN_REASONS: Partial<Readonly<Record<OutboundKind, DisclosureReason>>> = {
  introduction: "first-contact",
  disclosure: "reminder",
  periodic: "periodic",
};

function disclosing(member: Member, content: OutboundContent, at: Instant, limits: Limits): Disclosing | undefined {
  const { kind, body, language } = content;
  const reason = OWN_REASONS[kind];
  if (reason) {
    const text = disclosureOfWords(body);
    return text && { text, reason };
  }
  const due = isCompanion(kind) ? disclosureDue(member, at, limits) : undefined;
  return due && { text: fixedText(calmly(due.code, content.inCrisis === true), language), reason: due.reason };
}

/** Who may be in danger is not sent away to take a break. */
export function calmly(code: FixedTextCode, inCrisis: boolean): FixedTextCode {
  return inCrisis && code === "break-reminder" ? "reminder" : code;
}

function withDisclosure(content: OutboundContent, discloses: Disclosing | undefined): string {
  const { kind, inCrisis } = content;
  if (!discloses || !isCompanion(kind)) return within(CARRIER_LIMITS.characters, content);
  const disclosure = discloses.text.body;
  const lines = [disclosure, within(CARRIER_LIMITS.characters - disclosure.length - 1, content)];
  return (inCrisis ? lines.reverse() : lines).join("\n");
}

/**
 * What is longer than the carrier takes would be refused whole, so its end stays behind. No text of ours is meant to be so
 * long: whoever makes lists bounds them.
 */
function within(characters: number, { body, language }: Pick<OutboundContent, "body" | "language">): string {
  if (body.length <= characters) return body;
  const [beginning = ""] = split(body, { ...CARRIER_LIMITS, characters }, language);
  return beginning;
}

/** What is part of a conversation, so that what follows within the hour begins no other. */
function isOfConversation(kind: OutboundKind): boolean {
  if (kind === "billing" || kind === "billing-notice") return true;
  return isCompanion(kind) || kind === "introduction" || kind === "age" || kind === "privacy";
}

function tracesOf(
  member: Member,
  { kind, inCrisis }: OutboundContent,
  at: Instant,
  limits: Limits,
  { heardAt, moment, isTalk, discloses }: Occasioned & { readonly discloses: boolean },
): Traces {
  const { contact, consent } = member;
  // In a crisis nobody is asked whose number it is, so that it is asked as soon as it is over.
  const isOpen = heardAt !== undefined && isLongSilent(member, at, limits);
  const doubtedSince = instantPlus(contact.heardAt ?? member.createdAt, limits.recycledAfterDays * DAY_MS);
  return {
    ...(isOfConversation(kind) && { sentAt: at }),
    ...(isOfConversation(kind) && beginsInteraction(member, at, limits) && { interactionAt: at }),
    ...(heardAt && !(isOpen && inCrisis) && { heardAt }),
    ...(isOpen && !inCrisis && { doubtedSince }),
    ...(isTalk && isBellDue(member, at) && { rungAt: at }),
    ...(isProactive(kind) && {
      reachedOutAt: {
        from: contact.reachedOutAt,
        to: [...contact.reachedOutAt, reachedOutAt(kind, at)].slice(-limits.proactivePerDay),
      },
    }),
    ...momentAfter(kind === "clarification" || kind === "opt-in" ? suspensionEndsAt(consent) : undefined, moment),
    ...(discloses && momentAfter(instantPlus(at, intervalMs(member, limits) + REMINDER_DELAY_MS), moment)),
  };
}

/**
 * A check-in was agreed to and asks how somebody is, a reminder was asked for, and a notice is about money: they go on with the
 * conversation after they reach out, so that a no to them is an answer and refuses no texts.
 */
function reachedOutAt(kind: OutboundKind, at: Instant): Instant {
  return kind === "follow-up" || isOfAgenda(kind) ? instantPlus(at, -1) : at;
}

function momentAfter(to: Instant | undefined, from: Instant | undefined): Pick<Traces, "momentAt"> {
  return to ? { momentAt: { to, ...(from && { from }) } } : {};
}
