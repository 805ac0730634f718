import type { Instant } from "../kernel/index.ts";
import { isRunning, type Subscription } from "./subscription.ts";

/** What all the subscriptions of a customer come to. */
export interface Folded {
  /** The one that counts; undefined where there never was one. */
  readonly counting: Subscription | undefined;
  /** Those that run beside it: none of them may take anything. The oldest first. */
  readonly doubles: readonly Subscription[];
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
  if (counting) return { counting, doubles };
  const rest = oldestFirst.findLast(isRunning) ?? endedLast(oldestFirst) ?? (known && ended(known, at));
  return { counting: rest, doubles: [] };
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
