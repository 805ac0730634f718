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
   * When the person said STOP or START, by the carrier's clock. Carriers repeat and reorder: an older word that comes
   * late must not undo a newer one.
   */
  readonly saidAt: Instant;
}

export type ConsentChange = Pick<Consent, "state" | "changedBy" | "saidAt">;

export type Keyword = "STOP" | "START" | "HELP";

export interface KeywordEffect {
  readonly state?: ConsentState;
  readonly confirmation?: "stop-confirmation" | "start-confirmation" | "help";
}

/**
 * What a control word does in the member's present state. The law allows one confirmation of a STOP
 * (47 CFR 64.1200(a)(12)), so a second STOP is heard and not answered; only START clears a STOP; HELP is always answered.
 * A word that was said before the one that counts has no effect; a word that is brought again still gets the
 * confirmation it was owed.
 */
export function keywordEffect(
  keyword: Keyword,
  consent: Consent,
  text: { readonly id: TextId; readonly saidAt: Instant },
): KeywordEffect {
  const again = consent.changedBy === text.id;
  const late = text.saidAt < consent.saidAt && !again;
  switch (keyword) {
    case "STOP":
      if (late) return {};
      if (consent.state !== "OPTED_OUT") return { state: "OPTED_OUT", confirmation: "stop-confirmation" };
      return again ? { confirmation: "stop-confirmation" } : {};
    case "START":
      if (late) return {};
      return consent.state === "ACTIVE"
        ? { confirmation: "start-confirmation" }
        : { state: "ACTIVE", confirmation: "start-confirmation" };
    case "HELP":
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
