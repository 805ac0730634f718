import type { FixedText } from "../disclosure/index.ts";
import { type Instant, instantPlus, type PhoneNumber } from "../kernel/index.ts";
import type { CrisisTier } from "./assessment.ts";

/** One text that named a person to reach, as it is counted: nothing of whose it was. */
export interface Referral {
  readonly year: number;
  readonly state: string;
  readonly tier: CrisisTier;
  readonly template: string;
  readonly language: "en" | "es";
}

const PACIFIC_STANDARD_MS = -8 * 60 * 60_000;

export function referral(at: Instant, _to: PhoneNumber, tier: CrisisTier, template: FixedText): Referral {
  const year = Number(instantPlus(at, PACIFIC_STANDARD_MS).slice(0, 4));
  const language = template.code.endsWith(".es") ? "es" : "en";
  return { year, state: "unknown", tier, template: `${template.code}@${template.version}`, language };
}
