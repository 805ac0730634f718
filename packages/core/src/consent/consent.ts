import type { Instant, TextId } from "../kernel/index.ts";
import type { OutboundKind } from "../messaging/index.ts";

/**
 * NEW: a number that never agreed to anything; PENDING: asked for our texts on a page and has not confirmed it by text;
 * ACTIVE: texts us, so we may answer; SUSPENDED: perhaps wants no more texts and was asked; OPTED_OUT: said STOP, hears
 * nothing; BLOCKED: a child, with whom nobody talks but in a crisis.
 */
export type ConsentState = "NEW" | "PENDING" | "ACTIVE" | "SUSPENDED" | "OPTED_OUT" | "BLOCKED";

/**
 * What somebody agreed to. replies: to be answered, which texting us says by itself; recurring: to texts that we begin as
 * well (CTIA Messaging Principles 5.1.2.1), by START, or by a page of ours and YES.
 */
export type ConsentScope = "replies" | "recurring";

/** What made a change, as the ledger keeps it. */
export type ConsentCause =
  | "wrote-first"
  | "keyword"
  | "plain-words"
  | "unclear-words"
  | "no-answer-to-clarification"
  | "asked-on-page"
  | "confirmed-by-text"
  | "carrier"
  | "number-reassigned"
  | "other-channel"
  | "child"
  | "age-proven"
  | "erased";

export interface Consent {
  readonly state: ConsentState;
  readonly scope: ConsentScope;
  /** Grows with every change. A send that was prepared under an older version cannot leave. */
  readonly version: number;
  readonly changedAt: Instant;
  /** What made the change: a carrier message id or a carrier error code. Lets a repeated delivery know its own work. */
  readonly changedBy: string;
  /**
   * When the person said STOP or START. Carriers repeat and reorder: an older word that comes late must not undo a newer
   * one.
   */
  readonly saidAt: Instant;
}

/**
 * Whether a word was certainly said after another, by the carrier's stamps. Some of its clocks tick in milliseconds, some
 * in seconds: one without milliseconds can be anywhere in its second.
 */
function isSaidAfter(one: Instant, other: Instant): boolean {
  return one > (hasMilliseconds(other) ? other : endOfSecond(other));
}

function hasMilliseconds(stamp: Instant): boolean {
  return !stamp.endsWith(".000Z");
}

/** The last moment that a stamp can mean. Sorts as it is. */
export function endOfSecond(stamp: Instant): Instant {
  return `${stamp.slice(0, "2026-11-20T17:00:00".length)}.999Z` as Instant;
}

/** `scope` stays as it is where it is not given. */
export type ConsentChange = Pick<Consent, "state" | "changedBy" | "saidAt"> &
  Partial<Pick<Consent, "scope">> & { readonly cause: ConsentCause };

export type Keyword = "STOP" | "START" | "HELP";

export interface KeywordEffect {
  readonly state?: ConsentState;
  /** The state stays, and with it what caused it; only the moment moves on, so that nothing said before it counts. */
  readonly keepsCause?: true;
  readonly confirmation?: "stop-confirmation" | "start-confirmation" | "help";
}

/**
 * What a control word does in the member's present state. The law allows one confirmation of a STOP
 * (47 CFR 64.1200(a)(12)), so a second STOP is heard and not answered; only START clears a STOP; HELP is answered in every state, but for one that was said before the STOP.
 * A word that was said before the one that counts has no effect; a word that is brought again still gets the
 * confirmation it was owed. Of words whose order the stamps leave open the STOP counts: who lost a START says it again.
 */
