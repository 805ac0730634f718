import type { AgeState, SignCode, VerificationNews, VerificationStatus } from "@jules/core/age";
import type { BillingCount, CarriedOut, HeardNews, NewsType } from "@jules/core/billing/books";
import type {
  BegunDue,
  DeliveryStatus,
  FollowedUp,
  Heeded,
  ReadForMemory,
  Reminded,
  TakenIn,
  TurnTaken,
  Unread,
} from "@jules/core/conversation";
import type { Referral } from "@jules/core/crisis";
import type { MemberId } from "@jules/core/kernel";
import type { Unfit } from "@jules/core/memory";
import type { ModerationCategory, Side } from "@jules/core/moderation";
import type { PrivacyTask } from "@jules/core/privacy";
import type { AdviserName, ModelName } from "@jules/core/providers";
import type { FailureCode } from "./failure-code.ts";

/**
 * Every line that the functions can write. A line that is not here cannot be written, and a field takes codes, counts
 * and opaque ids: no type here fits what a member wrote or the number they wrote from.
 */
export interface LogLines {
  /** A callback of the carrier was read. */
  "callback.read": {
    readonly route: "inbound" | "status";
    readonly accepted: number;
    readonly ignored: number;
    /** Why elements were ignored, each reason once. */
    readonly reasons: readonly IgnoredReason[];
  };
  /** A caller had no valid credentials; nothing was read. */
  "callback.unauthorized": { readonly route: "inbound" | "status"; readonly reason: "credentials" | "path" };
  /** The queue refused, the carrier was asked to try again. */
  "callback.refused": { readonly route: "inbound" | "status" } & LoggedFailure;
  "text.taken-in": Omit<TakenIn, "tier">;
  /** A crisis was answered. Health data: this line never says whose. */
  "crisis.answered": Pick<TakenIn, "tier" | "replied" | "fresh">;
  /** The check of a text failed; it counts as half a sign. */
  "crisis-check.failed": Anonymous;
  /** The carrier did not take a crisis reply of a turn; it is tried again. */
  "crisis.owed": LoggedFailure;
  "crisis.hold-opened": Anonymous;
  /** A second look was taken, and nobody had an answer: half a sign then is a concern. */
  "second-look.failed": Anonymous;
  /** What was written down of a member's crisis, or of none, opens no longer; it counts as none in the turn. */
  "episode.unreadable": Anonymous;
  /** What was observed of questions to the model did not reach Langfuse, and is dropped. */
  "traces.lost": LoggedFailure;
  /** Somebody had no second opinion of a text. Only texts that may speak of danger get one: this line never says whose. */
  "opinion.failed": { readonly adviser: AdviserName } & LoggedFailure;
  /** Words were beyond what Jules takes or says. Which words and whose is not said: what was flagged may be about health. */
  "words.moderated": { readonly side: Side; readonly categories: readonly ModerationCategory[] };
  /** Nobody judged words: the guards decided alone. */
  "judgement.failed": { readonly side: Side } & LoggedFailure;
  /** A model did not answer; the next one was asked. It may have been in a crisis: this line never says whose. */
  "model.failed": { readonly model: ModelName } & LoggedFailure;
  /**
   * Whether a configured model answers, asked by nobody's text. `refused`: its provider does not take our key, our account,
   * the name of the model or what we ask of it; `no-key`: the stage has none, and it was not asked.
   */
  "provider.probed": { readonly model: ModelName; readonly result: ProbeResult; readonly detail?: FailureCode };
  /** A text named a person to reach and is missing in the counters: to be added by hand. */
  "referral.uncounted": Referral;
  /** An operator released a member from a hold, or tried to. */
  "crisis.hold-released": { readonly isReleased: boolean };
  /** A check-in failed and is tried again. */
  "follow-up.failed": LoggedFailure;
  "follow-ups.done": Readonly<Record<FollowedUp | "failed", number>>;
  /** A member's moment could not be looked at; the next run does. */
  "reminder.failed": LoggedFailure;
  /** @see Reminded; `waiting` are those that the run did not get to, `lagMs` how long the oldest moment had been due. */
  "reminders.done": Readonly<Record<Reminded | "failed" | "waiting" | "lagMs", number>>;
  /** Something on a member's agenda failed and is tried again, as long as it is of use. */
  "proactive.failed": LoggedFailure;
  /** @see BegunDue; `waiting` are those that the run did not get to, `lagMs` how long the oldest had been due. */
  "proactive.done": Readonly<Record<BegunDue | "failed" | "waiting" | "lagMs", number>>;
  /** The secret `RuleSwitches` names rules that nobody knows. */
  "switches.unknown": { readonly unknown: number };
  /** Somebody told their age: by what, and what they count as since. Never in which words, and never who. */
  "age.told": { readonly sign: SignCode; readonly state: AgeState };
  /** A callback in Veriff's name was not signed by it; nothing was read. */
  "verification.forged": Anonymous;
  /** The queue refused, Veriff was asked to try again. */
  "verification.refused": LoggedFailure;
  /** A callback of Veriff was read: what kind, and what it says. */
  "verification.heard": {
    readonly kind: VerificationNews["kind"];
    readonly said: VerificationStatus | "started" | "submitted" | "other" | "unknown";
  };
  /** What became of a word about a session. Never whose. */
  "verification.heeded": { readonly result: Heeded };
  /** Somebody opened the page behind their link, or went on to Veriff; or could not. */
  "verification.page": { readonly step: VerificationStep };
  "verification.page-failed": LoggedFailure;
  /** A callback in Stripe's name was not signed by it; nothing was read. */
  "billing.forged": Anonymous;
  /** The queue refused, Stripe was asked to try again. */
  "billing.refused": LoggedFailure;
  /** A callback of Stripe was taken, or was not for us. */
  "billing.received": { readonly type: NewsType | "other"; readonly result: ReceivedNews };
  /** What became of news of Stripe. Never whose. */
  "billing.heard": { readonly type: NewsType | "other"; readonly result: HeardNews };
  /** What we know of somebody's subscription could not be compared with Stripe's; the next run does. */
  "reconciliation.failed": LoggedFailure;
  /**
   * What Stripe changed lately was compared with what we know; `drifted` had to be written, `lagSeconds` is how far behind it
   * ended, `skipped` are customers who are not ours.
   */
  "reconciliation.done": Readonly<Record<"compared" | "drifted" | "skipped" | "failed" | "lagSeconds", number>>;
  /** Without a member where there was a crisis, or might have been. */
  "turn.taken": Omit<TurnTaken, "isDiscreet"> & { readonly member?: MemberId; readonly receives: number };
  /**
   * Model, carrier, table or keys had no answer; the sweeper will ring again. Never says whose turn it was: a line of a
   * crisis may stand right before it.
   */
  "turn.postponed": LoggedFailure;
  /**
   * A turn failed for no known reason as often as the queue tries; what waited is parked, with that as the reason. Never
   * says whose, as above.
   */
  "turn.abandoned": { readonly texts: number } & LoggedFailure;
  "status.recorded": {
    /** Whose text it was is not said: it may have answered a crisis. */
    readonly isFixed: boolean;
    readonly status: DeliveryStatus["kind"];
    readonly errorCode?: number;
    /** `again`: it will be sent once more. */
    readonly result: "recorded" | "again" | "stale" | "unknown";
  };
  /** The carrier says that the number opted out there. */
  "consent.opted-out-at-carrier": { readonly member: MemberId };
  /** The carrier blocked a text, and does not say whether the number did: nothing is begun by us until its owner writes. */
  "consent.suspended-by-carrier": { readonly member: MemberId };
  /** What a member asked about their data was carried out; `moot`: there was nothing (any more) to do it for. */
  "privacy.carried-out": {
    /** What the member was told to ask with. */
    readonly reference: string;
    readonly task: PrivacyTask["kind"];
    readonly carried: "done" | "moot";
  };
  /** A copy of somebody's data was asked for by its link; `gone`: it expired, or its member is erased. */
  "export.asked": { readonly result: "given" | "forged" | "expired" | "gone" };
  /** Erasures that were due: ordered, or kept because the member is not silent; `overdue`: due for more than a day. */
  "retention.done": Readonly<Record<"ordered" | "kept" | "overdue" | "failed", number>>;
  "retention.failed": LoggedFailure;
  /** Veriff did not delete what it has of somebody who is erased; it is asked again. Never says whose. */
  "vendor-deletion.owed": LoggedFailure;
  /** What Veriff owed of members who are erased; `overdue`: for more than a day. */
  "vendor-deletions.done": Readonly<Record<"deleted" | "owed" | "overdue", number>>;
  /**
   * A conversation was read for what to remember, or was not. Counts and codes: nothing of what was said or kept, and never
   * whose it was, for that somebody is in danger is one of the reasons.
   */
  "memory.read": {
    readonly outcome: ReadForMemory["kind"];
    readonly because?: Unread | Extract<ReadForMemory, { kind: "later" }>["because"] | undefined;
    readonly texts?: number;
    readonly kept?: number;
    readonly superseded?: number;
    readonly repeated?: number;
    /** Why some of it was not kept, a code for each. */
    readonly unfit?: readonly Unfit[];
    readonly isPassedOver?: boolean;
    readonly inputTokens?: number | undefined;
    readonly outputTokens?: number | undefined;
  };
  /**
   * An operator asked something over HTTP; the caller is a hash of who they are to their identity provider. Of what is a
   * member's own it is said whose it was, and the code of the case that it was read for.
   */
  "operator.called": {
    readonly route: RouteKey;
    readonly caller: string;
    readonly status: number;
    readonly member?: MemberId;
    readonly reason?: string;
  };
  "operator.failed": { readonly route: RouteKey } & LoggedFailure;
  /** A limit is reached: of a member, who is told once, of numbers that begin alike, or of us all. Names nobody. */
  "limit.reached": { readonly of: "member" | "prefix" | "service"; readonly window: "hour" | "day" };
  /** A machine seems to answer us; it is told once, and then met with silence. */
  "loop.found": Anonymous;
  /** Redis does not answer: this sandbox counts by itself what is used. */
  "limits.alone": Anonymous;
  /** Somebody is at the page to join; what happened there, never with which number. */
  "join.page": { readonly step: JoinStep };
  "join.page-failed": LoggedFailure;
  /** Something about a payment that somebody is to look at, or that mended itself. Never whose. */
  "billing.counted": { readonly what: BillingCount };
  /** An order about a subscription could not be carried out; it is tried again until it is done. Never whose. */
  "billing-order.failed": LoggedFailure;
  /** Orders that were due, @see CarriedOut; `ageSeconds`: for how long the oldest of those that failed has been failing. */
  "billing-orders.done": Readonly<Record<CarriedOut | "moot" | "failed" | "waiting" | "ageSeconds", number>>;
  /** Somebody is at the page of their subscription: what they were shown or did. Never who, and never what they pay. */
  "billing.page": { readonly step: BillingStep };
  "billing.page-failed": LoggedFailure;
  "sweep.done": { readonly due: number };
  /** The public page was shown without the count of referrals, which the law wants on it. */
  "safety.uncounted": LoggedFailure;
  /** A record of a queue could not be handled; the queue brings it back. */
  "record.failed": LoggedFailure & { readonly receives: number };
}

