import { type Instant, instantPlus, millisecondsOf, type PhoneNumber, type TextId } from "../kernel/index.ts";
import { type Assessment, type CrisisCategory, type CrisisTier, graver, needsReplyAtOnce } from "./assessment.ts";
import { isClearlySafe, isStillInDanger, isUnsafe } from "./clear-words.ts";
import { raisedBy, type SecondOpinion } from "./second-look.ts";

/**
 * NONE: nothing is known; ATTENTIVE: a concern within the last day; HOLD: a high or imminent danger was heard and not yet
 * taken back in clear words; FOLLOW_UP: it was, not long ago.
 */
export type EpisodeState = "NONE" | "ATTENTIVE" | "HOLD" | "FOLLOW_UP";

export type FollowUp =
  | { readonly kind: "none" | "offered" }
  /** One text, to this number, not before this moment; it was agreed to under this version of the consent. */
  | { readonly kind: "agreed"; readonly dueAt: Instant; readonly to: PhoneNumber; readonly consentVersion: number };

/** What lasts beyond an episode: how much was heard lately, never in whose words. */
export interface Risk {
  /** As it was at the last signal; it halves in seven days. */
  readonly level: number;
  readonly signals: number;
  /** On how many days something was heard, and the last of them (UTC, `2026-11-20`). */
  readonly days: number;
  readonly lastDay: string | undefined;
}

/** The course of a member's crisis. Health data: it is kept sealed under the member's key, and holds no quotes. */
export interface Episode {
  readonly state: EpisodeState;
  /** When the state was entered; undefined in NONE. */
  readonly since: Instant | undefined;
  readonly lastSignalAt: Instant | undefined;
  /** The gravest tier of the episode. */
  readonly peak: CrisisTier;
  /** Of the episode, or of the one before as long as there is none. */
  readonly categories: readonly CrisisCategory[];
  readonly language: Assessment["language"];
  /** How many texts of the episode were answered by a fixed reply, each with another step. */
  readonly referrals: number;
  /** When a person to reach was named last, in such a reply or in a line beside another one. */
  readonly lastReferralAt: Instant | undefined;
  /** The last texts that were answered by one, oldest first: what is sent once more is the same step. */
  readonly referredTo: readonly TextId[];
  /** When the member was last asked whether they are safe; forgotten at the next signal. */
  readonly questionAskedAt: Instant | undefined;
  readonly followUp: FollowUp;
  readonly risk: Risk;
  /** There is one that cannot be read, so that it may have been any. */
  readonly isUnreadable?: true;
}

export const NO_EPISODE: Episode = {
  state: "NONE",
  since: undefined,
  lastSignalAt: undefined,
  peak: "none",
  categories: [],
  language: "en",
  referrals: 0,
  lastReferralAt: undefined,
  referredTo: [],
  questionAskedAt: undefined,
  followUp: { kind: "none" },
  risk: { level: 0, signals: 0, days: 0, lastDay: undefined },
};

/** In the place of one that cannot be read: nobody who writes waits for it, and nobody is written to first under it. */
export const UNREADABLE_EPISODE: Episode = { ...NO_EPISODE, isUnreadable: true };

const DAY_MS = 24 * 60 * 60_000;
const FOLLOW_UP_MS = 3 * DAY_MS;

/** The episode as time has left it. A hold never ends by time alone. */
export function lapsed(episode: Episode, at: Instant): Episode {
  const { state, since, lastSignalAt } = episode;
  const isOver =
    (state === "ATTENTIVE" && isPast(lastSignalAt, DAY_MS, at)) ||
    (state === "FOLLOW_UP" && isPast(since, FOLLOW_UP_MS, at));
  return isOver ? closed(episode) : episode;
}

/** Keeps what makes the next signal weigh more, and that help was named today. */
function closed({ categories, language, lastReferralAt, lastSignalAt, risk }: Episode): Episode {
  return { ...NO_EPISODE, categories, language, lastReferralAt, lastSignalAt, risk };
}

/**
 * The episode after a text of tier concern or more. Danger rises at once and falls only by time or clear words.
 * @param at when the text reached us: the same text heard twice counts once.
 */
