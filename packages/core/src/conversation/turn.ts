import { mayLeave } from "../consent/index.ts";
import {
  careLine,
  isAtLeast,
  isReferralDue,
  type Referral,
  referral,
  referred,
  released,
  releasedText,
  stayingText,
} from "../crisis/index.ts";
import type { FixedText, Language } from "../disclosure/index.ts";
import {
  Failure,
  type Instant,
  instantPlus,
  type MemberId,
  type OutboundId,
  type PhoneNumber,
  type TextId,
} from "../kernel/index.ts";
import type { EpisodeChange, Lease, Member } from "../member/index.ts";
import { compose, type OutboundKind, quietMs } from "../messaging/index.ts";
import { guardModelText } from "../moderation/index.ts";
import { declinedReply, type PromptMode, type ReplyOutcome, type Usage } from "../persona/index.ts";
import { readOnce } from "../profile/index.ts";
import { afterReply } from "./after-reply.ts";
import { type Answer, ask, checkInId, isModelOut, lookFirst, sayThatItTakesLonger, together } from "./answering.ts";
import { Care, type Tone } from "./caring.ts";
import { mayUseEmoji } from "./emoji.ts";
import { DOUBT_ENDS_MS, type Fate, fateOf, finish, isKept, type Kept, park } from "./finishing.ts";
import { type GateResult, sendReply } from "./gate.ts";
import { introduce, isIntroduction } from "./introduction.ts";
import { preferencesOf } from "./knowing.ts";
import { watched } from "./last-texts.ts";
import { causeOf, isFixed, outboundId } from "./outbound-id.ts";
import { resumed } from "./resuming.ts";
import { see } from "./seeing.ts";
import { askingForSilence, beginAnewIfSilenced, silence } from "./silencing.ts";
import { inTurn, noteSaidOfAge, type Steering, steer } from "./steering/index.ts";
import type { NewOutbound, Outbound, OutboundContent, Said } from "./store.ts";
import { OLDEST_ANSWERED_MS } from "./take-in.ts";

import {
  apologised,
  hasTimeFor,
  idsOf,
  isLate,
  longestWaiting,
  REPLY_LIFETIME_MS,
  SENDING_MS,
  sinceMs,
  type Turn,
  type Working,
} from "./working.ts";

/** What became of a turn, in codes and counts. */
export interface TurnTaken {
  readonly disposition: "quiet" | "answered" | "not-answered" | "opted-out" | "unknown-member";
  /** Texts that the turn answered, or closed with a reason. */
  readonly texts: number;
  /** Texts of ours that the carrier took. */
  readonly sent: number;
  /** Texts of ours that nobody will get: refused for good, too late, or in doubt for too long. */
  readonly lost: number;
  /** Items that could not be read, and were closed. */
  readonly unreadable: number;
  /** How long the turn waited for a second text, in milliseconds. */
  readonly waitedMs?: number;
  readonly declined?: Extract<ReplyOutcome, { kind: "declined" }>["reason"];
  /** What was wrong with a reply of the model that another text took the place of. */
  readonly heldBack?: string;
  /** There was a crisis: nobody is to read in the log whose. */
  readonly isDiscreet?: true;
  /** Who answered, as `provider/model`, and which of the models in the stage's order that is, from 1. */
  readonly model?: string;
  readonly place?: number;
  /** Of all questions of the turn that were answered; `cachedTokens` are among `inputTokens`. */
  readonly inputTokens?: number;
  readonly cachedTokens?: number;
  readonly outputTokens?: number;
  /** At list prices, in millionths of a US dollar. */
  readonly costMicroUsd?: number;
}

/**
 * How long a turn may work on a member's conversation. Longer than the function may run, so that no living worker loses
 * it; shorter than the queue waits before it hands a doorbell out again, so that no dead one holds up the next.
 */
export const LEASE_MS = 36_000;

/** A turn ends within this; the function has five seconds more to put down what is left. */
const TURN_MS = 30_000;
/** An introduction that nobody confirms is tried so often, 90 seconds apart, and then once more with the next text. */
const MOST_INTRODUCTIONS = 8;

