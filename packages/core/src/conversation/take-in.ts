import {
  awaitsConsent,
  confirmationEndsAt,
  effectOfWriting,
  isStillSilent,
  type Keyword,
  keywordEffect,
  suspensionEndsAt,
  unclearEffect,
  type Wish,
  wishIn,
} from "../consent/index.ts";
import {
  type Assessment,
  careLine,
  cleared,
  crisisReply,
  type Episode,
  goesOn,
  heard,
  isAtLeast,
  isStillInDanger,
  isWatchful,
  isYes,
  NO_EPISODE,
  needsReplyAtOnce,
  opensHold,
  referral,
  referred,
  stepFor,
  stillThere,
  takesBack,
  weigh,
} from "../crisis/index.ts";
import { type FixedText, fixedText } from "../disclosure/index.ts";
import { Failure, type Instant, instantPlus, isTollFree, type MemberId, millisecondsOf } from "../kernel/index.ts";
import type { EpisodeChange, Member, MemberDirectory } from "../member/index.ts";
import { machineTextOf, type OutboundKind, type ReceivedText } from "../messaging/index.ts";
import { isServed, type Served, UNITED_STATES } from "../numbering/index.ts";
import { type PrivacyDesk, privacyRequest } from "../privacy/index.ts";
import { endsOnlyTheirPlan } from "./ending-plans.ts";
import { attendAbroad, FOREIGN } from "./from-abroad.ts";
import { type GateResult, type SendGate, sendFixed } from "./gate.ts";
import { type Help, type Helped, sendHelp } from "./helping.ts";
import { introduce } from "./introduction.ts";
import { outboundId, referenceOf } from "./outbound-id.ts";
import { owingSilence, silenceOf } from "./silencing.ts";

export interface Intake extends SendGate {
  readonly members: MemberDirectory;
  readonly doorbell: Doorbell;
  readonly privacy: Pick<PrivacyDesk, "submit">;
  /** The crisis check: rules alone, no model, no network, no key. */
  readonly assess: (text: string) => Assessment;
  /** Whom we text with; numbers of the United States, if not said. */
  readonly countries?: Served | undefined;
}

/** Wakes the turns of members. Ringing twice is harmless, and the ring itself says nothing. */
export interface Doorbell {
  /** @param cause a second ring of a member for the same cause within five minutes may be dropped. */
  ring(members: readonly MemberId[], cause: string): Promise<void>;
}

/** What became of a text, in codes. */
export interface TakenIn {
  /** Undefined where nobody is known and nothing was kept: a number that we do not text with. */
  readonly member?: MemberId | undefined;
  readonly disposition:
    | "waiting"
    | "crisis"
    /** A control word, or a revocation in plain words, which counts as a STOP. */
    | "keyword"
    /** May be a revocation: the member is asked. */
    | "unclear"
    | "machine"
    | "opted-out"
    /** They were asked whether they want our texts, and this is no answer. */
    | "suspended"
    /** A child: nothing is kept. */
    | "blocked"
    | "group"
    /** From a number that we do not text with: nothing is kept. */
    | "foreign"
    | "too-old";
  readonly tier: Assessment["tier"];
  readonly keyword?: Keyword;
  /** What became of the fixed reply, where one was due. */
  readonly replied?: GateResult;
  /** False when the carrier had delivered the text before. */
  readonly fresh: boolean;
}

/** What was done at once, and what is left to do with the text. */
export interface Attended extends Omit<TakenIn, "member" | "fresh"> {
  readonly member: Member | undefined;
  readonly assessment: Assessment;
  /** Whether it is in the inbox already, and was not before; undefined when that is still to be done. */
  readonly fresh?: boolean;
  /** Why nobody will answer the text; undefined for one that waits, and for one that is not kept. */
  readonly closedBy: string | undefined;
}

/** The same of somebody who is known, as far as a wish was obeyed. */
interface Obeyed extends Omit<Attended, "assessment" | "tier" | "member"> {
  readonly member: Member;
}

/** How long the carrier has for a crisis reply. */
export const CRISIS_REPLY_LIFETIME_MS = 60 * 60_000;
const CONFIRMATION_LIFETIME_MS = 15 * 60_000;
const HELP_INTERVAL_MS = 10 * 60_000;
/** What comes later than this (a replay, a redriven queue) is kept; answering it would answer another day's person. */
export const OLDEST_ANSWERED_MS = 72 * 60 * 60_000;