export function heard(episode: Episode, assessment: Assessment, at: Instant): Episode {
  const before = lapsed(episode, at);
  const { tier, categories, language } = assessment;
  const isNew = before.state === "NONE";
  const state = needsReplyAtOnce(assessment) || before.state === "HOLD" ? "HOLD" : "ATTENTIVE";
  return {
    state,
    since: state === before.state ? before.since : at,
    lastSignalAt: later(before.lastSignalAt, at),
    peak: isNew ? tier : graver(before.peak, tier),
    categories: [...new Set([...(isNew ? [] : before.categories), ...categories])],
    language,
    referrals: isNew ? 0 : before.referrals,
    lastReferralAt: before.lastReferralAt,
    referredTo: isNew ? [] : before.referredTo,
    questionAskedAt: undefined,
    followUp: { kind: "none" },
    risk: riskAfter(before, tier, at),
  };
}

/** Whether the second is a hold that the first was not. */
export function opensHold(before: Episode, after: Episode): boolean {
  return before.state !== "HOLD" && after.state === "HOLD";
}

/**
 * Which step of the episode the answer to a text is, from 1: each referral is a different one (Ore. SB 1546), and one that
 * is sent once more the same.
 */
export function stepFor(text: TextId, episode: Episode, at: Instant): number {
  const { referrals, referredTo } = lapsed(episode, at);
  const place = referredTo.indexOf(text);
  return place < 0 ? referrals + 1 : referrals - (referredTo.length - 1 - place);
}

/** The queue tries a text for some minutes; nobody is answered more often in that time. */
const MOST_REMEMBERED = 8;

/**
 * After a text that named a person to reach.
 * @param to the text that it answered with a step; undefined for a line beside another text, which is none of the steps.
 */
export function referred(episode: Episode, at: Instant, to?: TextId): Episode {
  if (to === undefined || episode.referredTo.includes(to)) return { ...episode, lastReferralAt: at };
  const referredTo = [...episode.referredTo, to].slice(-MOST_REMEMBERED);
  return { ...episode, referrals: episode.referrals + 1, lastReferralAt: at, referredTo };
}

/** Whether the episode has named nobody to reach for a day. */
export function isReferralDue({ lastReferralAt }: Episode, at: Instant): boolean {
  return lastReferralAt === undefined || isPast(lastReferralAt, DAY_MS, at);
}

/** Whether somebody is in danger, or may be: what is said to them is said with that in mind. */
export function isWatchful(episode: Episode, at: Instant): boolean {
  const { state } = lapsed(episode, at);
  return state === "ATTENTIVE" || state === "HOLD";
}

/** Whether a member in a hold, who writes again, is to be asked whether they are safe: a day after the last signal, once a day. */
export function isQuestionDue({ state, lastSignalAt, questionAskedAt }: Episode, at: Instant): boolean {
  if (state !== "HOLD" || !isPast(lastSignalAt, DAY_MS, at)) return false;
  return questionAskedAt === undefined || isPast(questionAskedAt, DAY_MS, at);
}

export function asked(episode: Episode, at: Instant): Episode {
  return { ...episode, questionAskedAt: at };
}

/** Whether what was said at this moment may answer the question that can end a hold. */
export function awaitsAnswer({ state, questionAskedAt }: Episode, saidAt: Instant): boolean {
  return state === "HOLD" && questionAskedAt !== undefined && saidAt > questionAskedAt;
}

/** Whether a text says in clear words that the danger is over, said and come to us after the question. */
export function takesBack(episode: Episode, { body, saidAt, receivedAt }: Told): boolean {
  const isAnswer = [saidAt, receivedAt].every((moment) => awaitsAnswer(episode, moment));
  return isAnswer && isClearlySafe(body, episode.categories);
}

/** Whether a text answers the question by saying that the danger is still there, or says within a hold that its writer is not safe. */
export function goesOn(episode: Episode, { body, saidAt, receivedAt }: Told): boolean {
  if (episode.state === "HOLD" && isUnsafe(body)) return true;
  return isStillInDanger(body) && [saidAt, receivedAt].every((moment) => awaitsAnswer(episode, moment));
}

/** What such an answer means: the danger of the episode, as grave as it takes to be helped at once. */
export function stillThere(assessment: Assessment, { categories }: Episode): Assessment {
  return {
    ...assessment,
    tier: "high",
    verdict: "act",
    categories: categories.length > 0 ? categories : ["suicide"],
    evidence: [...assessment.evidence, "episode.still-there"],
  };
}

interface Told {
  readonly body: string;
  readonly saidAt: Instant;
  readonly receivedAt: Instant;
}

/**
 * The end of a hold, by the member's own clear words or by an operator. Any other state stays.
 * @param offers whether they are offered a check-in.
 */
