import type { TextId } from "@jules/core/kernel";
import type { Invariant } from "./invariant.ts";
import {
  APOLOGY,
  arrivalsOf,
  beginningOf,
  isUnanswered,
  type Ledger,
  type OutboundRecord,
  orderOf,
  type TextRecord,
} from "./ledger.ts";
import { withoutDisclosure } from "./words.ts";

function otherAnswer(ledger: Ledger, reply: OutboundRecord, text: TextId): OutboundRecord | undefined {
  return ledger.repliesTo(text).find((other) => other !== reply && arrivalsOf(other) > 0);
}

export const ONE_ANSWER: Invariant = {
  code: "one-answer",
  sentence: "A text is answered by one reply that the carrier accepted at most, and a reply is accepted once.",
  on: {
    accepted({ id }, ledger) {
      const reply = ledger.outbound(id);
      if (reply.kind !== "reply") return undefined;
      if (arrivalsOf(reply) > 1) return `${id} was accepted a second time`;
      for (const text of reply.answers) {
        const other = otherAnswer(ledger, reply, text);
        if (other) return `${text} was answered by ${other.id} and by ${id}`;
      }
      return undefined;
    },
  },
};

export const BEGUN_BEFORE_POSTED: Invariant = {
  code: "begun-before-posted",
  sentence:
    "A text is handed to the carrier only after its move to SENDING was committed, and not after it was taken back.",
  on: {
    posting({ id }, ledger) {
      const { state, kind } = ledger.outbound(id);
      // Of help and of an introduction two may be handed over at once, of which one is refused and taken back.
      const isTwice = state === "READY" && (kind === "crisis" || kind === "introduction");
      if (isTwice || (state !== undefined && state !== "READY")) return undefined;
      return `${id} was handed over from ${state ?? "nowhere"}`;
    },
  },
};

export const RUNG: Invariant = {
  code: "rung",
  sentence:
    "When intake is done with a text that waits for an answer, a doorbell was in the queue after the text was in the inbox.",
  on: {
    acknowledged({ text }, ledger) {
      const record = ledger.texts.get(text);
      if (!record?.member || !isUnanswered(record) || record.wasRung) return undefined;
      // Nobody is to be answered any more; the sweeper finds what is to be closed.
      if (ledger.silentSinceMs(record.member) !== undefined) return undefined;
      return `${text} waits, and nobody rang`;
    },
  },
};

export const ORDER: Invariant = {
  code: "order",
  sentence: "The unanswered texts in a prompt stand in the carrier's order.",
  on: {
    asked({ last }, ledger) {
      let before: TextRecord | undefined;
      for (const serial of last) {
        const record = ledger.bySerial.get(serial);
        if (!record || !isUnanswered(record)) continue;
        if (before && orderOf(record) <= orderOf(before)) {
          return `#${record.text.serial} was put to the model after #${before.text.serial}`;
        }
        before = record;
      }
      return undefined;
    },
  },
};

export const INTRODUCED: Invariant = {
  code: "introduced",
  sentence:
    "The carrier has accepted the disclosure before a reply moves to SENDING, and again after the member came back.",
  on: {
    committed({ before, after }, ledger) {
      const outbound = beginningOf(before, after, ledger);
      if (outbound?.kind !== "reply" || ledger.member(outbound.member).isIntroduced) return undefined;
      return `${outbound.id} moved to SENDING before the disclosure was accepted`;
    },
  },
};

/** What one ring may ask: two questions, and two more for what came meanwhile. */
const QUESTIONS_A_RING = 4;
/** The queue brings a text so often at most, and each time it rings. */
const RINGS_A_TEXT = 4;
/** Three, and once more three where the consent moved on in between; one of them tried twice. */
const QUESTIONS_AN_INVOCATION = 8;
/** As often as the turn tries, and a few that were begun and never settled. */
const MOST_POSTINGS = 64;

/** Two tries of a turn, each with a second token. */
const POSTINGS_AN_INVOCATION = 4;