const ANSWERED_AT_ONCE = "answered-at-once";

/** Whether a text must not wait for the texts before it: a crisis, or words that change the consent. */
export function isUrgent(intake: Pick<Intake, "assess" | "alerts">, text: ReceivedText): boolean {
  if (machineIn(intake, text)) return false;
  return needsReplyAtOnce(assessed(intake, text.body)) || wishIn(text.body, false) !== undefined;
}

/** What a device wrote. With a check that fails nothing is: its words are then heard as a person's. */
function machineIn({ assess }: Pick<Intake, "assess">, { body }: ReceivedText) {
  return machineTextOf(body, (words) => {
    try {
      return assess(words).tier === "none";
    } catch {
      return false;
    }
  });
}

/** Of a text at which the check itself failed: nothing is known, which is half a sign. */
const NOT_ASSESSED: Assessment = {
  ...{ tier: "none", verdict: "watch", categories: [], signals: [] },
  ...{ score: 0, evidence: ["stage1.failed"], language: "en" },
};

function assessed({ assess, alerts }: Pick<Intake, "assess" | "alerts">, body: string): Assessment {
  try {
    return assess(body);
  } catch {
    alerts.checkFailed();
    return NOT_ASSESSED;
  }
}

/**
 * Does what must be done at once: crisis first, then control words and revocations. Needs neither a model nor the member's
 * key, nothing but the table and the carrier. Doing it again with the same text repeats nothing that was done.
 */
export async function attend(intake: Intake, text: ReceivedText): Promise<Attended> {
  const machine = machineIn(intake, text);
  // A phone that quotes a text says nothing of its own: the quoted words were heard when they were said.
  const stageOne = assessed(intake, machine ? "" : text.body);
  const tooOld = millisecondsOf(intake.clock.now()) - millisecondsOf(text.receivedAt) > OLDEST_ANSWERED_MS;
  if (!isServed(text.from, intake.countries ?? UNITED_STATES)) {
    const wish = machine ? undefined : wishIn(text.body, false);
    const done = await attendAbroad(intake, text, { assessment: stageOne, wish, tooOld });
    return { ...done, assessment: stageOne, tier: stageOne.tier, closedBy: FOREIGN };
  }
  const needsHelp = needsReplyAtOnce(stageOne) && !tooOld;
  const member = await intake.members.byNumber(text.from, text.to, intake.clock.now(), needsHelp);
  const wish = machine ? undefined : await wishOf(member, text, tooOld);
  // Of most texts there is nothing to weigh, and their members' episodes are left closed.
  const isWorthIt = (stageOne.verdict !== "clear" || isStillInDanger(text.body)) && !machine && !tooOld;
  const episode = isWorthIt ? await intake.members.episodeAtHand(member) : undefined;
  const assessment = inEpisode(stageOne, episode, text);
  const { tier } = assessment;
  const step = stepFor(text.id, episode ?? NO_EPISODE, text.receivedAt);
  if (needsReplyAtOnce(assessment) && !tooOld) {
    return answerCrisis(intake, member, text, assessment, step, isClear(wish) ? wish : undefined);
  }
  // Who wants no more texts, and may be in danger, gets the line to a person before the silence.
  if (isClear(wish) && isAtLeast(tier, "concern") && !tooOld) {
    return answerCrisis(intake, member, text, assessment, step, wish);
  }
  const rest = { assessment, tier };
  const done = wish && (await heed(intake, member, text, wish, { assessment, tooOld }));
  if (done) return { ...rest, ...done };
  if (text.group) return { ...rest, member, disposition: "group", closedBy: undefined };
  if (machine) return { ...rest, member, disposition: "machine", closedBy: machine };
  if (tooOld) return { ...rest, member, disposition: "too-old", closedBy: "too-old" };

  const writing = await consentByWriting(intake, member, text, assessment);
  if (closedByStop(writing)) await eraseIfAsked(intake, writing, text);
  return { ...rest, member: writing, ...standing(writing, assessment) };
}

/** What a text asks of our texts; nothing, where it is a plan that is to end and no more. */
async function wishOf(member: Member, text: ReceivedText, tooOld: boolean): Promise<Wish | undefined> {
  const wish = wishIn(text.body, awaitsConsent(member.consent, member.contact, text));
  return wish && (await endsOnlyTheirPlan(member, text, wish, tooOld)) ? undefined : wish;
}

