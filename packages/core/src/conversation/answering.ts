import {
  type Episode,
  isReferralDue,
  needsReplyAtOnce,
  referral,
  referred,
  softCheckIn,
  stayingText,
} from "../crisis/index.ts";
import { fixedText } from "../disclosure/index.ts";
import { Failure, type Instant, instantPlus, type OutboundId } from "../kernel/index.ts";
import type { EpisodeChange } from "../member/index.ts";
import { type Attempt, type Exchange, prompt, type ReplyOutcome } from "../persona/index.ts";
import type { Care } from "./caring.ts";
import { sendFixed } from "./gate.ts";
import { notesFor } from "./knowing.ts";
import { historyOf } from "./last-texts.ts";
import { saidLately } from "./lately.ts";
import { moderated } from "./moderating.ts";
import { observed } from "./observing.ts";
import { causeOf, occasion, outboundId } from "./outbound-id.ts";
import { see } from "./seeing.ts";
import { beginAnewIfSilenced } from "./silencing.ts";
import { spoken, withoutPlans } from "./spoken.ts";
import { isSteered, type Steering } from "./steering/index.ts";
import type { OutboundContent, Place, Said } from "./store.ts";
import { orderOfTheirs } from "./window.ts";
import { hasTimeFor, idsOf, longestWaiting, SENDING_MS, timeLeftMs, type Working } from "./working.ts";

/** What the model said, and to which texts. */
export interface Answer {
  readonly outcome: ReplyOutcome;
  /** As the turn has weighed them. */
  readonly texts: readonly Said[];
  /** What was said before them, as far as it can be kept. */
  readonly before?: readonly Place[] | undefined;
}

/** A question to one model. No turn asks with less left, and a further question has no more. */
const QUESTION_MS = 8_000;
/** A question that may go on to other models (`core/providers/reply-chain.ts` says who has how much of it). */
const LONGEST_QUESTION_MS = 14_000;
/** A person who keeps typing is answered all the same: after this many further questions the answer goes out as it is. */
const MOST_FURTHER_QUESTIONS = 2;
/** As long as a reply: what it promises is over with the outage. */
const HOLDING_LIFETIME_MS = 10 * 60_000;

/**
 * Asks the model, and looks again before its answer is used: texts that came meanwhile belong to the same thought, so it
 * is asked once more with them. What is to be answered comes last, whenever it was said.
 * @param texts what waits, in the carrier's order; not empty.
 * @param hasMore whether more waits than these.
 * @param steering what rules make of it.
 * @throws Failure `model.unavailable` when there is no answer now.
 * `turn.short-of-time` when too little of the turn's time is left to ask.
 */
export async function ask(
  working: Working,
  care: Care,
  texts: readonly Said[],
  hasMore: boolean,
  steering: Steering,
): Promise<Answer> {
  const { withoutHistory = false, historySince } = steering;
  const { conversations } = working.turn;
  const { id } = working.lease.member;
  const isPlain = !hasMore && !withoutHistory && care.toneOf(texts).mode === "chat";
  const [history, notes] = await Promise.all([
    historyOf(working, texts, isPlain, historySince),
    notesFor(working, steering, texts.at(-1)?.from),
  ]);
  const known = { said: withoutHistory ? [] : history.said, notes };
  const { said } = known;
  const ids = new Set<string>(idsOf(texts));
  const waiting = history.waiting.filter((text) => !isSteered(text) || ids.has(text.id));
  // Of a crisis that came in since, help may be on its way; whether it is owed, only the next look tells.
  const sure = waiting.filter((text) => ids.has(text.id) || !needsReplyAtOnce(text.assessment));
  // With more than one turn can take, the newest must not come before those in between.
  const first = await care.weigh(
    await see(working, hasMore ? texts : together(texts, sure), care.episode),
    latelyOf(said),
  );
  beginAnewIfNew(first, texts);
  let answer = await firstAnswer(working, care, known, first);
  for (let asked = 0; asked < MOST_FURTHER_QUESTIONS; asked++) {
    if (!hasTimeFor(working, QUESTION_MS + SENDING_MS)) break;
    const open = await conversations.open(id);
    const owed = new Set<string>(open.unfinished.map((begun) => causeOf(begun.id)));
    // What is owed help is not to hear from Jules first.
    const more = together(
      answer.texts,
      open.waiting.filter((text) => (!owed.has(text.id) || !needsReplyAtOnce(text.assessment)) && !isSteered(text)),
    );
    if (more.length === answer.texts.length) break;
    const weighed = await care.weigh(await see(working, more, care.episode), latelyOf(said));
    beginAnewIfNew(weighed, texts);
    try {
      const further = await question(working, care, known, weighed, { timeoutMs: QUESTION_MS, again: false });
      answer = { ...further, outcome: withUsageOf(answer.outcome, further.outcome) };
    } catch (error) {
      if (!isModelOut(error)) throw error;
      // What was answered goes out; the rest has rung for itself.
      break;
    }
  }
  return { ...answer, before: history.places };
}

/** Weighs texts of which it is not known that they are harmless, before anything is said to them. */
export async function lookFirst(working: Working, care: Care, texts: readonly Said[]): Promise<void> {
  await care.hearNotes(texts);
  if (texts.every((text) => care.isClear(text))) return;
  await care.weigh(texts, await saidLately(working));
}

