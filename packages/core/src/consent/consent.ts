import { type Instant, instantPlus, type TextId } from "../kernel/index.ts";
import type { OutboundKind } from "../messaging/index.ts";
import { limitsAt, type SwitchedOn } from "../rules/index.ts";

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
  /** By a code that came to the number and was typed into the page. */
  | "confirmed-by-code"
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
  /** Since when they are silent, as they asked for it: what is paid after it is given back. Undefined for who is not. */
  readonly silentSince?: Instant | undefined;
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

/**
 * `scope` stays as it is where it is not given. `heardAt` is when it was asked of us, where that was before it is done: a
 * silence counts from then.
 */
export type ConsentChange = Pick<Consent, "state" | "changedBy" | "saidAt"> &
  Partial<Pick<Consent, "scope">> & { readonly cause: ConsentCause; readonly heardAt?: Instant };

export type Keyword = "STOP" | "START" | "HELP";

export interface KeywordEffect {
  readonly state?: ConsentState;
  /** Stays as it is where it is not given. */
  readonly scope?: ConsentScope;
  /** The state stays, and with it what caused it; only the moment moves on, so that nothing said before it counts. */
  readonly keepsCause?: true;
  /** The word answers our question, or is kept for later: no text confirms it, when it is brought again neither. */
  readonly isAnswer?: true;
  readonly confirmation?: "stop-confirmation" | "start-confirmation" | "help";
}

type SaidText = { readonly id: TextId; readonly saidAt: Instant };

/**
 * What a control word does in the member's present state. The law allows one confirmation of a STOP
 * (47 CFR 64.1200(a)(12)), so a second STOP is heard and not answered, and neither is one that answers the question whether
 * to stop; only START clears a STOP, and agrees to recurring texts; HELP is answered in every state, but for one that was
 * said before the STOP. A child that was blocked is brought back by neither.
 * A word that was said before the one that counts has no effect; a word that is brought again still gets the
 * confirmation it was owed. Of words whose order the stamps leave open the STOP counts: who lost a START says it again.
 */
export function keywordEffect(keyword: Keyword, consent: Consent, text: SaidText): KeywordEffect {
  switch (keyword) {
    case "STOP":
      return effectOfStop(consent, text);
    case "START":
      return effectOfStart(consent, text);
    case "HELP":
      // Who asked for silence after it has had the last word.
      if (consent.state === "OPTED_OUT" && !isSaidAfter(text.saidAt, consent.saidAt)) return {};
      return { confirmation: "help" };
    default:
      return keyword satisfies never;
  }
}

function effectOfStop(consent: Consent, { id, saidAt }: SaidText): KeywordEffect {
  const again = consent.changedBy === id;
  switch (consent.state) {
    case "OPTED_OUT":
      if (again) return { confirmation: "stop-confirmation" };
      return isSaidAfter(saidAt, consent.saidAt) ? { state: "OPTED_OUT", keepsCause: true } : {};
    case "BLOCKED":
      // Nothing is sent anyway; it counts for who proves to be an adult.
      return remembersStop(consent) ? {} : { state: "BLOCKED", isAnswer: true };
    case "NEW":
    case "PENDING":
    case "ACTIVE":
    case "SUSPENDED": {
      if (isSaidAfter(consent.saidAt, saidAt) && !again) return {};
      const stopped = { state: "OPTED_OUT", scope: "replies" } as const;
      return wasAsked(consent) ? { ...stopped, isAnswer: true } : { ...stopped, confirmation: "stop-confirmation" };
    }
    default:
      return consent.state satisfies never;
  }
}

/** What makes a block remember a STOP that was said before it, as `answer.` does one that was said under it. */
const STOPPED = "stopped.";

/**
 * A block of a child, from whatever state: of who had said STOP it remembers that.
 * @param by what made it: a text, a session.
 */
export function blockOfChild(
  { state, changedBy }: Pick<Consent, "state" | "changedBy">,
  by: string,
): Pick<ConsentChange, "changedBy" | "cause"> & { readonly state: "BLOCKED" } {
  const isStopped = state === "OPTED_OUT" || remembersStop({ state, changedBy });
  return { state: "BLOCKED", cause: "child", changedBy: isStopped ? `${STOPPED}${by}` : by };
}

/** Whether who is blocked said STOP: before it, under it, or before they were erased. */
export function remembersStop({ state, changedBy }: Pick<Consent, "state" | "changedBy">): boolean {
  return state === "BLOCKED" && /^(?:answer\.|stopped\.|suppressed\.(?!child$))/.test(changedBy);
}

function effectOfStart(consent: Consent, { saidAt }: SaidText): KeywordEffect {
  const started = { state: "ACTIVE", scope: "recurring", confirmation: "start-confirmation" } as const;
  const isAfter = isSaidAfter(saidAt, consent.saidAt);
  switch (consent.state) {
    case "NEW":
    case "PENDING":
      return started;
    case "OPTED_OUT":
    case "SUSPENDED":
      return isAfter ? started : {};
    case "ACTIVE":
      // A STOP that was said before it may still be on its way.
      return isAfter ? { ...started, keepsCause: true } : { confirmation: "start-confirmation" };
    case "BLOCKED":
      return {};
    default:
      return consent.state satisfies never;
  }
}

