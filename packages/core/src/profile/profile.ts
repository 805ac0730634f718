import type { Instant, MemberId } from "../kernel/index.ts";
import { type Memory, NO_MEMORY } from "../memory/index.ts";
import { NO_PREFERENCES, type Preferences } from "../preferences/index.ts";

/** What a member wants and what Jules remembers of them; sealed under their own key, read once a turn. */
export interface Profile {
  readonly preferences: Preferences;
  readonly memory: Memory;
}

export const NO_PROFILE: Profile = { preferences: NO_PREFERENCES, memory: NO_MEMORY };

export interface ProfileStore {
  /**
   * `NO_PROFILE` for somebody of whom nothing is kept, and for what opens no longer.
   * @throws Failure `key.unavailable` when the member's key is not to be had now.
   */
  of(id: MemberId): Promise<Profile>;
  /**
   * Writes what `change` makes of the profile, and asks it again where somebody else wrote one meanwhile. With undefined
   * nothing is written.
   * @returns the profile as it then is.
   * @throws Failure `key.unavailable`; `profile.busy` when others kept writing.
   */
  change(id: MemberId, change: (profile: Profile) => Profile | undefined, at: Instant): Promise<Profile>;
}
