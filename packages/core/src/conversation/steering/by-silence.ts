import { isYes } from "../../crisis/index.ts";
import { fixedText, isLongSilent } from "../../disclosure/index.ts";
import type { Instant } from "../../kernel/index.ts";
import { limitsAt } from "../../rules/index.ts";
import type { Care } from "../caring.ts";
import type { Said } from "../store.ts";
import type { Working } from "../working.ts";
import type { Steering } from "./steering.ts";

/**
 * A number that was silent for 45 days may have been given to somebody else (CTIA Messaging Principles 5.1.5), who must not
 * hear of another's life. The model is told nothing of before, the gate makes the whole disclosure again, and one question
 * asks, naming nobody, whose number it is. STILL ME gives what was said back, and so does a YES right after the question;
 * NEW makes another member of whoever texts next.
 */
export async function steerBySilence(
  working: Working,
  care: Care,
  texts: readonly Said[],
): Promise<Steering | undefined> {
  const { turn, lease } = working;
  const { member } = lease;
  const now = turn.clock.now();
  const { mode, language } = care.toneOf(texts);
  const isCrisis = mode !== "chat";
  if (isLongSilent(member, now, limitsAt(now))) {
    if (isCrisis) return { withoutHistory: true };
    // Whose birth year it would be is not known before.
    return { withoutHistory: true, asks: { text: fixedText("whose-number", language), goesFirst: true } };
  }
  const { doubtedSince } = member.contact;
  if (!doubtedSince) return undefined;
  const isTheirs =
    texts.some(({ body }) => isStillTheirs(body)) ||
    (!isCrisis && (await isYesToTheQuestion(working, texts, doubtedSince)));
  if (isTheirs) {
    await turn.members.settleDoubt(member);
    return undefined;
  }
  if (isCrisis) return { historySince: doubtedSince };
  const [last] = texts.slice(-1);
  if (last && isNew(last.body)) {
    // Before anything is said: what is promised may leave late, and by then somebody else must have been made of them.
    await turn.members.noteReassigned(member, now);
    return { instead: fixedText("new-owner", language) };
  }
  return { historySince: doubtedSince };
}

/** Whether the whole text says that the number is still theirs, in words that nobody says by chance. */
function isStillTheirs(text: string): boolean {
  return /^\W*(?:yes,? |s\u00ED,? |si,? )?(?:(?:it'?s |it\u2019s )?still me|sigo aqu(?:\u00ED|i))\W*$/iu.test(text);
}

/** The last that was said is enough to tell. */
const LAST_SAID = 10;

/** A YES counts right after the question alone: later it answers something else, perhaps somebody else's question. */
async function isYesToTheQuestion(
  { turn, lease }: Working,
  texts: readonly Said[],
  doubtedSince: Instant,
): Promise<boolean> {
  const [first] = texts;
  if (!first || !isYes(first.body)) return false;
  const { said } = await turn.conversations.history(lease.member.id, LAST_SAID, doubtedSince);
  const [last] = said.slice(-1);
  return last?.speaker !== "member" && QUESTIONS.some((question) => last?.body.includes(question));
}

const QUESTIONS = (["en", "es"] as const).map((language) => fixedText("whose-number", language).body);

/** Whether the whole text says that the number is new to whoever has it. */
function isNew(text: string): boolean {
  return /^\W*(?:new|nuevo|nueva|es nuevo|its new|it's new|new number|numero nuevo|n\u00FAmero nuevo)\W*$/iu.test(text);
}
