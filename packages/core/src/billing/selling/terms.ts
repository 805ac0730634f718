import type { FixedText, Language } from "../../disclosure/index.ts";
import type { Instant } from "../../kernel/index.ts";
import type { Limits } from "../../quotas/index.ts";
import type { Price } from "../payments.ts";
import { ENGLISH_TERMS } from "./terms-english.ts";
import { SPANISH_TERMS } from "./terms-spanish.ts";
import type { Filling, Section } from "./terms-wording.ts";

/** What is sold to somebody at a moment, and what the stage allows of it. */
export interface Sold {
  readonly price: Pick<Price, "minor" | "currency" | "period">;
  /** Nothing is charged before; undefined where it is charged at once. */
  readonly trialEndsAt: Instant | undefined;
  /** The limits of the service. */
  readonly limits: Limits;
}

/** What somebody reads before they pay, and what they accept. `body` is all of it, word for word. */
export interface Terms extends FixedText {
  readonly sections: readonly Section[];
  /** What stands beside the box that they tick. */
  readonly acceptance: string;
}

/** Of both languages: who changes a word of either counts it up. A test holds the words to it. */
const VERSION = 1;

/**
 * The disclosure that goes before a subscription, with its figures filled in: the limits of use and our right to reduce what
 * Jules does (Conn. PA 26-15 s. 1: in writing, and accepted in writing before a fee is collected); what it costs, that it
 * renews until it is ended, when a trial ends and what is charged then, and how to end it (Cal. B&P 17601-17602, 15 U.S.C.
 * 8403). What is sold and its limits stand in `PLANS` and in the limits of the service; here are the words.
 */
export function subscriptionTerms(sold: Sold, language: Language): Terms {
  const wording = language === "es" ? SPANISH_TERMS : ENGLISH_TERMS;
  const { hour, day } = sold.limits.member;
  const filling: Filling = { ...sold, textsAnHour: hour.texts, textsADay: day.texts };
  const sections = wording.sections(filling);
  const acceptance = wording.acceptance(filling);
  const lines = sections.flatMap(({ heading, points }) => [heading, ...points.map((point) => `- ${point}`), ""]);
  const body = [wording.title, "", ...lines, acceptance].join("\n");
  return { code: `subscription-terms.${language}`, version: VERSION, body, sections, acceptance };
}
