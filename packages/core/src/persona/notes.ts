import type { Instant } from "../kernel/index.ts";
import type { Profile } from "../profile/index.ts";

/** What the model is told of a member, as fenced data; undefined where nothing is known. */
export function notesOf(_profile: Profile, _at: Instant): string | undefined {
  return undefined;
}
