import { type Keyword, keywordEffect, keywordOf } from "../consent/index.ts";
import { type Assessment, assess, crisisReply, needsReplyAtOnce } from "../crisis/index.ts";
import { fixedText } from "../disclosure/index.ts";
import { Failure, type Instant, instantPlus, isTollFree, type MemberId, millisecondsOf } from "../kernel/index.ts";
import type { Member, MemberDirectory } from "../member/index.ts";
import type { ReceivedText } from "../messaging/index.ts";
import { type GateResult, type SendGate, sendFixed } from "./gate.ts";
import { introduce } from "./introduction.ts";
import { outboundId } from "./outbound-id.ts";

export interface Intake extends SendGate {
  readonly members: MemberDirectory;
  readonly doorbell: Doorbell;
}

/** Wakes the turns of members. Ringing twice is harmless, and the ring itself says nothing. */
export interface Doorbell {
  /** @param cause a second ring of a member for the same cause within five minutes may be dropped. */
  ring(members: readonly MemberId[], cause: string): Promise<void>;
}

/** What became of a text, in codes. */
export interface TakenIn {
  readonly member: MemberId;
  readonly disposition: "waiting" | "crisis" | "keyword" | "opted-out" | "group";
  readonly tier: Assessment["tier"];
  readonly keyword?: Keyword;
  /** What became of the fixed reply, where one was due. */
  readonly replied?: GateResult;
  /** False when the carrier had delivered the text before. */
  readonly fresh: boolean;
}

const CRISIS_REPLY_LIFETIME_MS = 60 * 60_000;
/** 47 CFR 64.1200(a)(12): the confirmation goes out within five minutes of the request, or not at all. */
const STOP_CONFIRMATION_LIFETIME_MS = 5 * 60_000;
const CONFIRMATION_LIFETIME_MS = 15 * 60_000;
const HELP_INTERVAL_MS = 10 * 60_000;

/**
 * Takes one text in: crisis first, then control words, then the inbox and the doorbell. No model is in its way, and the
 * crisis reply needs neither the member's key nor anything but the table and the carrier. Doing it again with the same
 * text repeats nothing that was done.
 */
export async function takeIn(intake: Intake, text: ReceivedText, arrivedAt: Instant): Promise<TakenIn> {
  const assessment = assess(text.body);
  const member = await intake.members.byNumber(text.from, text.to, intake.clock.now());
  if (needsReplyAtOnce(assessment)) return answerCrisis(intake, member, text, assessment);
  if (text.group) return { member: member.id, disposition: "group", tier: assessment.tier, fresh: true };
  const keyword = keywordOf(text.body);
  if (keyword) return obey(intake, member, text, assessment, keyword, arrivedAt);
  if (member.consent.state === "OPTED_OUT") {
    const fresh = await keep(intake, member, text, assessment, "opted-out");
    return { member: member.id, disposition: "opted-out", tier: assessment.tier, fresh };
  }
  const consenting = await consentByWriting(intake, member, text);
  const fresh = await keep(intake, consenting, text, assessment, undefined);
  // Also for a text seen before: the first try may have ended between the inbox and the doorbell.
  await intake.doorbell.ring([member.id], text.id);
  return { member: member.id, disposition: "waiting", tier: assessment.tier, fresh };
}

async function answerCrisis(
  intake: Intake,
  member: Member,
  text: ReceivedText,
  assessment: Assessment,
): Promise<TakenIn> {
  const now = intake.clock.now();
  const replied = await sendFixed(intake, member, {
    id: outboundId(member.id, "crisis", text.id),
    kind: "crisis",
    text: crisisReply(assessment),
    to: text.from,
    expiresAt: instantPlus(now, CRISIS_REPLY_LIFETIME_MS),
  });
  // Twice is better than never: the queue brings the text back, and the reply is sent again.
  if (replied === "doubtful")
    throw new Failure("crisis-reply.in-doubt", "the carrier gave no answer to a crisis reply");
  let fresh = true;
  if (!text.group) {
    const consenting = await consentByWriting(intake, member, text);
    // The disclosure follows as its own text and never delays the help.
    if (replied === "sent") await introduce(intake, intake.members, consenting, text.from);
    fresh = await keep(intake, consenting, text, assessment, `crisis.${replied}`);
  }
  return { member: member.id, disposition: "crisis", tier: assessment.tier, replied, fresh };
}

async function obey(
  intake: Intake,
  member: Member,
  text: ReceivedText,
  assessment: Assessment,
  keyword: Keyword,
  arrivedAt: Instant,
): Promise<TakenIn> {
  const now = intake.clock.now();
  const effect = keywordEffect(keyword, member.consent, text.id);
  const current = effect.state ? await intake.members.changeConsent(member, effect.state, text.id, now) : member;
  if (effect.state && current.consent.changedBy !== text.id) {
    throw new Failure("consent.moved-on", "the consent changed while a control word was obeyed");
  }
  const replied = effect.confirmation && (await confirm(intake, current, text, effect.confirmation, arrivedAt));
  const fresh = await keep(intake, current, text, assessment, `keyword.${keyword.toLowerCase()}`);
  return {
    member: member.id,
    disposition: "keyword",
    tier: assessment.tier,
    keyword,
    fresh,
    ...(replied && { replied }),
  };
}

async function confirm(
  intake: Intake,
  member: Member,
  text: ReceivedText,
  kind: "stop-confirmation" | "start-confirmation" | "help",
  arrivedAt: Instant,
): Promise<GateResult> {
  const now = intake.clock.now();
  const id = outboundId(member.id, kind, text.id);
  const to = text.from;
  const expiresAt = instantPlus(now, CONFIRMATION_LIFETIME_MS);
  switch (kind) {
    case "stop-confirmation":
      // A toll-free network confirms by itself; a second text would be one too many.
      if (isTollFree(member.ownNumber)) return "withheld";
      return sendFixed(intake, member, {
        ...{ id, kind, to, text: fixedText("stopped") },
        expiresAt: instantPlus(arrivedAt, STOP_CONFIRMATION_LIFETIME_MS),
      });
    case "start-confirmation": {
      const result = await sendFixed(intake, member, { id, kind, to, expiresAt, text: fixedText("restarted") });
      // It carries what the welcome would say; what is owed besides is that Jules is an AI.
      return result === "sent" ? introduce(intake, intake.members, member, to, ["disclosure"]) : result;
    }
    case "help": {
      const { helpedAt } = member;
      if (helpedAt && millisecondsOf(now) - millisecondsOf(helpedAt) < HELP_INTERVAL_MS) return "withheld";
      const result = await sendFixed(intake, member, { id, kind, to, expiresAt, text: fixedText("help") });
      if (result === "sent") await intake.members.markHelped(member, now);
      return result;
    }
    default:
      return kind satisfies never;
  }
}

/** Writing to Jules is consent to be answered; it takes a START to come back after a STOP. */
async function consentByWriting(intake: Intake, member: Member, text: ReceivedText): Promise<Member> {
  if (member.consent.state !== "NEW") return member;
  return intake.members.changeConsent(member, "ACTIVE", text.id, intake.clock.now());
}

async function keep(
  intake: Intake,
  member: Member,
  text: ReceivedText,
  assessment: Assessment,
  closedBy: string | undefined,
): Promise<boolean> {
  return (await intake.conversations.receive(member, text, assessment, closedBy, intake.clock.now())) === "stored";
}
