import { isTollFree, type MemberId } from "@jules/core/kernel";
import type { OutboundKind } from "@jules/core/messaging";
import type { Invariant } from "./invariant.ts";
import { arrivalsOf, beginningOf, type Ledger, type MemberRecord, type OutboundRecord } from "./ledger.ts";

/** A STOP may be committed between the move to SENDING and the POST; by then the gate looks again. */
const LONGEST_GAP_MS = 1_500;

/** What may be said where nothing else is: the answer to HELP, what the law allows in each state, and help in a crisis. */
const MAY_LEAVE: Readonly<Record<string, ReadonlySet<OutboundKind>>> = {
  OPTED_OUT: new Set(["help", "stop-confirmation"]),
  SUSPENDED: new Set(["help", "crisis", "clarification", "privacy"]),
  BLOCKED: new Set(["help", "crisis", "age"]),
};

/** Of confirmations only that of the STOP that opted them out. */
function mayBeSaidInSilence(ledger: Ledger, { id, kind, member }: OutboundRecord): boolean {
  const { consentState, consentChangedBy } = ledger.member(member);
  const allowed = MAY_LEAVE[consentState];
  if (!allowed) return true;
  return allowed.has(kind) && (kind !== "stop-confirmation" || id.endsWith(`.${consentChangedBy}`));
}

export const SILENCE: Invariant = {
  code: "silence",
  sentence: `After a STOP, a doubt or a block is committed no text moves to SENDING but what is owed then, and none is handed over later than ${LONGEST_GAP_MS} ms.`,
  on: {
    committed({ before, after }, ledger) {
      const outbound = beginningOf(before, after, ledger);
      if (!outbound || mayBeSaidInSilence(ledger, outbound)) return undefined;
      const { consentState } = ledger.member(outbound.member);
      return `${outbound.id} (${outbound.kind}) moved to SENDING while its member was ${consentState}`;
    },
    posting({ id }, ledger) {
      const outbound = ledger.outbound(id);
      if (mayBeSaidInSilence(ledger, outbound)) return undefined;
      const { consentState, consentSinceMs } = ledger.member(outbound.member);
      const gapMs = ledger.nowMs - consentSinceMs;
      if (gapMs <= LONGEST_GAP_MS) return undefined;
      return `${id} (${outbound.kind}) was handed over ${gapMs} ms after its member was ${consentState}`;
    },
  },
};

/** 47 CFR 64.1200(a)(12), and the time that a handing over may take. */
const CONFIRMATION_MS = 5 * 60_000 + 1_500;

export const ONE_CONFIRMATION: Invariant = {
  code: "one-confirmation",
  sentence: "A STOP is confirmed once at most, within five minutes of its arrival; on a toll-free number never.",
  on: {
    posting({ id }, ledger) {
      const { kind, cause } = ledger.outbound(id);
      if (kind !== "stop-confirmation" || !cause) return undefined;
      if (isTollFree(cause.text.to)) return `${id} was handed over on a toll-free number`;
      const afterMs = ledger.nowMs - cause.firstArrivedAtMs;
      return afterMs > CONFIRMATION_MS ? `${id} was handed over ${afterMs} ms after the STOP had arrived` : undefined;
    },
    accepted({ id }, ledger) {
      const outbound = ledger.outbound(id);
      if (outbound.kind !== "stop-confirmation") return undefined;
      if (arrivalsOf(outbound) > 1) return `${id} was accepted a second time`;
      const other = ledger.member(outbound.member).confirmations.find((one) => one !== outbound && arrivalsOf(one) > 0);
      return other && `${id} was accepted besides ${other.id}`;
    },
  },
};

interface Word {
  readonly kind: "stop" | "start";
  /** By the carrier's stamp: the first and the last moment that it can mean. */
  readonly from: string;
  readonly to: string;
  /** In which order they were really said. */
  readonly serial: number;
}

export const LAST_WORD: Invariant = {
  code: "last-word",
  sentence:
    "In the end a member is opted out unless a START was certainly said after every STOP; who never said STOP is only if they were asked and said nothing for a day.",
  on: {
    ended(_fact, ledger) {
      for (const [id, words] of wordsOf(ledger)) {
        const member = ledger.member(id);
        const isSilent = member.consentState === "OPTED_OUT";
        if (isSilent && saidNothing(member)) continue;
        // A toll-free network knows the order in which they were really said, and tells us of it by its refusals.
        const really = words.reduce((one, other) => (other.serial > one.serial ? other : one));
        if (isSilent === shouldBeSilent(words) || isSilent === (really.kind === "stop")) continue;
        const told = words.map(({ kind, from }) => `${kind} at ${from}`).join(", ");
        return `${id} is ${isSilent ? "" : "not "}opted out after ${told}`;
      }
      return undefined;
    },
  },
};

/** They were asked whether they want our texts, and their silence was the answer. */
function saidNothing({ suspensions, consentSinceMs, consentChangedBy }: MemberRecord): boolean {
  const last = suspensions.at(-1);
  if (!last || last.toMs !== consentSinceMs || last.toMs - last.fromMs < SUSPENDED_MS) return false;
  return consentChangedBy.startsWith("no-answer-");
}

const SUSPENDED_MS = 24 * 60 * 60_000;

function shouldBeSilent(words: readonly Word[]): boolean {
  const stops = words.filter(({ kind }) => kind === "stop");
  const isUndone = (stop: Word) => words.some(({ kind, from }) => kind === "start" && from > stop.to);
  return !stops.every(isUndone);
}

function wordsOf(ledger: Ledger): ReadonlyMap<MemberId, readonly Word[]> {
  const words = new Map<MemberId, Word[]>();
  for (const { text, member } of ledger.texts.values()) {
    const { kind, serial, saidAt } = text;
    if (kind !== "stop" && kind !== "start") continue;
    // The carrier's word may have come in between.
    if (member === undefined || ledger.blocked.has(text.from)) continue;
    // A stamp without milliseconds can mean any moment of its second.
    const to = saidAt.endsWith(".000Z") ? saidAt.replace(".000Z", ".999Z") : saidAt;
    words.set(member, [...(words.get(member) ?? []), { kind, from: saidAt, to, serial }]);
  }
  return words;
}