export const ATTEMPTS_BOUNDED: Invariant = {
  code: "attempts-bounded",
  sentence: `The model is asked about a text ${QUESTIONS_A_RING} times per ring at most, of which there are ${RINGS_A_TEXT} of its own, those of later texts, and one for each minute that it waits; ${QUESTIONS_AN_INVOCATION} times in one invocation; a text of ours is handed over ${MOST_POSTINGS} times at most, and ${POSTINGS_AN_INVOCATION} times in one invocation.`,
  on: {
    asked({ by, last }, ledger) {
      if (ledger.askedBy(by) > QUESTIONS_AN_INVOCATION) return `${by} asked the model ${ledger.askedBy(by)} times`;
      for (const serial of last) {
        const record = ledger.bySerial.get(serial);
        if (!record || !isUnanswered(record)) continue;
        const minutes = (ledger.nowMs - record.firstArrivedAtMs) / 60_000;
        const newer = ledger.textsFrom(record.text.from) - record.ordinal;
        const rings = RINGS_A_TEXT * (1 + newer) + minutes;
        if (record.timesAsked > QUESTIONS_A_RING * rings) {
          return `the model was asked about #${serial} ${record.timesAsked} times in ${minutes.toFixed(1)} minutes`;
        }
      }
      return undefined;
    },
    posting({ id, by }, ledger) {
      const { postedBy } = ledger.outbound(id);
      if (postedBy.length > MOST_POSTINGS) return `${id} was handed over ${postedBy.length} times`;
      const times = postedBy.filter((invocation) => invocation === by).length;
      return times > POSTINGS_AN_INVOCATION ? `${by} handed ${id} over ${times} times` : undefined;
    },
  },
};

const STORM_WINDOW_MS = 5 * 60_000;
const MANY_ARRIVALS = 100;
const QUESTIONS_PER_ARRIVAL = 1.3;

export const NO_STORM: Invariant = {
  code: "no-storm",
  sentence: `While the provider is out, it is asked ${QUESTIONS_PER_ARRIVAL} times for each text that arrives at most, over any five minutes with more than ${MANY_ARRIVALS} texts.`,
  on: {
    asked(_fact, ledger) {
      const { nowMs, modelOutSinceMs } = ledger;
      if (modelOutSinceMs === undefined || nowMs - modelOutSinceMs < STORM_WINDOW_MS) return undefined;
      const arrivals = countSince(ledger.arrivalsAtMs, nowMs - STORM_WINDOW_MS);
      const questions = countSince(ledger.questionsAtMs, nowMs - STORM_WINDOW_MS);
      if (arrivals <= MANY_ARRIVALS || questions <= QUESTIONS_PER_ARRIVAL * arrivals) return undefined;
      return `${questions} questions in five minutes, and ${arrivals} texts`;
    },
  },
};

/** Of moments in their order, how many are later than one. */
function countSince(momentsMs: readonly number[], sinceMs: number): number {
  let count = 0;
  while (count < momentsMs.length && (momentsMs.at(-1 - count) ?? 0) > sinceMs) count += 1;
  return count;
}

export const HOLDING_ONCE: Invariant = {
  code: "holding-once",
  sentence: "A member is told once that the answer takes longer, until there is one.",
  on: {
    accepted({ id }, ledger) {
      const outbound = ledger.outbound(id);
      if (outbound.kind !== "holding") return undefined;
      if (arrivalsOf(outbound) > 1) return `${id} was accepted a second time`;
      const { holdings } = ledger.member(outbound.member);
      const earlier = holdings.find(({ holding, waiting }) => holding !== outbound && waiting.some(isUnanswered));
      return earlier && `${id} was accepted while what ${earlier.holding.id} was about had no answer`;
    },
  },
};

export const APOLOGY_ONCE: Invariant = {
  code: "apology-once",
  sentence: "A member hears one apology for the texts that waited together.",
  on: {
    accepted({ id, body }, ledger) {
      if (!withoutDisclosure(body).startsWith(APOLOGY)) return undefined;
      const outbound = ledger.outbound(id);
      const earlier = ledger.member(outbound.member).apologies.find(({ reply }) => reply !== outbound);
      const again = earlier && outbound.answers.find((text) => arrivedAtMs(ledger, text) <= earlier.atMs);
      return again && `${id} says sorry about ${again}, for which ${earlier.reply.id} did`;
    },
  },
};

function arrivedAtMs(ledger: Ledger, text: TextId): number {
  return ledger.texts.get(text)?.firstArrivedAtMs ?? Number.POSITIVE_INFINITY;
}
