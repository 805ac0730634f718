import { hasEmoji } from "../messaging/index.ts";
import type { Answer } from "./answering.ts";
import { preferencesOf } from "./knowing.ts";
import type { Steering } from "./steering/index.ts";
import type { Working } from "./working.ts";

/**
 * Whether the emoji of an answer may stay: as the member wants it, or else as they write themselves. Asked for only where
 * the model used one.
 */
export async function mayUseEmoji(
  working: Working,
  { outcome, texts }: Answer,
  openness: Pick<Steering, "withoutHistory" | "historySince">,
): Promise<boolean> {
  if (outcome.kind !== "answered" || !hasEmoji(outcome.body)) return false;
  const wanted = (await preferencesOf(working, openness))?.emoji;
  return wanted ?? texts.some(({ body }) => hasEmoji(body));
}