/** What words do that may mean a revocation. */
export interface UnclearEffect {
  readonly change?: ConsentChange;
  /** Whether the question is owed. */
  readonly asks?: true;
}

/**
 * Suspends the member, who is asked once. A number that never agreed to anything got no text it could be tired of, and who
 * is silent already stays so.
 */
export function unclearEffect(consent: Consent, { id, saidAt }: SaidText): UnclearEffect {
  const change = { state: "SUSPENDED", changedBy: id, saidAt: consent.saidAt, cause: "unclear-words" } as const;
  switch (consent.state) {
    case "PENDING":
    case "ACTIVE":
      // The text that agreed by being the first is brought again: it was heard as talk, and stays that.
      if (consent.changedBy === id || isStillSilent(consent) || isSaidAfter(consent.saidAt, saidAt)) return {};
      return { change, asks: true };
    case "SUSPENDED":
      if (consent.changedBy === id) return { asks: true };
      return wasAsked(consent) ? {} : { change, asks: true };
    case "NEW":
    case "OPTED_OUT":
    case "BLOCKED":
      return {};
    default:
      return consent.state satisfies never;
  }
}

/**
 * What a text agrees to that is neither a control word nor a revocation: writing to Jules is consent to be answered, as
 * long as nobody said STOP, and a yes to the page's question is consent to recurring texts. Undefined when nothing changes.
 * @param isYes whether the whole text is a yes.
 * @param mayBeInDanger whether its writer may be in danger: they are heard again whenever they wrote it, for a stamp is no
 * reason to leave them without an answer.
 */
export function effectOfWriting(
  consent: Consent,
  text: SaidText,
  isYes: boolean,
  mayBeInDanger: boolean,
): ConsentChange | undefined {
  // A STOP that was said before it, and comes later, still counts: the moment stays.
  const active = { state: "ACTIVE", changedBy: text.id, saidAt: consent.saidAt } as const;
  switch (consent.state) {
    case "NEW":
      return { ...active, cause: "wrote-first" };
    case "PENDING":
      // A page does not know whose number it is given: only a yes undoes a STOP.
      if (!isYes && isStillSilent(consent)) return undefined;
      return isYes
        ? { ...active, scope: "recurring", cause: "confirmed-by-text" }
        : { ...active, scope: "replies", cause: "wrote-first" };
    case "SUSPENDED":
      if (!wasAsked(consent)) return { ...active, cause: "wrote-first" };
      // What was said before we asked is no answer.
      if (!mayBeInDanger && !isSaidAfter(text.saidAt, consent.changedAt)) return undefined;
      return { ...active, scope: "replies", cause: isYes ? "confirmed-by-text" : "wrote-first" };
    case "ACTIVE":
    case "OPTED_OUT":
    case "BLOCKED":
      return undefined;
    default:
      return consent.state satisfies never;
  }
}

/** By a carrier's error code, and not by anything the member said. */
const BY_CARRIER = "carrier.";

/** By a page, for a number that said STOP before. */
const PAGE_AFTER_STOP = "page-after-stop.";
const NO_ANSWER = "no-answer-";

/** What makes a consent PENDING, by a page that was filled in at this moment. */
export function changedByPage({ state }: Pick<Consent, "state">, at: Instant): string {
  return `${state === "OPTED_OUT" ? PAGE_AFTER_STOP : "page."}${at}`;
}

/** Whether it was this page that made it so. */
export function isByPage({ state, changedBy }: Consent, at: Instant): boolean {
  return state === "PENDING" && [`page.${at}`, `${PAGE_AFTER_STOP}${at}`].includes(changedBy);
}

/** Whether they said STOP, and were asked because of a page: until a yes it counts as it did. */
export function isStillSilent({ state, changedBy }: Pick<Consent, "state" | "changedBy">): boolean {
  return state === "PENDING" && changedBy.startsWith(PAGE_AFTER_STOP);
}

/** Nobody talks with them: they said STOP, and no page's question changes that, or they are a child. */
export function isSilenced(consent: Pick<Consent, "state" | "changedBy">): boolean {
  return consent.state === "OPTED_OUT" || consent.state === "BLOCKED" || isStillSilent(consent);
}

/** Since when they are silent once a change is made, at `at`; whoever is silent already stays so from when it began. */
export function silentAfter(before: Consent, change: ConsentChange, at: Instant): Instant | undefined {
  if (!isSilenced(change)) return undefined;
  if (isSilenced(before)) return silentSince(before);
  return change.heardAt !== undefined && change.heardAt < at ? change.heardAt : at;
}