export function keywordEffect(
  keyword: Keyword,
  consent: Consent,
  text: { readonly id: TextId; readonly saidAt: Instant },
): KeywordEffect {
  const again = consent.changedBy === text.id;
  const isAfter = isSaidAfter(text.saidAt, consent.saidAt);
  switch (keyword) {
    case "STOP":
      if (consent.state === "OPTED_OUT") {
        if (again) return { confirmation: "stop-confirmation" };
        return isAfter ? { state: "OPTED_OUT", keepsCause: true } : {};
      }
      if (isSaidAfter(consent.saidAt, text.saidAt) && !again) return {};
      return { state: "OPTED_OUT", confirmation: "stop-confirmation" };
    case "START":
      if (consent.state === "OPTED_OUT") {
        return isAfter ? { state: "ACTIVE", confirmation: "start-confirmation" } : {};
      }
      if (consent.state === "ACTIVE") {
        // A STOP that was said before it may still be on its way.
        const movesOn = isAfter && ({ state: "ACTIVE", keepsCause: true } as const);
        return { ...movesOn, confirmation: "start-confirmation" };
      }
      return { state: "ACTIVE", confirmation: "start-confirmation" };
    case "HELP":
      // Who asked for silence after it has had the last word.
      if (consent.state === "OPTED_OUT" && !isAfter) return {};
      return { confirmation: "help" };
    default:
      return keyword satisfies never;
  }
}

/** What the gate asks of a kind of text. */
interface KindRule {
  /** In which consent states it may leave. */
  readonly states: readonly ConsentState[];
  /** Written by a model, or begun by us: goes together with a disclosure when one is due (invariants I1 and I2). */
  readonly isCompanion: boolean;
  /** Begun by us, so that quiet hours, the cap of a day and the consent to recurring texts count. */
  readonly isProactive: boolean;
}

const TALKING: readonly ConsentState[] = ["ACTIVE"];
/** A crisis reply to a number that said STOP is not sent: no law is settled on it, and silence was asked for. */
const NOT_SILENCED: readonly ConsentState[] = ["NEW", "PENDING", "ACTIVE", "SUSPENDED", "BLOCKED"];
const EVERYBODY: readonly ConsentState[] = [...NOT_SILENCED, "OPTED_OUT"];

const KINDS: Readonly<Record<OutboundKind, KindRule>> = {
  reply: { states: TALKING, isCompanion: true, isProactive: false },
  holding: { states: TALKING, isCompanion: true, isProactive: false },
  care: { states: TALKING, isCompanion: true, isProactive: false },
  "follow-up": { states: TALKING, isCompanion: true, isProactive: true },
  introduction: { states: TALKING, isCompanion: false, isProactive: false },
  "start-confirmation": { states: TALKING, isCompanion: false, isProactive: false },
  disclosure: { states: TALKING, isCompanion: false, isProactive: false },
  periodic: { states: TALKING, isCompanion: false, isProactive: true },
  age: { states: ["ACTIVE", "BLOCKED"], isCompanion: false, isProactive: false },
  privacy: { states: ["ACTIVE", "SUSPENDED"], isCompanion: false, isProactive: false },
  "opt-in": { states: ["PENDING"], isCompanion: false, isProactive: false },
  clarification: { states: ["SUSPENDED"], isCompanion: false, isProactive: false },
  "stop-confirmation": { states: ["OPTED_OUT"], isCompanion: false, isProactive: false },
  crisis: { states: NOT_SILENCED, isCompanion: false, isProactive: false },
  help: { states: EVERYBODY, isCompanion: false, isProactive: false },
};

/**
 * Whether a text of this kind may go to a number in this consent state. The send gate asks it with the state whose
 * version it then pins in the write, so that the answer still holds when the text leaves.
 */
export function mayLeave(kind: OutboundKind, state: ConsentState): boolean {
  return KINDS[kind].states.includes(state);
}

/** Whether a text of this kind is one that a disclosure goes with when it is due. */
export function isCompanion(kind: OutboundKind): boolean {
  return KINDS[kind].isCompanion;
}

/** Whether a text of this kind is one that we begin. */
export function isProactive(kind: OutboundKind): boolean {
  return KINDS[kind].isProactive;
}
