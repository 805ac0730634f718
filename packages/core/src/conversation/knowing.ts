import { Failure } from "../kernel/index.ts";
import { notesOf } from "../persona/index.ts";
import { allowedProfile } from "../profile/index.ts";
import type { Steering } from "./steering/index.ts";
import type { Working } from "./working.ts";

/**
 * What the model is told of the member besides the conversation. Nothing while it is open whose number it is. What cannot
 * be read now is left out: nobody waits for it.
 */
export async function notesFor(
  { turn, lease: { member } }: Working,
  { withoutHistory, historySince }: Pick<Steering, "withoutHistory" | "historySince">,
): Promise<string | undefined> {
  if (withoutHistory || historySince) return undefined;
  try {
    return notesOf(allowedProfile(await turn.profiles.of(member.id), member.age.state), turn.clock.now());
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return undefined;
  }
}
