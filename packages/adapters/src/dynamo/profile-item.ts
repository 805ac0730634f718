import type { Instant, TextId } from "@jules/core/kernel";
import type { Day, Fact, FactId, Memory } from "@jules/core/memory";
import type { Preferences, TimeOfDay } from "@jules/core/preferences";
import * as z from "zod/mini";

const SealedPreferences = z.lazy(() =>
  z.object({
    name: z.optional(z.string()),
    tone: z.optional(z.enum(["gentle", "direct", "playful", "brief"])),
    emoji: z.optional(z.boolean()),
    avoid: z.array(z.string()),
    checkInAt: z.optional(z.string()),
    checkInOn: z.optional(z.number()),
    quietHours: z.optional(z.object({ from: z.string(), to: z.string() })),
    language: z.optional(z.enum(["en", "es"])),
    timeZone: z.optional(z.string()),
    // A preference that has no line here would be forgotten with the next write.
  } satisfies Record<keyof Preferences, unknown>),
);

const SealedFact = z.lazy(() =>
  z.object({
    id: z.string(),
    topic: z.string(),
    text: z.string(),
    learnedAt: z.string(),
    source: z.string(),
    day: z.optional(z.string()),
    isAskedFor: z.optional(z.literal(true)),
    superseded: z.optional(z.object({ at: z.string(), by: z.string() })),
  } satisfies Record<keyof Fact, unknown>),
);

const SealedMemory = z.lazy(() =>
  z.object({
    facts: z.array(SealedFact),
    summary: z.optional(z.object({ text: z.string(), until: z.string() })),
    readUntil: z.optional(z.string()),
    forgets: z.optional(z.number()),
  } satisfies Record<keyof Memory, unknown>),
);

export function sealedPreferences(preferences: Preferences): string {
  return JSON.stringify(SealedPreferences.parse(preferences));
}

export function sealedMemory(memory: Memory): string {
  return JSON.stringify(SealedMemory.parse(memory));
}

/** @throws when it is not what `sealedPreferences` made. */
export function preferencesIn(json: string): Preferences {
  const { checkInAt, checkInOn, quietHours, timeZone, ...rest } = SealedPreferences.parse(JSON.parse(json));
  return {
    ...rest,
    checkInAt: checkInAt as TimeOfDay | undefined,
    checkInOn: checkInOn as Preferences["checkInOn"],
    quietHours: quietHours as Preferences["quietHours"],
    timeZone: timeZone as Preferences["timeZone"],
  };
}

/** @throws when it is not what `sealedMemory` made. */
export function memoryIn(json: string): Memory {
  const { facts, summary, readUntil, forgets } = SealedMemory.parse(JSON.parse(json));
  return {
    facts: facts.map(factIn),
    summary: summary && { text: summary.text, until: summary.until as Instant },
    readUntil: readUntil as Instant | undefined,
    ...(forgets !== undefined && { forgets }),
  };
}

function factIn({ id, learnedAt, source, day, superseded, ...rest }: z.infer<typeof SealedFact>): Fact {
  return {
    ...rest,
    id: id as FactId,
    learnedAt: learnedAt as Instant,
    source: source as TextId,
    day: day as Day | undefined,
    superseded: superseded && { at: superseded.at as Instant, by: superseded.by as FactId },
  };
}
