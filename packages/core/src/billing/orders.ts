import type { AgeState } from "../age/index.ts";
import type { ConsentCause, ConsentState } from "../consent/index.ts";
import type { Instant, MemberId } from "../kernel/index.ts";

/**
 * What is to be done about a subscription for sure, whatever fails meanwhile: noted in the write that makes it necessary, and
 * carried out within a minute, again and again until it is done.
 */
export interface BillingOrder {
  readonly member: MemberId;
  readonly ends: "at-period-end" | "now";
  /**
   * asked: by text, page or API; silence: they want no more texts; child, or a minor, whose plan runs to the end of what is
   * paid, for they may yet prove that they are none; dispute; gone: whoever paid is not there any more, their number is somebody
   * else's or was silent for a year; erased: they asked for everything to be deleted.
   * Where nobody is to be reached any more, or their bank says that they never agreed, nothing is collected meanwhile either.
   */
  readonly because: "asked" | "silence" | "child" | "dispute" | "gone" | "erased";
  /** What was paid after it was given is given back. */
  readonly orderedAt: Instant;
}

/** What was ordered once, whoever it is of. */
export type Given = Omit<BillingOrder, "member">;

/** One that was read back. */
export interface PlacedOrder extends BillingOrder {
  /** Each that it came of, the first one first: what somebody began to pay for meanwhile is meant by the later ones alone. */
  readonly given: readonly Given[];
  /** Of the last time that one was placed alone, so that it is known whether another one came. */
  readonly placing: string;
  /** Since when it could not be carried out; undefined where it was not tried yet. */
  readonly failingSince: Instant | undefined;
}

export interface BillingOrders {
  /**
   * Together with what was ordered before and is not done yet: of several that counts which asks for most, from the moment of
   * the first. Does nothing where the member is gone.
   */
  place(order: BillingOrder): Promise<void>;
  /** Members with an order, page by page. */
  due(at: Instant): AsyncIterable<readonly MemberId[]>;
  of(member: MemberId): Promise<PlacedOrder | undefined>;
  /** Some of what it came of is taken back, unless another one was placed meanwhile. */
  takeBack(order: PlacedOrder, given: readonly Given[]): Promise<void>;
  /** It is done, unless another one was placed meanwhile. */
  done(order: PlacedOrder): Promise<void>;
  /** It failed at `at` and is tried again at `until`, unless another one was placed meanwhile. */
  postpone(order: PlacedOrder, at: Instant, until: Instant): Promise<void>;
}

/** What gives back more, collects less, or may be taken back less, comes first. */
export const ORDERS = [
  ...(["child", "asked", "silence", "dispute", "gone", "erased"] as const).map(
    (because) => ({ ends: "now", because }) as const,
  ),
  ...(["gone", "erased", "dispute", "child", "silence", "asked"] as const).map(
    (because) => ({ ends: "at-period-end", because }) as const,
  ),
] as const satisfies readonly Pick<BillingOrder, "ends" | "because">[];

/** What several come to: what asks for most, from the moment of the first. Undefined of none. */
export function together(given: readonly Given[]): Given | undefined {
  const isOneOf = (kind: (typeof ORDERS)[number]) =>
    given.some(({ ends, because }) => ends === kind.ends && because === kind.because);
  const most = ORDERS.find(isOneOf);
  const [orderedAt] = given.map((each) => each.orderedAt).sort();
  return most && orderedAt && { ...most, orderedAt };
}

/** What a consent in this state asks about a subscription that runs; undefined where it asks nothing. */
export function orderAfter(
  state: ConsentState,
  cause?: ConsentCause,
): Pick<BillingOrder, "ends" | "because"> | undefined {
  switch (state) {
    case "OPTED_OUT":
      return cause === "number-reassigned"
        ? { ends: "now", because: "gone" }
        : { ends: "at-period-end", because: "silence" };
    case "BLOCKED":
      return { ends: "now", because: "child" };
    case "NEW":
    case "PENDING":
    case "ACTIVE":
    case "SUSPENDED":
      return undefined;
    default:
      return state satisfies never;
  }
}

/** What an age asks about it: who may be a minor is answered no more, and pays for nothing. A child is blocked, which asks for more. */
export function orderAfterAge(state: AgeState): Pick<BillingOrder, "ends" | "because"> | undefined {
  switch (state) {
    case "LIKELY_MINOR":
    case "KNOWN_MINOR":
      return { ends: "at-period-end", because: "child" };
    case "CHILD":
    case "UNKNOWN":
    case "CLAIMED_ADULT":
    case "VERIFIED_ADULT":
      return undefined;
    default:
      return state satisfies never;
  }
}
