import { billingAsked } from "../../billing/asking/index.ts";
import type { Care } from "../caring.ts";
import type { Said } from "../store.ts";
import type { Working } from "../working.ts";
import type { Steering } from "./steering.ts";

/**
 * Answers what somebody asks about their subscription, and ends it for who wants that. What it answers with is loaded with the
 * first text that asks: few do.
 */
export async function steerByBilling(
  working: Working,
  care: Care,
  texts: readonly Said[],
): Promise<Steering | undefined> {
  const { customer, subscription } = working.lease.member.billing;
  const pays = customer !== undefined || subscription !== undefined;
  const heard = texts.flatMap((text) => {
    const asked = billingAsked(text.body);
    return asked && (pays || !asked.ofPayers) ? [{ text, asked }] : [];
  });
  if (heard.length === 0) return undefined;
  const { answerBilling } = await import("./billing-answers.ts");
  return answerBilling(working, care, texts, heard);
}
