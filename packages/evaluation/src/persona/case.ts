import { type Instant, instant, type TextId } from "@jules/core/kernel";
import type { Day, Fact, FactId } from "@jules/core/memory";
import { type Exchange, notesOf, type Prompt, prompt } from "@jules/core/persona";
import { NO_PREFERENCES, type Preferences } from "@jules/core/preferences";
import type { Profile } from "@jules/core/profile";

/** One text of the corpus, what is known when it comes, and what an answer to it must and must not be. */
export interface Case {
  readonly id: string;
  readonly language: "en" | "es" | "mixed";
  readonly said: string;
  /** What was said before, the member first. */
  readonly before?: readonly string[];
  readonly knows?: Knows;
  /** What an answer has to say, each of them. */
  readonly says?: readonly RegExp[];
  /** The facts that an answer has to use, each of them. */
  readonly recalls?: readonly RegExp[];
  /** What it must not say to this text, whatever else may be fine with it elsewhere. */
  readonly never?: readonly RegExp[];
  /** A question would be one too many. */
  readonly asksNothing?: true;
}

interface Knows {
  readonly facts?: readonly string[];
  readonly past?: readonly string[];
  /** Facts with their day. */
  readonly days?: Readonly<Record<string, string>>;
  readonly summary?: string;
  readonly preferences?: Partial<Preferences>;
}

/** A Thursday, 2:14 in the afternoon in Chicago. */
const AT = instant("2026-11-26T20:14:00Z");
const TOLD_AT = instant("2026-11-12T18:00:00Z");

export function promptOf({ said, before = [], knows = {} }: Case): Prompt {
  const history = before.map((body, at): Exchange => ({ speaker: at % 2 === 0 ? "member" : "jules", body }));
  return prompt([...history, { speaker: "member", body: said }], "chat", notesOfCase(knows));
}

function notesOfCase(knows: Knows): string | undefined {
  return notesOf(profileOf(knows), AT, { guessedZone: "America/Chicago" });
}

function profileOf({ facts = [], past = [], days = {}, summary, preferences = {} }: Knows): Profile {
  const known = [
    ...facts.map((text, at) => factOf(`f${at}`, text)),
    ...Object.entries(days).map(([text, day], at) => ({ ...factOf(`d${at}`, text), day: day as Day })),
    ...past.map((text, at) => ({
      ...factOf(`p${at}`, text),
      superseded: { at: TOLD_AT, by: "f0" as FactId },
    })),
  ];
  return {
    preferences: { ...NO_PREFERENCES, ...preferences },
    memory: { facts: known, ...(summary && { summary: { text: summary, until: TOLD_AT } }) },
  };
}

function factOf(id: string, text: string, learnedAt: Instant = TOLD_AT): Fact {
  return { id: id as FactId, topic: id, text, learnedAt, source: "t1" as TextId };
}
