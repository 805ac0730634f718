import { type AgeState, allowanceOf } from "../age/index.ts";
import { NO_MEMORY } from "../memory/index.ts";
import type { Profile } from "./profile.ts";

/**
 * What of a profile may be used for somebody of this age. Of whom we take for a minor, or do not know yet, nothing is
 * remembered beyond the conversation: what was before is left alone, shown to themselves, and deleted with the rest.
 */
export function allowedProfile(profile: Profile, age: AgeState): Profile {
  return allowanceOf(age).memory ? profile : { ...profile, memory: NO_MEMORY };
}