export function released(episode: Episode, at: Instant, offers: boolean): Episode {
  if (episode.state !== "HOLD") return episode;
  const followUp = { kind: offers ? "offered" : "none" } as const;
  return { ...episode, state: "FOLLOW_UP", since: at, questionAskedAt: undefined, followUp };
}

/** Whether a member's "yes" would be to the check-in they were offered. */
export function awaitsConsentToFollowUp(episode: Episode, at: Instant): boolean {
  return lapsed(episode, at).followUp.kind === "offered";
}

/** The member wants the check-in: on the next day, once. */
export function agreed(episode: Episode, to: PhoneNumber, consentVersion: number, at: Instant): Episode {
  return { ...episode, followUp: { kind: "agreed", dueAt: instantPlus(at, DAY_MS), to, consentVersion } };
}

/** The member said something else to the offer than yes. */
export function declined(episode: Episode): Episode {
  return { ...episode, followUp: { kind: "none" } };
}

/** The check-in was sent, which ends the episode. */
export function followedUp(episode: Episode): Episode {
  return closed(episode);
}

/**
 * Whether anything may be sent to a member that they did not write for: check-ins and whatever else starts with us. One
 * rule for all of it: never in danger or soon after, nor when that cannot be known, and never to who did not agree to hear
 * from us.
 */
export function mayReachOut(
  { consent }: { readonly consent: { readonly state: string } },
  episode: Episode,
  at: Instant,
): boolean {
  return consent.state === "ACTIVE" && !episode.isUnreadable && !isWatchful(episode, at);
}

/** How much each signal weighs; an imminent danger more than two concerns of one day. */
const WEIGHTS: Readonly<Record<CrisisTier, number>> = { none: 0, concern: 1, high: 3, imminent: 4 };
const HALF_LIFE_MS = 7 * DAY_MS;
/** From here on a farewell is taken as in an episode. */
const TENSE_LEVEL = 2;

/** @returns the level that is left of what was heard, in points: 1 is a concern of just now, 3 a high danger. */
export function riskLevel({ risk, lastSignalAt }: Episode, at: Instant): number {
  if (lastSignalAt === undefined) return 0;
  const sinceMs = Math.max(0, millisecondsOf(at) - millisecondsOf(lastSignalAt));
  return risk.level * 2 ** (-sinceMs / HALF_LIFE_MS);
}

function riskAfter(before: Episode, tier: CrisisTier, at: Instant): Risk {
  const { risk, lastSignalAt } = before;
  const weight = WEIGHTS[tier];
  // Heard before, and perhaps judged anew since; or brought late, behind something that was said after it.
  if (lastSignalAt !== undefined && at <= lastSignalAt) return { ...risk, level: Math.max(risk.level, weight) };
  const day = at.slice(0, 10);
  return {
    level: riskLevel(before, at) + weight,
    signals: risk.signals + 1,
    days: risk.days + Number(day !== risk.lastDay),
    lastDay: day,
  };
}

/**
 * What a text means after what was said before it: a farewell after thoughts of death is more than a concern. Takes nothing
 * back: a "just kidding" lowers no tier. Half a sign stays one, which the second look decides.
 */
export function weigh(assessment: Assessment, episode: Episode, at: Instant): Assessment {
  if (assessment.tier !== "concern" || !isGoodbye(assessment, episode, at)) return assessment;
  return {
    ...assessment,
    tier: "high",
    categories: [...new Set([...assessment.categories, "suicide" as const])],
    evidence: [...assessment.evidence, "episode.farewell"],
  };
}

/** What a text means after the second look as well. Nobody's opinion clears a farewell after thoughts of death. */
export function judged(
  assessment: Assessment,
  opinion: SecondOpinion | undefined,
  episode: Episode,
  at: Instant,
): Assessment {
  const isCleared = opinion?.tier === "none" && !isGoodbye(assessment, episode, at);
  const counts = isCleared || opinion?.tier !== "none" ? opinion : undefined;
  return weigh(raisedBy(assessment, counts), episode, at);
}

/** A farewell inside an episode with thoughts of death, or while much was heard lately. */
function isGoodbye({ signals }: Assessment, episode: Episode, at: Instant): boolean {
  const isTense = isWatchful(episode, at) || riskLevel(episode, at) >= TENSE_LEVEL;
  return isTense && signals.includes("farewell") && episode.categories.includes("suicide");
}

function isPast(moment: Instant | undefined, milliseconds: number, at: Instant): boolean {
  return moment !== undefined && at >= instantPlus(moment, milliseconds);
}

function later(one: Instant | undefined, other: Instant): Instant {
  return one !== undefined && one > other ? one : other;
}
