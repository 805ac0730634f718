import { instant, type TextId } from "@jules/core/kernel";
import type { Fact, FactId, Memory } from "@jules/core/memory";
import { type Exchange, notesOf, type Prompt, prompt } from "@jules/core/persona";
import type { Preferences } from "@jules/core/preferences";
import { CASES } from "../persona/corpus/index.ts";
import { RECORDED, readRecording } from "../persona/recordings.ts";
import { ENGLISH_FACTS, SPANISH_FACTS, SUMMARY } from "./lives.ts";

const AT = instant("2026-11-26T20:14:00Z");
const DAY_MS = 86_400_000;
/** As many as the model is told of a conversation. */
const HISTORY_TEXTS = 30;

const { answers } = readRecording(RECORDED);

/** The texts of the corpus and their answers, beginning with one of them. */
function historyFrom(first: number): readonly Exchange[] {
  return Array.from({ length: HISTORY_TEXTS / 2 }, (_, at) => CASES[(first + at) % CASES.length]).flatMap((about) =>
    about
      ? [
          { speaker: "member" as const, body: about.said },
          { speaker: "jules" as const, body: answers[about.id] ?? "" },
        ]
      : [],
  );
}

/** More facts than there is room for. */
function fullMemory(texts: readonly string[]): Memory {
  const facts = Array.from({ length: 120 }, (_, at): Fact => {
    const text = texts[at % texts.length] ?? "";
    const learnedAt = instant(Date.parse(AT) - (120 - at) * DAY_MS);
    const past = at % 9 === 0 ? { superseded: { at: AT, by: "f1" as FactId } } : {};
    const day = at % 5 === 0 ? { day: "2026-12-03" as NonNullable<Fact["day"]> } : {};
    return { id: `f${at}` as FactId, topic: `t/${at}`, text, learnedAt, source: "t1" as TextId, ...past, ...day };
  });
  return { facts, summary: { text: `${SUMMARY} `.repeat(3), until: AT } };
}

const FULL_PREFERENCES: Preferences = {
  name: "Guadalupe",
  tone: "playful",
  emoji: true,
  language: "es",
  timeZone: "America/Los_Angeles",
  avoid: ["my ex Dan", "the accident", "dieting", "my father's drinking"],
};

export const FULL_NOTES = (["en", "es"] as const).map((language) => {
  const memory = fullMemory(language === "en" ? ENGLISH_FACTS : SPANISH_FACTS);
  return notesOf({ preferences: { ...FULL_PREFERENCES, language }, memory }, AT) ?? "";
});

/** What is remembered, without the clock and the preferences. */
export function memoryPartOf(notes: string): string {
  return notes.slice(notes.indexOf("facts they told"), notes.indexOf("</notes>"));
}

/** A turn of somebody who has been texting for long: all the history, all the notes. */
export const FULL_TURN: Prompt = prompt(
  [...historyFrom(0), { speaker: "member", body: "long day. anyway how was yours" }],
  "chat",
  FULL_NOTES[0],
);

/** Turns of many members, no two alike: other words, other notes, other days, in danger and not. */
export function manyTurns(count: number): readonly Prompt[] {
  return Array.from({ length: count }, (_, at) => {
    const texts = at % 2 === 0 ? ENGLISH_FACTS : SPANISH_FACTS;
    const { facts } = fullMemory(texts);
    const profile = {
      preferences: { ...FULL_PREFERENCES, name: `Member ${at}`, emoji: at % 3 === 0 },
      memory: { facts: facts.slice(0, at % 40) },
    };
    const notes = at % 7 === 0 ? undefined : notesOf(profile, instant(Date.parse(AT) + at * 3_600_000));
    const history = historyFrom(at).slice(0, 2 * (at % 15) + 1);
    if (at % 11 !== 0) return prompt(history, "chat", notes);
    return prompt(history, { crisis: { tier: "concern", categories: ["suicide"], signals: [] } }, notes);
  });
}