/** Whether the words say by themselves that no more texts are wanted. A bare no, or "please stop", is none beside a danger. */
function isClear(wish: Wish | undefined): wish is Wish & { readonly word: "STOP" } {
  return wish?.word === "STOP" && wish.cause === "plain-words" && wish.language !== undefined && !wish.isBare;
}

/** What becomes of a text that only talks. */
function standing({ consent }: Member, { verdict }: Assessment): Pick<Attended, "disposition" | "closedBy"> {
  switch (consent.state) {
    case "PENDING":
      if (isStillSilent(consent)) return { disposition: "opted-out", closedBy: "opted-out" };
      return { disposition: "waiting", closedBy: undefined };
    case "NEW":
    case "ACTIVE":
      return { disposition: "waiting", closedBy: undefined };
    case "SUSPENDED":
      // Suspended at this moment: the turn hears who may be in danger.
      if (verdict !== "clear") return { disposition: "waiting", closedBy: undefined };
      return { disposition: "suspended", closedBy: "suspended" };
    case "OPTED_OUT":
      return { disposition: "opted-out", closedBy: "opted-out" };
    case "BLOCKED":
      return { disposition: "blocked", closedBy: undefined };
    default:
      return consent.state satisfies never;
  }
}

/**
 * Does what a wish asks for.
 * @returns undefined where it is no wish after all: a no in a group or to nobody's offer, doubt in a group or beside a danger.
 */
async function heed(
  intake: Intake,
  member: Member,
  text: ReceivedText,
  wish: Wish,
  { assessment, tooOld }: { readonly assessment: Assessment; readonly tooOld: boolean },
): Promise<Obeyed | undefined> {
  const { word, cause, language } = wish;
  const isSure = cause === "keyword" || isClear(wish);
  // Silence must not be the answer to somebody in danger who did not clearly ask for it.
  const isElsewhere = (text.group === true || tooOld) && !wish.isBare;
  const mayBeTalk = !isSure && (isElsewhere || (await mayBeInDanger(intake, member, assessment)));
  if (mayBeTalk) return undefined;
  if (word === "unclear") return clarify(intake, member, text, language ?? assessment.language);
  return obey(intake, member, text, { word, cause, language: language ?? assessment.language }, tooOld);
}

async function mayBeInDanger({ members, clock }: Intake, member: Member, { verdict }: Assessment): Promise<boolean> {
  if (verdict !== "clear") return true;
  const episode = await members.episodeAtHand(member);
  return episode === undefined || isWatchful(episode, clock.now());
}

/** Who hears nothing can still have everything deleted: nobody may ask them again, so their plain words are enough. */
async function eraseIfAsked({ privacy }: Intake, { id: member }: Member, text: ReceivedText): Promise<void> {
  if (privacyRequest(text.body)?.kind !== "erase") return;
  const task = { kind: "erase", because: "asked" } as const;
  const { id, receivedAt: askedAt } = text;
  await privacy.submit({ reference: referenceOf(id), member, task, askedAt, answer: undefined });
}

function inEpisode(stageOne: Assessment, episode: Episode | undefined, text: ReceivedText): Assessment {
  // "I don't want to die anymore" has every word of a crisis in it, and is what the question asked for; "no" has none.
  if (episode && takesBack(episode, text)) return cleared(stageOne, "episode.clear-words");
  if (episode && goesOn(episode, text)) return stillThere(stageOne, episode);
  return weigh(stageOne, episode ?? NO_EPISODE, text.receivedAt);
}

/**
 * Takes one text in: what must be done at once, then the inbox and the doorbell. Doing it again with the same text
 * repeats nothing that was done.
 * @param attended what `attend` gave for this text, when that was done already.
 * @throws Failure when trying again can help; `crisis-reply.failed` when it was a crisis reply that could not be sent.
 */
export async function takeIn(intake: Intake, text: ReceivedText, attended?: Attended): Promise<TakenIn> {
  const { assessment, member, fresh: keptFresh, ...rest } = attended ?? (await attend(intake, text));
  const { closedBy, ...taken } = rest;
  // A group's talk is none of ours to keep, nor is a child's, nor what comes from where we do not text.
  const isKept = member && !text.group && closedBy !== FOREIGN && member.consent.state !== "BLOCKED";
  if (!isKept) return { ...taken, ...(member && { member: member.id }), fresh: true };
  const fresh = keptFresh ?? (await keep(intake, member, text, { assessment, closedBy, hasReferred: false }));
  // Also for a text seen before: the first try may have ended between the inbox and the doorbell, even if nobody would be
  // rung for it today.
  const mayWait = closedBy === undefined || (!fresh && closedBy !== ANSWERED_AT_ONCE);
  if (mayWait) await intake.doorbell.ring([member.id], text.id);
  return { ...taken, member: member.id, fresh };
}

