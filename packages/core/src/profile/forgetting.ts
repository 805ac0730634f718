import { type Fact, forgotten, forgottenSince } from "../memory/index.ts";
import type { Preferences } from "../preferences/index.ts";
import { mentions } from "../privacy/index.ts";
import type { Profile } from "./profile.ts";

/** A profile without what is to be forgotten, and what that was. */
export interface Forgotten {
  readonly profile: Profile;
  readonly facts: readonly Fact[];
  /** How many facts and preferences. */
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
  const ids = new Set(left.facts.map(({ id }) => id));
  const facts = memory.facts.filter(({ id }) => !ids.has(id));
  const preferred = preferences.avoid.length - kept.avoid.length + Number(kept.name !== preferences.name);
  return { profile: { preferences: kept, memory: left }, facts, count: facts.length + preferred };
}

function preferencesWithout(preferences: Preferences, about: string): Preferences {
  const { name, avoid } = preferences;
  return {
    ...preferences,
    name: name !== undefined && mentions(name, about) ? undefined : name,
    avoid: avoid.filter((topic) => !mentions(topic, about)),
  };
}

/**
 * The profile without one fact, and without the summary, which may say the same.
 * @returns undefined where there is no such fact.
 */
export function profileWithoutFact(profile: Profile, id: string): Forgotten | undefined {
  const { facts, forgets = 0 } = profile.memory;
  const [left, gone] = [facts.filter((fact) => fact.id !== id), facts.filter((fact) => fact.id === id)];
  if (gone.length === 0) return undefined;
  // What is being read at this moment will not bring it back.
  const memory = { ...profile.memory, facts: left, summary: undefined, forgets: forgets + 1 };
  return { profile: { ...profile, memory }, facts: gone, count: gone.length };
}
