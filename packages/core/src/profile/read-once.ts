import type { Profile, ProfileStore } from "./profile.ts";

/** The store for one turn: read once, however many ask; what is changed meanwhile takes the place of what was read. */
export function readOnce(store: ProfileStore): ProfileStore {
  let read: Promise<Profile> | undefined;
  return {
    of(id) {
      const reading = read ?? store.of(id);
      read = reading;
      // What could not be read may be read the next time.
      reading.catch(() => {
        if (read === reading) read = undefined;
      });
      return reading;
    },
    async change(id, change, at) {
      const changed = await store.change(id, change, at);
      read = Promise.resolve(changed);
      return changed;
    },
  };
}