/**
 * Help first, then the inbox with the episode: the next text of a crisis, be it in the same batch, is to get another step.
 * The text stays open, for the turn to answer it as well.
 * @param wish that the same text asks for silence: it is obeyed once the help has left.
 */
async function answerCrisis(
  intake: Intake,
  member: Member,
  text: ReceivedText,
  assessment: Assessment,
  step: number,
  wish: (Wish & { readonly word: "STOP" }) | undefined,
): Promise<Attended> {
  const { tier } = assessment;
  const help = helpFor(intake, member, text, assessment, step);
  let sent: Helped;
  try {
    sent = await sendHelp(intake, member, help);
  } catch (error) {
    if (!text.group && member.consent.state !== "BLOCKED")
      await keepOwed(intake, member, text, wish ? owingSilence(assessment) : assessment, help);
    throw error;
  }
  const { replied } = sent;
  const done = { assessment, tier, disposition: "crisis", replied } as const;
  if (wish) {
    // The confirmation is a text of its own, beside the one that this text's id is given to.
    const asked = { ...text, id: silenceOf(text) };
    const language = wish.language ?? assessment.language;
    const obeyed = () => obey(intake, sent.member, asked, { ...wish, language }, false);
    const { member: silent } = await orKeep(intake, sent.member, text, owingSilence(assessment), obeyed);
    const kept = { assessment, closedBy: closedByStop(silent), hasReferred: replied === "sent" };
    if (text.group || silent.consent.state === "BLOCKED") return { ...done, member: silent, closedBy: undefined };
    return { ...done, member: silent, closedBy: kept.closedBy, fresh: await keep(intake, silent, text, kept) };
  }
  if (text.group || sent.member.consent.state === "BLOCKED")
    return { ...done, member: sent.member, closedBy: undefined };
  const consented = () => consentByWriting(intake, sent.member, text, assessment);
  const consenting = await orKeep(intake, sent.member, text, assessment, consented);
  if (consenting.consent.state === "BLOCKED") return { ...done, member: consenting, closedBy: undefined };
  if (replied === "sent" && !consenting.introducedAt) await introduceIfPossible(intake, consenting, text);
  const closedBy = closedByStop(consenting);
  const kept = { assessment, closedBy, hasReferred: replied === "sent" };
  return { ...done, member: consenting, closedBy, fresh: await keep(intake, consenting, text, kept) };
}

/**
 * What is owed will be sent by whoever finds it, though the queue give the text up: so the member is in a hold already, and
 * the next text gets another step. A STOP in it is obeyed by whoever finds that the help has left. Whatever keeps this back,
 * the queue brings the text again.
 */
