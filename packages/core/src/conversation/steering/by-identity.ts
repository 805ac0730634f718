import { asksWhatJulesIs, fixedText, isOnlyThatQuestion } from "../../disclosure/index.ts";
import type { LedgerEntry } from "../../ledger/index.ts";
import type { Care } from "../caring.ts";
import type { Said } from "../store.ts";
import type { Working } from "../working.ts";
import type { Steering } from "./steering.ts";

/**
 * Who asks what Jules is gets the fixed answer, at once and whatever the model would say; what they said besides is answered
 * after it. In a crisis the one who asks is spoken to, and no claim to be a human leaves either.
 */
export async function steerByIdentity(
  { turn, lease }: Working,
  care: Care,
  texts: readonly Said[],
): Promise<Steering | undefined> {
  const { mode, language } = care.toneOf(texts);
  if (mode !== "chat" || !texts.some(({ body }) => asksWhatJulesIs(body))) return undefined;
  const answer = fixedText("are-ai", language);
  const entry: LedgerEntry = { kind: "disclosure", text: answer, reason: "asked" };
  const afterwards = () => turn.members.record(lease.member, [entry], turn.clock.now());
  const isAll = texts.every(({ body }) => isOnlyThatQuestion(body));
  return isAll ? { instead: answer, afterwards } : { before: answer, afterwards };
}
