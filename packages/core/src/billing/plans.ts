/** What somebody may use. */
export interface Entitlements {
  /** How many of their texts are answered in a day; undefined where only the limits of the service count. */
  readonly textsADay: number | undefined;
  /** Whether conversations are read for what to remember. What a member asks to have remembered is kept all the same. */
  readonly memory: boolean;
  /** Whether Jules asks by itself how they are. Reminders that they set themselves come all the same. */
  readonly checkIns: boolean;
  /** Whether pictures are looked at; otherwise it is only said that one came. */
  readonly pictures: boolean;
}

export type Period = "month" | "year";

/**
 * What Jules costs and what one gets for it; all of it stands here. Help in a crisis, STOP, HELP, requests about one's own data
 * and disclosures are no part of any plan: nobody pays for them, and nobody goes without.
 */
export const PLANS = {
  /** From the first day on, without a card. */
  trial: { days: 7 },
  /** How long a payment may be late, from the day it was due, before the plan stops. Stripe tries again meanwhile. */
  grace: { days: 14 },
  free: {
    name: "Jules Free",
    entitles: { textsADay: 10, memory: false, checkIns: false, pictures: false },
  },
  plus: {
    name: "Jules Plus",
    /** Under which names Stripe knows the prices: a price is changed there, by giving its name to another one. */
    lookupKeys: { month: "jules_plus_monthly", year: "jules_plus_yearly" },
    entitles: { textsADay: undefined, memory: true, checkIns: true, pictures: true },
  },
} as const satisfies {
  readonly trial: { readonly days: number };
  readonly grace: { readonly days: number };
  readonly free: { readonly name: string; readonly entitles: Entitlements };
  readonly plus: {
    readonly name: string;
    readonly lookupKeys: Readonly<Record<Period, string>>;
    readonly entitles: Entitlements;
  };
};

export const PERIODS: readonly Period[] = ["month", "year"];