async function keepOwed(
  intake: Intake,
  member: Member,
  text: ReceivedText,
  assessment: Assessment,
  help: Help,
): Promise<void> {
  try {
    // A text that waits while nobody owes it help would be answered by Jules first.
    if (!(await intake.conversations.keepFixed(member, help, intake.clock.now()))) return;
    const consenting = await consentByWriting(intake, member, text, assessment);
    await keep(intake, consenting, text, { assessment, closedBy: closedByStop(consenting), hasReferred: true });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}

/**
 * Does what comes after help. When it cannot be done the text is kept all the same, for the queue to bring it again and for
 * the turn to find it should the queue give it up.
 */
async function orKeep<Done>(
  intake: Intake,
  member: Member,
  text: ReceivedText,
  assessment: Assessment,
  next: () => Promise<Done>,
): Promise<Done> {
  try {
    return await next();
  } catch (error) {
    if (!text.group && member.consent.state !== "BLOCKED") {
      await keep(intake, member, text, { assessment, closedBy: closedByStop(member), hasReferred: true });
    }
    throw error;
  }
}

function closedByStop({ consent }: Member): string | undefined {
  return consent.state === "OPTED_OUT" || isStillSilent(consent) ? "opted-out" : undefined;
}

/** An episode that somebody keeps changing under our hands is read anew so often. */
const MOST_ROUNDS = 5;

interface Kept extends Pick<Attended, "assessment" | "closedBy"> {
  /** The text was answered with a person to reach, or that is owed. */
  readonly hasReferred: boolean;
}

/**
 * Writes a text into the inbox, and what it makes of the member's episode in the same write.
 * @returns false when the carrier had delivered it before.
 * @throws Failure `key.unavailable`, `member.contended`.
 */
async function keep(intake: Intake, member: Member, text: ReceivedText, kept: Kept): Promise<boolean> {
  const { assessment, closedBy } = kept;
  const receive = (remembers?: EpisodeChange) =>
    intake.conversations.receive(member, text, assessment, closedBy, intake.clock.now(), remembers);
  // What is three days old says nothing of today.
  if (!isAtLeast(assessment.tier, "concern") || closedBy === "too-old") return (await receive()) === "stored";
  let current = member;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = await intake.members.episode(current);
    const after = episodeAfter(before, text, kept, intake.clock.now());
    const stored = await receive({ episode: after, version: current.sealedEpisode.version });
    if (stored === "stored" && opensHold(before, after)) intake.alerts.holdOpened();
    if (stored !== "moved-on") return stored === "stored";
    current = (await intake.members.byId(member.id)) ?? current;
  }
  throw new Failure("member.contended", "the member's episode kept changing");
}

function episodeAfter(before: Episode, text: ReceivedText, { assessment, hasReferred }: Kept, at: Instant): Episode {
  const after = heard(before, assessment, text.receivedAt);
  return hasReferred ? referred(after, at, text.id) : after;
}

function helpFor(intake: Intake, member: Member, text: ReceivedText, assessment: Assessment, step: number): Help {
  const now = intake.clock.now();
  // A concern is answered in the turn; here is one whose turn will not come.
  const reply = needsReplyAtOnce(assessment) ? crisisReply(assessment, step) : careLine(assessment.language);
  const content = {
    kind: "crisis",
    body: reply.body,
    to: text.from,
    expiresAt: instantPlus(now, CRISIS_REPLY_LIFETIME_MS),
    counts: referral(now, text.from, assessment.tier, reply),
  } as const;
  return { id: outboundId(member.id, "fixed", text.id), content };
}

/** Answers a text with a fixed one; the same text is answered once, however often it is brought. */
function answer(
  intake: Intake,
  member: Member,
  text: ReceivedText,
  kind: OutboundKind,
  { body }: FixedText,
  expiresAt: Instant,
): Promise<GateResult> {
  const id = outboundId(member.id, "fixed", text.id);
  return sendFixed(intake, { member }, { id, content: { kind, body, to: text.from, expiresAt } });
}