/**
 * Answers everything of a member that waits: one reply for all of it. Finds nothing when another turn was faster, and
 * then ends quietly. What was begun before is finished first; an answer of the model that is kept is not asked for again.
 * @throws Failure when trying again can help: `model.unavailable` (a member who waits has then been told, once per
 * outage), `carrier.refused`, `carrier.unavailable`, `carrier.in-doubt`, `consent.moved-on`, `turn.short-of-time`, and
 * `turn.held` when another worker has the member's lease.
 */
export async function takeTurn(turn: Turn, id: MemberId): Promise<TurnTaken> {
  const endsAt = instantPlus(turn.clock.now(), TURN_MS);
  for (const lastTry of [false, true]) {
    const now = turn.clock.now();
    const lease = await turn.members.lease(id, instantPlus(now, LEASE_MS), now);
    if (lease === undefined) return { disposition: "unknown-member", texts: 0, sent: 0, lost: 0, unreadable: 0 };
    if (lease === "held") throw new Failure("turn.held", "another worker has the member's lease");
    try {
      const { store, moves } = watched(turn.conversations);
      const own = { ...turn, conversations: store };
      const { taken, released } = await work({ turn: own, lease, endsAt, moves, readAt: turn.clock.now() });
      if (!released) await giveBack(turn, lease);
      return taken;
    } catch (error) {
      await giveBack(turn, lease);
      // A STOP or a START came in between: once more, with the member as they are now.
      const movedOn = error instanceof Failure && error.code === "consent.moved-on";
      if (!movedOn || lastTry) throw error;
    }
  }
  throw new Failure("consent.moved-on", "the consent kept changing");
}

