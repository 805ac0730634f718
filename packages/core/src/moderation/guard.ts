import { guardReply, type HeldBack } from "../crisis/index.ts";
import type { PromptMode } from "../persona/index.ts";
import { hasHiddenCharacters, isEncoded } from "./encoded.ts";
import { foldedLetters } from "./letters.ts";
import { hasCanary, repeatsPrompt } from "./prompt-leak.ts";
import { hasMemberId, hasPromptMarks, hasSecret } from "./secrets.ts";

/** Why a text that a model wrote may not leave: what is beyond what Jules says, or what was never to be seen. */
export type Withheld = HeldBack | "canary" | "prompt" | "secret" | "member-id" | "encoded" | "hidden";

/**
 * The one check of every text that a model wrote, before it leaves: why it may not,
 * as a code; undefined when it may. No model, no exception; takes time linear in the length. It holds even against a
 * model that does what an attacker says; that there is nothing secret in the prompt it does not replace.
 * @param mode in a crisis ordinary words can do harm, and the model was told more.
 */
export function guardModelText(body: string, mode: PromptMode = "chat"): Withheld | undefined {
  const during = mode === "chat" ? "chat" : "crisis";
  const folded = foldedLetters(body);
  return leak(body, folded, mode) ?? guardReply(body, during) ?? looks(body, folded);
}

function leak(body: string, folded: string, mode: PromptMode): Withheld | undefined {
  if (hasSecret(body)) return "secret";
  if (hasMemberId(folded)) return "member-id";
  if (hasCanary(folded)) return "canary";
  if (hasPromptMarks(folded) || repeatsPrompt(folded, mode)) return "prompt";
  return undefined;
}

/** What it is behind how it looks; last, so that what is seen plainly has its own name. */
function looks(body: string, folded: string): Withheld | undefined {
  if (hasHiddenCharacters(body)) return "hidden";
  return isEncoded(body, folded) ? "encoded" : undefined;
}