/** The disclosure follows as its own text; whatever keeps it back must not hold up the help, and the next turn makes it good. */
async function introduceIfPossible(intake: Intake, member: Member, text: ReceivedText): Promise<void> {
  try {
    await introduce(intake, intake.members, member, text.from);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}

/** A control word, or what counts as one, and the language to answer it in. */
interface Word extends Pick<Wish, "cause"> {
  readonly word: Keyword;
  readonly language: "en" | "es";
}

async function obey(
  intake: Intake,
  member: Member,
  text: ReceivedText,
  { word, cause, language }: Word,
  tooOld: boolean,
): Promise<Obeyed> {
  const effect = keywordEffect(word, member.consent, text);
  const change = effect.state && {
    state: effect.state,
    changedBy: effect.keepsCause ? member.consent.changedBy : effect.isAnswer ? `answer.${text.id}` : text.id,
    saidAt: text.saidAt,
    heardAt: text.receivedAt,
    cause,
    ...(effect.scope && { scope: effect.scope }),
  };
  const current = change ? await intake.members.changeConsent(member, change, intake.clock.now()) : member;
  const { state, saidAt } = current.consent;
  if (change && (state !== change.state || saidAt !== change.saidAt)) {
    throw new Failure("consent.moved-on", "the consent changed while a control word was obeyed");
  }
  // Who asks for help in danger is answered by Jules as well, and as often as they ask.
  const isInDanger = word === "HELP" && !text.group && !tooOld && (await isKnownInDanger(intake, current));
  const closedBy = isInDanger ? undefined : ANSWERED_AT_ONCE;
  const done = { member: current, disposition: "keyword", keyword: word, closedBy } as const;
  // A control word counts whenever it comes and wherever it is said; into a group, or days later, nothing is said back.
  if (!effect.confirmation || text.group || tooOld) return done;
  return { ...done, replied: await confirm(intake, current, text, effect.confirmation, language, isInDanger) };
}

/** How often a moment that somebody else moves is read anew. */
const MOST_MOVES = 3;

/**
 * Suspends a member whose words may be a revocation, and asks them, once: what they say next is the answer, and so is a day
 * of silence.
 * @returns undefined where there is nothing to suspend.
 */
async function clarify(
  intake: Intake,
  member: Member,
  text: ReceivedText,
  language: "en" | "es",
): Promise<Obeyed | undefined> {
  const { change, asks } = unclearEffect(member.consent, text);
  if (!asks) {
    if (member.consent.state !== "SUSPENDED") return undefined;
    return { member, disposition: "suspended", closedBy: "suspended" };
  }
  const current = change ? await intake.members.changeConsent(member, change, intake.clock.now()) : member;
  if (current.consent.state !== "SUSPENDED" || current.consent.changedBy !== text.id) {
    throw new Failure("consent.moved-on", "the consent changed while a member was suspended");
  }
  await wakeAt(intake, current, suspensionEndsAt(current.consent));
  const inTime = confirmationEndsAt(firstHeardAt(current, text));
  const replied = await answer(intake, current, text, "clarification", fixedText("clarification", language), inTime);
  return { member: current, disposition: "unclear", closedBy: ANSWERED_AT_ONCE, replied };
}

async function wakeAt(intake: Intake, member: Member, at: Instant | undefined): Promise<void> {
  let current: Member | undefined = member;
  for (let round = 0; current && round < MOST_MOVES; round++) {
    if (current.contact.momentAt === at || (await intake.members.moveMoment(current, at))) return;
    current = await intake.members.byId(member.id);
  }
  throw new Failure("member.contended", "the moment of a member kept moving");
}

/** A callback that is brought again looks as if it had just arrived; the consent knows when it did. */
function firstHeardAt({ consent }: Member, { receivedAt }: ReceivedText): Instant {
  return consent.changedAt < receivedAt ? consent.changedAt : receivedAt;
}

async function isKnownInDanger({ members, clock }: Intake, member: Member): Promise<boolean> {
  if (member.consent.state !== "ACTIVE") return false;
  const episode = await members.episodeAtHand(member);
  return episode !== undefined && isWatchful(episode, clock.now());
}

async function confirm(
  intake: Intake,
  member: Member,
  text: ReceivedText,
  kind: "stop-confirmation" | "start-confirmation" | "help",
  language: "en" | "es",
  isInDanger: boolean,
): Promise<GateResult> {
  const now = intake.clock.now();
  const expiresAt = instantPlus(now, CONFIRMATION_LIFETIME_MS);
  switch (kind) {
    case "stop-confirmation": {
      // A toll-free network confirms by itself; a second text would be one too many.
      if (isTollFree(member.ownNumber)) return "withheld";
      const inTime = confirmationEndsAt(firstHeardAt(member, text));
      return answer(intake, member, text, kind, fixedText("stopped", language), inTime);
    }
    case "start-confirmation": {
      const result = await answer(intake, member, text, kind, fixedText("restarted", language), expiresAt);
      // It carries what the welcome would say; what is owed besides is that Jules is an AI.
      return result === "sent" ? introduce(intake, intake.members, member, text.from, ["disclosure"]) : result;
    }
    case "help": {
      const { helpedAt } = member;
      if (!isInDanger && helpedAt && millisecondsOf(now) - millisecondsOf(helpedAt) < HELP_INTERVAL_MS)
        return "withheld";
      const help = fixedText(language === "es" ? "help-es" : "help");
      const result = await answer(intake, member, text, kind, help, expiresAt);
      if (result === "sent") await intake.members.markHelped(member, now);
      return result;
    }
    default:
      return kind satisfies never;
  }
}

async function consentByWriting(
  intake: Intake,
  member: Member,
  text: ReceivedText,
  assessment: Assessment,
): Promise<Member> {
  const isInDanger = member.consent.state === "SUSPENDED" && (await mayBeInDanger(intake, member, assessment));
  const change = effectOfWriting(member.consent, text, isYes(text.body), isInDanger);
  return change ? intake.members.changeConsent(member, change, intake.clock.now()) : member;
}