/** A STOP that came in as a file meanwhile. */
function beginAnewIfNew(texts: readonly Said[], known: readonly Said[]): void {
  const ids = new Set(idsOf(known));
  beginAnewIfSilenced(texts.filter(({ id }) => !ids.has(id)));
}

function latelyOf(said: readonly Exchange[]): readonly string[] {
  return said.filter(({ speaker }) => speaker === "member").map(({ body }) => body);
}

/** What the model is told besides the texts it answers. */
interface Known {
  readonly said: readonly Exchange[];
  readonly notes: string | undefined;
}

async function firstAnswer(working: Working, care: Care, known: Known, texts: readonly Said[]): Promise<Answer> {
  if (!hasTimeFor(working, QUESTION_MS + SENDING_MS)) {
    throw new Failure("turn.short-of-time", "the introduction took the time for an answer");
  }
  const again = texts.some((text) => text.askedInVain > 0);
  const timeoutMs = Math.min(LONGEST_QUESTION_MS, timeLeftMs(working) - SENDING_MS);
  return question(working, care, known, texts, { timeoutMs, again });
}

async function question(
  working: Working,
  care: Care,
  { said, notes }: Known,
  texts: readonly Said[],
  attempt: Attempt,
): Promise<Answer> {
  const { mode } = care.toneOf(texts);
  const words = [...said, ...texts.map(spoken)];
  const asked = prompt(mode === "chat" && care.isOutOfEpisode ? words : withoutPlans(words), mode, notes);
  const ask = () => observed(working, asked, mode, () => working.turn.model.reply(asked, attempt));
  return { outcome: await moderated(working, texts, mode, ask), texts };
}

/** An answer with what the one before it took, which is paid for as well. */
function withUsageOf(before: ReplyOutcome, outcome: ReplyOutcome): ReplyOutcome {
  if (before.kind !== "answered" || outcome.kind !== "answered") return outcome;
  return {
    ...outcome,
    inputTokens: before.inputTokens + outcome.inputTokens,
    outputTokens: before.outputTokens + outcome.outputTokens,
    cachedTokens: sum(before.cachedTokens, outcome.cachedTokens),
    cacheWriteTokens: sum(before.cacheWriteTokens, outcome.cacheWriteTokens),
    costMicroUsd: sum(before.costMicroUsd, outcome.costMicroUsd),
  };
}

function sum(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined ? other : one + (other ?? 0);
}

/**
 * Once per outage: its id is made from the text that has waited longest, which stays the same until there is an answer.
 * Who is or may be in danger is not told about our troubles: they hear that we stay, or once a day are asked.
 * Whatever keeps it back must not hide why it was due.
 */
export async function sayThatItTakesLonger(working: Working, care: Care, texts: readonly Said[]): Promise<void> {
  const first = longestWaiting(texts);
  if (!first) return;
  const { worst, mode, language } = care.toneOf(texts);
  const now = working.turn.clock.now();
  const concern = care.seen(texts).find(({ assessment }) => assessment.tier === "concern");
  if (worst === "concern" && concern && isToBeAsked(care.episode, concern, now)) {
    const words = softCheckIn(language, care.dangersIn(texts));
    const counts = referral(now, concern.from, worst, words);
    return sayMeanwhile(working, concern, checkInId(working, concern), {
      ...{ kind: "care", body: words.body, counts, language, inCrisis: true },
      remembers: care.change(referred(care.episode, now)),
    });
  }
  const words = mode === "chat" ? fixedText("holding", language) : stayingText(language);
  const counts = mode === "chat" ? undefined : referral(now, first.from, mode.crisis.tier, words);
  const id = outboundId(working.lease.member.id, "fixed", occasion("holding", first.id));
  const inCrisis = mode !== "chat";
  await sayMeanwhile(working, first, id, { kind: "holding", body: words.body, counts, language, inCrisis });
}

/** When nobody to reach was named for a day; or since the text came, then by this very question. */
function isToBeAsked(episode: Episode, { receivedAt }: Said, at: Instant): boolean {
  const { lastReferralAt } = episode;
  return isReferralDue(episode, at) || (lastReferralAt !== undefined && lastReferralAt >= receivedAt);
}

/** The question that a concern is answered with as long as no model is at hand. */
export function checkInId({ lease }: Working, text: Said): OutboundId {
  return outboundId(lease.member.id, "fixed", occasion("check-in", text.id));
}

interface Meanwhile extends Pick<OutboundContent, "kind" | "body" | "counts" | "language" | "inCrisis"> {
  readonly remembers?: EpisodeChange;
}

async function sayMeanwhile(working: Working, { from }: Said, id: OutboundId, words: Meanwhile): Promise<void> {
  const { turn, lease } = working;
  const { remembers, ...said } = words;
  const expiresAt = instantPlus(turn.clock.now(), HOLDING_LIFETIME_MS);
  try {
    // A worker that was overtaken must not say so of what another has answered.
    await sendFixed(turn, lease, { id, content: { ...said, to: from, expiresAt }, remembers });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}

export function isModelOut(error: unknown): boolean {
  return error instanceof Failure && error.code === "model.unavailable";
}

/** Two views of what waits, as one, in the carrier's order. */
export function together(some: readonly Said[], others: readonly Said[]): readonly Said[] {
  const known = new Set(idsOf(some));
  return [...some, ...others.filter((text) => !known.has(text.id))].sort((one, other) =>
    orderOfTheirs(one) < orderOfTheirs(other) ? -1 : 1,
  );
}
