import { Failure, type PhoneNumber } from "../kernel/index.ts";
import { timeZoneOf } from "../numbering/index.ts";
import { notesOf } from "../persona/index.ts";
import type { Preferences } from "../preferences/index.ts";
import { allowedProfile, type Profile } from "../profile/index.ts";
import type { Steering } from "./steering/index.ts";
import type { Working } from "./working.ts";

/** What rules say of how much of what was before may be used. */
type Openness = Pick<Steering, "withoutHistory" | "historySince">;

/**
 * What the model is told of the member besides the conversation. Nothing while it is open whose number it is. What cannot
 * be read now is left out: nobody waits for it.
 * @param number the member's, by whose area code their clock is guessed where they told none.
 */
export async function notesFor(
  working: Working,
  openness: Openness,
  number: PhoneNumber | undefined,
): Promise<string | undefined> {
  const profile = await knownOf(working, openness);
  const guessedZone = number && timeZoneOf(number);
  return profile && notesOf(profile, working.turn.clock.now(), { guessedZone });
}

/** How the member wants to be spoken to; undefined while it is open whose number it is, and where it cannot be read now. */
export async function preferencesOf(working: Working, openness: Openness): Promise<Preferences | undefined> {
  return (await knownOf(working, openness))?.preferences;
}

async function knownOf(
  { turn, lease: { member } }: Working,
  { withoutHistory, historySince }: Openness,
): Promise<Profile | undefined> {
  if (withoutHistory || historySince) return undefined;
  try {
    return allowedProfile(await turn.profiles.of(member.id), member.age.state);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return undefined;
  }
}
