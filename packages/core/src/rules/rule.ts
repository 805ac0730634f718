/**
 * Who made a rule: the federation, a state by its postal code, the carriers' association (CTIA), the carriers themselves,
 * or we (own), where a promise of ours is stricter than anybody's law.
 */
export type Jurisdiction =
  | "US"
  | "AZ"
  | "CA"
  | "CO"
  | "CT"
  | "FL"
  | "GA"
  | "IA"
  | "ID"
  | "IL"
  | "ME"
  | "NE"
  | "NV"
  | "NY"
  | "OK"
  | "OR"
  | "TN"
  | "TX"
  | "UT"
  | "VA"
  | "WA"
  | "CTIA"
  | "carriers"
  | "own";

/** A rule that only counts once somebody says so: its bill was not signed yet, or counsel has to decide. */
export type SwitchCode = "ny-art-48" | "us-guard" | "crisis-reply-to-opted-out";

/** Which of them count now; read at run time, so that none needs a deploy. */
export type SwitchedOn = ReadonlySet<SwitchCode>;

/** Where the code learns what was switched on. */
export interface Switches {
  switchedOn(): Promise<SwitchedOn>;
}

/** A day, as in 2027-01-01. It begins at 00:00 UTC, when it is still the evening before in all states: never too late. */
export type Day = `${number}-${number}-${number}`;

/**
 * Since when a rule counts: from a day on, when somebody switches it on, or nobody knows yet, and why. `expected` is the day
 * that its text names, should it become law.
 */
export type Beginning =
  | { readonly from: Day }
  | { readonly switch: SwitchCode; readonly expected?: Day }
  | { readonly open: string; readonly expected?: Day };

/**
 * already: to everybody, whatever its day and place, so that its beginning changes nothing; from-its-day and
 * when-switched-on: not before; not-yet: nothing in the product is under it.
 */
export type Applied = "already" | "from-its-day" | "when-switched-on" | "not-yet";

/** One thing that a rule asks for. Times in minutes where the name says nothing else. */
export type Demand =
  | { readonly ask: "disclosure-at-start" }
  /** Again after so long, to adults and to everybody whose age is not proven. */
  | { readonly ask: "disclosure-interval"; readonly adults?: number; readonly anybodyElse?: number }
  | { readonly ask: "break-reminder"; readonly anybodyElse: number }
  | { readonly ask: "truth-when-asked" }
  /** Phrases that a text, a page or a notice must hold. */
  | { readonly ask: "words"; readonly words: readonly string[] }
  | { readonly ask: "never"; readonly never: string }
  /** Texts that we begin, only between these hours of the recipient's day. */
  | { readonly ask: "quiet-hours"; readonly from: number; readonly to: number }
  | { readonly ask: "cap"; readonly textsPerDay: number }
  | { readonly ask: "opt-out-words"; readonly words: readonly string[] }
  | { readonly ask: "opt-out-plain-words" }
  | { readonly ask: "opt-out-channels" }
  | { readonly ask: "opt-out-of-everything" }
  | { readonly ask: "opt-out-confirmation"; readonly texts: number; readonly withinMinutes: number }
  | { readonly ask: "opt-out-kept"; readonly years: number }
  | { readonly ask: "help-word" }
  | { readonly ask: "opt-in" }
  | { readonly ask: "records"; readonly years: number }
  | { readonly ask: "crisis-protocol"; readonly covers: string }
  | { readonly ask: "protocol-published" }
  | { readonly ask: "referral-count" }
  /** Who gets the count, and when for the first time; yearly from then on. */
  | { readonly ask: "referral-report"; readonly to: string; readonly first: Day }
  | { readonly ask: "adults-only"; readonly years: number }
  /** Of whom an age must be proven before there is a companion. */
  | { readonly ask: "age-proof"; readonly of: "who-is-doubted" | "everybody" }
  | { readonly ask: "children-out"; readonly underYears: number; readonly deletedWithinHours: number }
  | { readonly ask: "evidence-of-age-not-kept" }
  | { readonly ask: "retention-published" }
  | { readonly ask: "request-answered"; readonly receiptBusinessDays: number; readonly days: number }
  | { readonly ask: "health-notice" }
  | { readonly ask: "deletion-everywhere" }
  | { readonly ask: "number-changes-hands" }
  | { readonly ask: "subscription-notice" }
  | { readonly ask: "renewal-terms" }
  | { readonly ask: "ended-as-begun" }
  | { readonly ask: "review"; readonly every: "month" | "quarter" | "year"; readonly what: string };

/** One rule, as counsel reads it. */
export interface Rule {
  readonly code: string;
  readonly jurisdiction: Jurisdiction;
  /** What it is about, in one sentence. */
  readonly title: string;
  /** Statute and section, or the rule book. */
  readonly citation: string;
  readonly begins: Beginning;
  readonly applied: Applied;
  readonly asks: readonly Demand[];
  /** What counsel should know: where sources disagree, and which reading was built. */
  readonly note?: string;
}
