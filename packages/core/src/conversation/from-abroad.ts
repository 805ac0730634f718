import { confirmationEndsAt, keywordEffect, type Wish } from "../consent/index.ts";
import { type Assessment, crisisReplyAbroad, needsReplyAtOnce, referral } from "../crisis/index.ts";
import { fixedText } from "../disclosure/index.ts";
import { Failure, instantPlus } from "../kernel/index.ts";
import type { Member, MemberDirectory } from "../member/index.ts";
import type { ReceivedText } from "../messaging/index.ts";
import { countryOf } from "../numbering/index.ts";
import { type PrivacyDesk, privacyRequest } from "../privacy/index.ts";
import { type GateResult, type SendGate, sendFixed } from "./gate.ts";
import { outboundId, referenceOf } from "./outbound-id.ts";

interface Abroad extends SendGate {
  readonly members: MemberDirectory;
  readonly privacy: Pick<PrivacyDesk, "submit">;
}

/** Why texts of a number that we do not text with are closed. */
export const FOREIGN = "foreign";

/** How long the carrier has for help. */
const HELP_LIFETIME_MS = 60 * 60_000;

/** What was done for a text from a number that we do not text with. */
export interface AttendedAbroad {
  /** Undefined where nobody is known and nothing is kept. */
  readonly member: Member | undefined;
  readonly disposition: "foreign" | "crisis" | "keyword";
  readonly keyword?: "STOP";
  readonly replied?: GateResult;
}

/**
 * Sees to a text from a number that we do not text with: a danger gets words for it, a STOP is kept, and who is known can
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
  if (needsReplyAtOnce(assessment) && !tooOld) {
    const member = await abroad.members.byNumber(text.from, text.to, abroad.clock.now(), true);
    const replied = await help(abroad, member, text, assessment);
    // Who asks for silence as well, in words that mean nothing else, has had the one text by now.
    const isClear = isStop && wish.language !== undefined && !wish.isBare;
    const silent = isClear ? (await silenced(abroad, member, text, wish)).member : member;
    return { member: silent, disposition: "crisis", replied };
  }
  if (isStop) return stop(abroad, text, wish, tooOld);
  const known = privacyRequest(text.body)?.kind === "erase" ? await abroad.members.find(text.from) : undefined;
  if (known) {
    const task = { kind: "erase", because: "asked" } as const;
    const { id, receivedAt: askedAt } = text;
    await abroad.privacy.submit({ reference: referenceOf(id), member: known.id, task, askedAt, answer: undefined });
  }
  return { member: undefined, disposition: FOREIGN };
}

async function help(abroad: Abroad, member: Member, text: ReceivedText, assessment: Assessment): Promise<GateResult> {
  const now = abroad.clock.now();
  const country = countryOf(text.from);
  const reply = crisisReplyAbroad(country, assessment.language);
  const content = {
    kind: "crisis",
    body: reply.body,
    to: text.from,
    expiresAt: instantPlus(now, HELP_LIFETIME_MS),
    // The words for everywhere name nobody in particular, which is no referral.
    ...(country === "CA" && { counts: referral(now, text.from, assessment.tier, reply) }),
  } as const;
  let replied: GateResult | undefined;
  try {
    replied = await sendFixed(abroad, { member }, { id: outboundId(member.id, "fixed", text.id), content });
  } catch (error) {
    throw failed(error);
  }
  // Where the carrier takes no text at all, nobody can help by trying again.
  if (replied === "doubtful") throw failed(new Failure("carrier.in-doubt", "the carrier gave no answer"));
  return replied;
}

function failed(cause: unknown): Failure {
  return new Failure("crisis-reply.failed", "a crisis reply could not be sent", { cause });
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
  const change = { state, changedBy, saidAt: text.saidAt, cause: wish.cause, scope: "replies" } as const;
  const silent = await members.changeConsent(member, change, clock.now());
  if (silent.consent.state !== state) {
    throw new Failure("consent.moved-on", "the consent changed while a control word was obeyed");
  }
  return { member: silent, confirmation };
}
