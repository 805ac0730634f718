import { type Instant, instantPlus } from "../kernel/index.ts";
import { isRunning, type Subscription } from "./subscription.ts";

/** What all the subscriptions of a customer come to. */
export interface Folded {
  /** The one that counts; undefined where there never was one. */
  readonly counting: Subscription | undefined;
  /** Those that run beside it: none of them may take anything. The oldest first. */
  readonly doubles: readonly Subscription[];
  /** Those that ran beside an older one, and ended lately: of a payment that was under way then we hear afterwards. */
  readonly formerDoubles: readonly Subscription[];
}

/**
 * The one that counts is the oldest that runs; where none does, one whose first payment is still open; or else the one that
 * ended last. It follows from what Stripe has alone, so that whoever comes when comes to the same.
 * @param all every subscription that the customer ever had, in any order.
 * @param known the one that counted before: where Stripe has none any more it has ended, at `at` unless we knew that already.
 */
export function fold(all: readonly Subscription[], known: Subscription | undefined, at: Instant): Folded {
  const oldestFirst = all.toSorted(
    (one, other) => inOrder(one.createdAt, other.createdAt) || inOrder(one.id, other.id),
  );
  const [counting, ...doubles] = oldestFirst.filter((each) => isRunning(each) && each.status !== "incomplete");
  const formerDoubles = oldestFirst.filter(
    (each, place) => hasEndedLately(each, at) && isBeside(each, oldestFirst.slice(0, place)),
  );
  if (counting) return { counting, doubles, formerDoubles };
  const rest = oldestFirst.findLast(isRunning) ?? endedLast(oldestFirst) ?? (known && ended(known, at));
  return { counting: rest, doubles: [], formerDoubles };
}

/** A bank takes up to three weeks. */
const LATELY_MS = 30 * 24 * 60 * 60_000;

/** Whether it ended so short a time before `at` that a payment which was under way then may still come. */
export function hasEndedLately({ status, endsAt }: Subscription, at: Instant): boolean {
  return status === "canceled" && endsAt !== undefined && endsAt > instantPlus(at, -LATELY_MS);
}

/** Whether it began while one of the older ones ran. */
function isBeside({ createdAt }: Subscription, older: readonly Subscription[]): boolean {
  return older.some((each) => {
    if (isRunning(each)) return each.status !== "incomplete";
    return each.endsAt !== undefined && each.endsAt > createdAt;
  });
}

/** One that never began tells less than one that was paid for. */
function endedLast(oldestFirst: readonly Subscription[]): Subscription | undefined {
  const endOf = ({ endsAt, createdAt }: Subscription) => endsAt ?? createdAt;
  const byEnd = oldestFirst.toSorted((one, other) => inOrder(endOf(one), endOf(other)));
  return byEnd.findLast(({ status }) => status === "canceled") ?? byEnd.at(-1);
}

/** As it is once it has ended, at `at` unless that was earlier. */
export function ended(known: Subscription, at: Instant): Subscription {
  if (!isRunning(known)) return known;
  const endsAt = known.endsAt && known.endsAt < at ? known.endsAt : at;
  return { ...known, status: "canceled", endsAt, endAskedAt: undefined };
}

function inOrder(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