/** Of whose silence nobody noted when it was asked for, it counts from when it was put down. */
export function silentSince(consent: Consent): Instant | undefined {
  return isSilenced(consent) ? (consent.silentSince ?? consent.changedAt) : undefined;
}

/** Whether a page made us ask them since their STOP, and they did not answer: one text about it is enough. */
export function wasAskedSinceStop(consent: Consent): boolean {
  return isStillSilent(consent) || consent.changedBy.startsWith(`${NO_ANSWER}${PAGE_AFTER_STOP}`);
}

/** Whether a member was asked whether they want no more texts, or texts after all; the carrier asks nobody. */
function wasAsked(consent: Consent): boolean {
  return isStillSilent(consent) || (consent.state === "SUSPENDED" && !consent.changedBy.startsWith(BY_CARRIER));
}

/** What changed a consent when a text of ours failed with this code. */
export function changedByCarrier(errorCode: number): string {
  return `${BY_CARRIER}${errorCode}`;
}

/** Until when an opt-out that was asked for at `heardAt` may be confirmed (47 CFR 64.1200(a)(12)); later nothing is said. */
export function confirmationEndsAt(heardAt: Instant): Instant {
  return instantPlus(heardAt, limitsAt(heardAt).optOutConfirmationMinutes * 60_000);
}

/** No answer to the question whether to stop means to stop (47 CFR 64.1200(a)(12)). */
const SUSPENDED_FOR_MS = 24 * 60 * 60_000;

/** When the silence of a member who was asked becomes their answer. Undefined while there is no such question. */
export function suspensionEndsAt(consent: Consent): Instant | undefined {
  return wasAsked(consent) ? instantPlus(consent.changedAt, SUSPENDED_FOR_MS) : undefined;
}

/** What becomes of a member who was asked and did not answer: opted out, without another text. Undefined before its time. */
export function afterSuspension(consent: Consent, at: Instant): ConsentChange | undefined {
  const endsAt = suspensionEndsAt(consent);
  if (endsAt === undefined || at < endsAt) return undefined;
  return {
    ...{ state: "OPTED_OUT", scope: "replies", changedBy: `${NO_ANSWER}${consent.changedBy}` },
    ...{ saidAt: consent.saidAt, cause: "no-answer-to-clarification" },
  };
}

/** Whether the last thing we said was an offer that a bare no refuses: texts that we began, or a question about them. */
export function awaitsConsent(
  { state }: Consent,
  contact: { readonly reachedOutAt: readonly Instant[]; readonly sentAt: Instant | undefined },
  { saidAt }: Pick<SaidText, "saidAt">,
): boolean {
  if (state === "PENDING" || state === "SUSPENDED") return true;
  const reachedOutAt = contact.reachedOutAt.at(-1);
  if (reachedOutAt === undefined || !isSaidAfter(saidAt, reachedOutAt)) return false;
  return contact.sentAt === undefined || contact.sentAt <= reachedOutAt;
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
/** A crisis reply to a number that said STOP is not sent by itself: no law is settled on it, and silence was asked for. */
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
  reminder: { states: TALKING, isCompanion: true, isProactive: true },
  "check-in": { states: TALKING, isCompanion: true, isProactive: true },
  limit: { states: TALKING, isCompanion: true, isProactive: false },
  billing: { states: TALKING, isCompanion: false, isProactive: false },
  "billing-notice": { states: TALKING, isCompanion: false, isProactive: true },
  // Asked for on a page a moment ago: of who never texted with us as well. Who said STOP is only asked for a yes.
  "verification-code": { states: ["NEW", "PENDING", "ACTIVE"], isCompanion: false, isProactive: false },
  "opt-in": { states: ["PENDING"], isCompanion: false, isProactive: false },
  clarification: { states: ["SUSPENDED"], isCompanion: false, isProactive: false },
  "stop-confirmation": { states: ["OPTED_OUT"], isCompanion: false, isProactive: false },
  crisis: { states: NOT_SILENCED, isCompanion: false, isProactive: false },
  help: { states: EVERYBODY, isCompanion: false, isProactive: false },
};

/**
 * Whether a text of this kind may go to a number in this consent state. The send gate asks it with the state whose
 * version it then pins in the write, so that the answer still holds when the text leaves.
 * @param switchedOn rules that count only once counsel says so: help in a crisis to a number that said STOP is one.
 */
export function mayLeave(kind: OutboundKind, state: ConsentState, switchedOn?: SwitchedOn): boolean {
  if (KINDS[kind].states.includes(state)) return true;
  return kind === "crisis" && state === "OPTED_OUT" && switchedOn?.has("crisis-reply-to-opted-out") === true;
}

/** Whether a text of this kind is one that a disclosure goes with when it is due. */
export function isCompanion(kind: OutboundKind): boolean {
  return KINDS[kind].isCompanion;
}

/** Whether a text of this kind is one that we begin. */
export function isProactive(kind: OutboundKind): boolean {
  return KINDS[kind].isProactive;
}
