import type { Instant, TextId } from "../kernel/index.ts";
import type { OutboundKind } from "../messaging/index.ts";

/**
 * NEW: a number that never agreed to anything; ACTIVE: texts us, so we may answer; OPTED_OUT: said STOP, hears nothing.
 */
export type ConsentState = "NEW" | "ACTIVE" | "OPTED_OUT";

export interface Consent {
  readonly state: ConsentState;
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

export type ConsentChange = Pick<Consent, "state" | "changedBy" | "saidAt">;

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

/**
 * Whether a text of this kind may go to a number in this consent state. The send gate asks it with the state whose
 * version it then pins in the write, so that the answer still holds when the text leaves.
 * A crisis reply to a number that said STOP is not sent: no law is settled on it, and silence was asked for.
 */
export function mayLeave(kind: OutboundKind, state: ConsentState): boolean {
  switch (kind) {
    case "reply":
    case "introduction":
    case "holding":
    case "care":
    case "follow-up":
    case "start-confirmation":
      return state === "ACTIVE";
    case "crisis":
      return state !== "OPTED_OUT";
    case "stop-confirmation":
      return state === "OPTED_OUT";
    case "help":
      return true;
    default:
      return kind satisfies never;
  }
}
