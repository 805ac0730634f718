import { AGE_UNKNOWN } from "@jules/core/age";
import { entitledIf } from "@jules/core/billing";
import { HISTORY_TEXTS, readForMemory } from "@jules/core/conversation";
import { NO_EPISODE } from "@jules/core/crisis";
import { assess } from "@jules/core/crisis/assessing";
import { type Instant, memberId, millisecondsOf } from "@jules/core/kernel";
import type { Member } from "@jules/core/member";
import { NO_CONTACT } from "@jules/core/member";
import { forgotten, forgottenSince, type Memory, type MemoryExtractor, type Stretch } from "@jules/core/memory";
import { notesOf } from "@jules/core/persona";
import { NO_PREFERENCES } from "@jules/core/preferences";
import { mentions } from "@jules/core/privacy";
import { manualClock } from "@jules/testkit/clock";
import { memoryProfiles } from "@jules/testkit/memory";
import type { Persona, SuiteText } from "./suite.ts";

const PAUSE_MS = 10 * 60_000;

/** What is there of a life when it is asked about: what Jules kept, and what was said last. */
export interface Lived {
  readonly memory: Memory;
  readonly notes: string;
  /** The texts that are left, oldest first. */
  readonly texts: readonly SuiteText[];
  readonly history: readonly SuiteText[];
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/**
 * Lets a life be lived with Jules: its days are read for what to remember as the function does it, and what is to be
 * forgotten is deleted as the privacy desk does it.
 */
export async function live(persona: Persona, extractor: MemoryExtractor): Promise<Lived> {
  const clock = manualClock(persona.days[0]?.[0]?.at);
  const profiles = memoryProfiles();
  const id = memberId(`m_${"0".repeat(32)}`);
  let texts: readonly SuiteText[] = [];
  const cost = { inputTokens: 0, outputTokens: 0 };
  const reader = {
    ...{ clock, profiles, extractor, assess, entitled: entitledIf(false) },
    members: { byId: async () => memberOf(id, clock.now()), episode: async () => NO_EPISODE },
    transcript: {
      after: async (_id: unknown, after: string | undefined, limit: number) => stretch(texts, after, limit),
    },
  };
  for (const day of persona.days) {
    for (const text of day) {
      texts = [...texts, text];
      if (text.forgets === undefined) continue;
      const about = text.forgets;
      const gone = texts.filter(({ body }) => mentions(body, about));
      texts = texts.filter((each) => !gone.includes(each));
      const sources = gone.map((each) => each.id);
      const forget = (memory: Memory) => forgottenSince(forgotten(memory, about), sources);
      await profiles.change(id, (profile) => ({ ...profile, memory: forget(profile.memory) }), text.at);
    }
    const last = day.at(-1)?.at ?? clock.now();
    clock.advance(millisecondsOf(last) + PAUSE_MS - millisecondsOf(clock.now()));
    for (let hasMore = true; hasMore; ) {
      const read = await readForMemory(reader, id, clock.now());
      hasMore = read.kind === "read" && read.hasMore;
      if (read.kind !== "read" || !read.cost) continue;
      cost.inputTokens += read.cost.inputTokens;
      cost.outputTokens += read.cost.outputTokens;
    }
  }
  const { memory } = await profiles.of(id);
  const notes = notesOf({ preferences: NO_PREFERENCES, memory }, persona.askedAt) ?? "";
  return { memory, notes, texts, history: texts.slice(-HISTORY_TEXTS), ...cost };
}

function stretch(all: readonly SuiteText[], after: string | undefined, limit: number): Stretch {
  const left = all.filter(({ at }) => after === undefined || at > after);
  const texts = left.slice(0, limit);
  const heardAt = texts.findLast(({ speaker }) => speaker === "member")?.at;
  return { texts, until: texts.at(-1)?.at, hasMore: left.length > limit, heardAt };
}

/** An adult who is well. */
function memberOf(id: Member["id"], at: Instant): Member {
  return {
    id,
    createdAt: at,
    consent: { state: "ACTIVE", changedAt: at },
    age: { ...AGE_UNKNOWN, state: "CLAIMED_ADULT" },
    contact: { ...NO_CONTACT, heardAt: at },
  } as unknown as Member;
}
