import type { EntryId } from "../agenda/index.ts";
import { type Instant, instantPlus, millisecondsOf } from "../kernel/index.ts";
import { isRunning, renews, type Subscription } from "./subscription.ts";

/**
 * What is said by itself of a subscription. began: a plan started; trial-ending: three days before the first payment;
 * payment-failed, action-required: a payment is late, and by whose doing; renewal: it goes on by itself; ending: it was ended
 * on Stripe's page; ended: what is free from now on; refunded: money goes back.
 * That the first days are over, which everybody has without a card, is said by none: nothing was bought, nothing is charged,
 * and a text that we begin about what could be bought would be advertising. Who meets a limit is told then what is free.
 */
export type NoticeCode =
  | "began"
  | "trial-ending"
  | "payment-failed"
  | "action-required"
  | "renewal"
  | "ending"
  | "ended"
  | "refunded";

/**
 * One of them, to be put on its member's agenda. Its id is made of what it is about, so that it is put there, and said, once
 * however often somebody finds out. The time of what is to come is made of the same; news are due when they are found.
 */
export interface Notice {
  readonly code: NoticeCode;
  readonly id: EntryId;
  readonly dueAt: Instant;
  /** Only who asked for it is told of it: whatever else ends in this way does so for who wants to hear nothing. */
  readonly isOfAsked?: true;
}

const DAY_MS = 24 * 60 * 60_000;
/** The word before the first payment, for who has time left to act on it (Cal. Bus. & Prof. Code 17602; 3 to 21 days). */
const BEFORE_TRIAL_ENDS_MS = 3 * DAY_MS;
/** Of what renews for a year: 15 to 45 days before (Cal. Bus. & Prof. Code 17602(b)). */
const BEFORE_YEAR_MS = 30 * DAY_MS;
/** Of what renews every month, once a year: AB 2863 asks for a reminder each year. Our reading: no two of them further apart. */
const YEARLY_MS = 360 * DAY_MS;
/** By then what is to end at once has ended: orders are carried out each minute. */
const UNTIL_ENDED_MS = 10 * 60_000;

/**
 * What is to be said because what is known of a subscription changes. Of what silence or a bank's dispute ended, by which the
 * collection was paused, nobody is told: they wanted no more texts. It is also paused of what ends at once, which who asked
 * for an end may have been told a day of.
 * @param before what was known, `after` what takes its place.
 * @param endsAtOnce that what was ended on Stripe's page is not paid for, and is over in a moment.
 */
export function noticesOf(
  before: Subscription | undefined,
  after: Subscription | undefined,
  at: Instant,
  endsAtOnce = false,
): readonly Notice[] {
  if (!after || !hasBegun(after)) return [];
  const known = before?.id === after.id && hasBegun(before) ? before : undefined;
  const ahead = aheadOf(after).filter(({ id }) => !known || !aheadOf(known).some((other) => other.id === id));
  return [...newsOf(known, after, at, endsAtOnce), ...ahead];
}

/** A payment of a subscription waits for its payer's bank. In the place of the word that it failed, where it is found first. */
export function actionRequired(subscription: Subscription, at: Instant): Notice {
  return { code: "action-required", id: idOf("late", subscription, subscription.periodStartsAt), dueAt: at };
}

/** @param refund what was given back, by Stripe's id. */
export function refunded(refund: string, at: Instant): Notice {
  return { code: "refunded", id: `${PREFIX}refunded-${refund}` as EntryId, dueAt: at };
}

/** When the next word of a year is due of a subscription that renews each month. */
function nextYearly({ createdAt }: Pick<Subscription, "createdAt">, after: Instant): Instant {
  const years = Math.floor((millisecondsOf(after) - millisecondsOf(createdAt)) / YEARLY_MS) + 1;
  return instantPlus(createdAt, Math.max(1, years) * YEARLY_MS);
}

const PREFIX = "billing-";

/** Ids of Stripe name nobody; with their moments they are longer than an id may be only where Stripe changes its own. */
function idOf(what: string, { id }: Pick<Subscription, "id">, moment?: Instant): EntryId {
  const seconds = moment === undefined ? "" : `-${Math.floor(millisecondsOf(moment) / 1_000)}`;
  return `${PREFIX}${what}-${id}${seconds}` as EntryId;
}

/** A first payment that is open, or never came, begins nothing. */
function hasBegun({ status }: Subscription): boolean {
  return status !== "incomplete" && status !== "incomplete_expired";
}

/** Whether the plan has stopped for good, as far as anybody can tell. */
function hasStopped(subscription: Subscription): boolean {
  return !isRunning(subscription) || subscription.status === "unpaid";
}

function newsOf(
  known: Subscription | undefined,
  after: Subscription,
  at: Instant,
  endsAtOnce: boolean,
): readonly Notice[] {
  if (hasStopped(after)) {
    // One that is met only when it is over was never told of.
    if (!known || hasStopped(known)) return [];
    const ended = { code: "ended", id: idOf("ended", after), dueAt: at } as const;
    if (!after.isCollectionPaused) return [ended];
    // Of a late payment it was said at once that it ends now.
    return known.status === "past_due" ? [] : [{ ...ended, isOfAsked: true }];
  }
  const notices: Notice[] = [];
  if (!known) notices.push({ code: "began", id: idOf("began", after), dueAt: at });
  const isLate = after.status === "past_due";
  if (isLate && !(known?.status === "past_due" && known.periodStartsAt === after.periodStartsAt)) {
    notices.push({ ...actionRequired(after, at), code: "payment-failed" });
  }
  const { endsAt, isCollectionPaused } = after;
  if (known && endsAt !== undefined && known.endsAt === undefined && !isCollectionPaused) {
    notices.push(
      endsAtOnce
        ? { code: "ended", id: idOf("ended", after), dueAt: instantPlus(at, UNTIL_ENDED_MS) }
        : { code: "ending", id: idOf("ending", after, endsAt), dueAt: at },
    );
  }
  return notices;
}

/** What is to be said of what is to come, as things are. */
function aheadOf(subscription: Subscription): readonly Notice[] {
  const { status, period, createdAt, periodStartsAt, periodEndsAt, trialEndsAt } = subscription;
  if (!renews(subscription)) return [];
  if (status === "trialing") {
    const dueAt = trialEndsAt && instantPlus(trialEndsAt, -BEFORE_TRIAL_ENDS_MS);
    // When a trial is shorter, the word that it began says when it ends.
    if (!trialEndsAt || !dueAt || dueAt <= createdAt) return [];
    return [{ code: "trial-ending", id: idOf("trial", subscription, trialEndsAt), dueAt }];
  }
  if (status !== "active") return [];
  if (period === "year") {
    const dueAt = instantPlus(periodEndsAt, -BEFORE_YEAR_MS);
    return [{ code: "renewal", id: idOf("renewal", subscription, periodEndsAt), dueAt }];
  }
  const dueAt = nextYearly(subscription, periodStartsAt);
  return dueAt > periodEndsAt ? [] : [{ code: "renewal", id: idOf("renewal", subscription, dueAt), dueAt }];
}
