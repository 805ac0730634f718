import { forgotten, forgottenSince } from "../memory/index.ts";
import type { Preferences } from "../preferences/index.ts";
import { mentions } from "../privacy/index.ts";
import type { Profile } from "./profile.ts";

/** A profile without what is to be forgotten, and how many facts and preferences that was. */
export interface Forgotten {
  readonly profile: Profile;
  readonly count: number;
}

/**
 * The profile without what mentions a topic and what was taken from texts that are gone: facts, those of before as well, the
 * summary, topics to avoid, and the name if that is what is named.
 * @param sources the texts that were deleted.
 */
export function profileWithout(
  { preferences, memory }: Profile,
  about: string,
  sources: ReadonlySet<string>,
): Forgotten {
  const left = forgottenSince(forgotten(memory, about), sources);
  const kept = preferencesWithout(preferences, about);
  const count =
    memory.facts.length -
    left.facts.length +
    (preferences.avoid.length - kept.avoid.length) +
    Number(kept.name !== preferences.name);
  return { profile: { preferences: kept, memory: left }, count };
}

function preferencesWithout(preferences: Preferences, about: string): Preferences {
  const { name, avoid } = preferences;
  return {
    ...preferences,
    name: name !== undefined && mentions(name, about) ? undefined : name,
    avoid: avoid.filter((topic) => !mentions(topic, about)),
  };
}
