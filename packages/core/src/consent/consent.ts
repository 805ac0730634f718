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
  readonly saidAt: ConsentMoment;
}

/**
 * The carrier's time of a word, to the second: some of a carrier's clocks tick in seconds, some in milliseconds, and the
 * words of one second can reach us in any order. Sorts as a string.
 */
export type ConsentMoment = string;

export function consentMoment(saidAt: Instant): ConsentMoment {
  return saidAt.slice(0, "2026-11-20T17:00:00".length);
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
 * confirmation it was owed. Of the words of one second the STOP counts, whatever came first: who lost a START says it again.
 */
export function keywordEffect(
  keyword: Keyword,
  consent: Consent,
  text: { readonly id: TextId; readonly saidAt: Instant },
): KeywordEffect {
  const again = consent.changedBy === text.id;
  const moment = consentMoment(text.saidAt);
  switch (keyword) {
    case "STOP":
      if (consent.state === "OPTED_OUT") {
        if (again) return { confirmation: "stop-confirmation" };
        return moment > consent.saidAt ? { state: "OPTED_OUT", keepsCause: true } : {};
      }
      if (moment < consent.saidAt && !again) return {};
      return { state: "OPTED_OUT", confirmation: "stop-confirmation" };
    case "START":
      if (consent.state === "OPTED_OUT") {
        return moment > consent.saidAt ? { state: "ACTIVE", confirmation: "start-confirmation" } : {};
      }
      if (consent.state === "ACTIVE") {
        // A STOP that was said before it may still be on its way.
        const movesOn = moment > consent.saidAt && ({ state: "ACTIVE", keepsCause: true } as const);
        return { ...movesOn, confirmation: "start-confirmation" };
      }
      return { state: "ACTIVE", confirmation: "start-confirmation" };
    case "HELP":
      // Who asked for silence after it has had the last word.
      if (consent.state === "OPTED_OUT" && moment <= consent.saidAt) return {};
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
