import type { Instant } from "../../kernel/index.ts";
import type { Price } from "../payments.ts";
import { type Entitlements, PLANS } from "../plans.ts";

/** What is filled into the words. */
export interface Filling {
  readonly price: Pick<Price, "minor" | "currency" | "period">;
  readonly trialEndsAt: Instant | undefined;
  readonly textsAnHour: number;
  readonly textsADay: number;
}

export interface Section {
  readonly heading: string;
  readonly points: readonly string[];
}

/** The words in one language. */
export interface TermsWording {
  readonly title: string;
  readonly sections: (filling: Filling) => readonly Section[];
  readonly acceptance: (filling: Filling) => string;
}

type Extra = Exclude<keyof Entitlements, "textsADay">;

/** What the plan has that is not free, by the names of what they are entitled to; a new one has to be given words. */
export function extrasInWords(words: Readonly<Record<Extra, string>>): readonly string[] {
  const extras = Object.keys(words) as Extra[];
  return extras
    .filter((extra) => PLANS.plus.entitles[extra] && !PLANS.free.entitles[extra])
    .map((extra) => words[extra]);
}

/** How many texts are answered in an hour and in a day by the plan: as many as the service answers, unless it says less. */
export function textsOfPlan({ textsAnHour, textsADay }: Filling): { readonly anHour: number; readonly aDay: number } {
  const { textsADay: ofPlan }: Entitlements = PLANS.plus.entitles;
  const aDay = Math.min(textsADay, ofPlan ?? textsADay);
  return { anHour: Math.min(textsAnHour, aDay), aDay };
}
