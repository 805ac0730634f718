import { confirmationEndsAt, keywordEffect, type Wish } from "../consent/index.ts";
import { type Assessment, crisisReplyAbroad, isAtLeast, needsReplyAtOnce, referral } from "../crisis/index.ts";
import { fixedText } from "../disclosure/index.ts";
import { Failure, instantPlus } from "../kernel/index.ts";
import type { Member, MemberDirectory } from "../member/index.ts";
import type { ReceivedText } from "../messaging/index.ts";
import { countryOf } from "../numbering/index.ts";
import { type PrivacyDesk, privacyRequest } from "../privacy/index.ts";
import { type GateResult, type SendGate, sendFixed } from "./gate.ts";
import { type Helped, sendHelp } from "./helping.ts";
import { outboundId, referenceOf } from "./outbound-id.ts";

interface Abroad extends SendGate {
  readonly members: MemberDirectory;
  readonly privacy: Pick<PrivacyDesk, "submit">;
}

/** Why texts of a number that we do not text with are closed. */
export const FOREIGN = "foreign";

/** How long the carrier has for help. */
const HELP_LIFETIME_MS = 60 * 60_000;

/** Half a sign is answered once in this time. */
const HALF_A_SIGN_MS = 24 * 60 * 60_000;

/** What was done for a text from a number that we do not text with. */
export interface AttendedAbroad {
  /** Undefined where nobody is known and nothing is kept. */
  readonly member: Member | undefined;
  readonly disposition: "foreign" | "crisis" | "keyword";
  readonly keyword?: "STOP";
  readonly replied?: GateResult;
}

/**
 * Sees to a text from a number that we do not text with: a danger, and half a sign of one, gets words for it, a STOP is kept, and who is known can
 * have everything deleted. Nothing else is answered, and of the text itself nothing is kept.
 * @throws Failure `crisis-reply.failed`, `consent.moved-on`: trying again can help.
 */
export async function attendAbroad(
  abroad: Abroad,
  text: ReceivedText,
  seen: { readonly assessment: Assessment; readonly wish: Wish | undefined; readonly tooOld: boolean },
): Promise<AttendedAbroad> {
  const { assessment, wish, tooOld } = seen;
  const isStop = wish?.word === "STOP";
  const isClear = isStop && wish.language !== undefined && !wish.isBare;
  const needsCare = !tooOld && (needsReplyAtOnce(assessment) || (mayNeedCare(assessment, isClear) && !text.group));
  const helped = needsCare ? await help(abroad, text, assessment) : undefined;
  if (helped) {
    const { member, replied } = helped;
    // Who asks for silence as well, in words that mean nothing else, has had the one text by now.
    const silent = isClear ? (await silenced(abroad, member, text, wish)).member : member;
    await eraseIfAsked(abroad, text);
    return { member: silent, disposition: "crisis", replied };
  }
  if (isStop) return stop(abroad, text, wish, tooOld);
  await eraseIfAsked(abroad, text);
  return { member: undefined, disposition: FOREIGN };
}

/** No turn will answer a concern from there, nor look a second time at half a sign: fixed words are all the care there is. */
function mayNeedCare({ tier, verdict }: Assessment, asksForSilence: boolean): boolean {
  return isAtLeast(tier, "concern") || (verdict !== "clear" && !asksForSilence);
}

async function eraseIfAsked({ members, privacy }: Abroad, { id, from, body, receivedAt }: ReceivedText): Promise<void> {
  const known = privacyRequest(body)?.kind === "erase" ? await members.find(from) : undefined;
  if (!known) return;
  const task = { kind: "erase", because: "asked" } as const;
  await privacy.submit({ reference: referenceOf(id), member: known.id, task, askedAt: receivedAt, answer: undefined });
}

/** @returns undefined where half a sign was answered within a day: what answers by itself over there is not to go on for ever. */
async function help(abroad: Abroad, text: ReceivedText, assessment: Assessment): Promise<Helped | undefined> {
  const now = abroad.clock.now();
  const member = await abroad.members.byNumber(text.from, text.to, now, true);
  const { helpedAt } = member;
  const isHalfASign = !isAtLeast(assessment.tier, "concern");
  if (isHalfASign && helpedAt && now < instantPlus(helpedAt, HALF_A_SIGN_MS)) return undefined;
  const country = countryOf(text.from);
  const reply = crisisReplyAbroad(country, assessment);
  const content = {
    kind: "crisis",
    body: reply.body,
    to: text.from,
    expiresAt: instantPlus(now, HELP_LIFETIME_MS),
    // The words for everywhere name nobody in particular, which is no referral.
    ...(country === "CA" && { counts: referral(now, text.from, assessment.tier, reply) }),
  } as const;
  const helped = await sendHelp(abroad, member, { id: outboundId(member.id, "fixed", text.id), content }, true);
  if (isHalfASign && helped.replied === "sent") await abroad.members.markHelped(helped.member, now);
  return helped;
}

/** Whom we never texted hears no confirmation: a text to anywhere, for the asking, is what pumping is about. */
async function stop(abroad: Abroad, text: ReceivedText, wish: Wish, tooOld: boolean): Promise<AttendedAbroad> {
  const member = await abroad.members.byNumber(text.from, text.to, abroad.clock.now());
  const { member: silent, confirmation } = await silenced(abroad, member, text, wish);
  const done = { member: silent, disposition: "keyword", keyword: "STOP" } as const;
  const isStranger = member.createdAt >= text.receivedAt;
  if (!confirmation || isStranger || text.group || tooOld) return done;
  const { body } = fixedText("stopped", wish.language ?? "en");
  const content = {
    ...({ kind: "stop-confirmation", body, to: text.from } as const),
    expiresAt: confirmationEndsAt(text.receivedAt),
  };
  const id = outboundId(silent.id, "fixed", text.id);
  return { ...done, replied: await sendFixed(abroad, { member: silent }, { id, content }) };
}

async function silenced({ members, clock }: Abroad, member: Member, text: ReceivedText, wish: Wish) {
  const { state, confirmation, keepsCause, isAnswer } = keywordEffect("STOP", member.consent, text);
  if (!state) return { member, confirmation };
  const changedBy = keepsCause ? member.consent.changedBy : isAnswer ? `answer.${text.id}` : text.id;
  const { saidAt, receivedAt: heardAt } = text;
  const change = { state, changedBy, saidAt, heardAt, cause: wish.cause, scope: "replies" } as const;
  const silent = await members.changeConsent(member, change, clock.now());
  if (silent.consent.state !== state) {
    throw new Failure("consent.moved-on", "the consent changed while a control word was obeyed");
  }
  return { member: silent, confirmation };
}