/** As the template has it: with the names of what stands in a path, not with their values. */
type RouteKey = `${"GET" | "POST" | "PUT" | "DELETE"} /v1/${string}`;

/** That it happened is all that is to be known. */
type Anonymous = Readonly<Record<never, never>>;

/** What failed and, where it is known, what exactly: `model.unavailable`, `http-529`. */
interface LoggedFailure {
  readonly failure: FailureCode;
  readonly detail?: FailureCode;
}

export type ProbeResult = "works" | "refused" | "failed" | "no-key";

/** queued; unheeded: nothing follows from its type; the others are not for this stage, or no event that we could read. */
export type ReceivedNews = "queued" | "unheeded" | "thin" | "foreign-account" | "other-mode" | "unreadable";

export type VerificationStep =
  | "shown"
  | "no-consent"
  | "sent-on"
  | "not-needed"
  | "too-many"
  | "gone"
  | "expired"
  | "failed";

export type BillingStep =
  | "shown"
  | "nothing-sold"
  | "not-accepted"
  | "terms-changed"
  | "sent-to-pay"
  | "paid-already"
  | "sent-to-portal"
  | "ended"
  | "kept"
  | "not-kept"
  | "bad-form"
  | "expired"
  | "gone"
  | "came-back"
  | "not-there";

