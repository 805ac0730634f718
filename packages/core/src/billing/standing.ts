import { type Instant, instantPlus } from "../kernel/index.ts";
import { type Entitlements, PLANS } from "./plans.ts";
import type { Billing, Subscription } from "./subscription.ts";

const DAY_MS = 24 * 60 * 60_000;

/**
 * trialing: everything, and nothing paid yet; active: paid; grace: a payment is late, and nothing is taken away yet; paused and
 * ended: what is free. `isPaid` tells a trial that a plan follows from the one everybody begins with.
 */
export interface Standing {
  readonly state: "trialing" | "active" | "grace" | "paused" | "ended";
  readonly isPaid: boolean;
  /** When this ends or is renewed, where that is known. */
  readonly until: Instant | undefined;
  readonly entitles: Entitlements;
}

/** Who pays, as far as the standing asks: since when they are here, and what Stripe said last. */
export interface Paying {
  readonly createdAt: Instant;
  readonly billing: Pick<Billing, "subscription">;
}

/**
 * How somebody stands at a moment. Reckoned when it is needed: a trial that is over, or a grace that has run out, needs no cron.
 * The first days are everybody's, whatever became of a plan within them. What Stripe calls by a word that we do not know takes
 * nothing away from anybody.
 */
export function standingOf({ createdAt, billing }: Paying, at: Instant): Standing {
  const { subscription } = billing;
  const paid = subscription && paidStanding(subscription, at);
  const isNothingPaid = !paid || paid.state === "ended" || paid.state === "paused";
  if (!isNothingPaid) return paid;
  const trialEndsAt = trialEnd(createdAt);
  if (at < trialEndsAt) {
    return { state: "trialing", isPaid: false, until: trialEndsAt, entitles: PLANS.plus.entitles };
  }
  return paid ?? { state: "ended", isPaid: false, until: trialEndsAt, entitles: PLANS.free.entitles };
}

/** When the days end that everybody has at first. */
export function trialEnd(createdAt: Instant): Instant {
  return instantPlus(createdAt, PLANS.trial.days * DAY_MS);
}

/** When a late payment stops the plan. */
export function graceEnd({ periodStartsAt }: Pick<Subscription, "periodStartsAt">): Instant {
  return instantPlus(periodStartsAt, PLANS.grace.days * DAY_MS);
}

/** Undefined for what never began: a first payment that is still open, or never came. */
function paidStanding(subscription: Subscription, at: Instant): Standing | undefined {
  const { status, periodEndsAt, trialEndsAt, endsAt, isCollectionPaused, paidUntil } = subscription;
  const full = { isPaid: true, entitles: PLANS.plus.entitles } as const;
  const free = { isPaid: true, entitles: PLANS.free.entitles } as const;
  switch (status) {
    case "trialing":
      return { ...full, state: "trialing", until: trialEndsAt ?? periodEndsAt };
    case "active":
    case "other":
      // One that ends anyway is only kept from taking more; until then it is paid for.
      if (!isCollectionPaused || endsAt !== undefined)
        return { ...full, state: "active", until: endsAt ?? periodEndsAt };
      // Somebody else who paused it wrote down no such moment; nothing that was paid for goes with it.
      if (at < (paidUntil ?? periodEndsAt)) return { ...full, state: "active", until: paidUntil ?? periodEndsAt };
      return { ...free, state: "paused", until: undefined };
    case "past_due": {
      const until = graceEnd(subscription);
      return at < until ? { ...full, state: "grace", until } : { ...free, state: "ended", until };
    }
    case "paused":
      return { ...free, state: "paused", until: undefined };
    case "unpaid":
    case "canceled":
      return { ...free, state: "ended", until: endsAt };
    case "incomplete":
    case "incomplete_expired":
      return undefined;
    default:
      return status satisfies never;
  }
}

/** What somebody may use: everything, where nothing is sold. */
export type Entitled = (paying: Paying, at: Instant) => Entitlements;

/** What a stage sells: plans, or nothing. */
export interface Selling {
  readonly sells: boolean;
  readonly entitled: Entitled;
}

/** @param sells whether this stage sells anything; where it does not, everybody may use everything. */
export function entitledIf(sells: boolean): Entitled {
  return sells ? (paying, at) => standingOf(paying, at).entitles : () => PLANS.plus.entitles;
}
