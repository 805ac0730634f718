import type { Standing, Subscription } from "@jules/core/billing";
import type { Course, NotSold } from "@jules/core/billing/selling";

/** The words of the pages behind a link to one's subscription, but for what is accepted there (`subscriptionTerms`). */
export interface BillingWording {
  readonly skip: string;
  readonly otherLanguage: string;
  readonly footer: string;
  readonly buy: {
    readonly title: string;
    readonly summary: string;
    readonly choose: string;
    readonly every: Readonly<Record<"month" | "year", string>>;
    readonly terms: string;
    readonly go: string;
    readonly goesOn: string;
    /** Why the form came back. */
    readonly wrong: Readonly<Record<"not-accepted" | "changed", string>>;
  };
  readonly manage: {
    readonly title: string;
    readonly portal: string;
    readonly portalWords: string;
    readonly end: string;
    readonly endWords: string;
    readonly keep: string;
    readonly keepWords: string;
  };
  /** How somebody stands who pays nothing. */
  readonly standing: (standing: Pick<Standing, "state" | "until">) => string;
  /** Where a subscription goes. */
  readonly course: (subscription: Subscription, course: Course, standing: Pick<Standing, "until">) => readonly string[];
  readonly plan: (period: Subscription["period"]) => string;
  readonly nothing: Readonly<Record<NotSold, Outcome>>;
  readonly outcomes: Readonly<Record<"paid" | "left" | "back" | "expired" | "gone" | "failed" | "not-there", Outcome>>;
}

interface Outcome {
  readonly title: string;
  readonly words: string;
}
