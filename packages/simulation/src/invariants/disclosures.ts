import type { OutboundKind } from "@jules/core/messaging";
import type { Invariant } from "./invariant.ts";
import { arrivalsOf, beginningOf, type MemberRecord } from "./ledger.ts";
import { discloses, isAboutAge } from "./words.ts";

/** What a model wrote, or what we begin. */
const COMPANION: ReadonlySet<OutboundKind> = new Set(["reply", "holding", "care", "follow-up"]);

const MINUTE_MS = 60_000;
/** What the law asks for, not what Jules aims at. */
const LONGEST_ADULT_MS = 180 * MINUTE_MS;
const LONGEST_ANYBODY_MS = 60 * MINUTE_MS;
const SILENCE_MS = 60 * MINUTE_MS;

const longestMs = ({ ageState }: MemberRecord) =>
  ageState === "VERIFIED_ADULT" ? LONGEST_ADULT_MS : LONGEST_ANYBODY_MS;

export const DISCLOSED: Invariant = {
  code: "disclosed",
  sentence:
    "What a companion says is accepted with a disclosure, or within an hour after one; within three of an adult who proved it.",
  on: {
    accepted({ id, body }, ledger) {
      const { kind, member: whose } = ledger.outbound(id);
      if (!COMPANION.has(kind) || isAboutAge(body)) return undefined;
      const member = ledger.member(whose);
      const sinceMs = ledger.nowMs - member.disclosedAtMs;
      return sinceMs < longestMs(member) ? undefined : `${id} (${kind}) was accepted ${sinceMs} ms after a disclosure`;
    },
  },
};

export const INTERACTION_DISCLOSED: Invariant = {
  code: "interaction-disclosed",
  sentence: "The first that a companion says after an hour of silence is accepted with a disclosure.",
  on: {
    accepted({ id, body }, ledger) {
      const { kind, member: whose } = ledger.outbound(id);
      if (!COMPANION.has(kind) || discloses(body) || isAboutAge(body)) return undefined;
      const { spokenBeforeMs } = ledger.member(whose);
      const silenceMs = ledger.nowMs - spokenBeforeMs;
      return silenceMs < SILENCE_MS ? undefined : `${id} (${kind}) was accepted after ${silenceMs} ms of silence`;
    },
  },
};

/** Jules aims at 50, and a reminder takes the time that a run of its cron does. */
const LEAST_BETWEEN_MS = 45 * MINUTE_MS;

export const REMINDED_ONCE: Invariant = {
  code: "reminded-once",
  sentence:
    "A reminder by itself begins only where nothing disclosed the same a short time before, and arrives once at most.",
  on: {
    committed({ before, after }, ledger) {
      const outbound = beginningOf(before, after, ledger);
      if (outbound?.kind !== "disclosure") return undefined;
      const told = ledger.member(outbound.member).disclosureBegunBefore;
      if (!told || told.by === outbound.id) return undefined;
      const sinceMs = ledger.nowMs - told.atMs;
      return sinceMs < LEAST_BETWEEN_MS ? `${outbound.id} was begun ${sinceMs} ms after ${told.by}` : undefined;
    },
    accepted({ id }, ledger) {
      const outbound = ledger.outbound(id);
      return outbound.kind === "disclosure" && arrivalsOf(outbound) > 1
        ? `${id} was accepted a second time`
        : undefined;
    },
  },
};

/** The cron looks every minute; what failed is looked at again. */
const LATE_MS = 10 * MINUTE_MS;

export const MOMENTS_PASS: Invariant = {
  code: "moments-pass",
  sentence: "In the end no moment of a member is one that came long ago.",
  on: {
    ended(_fact, ledger) {
      for (const { id, momentAtMs } of ledger.members.values()) {
        if (momentAtMs < ledger.nowMs - LATE_MS) return `the moment of ${id} came ${ledger.nowMs - momentAtMs} ms ago`;
      }
      return undefined;
    },
  },
};

export const ASKED_ONCE: Invariant = {
  code: "asked-once",
  sentence: "Who may want no more texts is asked once whether they do, and by the text that made us ask.",
  on: {
    committed({ before, after }, ledger) {
      const outbound = beginningOf(before, after, ledger);
      if (outbound?.kind !== "clarification") return undefined;
      const { consentState, consentChangedBy } = ledger.member(outbound.member);
      const isOwed = consentState === "SUSPENDED" && consentChangedBy === outbound.cause?.text.id;
      return isOwed ? undefined : `${outbound.id} was begun for a member who is ${consentState} by ${consentChangedBy}`;
    },
    accepted({ id }, ledger) {
      const outbound = ledger.outbound(id);
      if (outbound.kind !== "clarification") return undefined;
      const { askedBefore } = ledger.member(outbound.member);
      if (!askedBefore) return undefined;
      // One that did not arrive is sent again.
      const isAgain = askedBefore === outbound ? arrivalsOf(outbound) > 1 : arrivalsOf(askedBefore) > 0;
      return isAgain ? `${id} was accepted after ${askedBefore.id}` : undefined;
    },
  },
};

export const SUPPRESSED: Invariant = {
  code: "suppressed",
  sentence: "That a number is to be left alone, or is not any more, is written in one transaction with the consent.",
  on: {
    committed({ before, after, suppression }) {
      if (after?.sk !== "MEMBER" || before?.consentState === after.consentState) return undefined;
      const state = String(after.consentState);
      const isSilenced = SILENCED.has(state);
      if (!isSilenced && !SILENCED.has(String(before?.consentState))) return undefined;
      const wanted = isSilenced ? state : "NONE";
      return suppression === wanted ? undefined : `${String(after.pk)} is ${state}, and its suppression ${suppression}`;
    },
  },
};

const SILENCED: ReadonlySet<string> = new Set(["OPTED_OUT", "BLOCKED"]);