export type JoinStep =
  | "shown"
  | "not-filled-in"
  | "stale-form"
  | "outside-us"
  | "too-many"
  | "code-sent"
  | "code-wrong"
  | "code-expired"
  | "code-spent"
  | "joined"
  | "stopped";

export type IgnoredReason =
  | "too-large"
  | "content-type"
  | "not-json"
  | "shape"
  | "event-type"
  | "application"
  | "direction"
  | "own-number"
  | "sender"
  | "tag";

/** Every metric the functions report, all under the namespace `Jules`. */
export type MetricName =
  | "TextsReceived"
  | "TextsAccepted"
  | "TextsIgnored"
  | "TextsWaiting"
  | "RepliesSent"
  | "RepliesFailed"
  | "CrisisReplies"
  | "CrisisRepliesFailed"
  | "CrisisCheckFailed"
  | "CrisisHolds"
  | "SecondLooksFailed"
  | "EpisodesUnreadable"
  | "ReferralsUncounted"
  | "RepliesHeldBack"
  | "FixedTextsFailed"
  | "OptOuts"
  | "TextsForeign"
  | "MembersLimited"
  | "PrefixesLimited"
  | "ServiceLimited"
  | "LoopsFound"
  | "UsesCountedAlone"
  | "CodesSent"
  | "JoinsRefused"
  | "JoinPagesFailed"
  | "ModelFailures"
  | "ModelAttemptsFailed"
  | "ModelsRefused"
  | "ModelProbesFailed"
  | "ModelInputTokens"
  | "ModelCachedTokens"
  | "ModelOutputTokens"
  | "ModelCostMicroUsd"
  | "AnswersByFirstModel"
  | "AnswersByFallback"
  | "AnswersBySmallModel"
  | "OpinionsFailed"
  | "TextsModerated"
  | "JudgementsFailed"
  | "TracesLost"
  | "TextsParked"
  | "SendersBlocked"
  | "UnknownCallbacks"
  | "UnauthorizedCallbacks"
  | "RecordsFailed"
  | "DueMembers"
  | "CountsUnavailable"
  | "PrivacyRequestsDone"
  | "PrivacyRequestsLate"
  | "ErasuresOverdue"
  | "ErasuresOrdered"
  | "VendorDeletionsFailed"
  | "VendorDeletionsOverdue"
  | "LinksForged"
  | "OperatorCalls"
  | "OperatorCallsRefused"
  | "AgendaDue"
  | "AgendaFailed"
  | "AgendaLate"
  | "MomentsDue"
  | "ProactiveTextsSent"
  | "ReminderLagMs"
  | "RemindersFailed"
  | "RemindersSent"
  | "RemindersWithheld"
  | "SwitchesUnknown"
  | "BillingNewsUnheeded"
  | "BillingNewsUnfit"
  | "BillingNewsOfOtherVersion"
  | "BillingNewsOfNobody"
  | "ForgedStripeWebhooks"
  | "PaymentsUnavailable"
  | "ReconciliationLagSeconds"
  | "ReconciliationsFailed"
  | "StandingsCompared"
  | "StandingsDrifted"
  | "ForgedVerifications"
  | "UnknownVerifications"
  | "VerificationsUnknown"
  | "VerificationsStale"
  | "VerificationPagesFailed"
  | "ImpossibleBirthDates"
  | "MemoryFactsKept"
  | "MemoryFactsUnfit"
  | "MemoryInputTokens"
  | "MemoryOutputTokens"
  | "MemoryReadingsFailed"
  | "BillingPagesFailed"
  | "BillingOrderAgeSeconds"
  | "BillingOrdersFailed"
  | "DisputesOpened"
  | "DoubleSubscriptions"
  | "ForeignCustomers"
  | "FraudWarnings"
  | "InvoicesUnfinished"
  | "PlanChangesExpired"
  | "RefundsFailed"
  | "MemoryTextsRead"
  | "CountsUnavailable";
