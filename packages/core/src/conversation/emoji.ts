import { Failure } from "../kernel/index.ts";
import { hasEmoji } from "../messaging/index.ts";
import type { Answer } from "./answering.ts";
import type { Steering } from "./steering/index.ts";
import type { Working } from "./working.ts";

/**
 * Whether the emoji of an answer may stay: as the member wants it, or else as they write themselves. Asked for only where
 * the model used one.
 */
export async function mayUseEmoji(
  { turn, lease }: Working,
  { outcome, texts }: Answer,
  { withoutHistory, historySince }: Pick<Steering, "withoutHistory" | "historySince">,
): Promise<boolean> {
  if (outcome.kind !== "answered" || !hasEmoji(outcome.body)) return false;
  const asTheyWrite = texts.some(({ body }) => hasEmoji(body));
  // While it is open whose number it is, what somebody wanted before says nothing.
  if (withoutHistory || historySince) return asTheyWrite;
  try {
    return (await turn.profiles.of(lease.member.id)).preferences.emoji ?? asTheyWrite;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return asTheyWrite;
  }
}
