import { allowanceOf, mustBeVerified } from "../../age/index.ts";
import { isWatchful } from "../../crisis/index.ts";
import { doubtedSince } from "../../disclosure/index.ts";
import {
  type Clock,
  type Instant,
  instantPlus,
  type MemberId,
  millisecondsOf,
  type PhoneNumber,
} from "../../kernel/index.ts";
import type { Member, MemberStore } from "../../member/index.ts";
import { type Limits, limitsAt, type Switches } from "../../rules/index.ts";
import { meantBy } from "../meaning.ts";
import { type BillingOrders, type Given, together } from "../orders.ts";
import { trialEnd } from "../standing.ts";
import { isRunning, type Subscription } from "../subscription.ts";

/** What it takes to know what may be sold to somebody. */
export interface Counter {
  readonly members: Pick<MemberStore, "episode">;
  /** Where a member is: a rule may want proof of age there. A `ConversationStore` is one of these. */
  readonly conversations: { addressOf(member: MemberId): Promise<{ readonly number: PhoneNumber } | undefined> };
  readonly orders: Pick<BillingOrders, "of">;
  readonly switches: Switches;
  readonly clock: Clock;
  /** Whether this stage sells anything. */
  readonly sells: boolean;
}

/**
 * Why nothing is sold to somebody. somebody-else: the number may be another person's by now, who is shown nothing of it;
 * silent: they said STOP, or have not said yes; minor: they are, or may be; age-unknown, age-unproven: an adult who did not say
 * or prove it; not-now: they are in a crisis, or may be.
 */
export type NotSold = "somebody-else" | "not-sold" | "silent" | "minor" | "age-unknown" | "age-unproven" | "not-now";

/** What a member may do about a plan at a moment. */
export type Offer =
  | { readonly kind: "nothing"; readonly because: NotSold }
  /** @param trialEndsAt what is left of their first days, where Stripe can begin with it. */
  | { readonly kind: "buy"; readonly trialEndsAt: Instant | undefined }
  | ({ readonly kind: "manage"; readonly subscription: Subscription } & Course);

/** Where a subscription goes. */
export interface Course {
  readonly goes: "on" | "to-its-end" | "nowhere";
  /** When it ends, or until when it is paid for. */
  readonly until: Instant | undefined;
  readonly mayEnd: boolean;
  /** That it ends, or pauses, can be taken back. */
  readonly mayKeep: boolean;
}

/** Stripe takes no trial that ends sooner; the minutes are for its clock and ours. */
const SHORTEST_TRIAL_MS = 48 * 60 * 60_000 + 10 * 60_000;

/**
 * What the page may offer. Who has a subscription can always see to it and end it, in a crisis and after a STOP as well; only
 * where the number may be somebody else's nothing is shown at all.
 * @throws Failure `key.unavailable`, and as the stores do.
 */
export async function offerTo(counter: Counter, member: Member): Promise<Offer> {
  const { orders, clock, switches } = counter;
  const now = clock.now();
  const limits = limitsAt(now, await switches.switchedOn());
  if (doubtedSince(member, now, limits)) return { kind: "nothing", because: "somebody-else" };
  const because = (await unfitToBuy(counter, member, limits)) ?? (counter.sells ? undefined : "not-sold");
  const { subscription } = member.billing;
  if (subscription && isRunning(subscription)) {
    const order = await orders.of(member.id);
    const meant = order && together(meantBy(order, subscription, member));
    return { kind: "manage", subscription, ...courseOf(subscription, meant, !because, now) };
  }
  if (because) return { kind: "nothing", because };
  if (await mayBeInDanger(counter, member, now)) return { kind: "nothing", because: "not-now" };
  return { kind: "buy", trialEndsAt: trialLeft(member, now) };
}

/** Who is none to sell to, whatever is sold. */
async function unfitToBuy(
  { conversations }: Counter,
  { id, consent, age }: Member,
  limits: Limits,
): Promise<NotSold | undefined> {
  if (consent.state === "BLOCKED") return "minor";
  if (consent.state !== "ACTIVE") return "silent";
  switch (age.state) {
    case "LIKELY_MINOR":
    case "KNOWN_MINOR":
    case "CHILD":
      return "minor";
    case "UNKNOWN":
      // Whose age nobody knows does not get what they would pay for.
      return "age-unknown";
    case "CLAIMED_ADULT":
    case "VERIFIED_ADULT": {
      if (limits.ageProofIn.length === 0) return undefined;
      const address = await conversations.addressOf(id);
      const isWanted = !address || mustBeVerified(address.number, limits);
      return allowanceOf(age.state, isWanted).companion ? undefined : "age-unproven";
    }
    default:
      return age.state satisfies never;
  }
}

/** Nobody is sold anything in the middle of it, nor where it cannot be known. */
async function mayBeInDanger({ members }: Counter, member: Member, at: Instant): Promise<boolean> {
  const episode = await members.episode(member);
  return episode.isUnreadable === true || isWatchful(episode, at);
}

function trialLeft({ createdAt }: Member, at: Instant): Instant | undefined {
  const endsAt = trialEnd(createdAt);
  return endsAt >= instantPlus(at, SHORTEST_TRIAL_MS) ? endsAt : undefined;
}

function courseOf(
  { endsAt, periodEndsAt, isCollectionPaused, paidUntil, status, endsBecause }: Subscription,
  order: Given | undefined,
  isBuyer: boolean,
  at: Instant,
): Course {
  if (order) {
    // What nobody has paid for ends at once, as orders are carried out.
    const isAtOnce = order.ends === "now" || (status !== "active" && status !== "trialing" && status !== "other");
    const until = isAtOnce ? at : (endsAt ?? laterThan(at, paidUntil ?? periodEndsAt));
    return { goes: "to-its-end", until, mayEnd: false, mayKeep: isBuyer && mayBeTakenBack(order) };
  }
  if (endsAt) return { goes: "to-its-end", until: endsAt, mayEnd: false, mayKeep: isBuyer && !endsBecause };
  if (isCollectionPaused) return { goes: "nowhere", until: paidUntil ?? periodEndsAt, mayEnd: true, mayKeep: isBuyer };
  if (status === "paused") return { goes: "nowhere", until: undefined, mayEnd: true, mayKeep: false };
  return { goes: "on", until: periodEndsAt, mayEnd: true, mayKeep: false };
}

function laterThan(at: Instant, moment: Instant): Instant {
  return millisecondsOf(moment) > millisecondsOf(at) ? moment : at;
}

/** That they wanted no more texts, who wants them again, counts no longer; that a bank or a law wants it does. */
export function mayBeTakenBack({ ends, because }: Given): boolean {
  return ends === "at-period-end" && (because === "asked" || because === "silence");
}
