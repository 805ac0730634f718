import { isYes } from "../../crisis/index.ts";
import { fixedText, isLongSilent } from "../../disclosure/index.ts";
import { limitsAt } from "../../rules/index.ts";
import type { Care } from "../caring.ts";
import type { Said } from "../store.ts";
import type { Working } from "../working.ts";
import type { Steering } from "./steering.ts";

/**
 * A number that was silent for 45 days may have been given to somebody else (CTIA Messaging Principles 5.1.5), who must not
 * hear of another's life. The model is told nothing of before, the gate makes the whole disclosure again, and one question
 * asks, naming nobody, whose number it is. YES gives what was said back; NEW makes another member of whoever texts next.
 */
export async function steerBySilence(
  { turn, lease }: Working,
  care: Care,
  texts: readonly Said[],
): Promise<Steering | undefined> {
  const { member } = lease;
  const now = turn.clock.now();
  const { mode, language } = care.toneOf(texts);
  const isCrisis = mode !== "chat";
  if (isLongSilent(member, now, limitsAt(now))) {
    return isCrisis ? { withoutHistory: true } : { withoutHistory: true, after: fixedText("whose-number", language) };
  }
  const { doubtedSince } = member.contact;
  if (!doubtedSince) return undefined;
  const [last] = texts.slice(-1);
  if (last && !isCrisis && isYes(last.body)) {
    await turn.members.settleDoubt(member);
    return undefined;
  }
  if (last && !isCrisis && isNew(last.body)) {
    const afterwards = () => turn.members.noteReassigned(member, turn.clock.now());
    return { instead: fixedText("new-owner", language), afterwards };
  }
  return { historySince: doubtedSince };
}

/** Whether the whole text says that the number is new to whoever has it. */
function isNew(text: string): boolean {
  return /^\W*(?:new|nuevo|nueva|es nuevo|its new|it's new|new number|numero nuevo|n\u00FAmero nuevo)\W*$/iu.test(text);
}