/** One that cannot be given back runs out by itself. */
async function giveBack(turn: Turn, lease: Lease): Promise<void> {
  try {
    await turn.members.release(lease);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}

/**
 * Parks the texts of a member that wait, and the replies that are kept, for a turn that fails at them for no known reason.
 * What is owed since a crisis or a STOP stays.
 * @returns how many texts of theirs will get no answer.
 */
export async function abandonTurn(turn: Pick<Turn, "conversations">, id: MemberId): Promise<number> {
  const { waiting, unfinished } = await turn.conversations.open(id);
  await turn.conversations.close(id, idsOf(waiting), "turn-failed");
  const kept = unfinished.filter((begun) => begun.state === "READY" && !isFixed(begun.id));
  for (const reply of kept) await turn.conversations.park(reply.id, "turn-failed");
  return waiting.length;
}

interface Worked {
  readonly taken: TurnTaken;
  /** Whether the write that began the reply gave the lease back. */
  readonly released: boolean;
}

async function work(given: Working): Promise<Worked> {
  const turn = { ...given.turn, profiles: readOnce(given.turn.profiles) };
  const leased = { ...given, turn };
  const { waiting, unfinished, unreadable, hasMore } = await turn.conversations.open(leased.lease.member.id);
  let member: Member;
  try {
    member = await resumed(leased, waiting);
  } catch (error) {
    // Help that is owed does not wait for anybody's consent.
    for (const begun of unfinished) if (begun.content?.kind === "crisis") await finish(leased, begun);
    throw error;
  }
  let working = { ...leased, lease: { ...leased.lease, member } };
  let hears = mayLeave("reply", member.consent.state);
  const fates: Fate[] = [];
  // Fixed texts are not counted: without a control word in the log, one could only have been a crisis.
  const worked = (texts: number, more: Partial<TurnTaken> = {}, released = false): Worked => {
    const sent = fates.filter((fate) => fate === "sent").length;
    const lost = fates.filter((fate) => fate === "lost").length;
    const disposition = sent > 0 ? "answered" : "not-answered";
    return { taken: { disposition, texts, sent, lost, unreadable, ...more }, released };
  };

  // What is owed since a crisis or a STOP goes before every reply. That it takes longer is said only while it does.
  const checkIns = new Set(waiting.map((text) => checkInId(working, text)));
  const holdings = unfinished.filter((begun) => hears && (isKeptHolding(begun) || isKeptCheckIn(begun, checkIns)));
  const unsettled = hears ? unsettledHelp(working, unfinished, waiting) : [];
  const left = new Set([...holdings, ...unsettled]);
  const leaver = hears ? askingForSilence(waiting) : undefined;
  for (const begun of unfinished) {
    if (!isFixed(begun.id) || left.has(begun)) continue;
    const fate = await finish(working, begun);
    const isAwaited = leaver !== undefined && causeOf(begun.id) === leaver.id;
    if (fate === "open" && hears && (isAwaited || isNewsOfHelp(working, begun, waiting))) {
      throw new Failure("carrier.in-doubt", "nobody knows yet whether help has left");
    }
  }
  if (leaver) {
    member = await silence(working, leaver);
    working = { ...working, lease: { ...working.lease, member } };
    hears = mayLeave("reply", member.consent.state);
    if (!hears) for (const begun of left) await finish(working, begun);
  }
  const replies = unfinished.filter(({ id }) => !isFixed(id));
  const begunFor = new Set(replies.flatMap((begun) => begun.answers));
  // What was said since belongs to the same thought: who waits is answered once.
  const hasNewer = waiting.some((text) => !begunFor.has(text.id));
  const superseded = hasNewer ? replies.filter((begun) => isKept(working, begun)) : [];
  for (const begun of replies) {
    if (superseded.includes(begun as Kept)) continue;
    fates.push(await finishReply(working, begun));
  }
  if (!hears) {
    await turn.conversations.close(member.id, idsOf(waiting), "opted-out");
    return worked(waiting.length, { disposition: "opted-out" });
  }
  for (const { answers } of superseded) for (const answered of answers) begunFor.delete(answered);
  const found = await closeTooOld(
    working,
    waiting.filter((text) => !begunFor.has(text.id)),
  );
  const texts = await see(working, found);
  const last = texts.at(-1);
  if (!last) {
    for (const holding of holdings) await park(working, holding, "superseded");
    return worked(begunFor.size, replies.length + unreadable > 0 ? {} : { disposition: "quiet" });
  }

  const care = await Care.of(working, new Set(unsettled.map(({ id }) => causeOf(id) as TextId)));
  // The introduction can take long, and end in nothing: who may be in danger does not wait for it.
  if (!member.introducedAt) await lookFirst(working, care, texts);
  if (askingForSilence(texts)) await lookFirst(working, care, texts);
  // One that was obeyed above, and has not brought silence, was overtaken by a START.
  if (!leaver) beginAnewIfSilenced(texts);
  const { language } = care.toneOf(texts);
  const introduced = member.introducedAt ? "sent" : await introduceTo(working, last.from, language);
  switch (introduced) {
    case "sent":
      break;
    case "refused":
    case "doubtful": {
      const reason = givenUp(unfinished, introduced);
      // Another text from this number will try again.
      await turn.conversations.close(member.id, idsOf(texts), reason);
      fates.push("lost");
      return worked(texts.length);
    }
    case "withheld":
      throw new Failure("consent.moved-on", "the consent changed during the introduction");
    default:
      introduced satisfies never;
  }
  const takesPlaceOf = [...holdings, ...superseded];
  await care.answerOffer(texts);
  readAhead(working);
  const waitedMs = await waitForMore(working, texts);
  // Who is released must have said nothing else since.
  const clear =
    !hasMore && care.isReleasedBy(texts) && together(texts, (await turn.conversations.open(member.id)).waiting);
  if (clear && care.isReleasedBy(clear)) {
    for (const holding of holdings) await park(working, holding, "superseded");
    fates.push((await sendRelease(working, care, clear, superseded)).fate);
    return worked(clear.length, { waitedMs }, true);
  }
  // Rules have to know of a danger before they say anything.
  await lookFirst(working, care, texts);
  if (care.toneOf(texts).mode === "chat") await care.hearWishes();
  const steering = await steer(working, care, texts);
  const isLimited = steering.closes !== undefined || steering.kind === "limit";
  // An answer that was made already is no more than they were given before.
  for (const begun of isLimited ? superseded : []) fates.push(await finishReply(working, begun));
  const ended = new Set(isLimited ? superseded.flatMap((begun) => begun.answers) : []);
  const fresh = texts.filter(({ id }) => !ended.has(id));
  if (steering.instead && fresh.length > 0) {
    for (const holding of holdings) await park(working, holding, "superseded");
    const { mode, language } = care.toneOf(texts);
    const { body, media } = between(steering, steering.instead, mode);
    const words = { body, media, kind: steering.kind, language, inCrisis: mode !== "chat" };
    fates.push((await sendAnswer(working, fresh, isLimited ? [] : superseded, words)).fate);
    await inTurn(steering.afterwards, mode === "chat" ? steering.asks?.afterwards : undefined)?.();
    return worked(texts.length, { waitedMs }, true);
  }
  if (isLimited) {
    for (const holding of holdings) await park(working, holding, "superseded");
    await turn.conversations.close(member.id, idsOf(fresh), steering.closes ?? "over-limit");
    return worked(texts.length, { waitedMs });
  }
  const answer = await askOr(working, care, texts, hasMore, superseded, fates, steering);
  for (const holding of holdings) await park(working, holding, "superseded");
  const tone = care.toneOf(answer.texts);
  const said = between(steering, await wordsOf(working, answer, tone, steering), tone.mode);
  const { fate, reply } = await send(working, care, { ...answer, ...said, tone }, takesPlaceOf, superseded);
  fates.push(fate);
  if (tone.mode === "chat") await inTurn(steering.afterwards, steering.asks?.afterwards)?.();
  if (fate !== "lost") await care.askWhetherSafe(answer.texts, tone);
  if (fate === "sent" && reply) await afterReply(working, answer, reply);
  const { outcome } = answer;
  const how = outcome.kind === "answered" ? tookOf(outcome) : { declined: outcome.reason };
  const { heldBack } = said;
  const more = {
    waitedMs,
    ...how,
    ...(heldBack && { heldBack }),
    ...(care.isDiscreet && { isDiscreet: true as const }),
  };
  return worked(answer.texts.length, more, true);
}

/** Brings a reply that was begun before to an end. Whoever was to note that it left found the carrier out. */
async function finishReply(working: Working, begun: Outbound): Promise<Fate> {
  const fate = await finish(working, begun);
  if (begun.content && fate === "sent") await noteSaidOfAge(working, begun.content);
  return fate;
}

function tookOf({ inputTokens, outputTokens, cachedTokens, costMicroUsd, model, place }: Usage): Partial<TurnTaken> {
  return {
    ...(model !== undefined && { model }),
    ...(place !== undefined && { place }),
    inputTokens,
    ...(cachedTokens !== undefined && { cachedTokens }),
    outputTokens,
    ...(costMicroUsd !== undefined && { costMicroUsd }),
  };
}

interface Wording {
  readonly body: string;
  readonly media?: readonly string[] | undefined;
  /** The fixed text that it is instead of the model's words, when that names a person to reach. */
  readonly instead?: FixedText;
  /** What was wrong with the model's words. */
  readonly heldBack?: string;
}

/** What the model said, where it may leave; in a crisis nobody is put off with what Jules cannot do. */
async function wordsOf(
  working: Working,
  { outcome, texts }: Answer,
  { mode, language }: Tone,
  steering: Steering,
): Promise<Wording> {
  const emoji = await mayUseEmoji(working, { outcome, texts }, steering);
  const composed = outcome.kind === "answered" ? compose(outcome.body, { language, emoji }) : "";
  const heldBack = composed ? guardModelText(composed, mode) : undefined;
  if (composed && !heldBack) return { body: composed };
  const wrong = heldBack && { heldBack };
  if (mode === "chat") {
    const reason = outcome.kind === "declined" ? outcome.reason : "held-back";
    const chosen = (await preferencesOf(working, steering))?.language ?? language;
    return { body: declinedReply(reason, chosen, texts.at(-1)?.id ?? ""), ...wrong };
  }
  const instead = stayingText(language);
  return { body: instead.body, instead, ...wrong };
}

/** The words with what rules say before and after them. Nobody is asked for a birth year in a crisis. */
function between({ before, after, asks, alwaysAfter, media }: Steering, words: Wording, mode: PromptMode): Wording {
  const lines = mode === "chat" ? [before, words, alwaysAfter, after, asks?.text] : [words, alwaysAfter];
  const bodies = new Set(lines.flatMap((line) => (line ? [line.body] : [])));
  return { ...words, body: [...bodies].join("\n"), ...(mode === "chat" && media && { media }) };
}

/** Intake, which may be sending it at this moment, is done with it by then. */
const INTAKE_SENDING_MS = 15_000;

/** Help to a text that waits, handed over a moment ago or not at all: Jules does not speak before it. */
function isNewsOfHelp(working: Working, { id, content, sendingAt, createdAt }: Outbound, waiting: readonly Said[]) {
  const isForOneThatWaits = content?.kind === "crisis" && waiting.some((text) => text.id === causeOf(id));
  return isForOneThatWaits && sinceMs(working, sendingAt ?? createdAt) < DOUBT_ENDS_MS;
}

/** Help that a worker began and died over: which words it was to have, only the text that waits for it tells. */
function unsettledHelp(
  working: Working,
  unfinished: readonly Outbound[],
  waiting: readonly Said[],
): readonly Outbound[] {
  const grave = new Map(waiting.map((text) => [text.id as string, text] as const));
  return unfinished.filter(({ id, state, content, sendingAt, createdAt }) => {
    const text = grave.get(causeOf(id));
    if (!text || !isFixed(id) || state !== "SENDING" || content || !isAtLeast(text.assessment.tier, "high"))
      return false;
    return text.isWeighed || sinceMs(working, sendingAt ?? createdAt) > INTAKE_SENDING_MS;
  });
}

function isKeptHolding({ state, content }: Outbound): boolean {
  return state === "READY" && content?.kind === "holding";
}

function isKeptCheckIn({ id, state }: Outbound, checkIns: ReadonlySet<OutboundId>): boolean {
  return state === "READY" && checkIns.has(id);
}

const INTRODUCED_ELSEWHERE_MS = 2_000;

/** An answer to START, which intake may be sending at this moment, has the disclosure with it: that is over in no time. */
async function introduceTo(working: Working, to: PhoneNumber, language: Language): Promise<GateResult> {
  const { turn, lease } = working;
  const introduceOnce = () => introduce(turn, turn.members, lease.member, to, undefined, language);
  const introduced = await introduceOnce();
  if (introduced !== "doubtful" || !hasTimeFor(working, INTRODUCED_ELSEWHERE_MS + SENDING_MS)) return introduced;
  await turn.pause(INTRODUCED_ELSEWHERE_MS);
  return introduceOnce();
}

/** @throws Failure `carrier.in-doubt` as long as the introduction is worth trying again. */
function givenUp(unfinished: readonly Outbound[], result: "refused" | "doubtful"): string {
  const begun = unfinished.find(({ id }) => isIntroduction(id));
  if (result === "doubtful" && (begun?.attempts ?? 0) < MOST_INTRODUCTIONS) {
    throw new Failure("carrier.in-doubt", "the carrier gave no answer to the introduction");
  }
  return `introduction-${result}`;
}

/** What the member wants is read while the turn waits. Whoever needs it asks again, and hears then what went wrong. */
function readAhead({ turn, lease }: Working): void {
  turn.profiles.of(lease.member.id).catch(() => undefined);
}

/** A second text of the same thought often follows within seconds. The time that queues took counts as waited. */
async function waitForMore(working: Working, texts: readonly Said[]): Promise<number> {
  const newest = texts.reduce((one, other) => (other.receivedAt > one.receivedAt ? other : one));
  const quiet = quietMs(newest.body, newest.media.length);
  const waitMs = Math.min(quiet, Math.max(0, quiet - sinceMs(working, newest.receivedAt)));
  if (waitMs > 0) await working.turn.pause(waitMs);
  return waitMs;
}

/** Without a new answer, those that are kept are better than none, and than word that it takes longer. */
async function askOr(
  working: Working,
  care: Care,
  texts: readonly Said[],
  hasMore: boolean,
  kept: readonly Kept[],
  fates: Fate[],
  steering: Steering,
): Promise<Answer> {
  try {
    return await ask(working, care, texts, hasMore, steering);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (kept.length === 0 && isModelOut(error)) await sayThatItTakesLonger(working, care, texts);
    for (const begun of kept) fates.push(await finish(working, begun));
    throw error;
  }
}

/** What became of an answer, and the reply that it is. */
interface Left {
  readonly fate: Fate;
  readonly reply?: NewOutbound;
}

interface Words extends Wording {
  readonly texts: readonly Said[];
  readonly tone: Tone;
}

/**
 * @param unsaid texts of ours that never left and are not to leave any more: a person to reach that they named is named by
 * this one.
 */
async function send(
  working: Working,
  care: Care,
  { texts, body, media, instead, tone }: Words,
  unsaid: readonly Outbound[],
  supersedes: readonly Kept[],
): Promise<Left> {
  const now = working.turn.clock.now();
  const [last] = texts.slice(-1);
  const spokenIn = { language: tone.language, inCrisis: tone.mode !== "chat" };
  const remembers = care.change(referred(care.episode, now));
  if (instead && last && tone.mode !== "chat") {
    const counts = referral(now, last.from, tone.mode.crisis.tier, instead);
    return sendAnswer(working, texts, supersedes, { body, counts, remembers, ...spokenIn });
  }
  const owed = unsaid.filter(({ content }) => content?.counts);
  const refers = owed.length > 0 || (tone.worst === "concern" && isReferralDue(care.episode, now));
  if (!refers) return sendAnswer(working, texts, supersedes, { body, media, ...spokenIn, isTalk: true });
  const line = careLine(tone.language);
  // One that was begun is counted, and the episode knows of it.
  const isCounted = owed.some(({ attempts }) => attempts > 0);
  return sendAnswer(working, texts, supersedes, {
    body: `${body}\n${line.body}`,
    ...spokenIn,
    ...(last && !isCounted && { counts: referral(now, last.from, "concern", line) }),
    ...(!isCounted && { remembers }),
  });
}

/** The end of a hold is one write with the words that say so: what was heard meanwhile makes both fail. */
async function sendRelease(
  working: Working,
  care: Care,
  texts: readonly Said[],
  supersedes: readonly Kept[],
): Promise<Left> {
  const now = working.turn.clock.now();
  const [last] = texts.slice(-1);
  const { language } = care.toneOf(texts);
  const words = releasedText(language);
  const counts = last && referral(now, last.from, care.episode.peak, words);
  const remembers = care.change(released(care.episode, now, true));
  const spokenIn = { language, inCrisis: true };
  return sendAnswer(working, texts, supersedes, { body: words.body, counts, remembers, isKept: false, ...spokenIn });
}

interface AnswerWords extends Pick<OutboundContent, "language" | "inCrisis" | "media"> {
  readonly body: string;
  /** A reply, if not said. */
  readonly kind?: OutboundKind | undefined;
  readonly counts?: Referral | undefined;
  readonly remembers?: EpisodeChange;
  /** Whether it is kept when the carrier cannot be made ready. */
  readonly isKept?: boolean;
  /** The model's answer to what was said. */
  readonly isTalk?: boolean;
}

async function sendAnswer(
  working: Working,
  texts: readonly Said[],
  supersedes: readonly Kept[],
  words: AnswerWords,
): Promise<Left> {
  const { turn, lease } = working;
  const { member } = lease;
  const [last] = texts.slice(-1);
  if (!last) return { fate: "lost" };
  const waitingSince = [
    longestWaiting(texts)?.receivedAt ?? last.receivedAt,
    ...supersedes.map((kept) => kept.createdAt),
  ];
  const apologises = isLate(working, waitingSince.toSorted()[0] ?? last.receivedAt);
  const { body, media, kind = "reply", counts, remembers, isKept = true, language, inCrisis, isTalk } = words;
  const now = turn.clock.now();
  const content = {
    kind,
    body: apologises ? apologised(body) : body,
    ...(media && { media }),
    to: last.from,
    expiresAt: instantPlus(now, REPLY_LIFETIME_MS),
    counts,
    language,
    ...(inCrisis && { inCrisis }),
  } as const;
  const answers = [...new Set([...supersedes.flatMap((kept) => kept.answers), ...idsOf(texts)])];
  // One turn has one lease, so this one's reply is none before it, even to the same text.
  const id = outboundId(member.id, "reply", `${last.id}-${lease.token}`);
  const reply = { id, content, answers, createdAt: now };
  const along = { releases: true, apologises, supersedes, remembers, heardAt: newestOf(texts), isTalk };
  return { fate: fateOf(await sendReply(turn, lease, reply, along, isKept)), reply };
}

/** When the newest of the texts came. */
function newestOf(texts: readonly Said[]): Instant | undefined {
  return texts
    .map(({ receivedAt }) => receivedAt)
    .sort()
    .at(-1);
}

async function closeTooOld(working: Working, texts: readonly Said[]): Promise<readonly Said[]> {
  const isTooOld = (text: Said) => sinceMs(working, text.receivedAt) > OLDEST_ANSWERED_MS;
  const tooOld = texts.filter(isTooOld);
  if (tooOld.length > 0) {
    await working.turn.conversations.close(working.lease.member.id, idsOf(tooOld), "too-old");
  }
  return texts.filter((text) => !isTooOld(text));
}
