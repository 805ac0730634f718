import { describe, expect, test } from "vitest";
import { instant, type PhoneNumber, type TextId } from "../kernel/index.ts";
import type { Day, Fact, FactId } from "../memory/index.ts";
import type { Preferences, TimeOfDay } from "../preferences/index.ts";
import { NO_PROFILE } from "../profile/index.ts";
import { type Asking, checkInsFor, isOfProfile } from "./index.ts";

const NOW = instant("2026-11-20T17:00:00Z");
const NUMBER = "+14155550123" as PhoneNumber;
const MEMBER = {
  id: "member-1",
  consent: { state: "ACTIVE", scope: "recurring" },
  age: { state: "VERIFIED_ADULT" },
  introducedAt: NOW,
} as unknown as Asking;

let facts = 0;
const fact = (text: string, more: Partial<Fact> = {}): Fact => ({
  ...{ id: `f${++facts}` as FactId, topic: "things", text, day: "2026-11-23" as Day },
  ...{ learnedAt: NOW, source: "t1" as TextId },
  ...more,
});

/** What is asked about of these, and when, by a member with these wishes. */
function asked(known: readonly Fact[], wishes: Partial<Preferences> = {}) {
  const profile = { preferences: { avoid: [], ...wishes }, memory: { ...NO_PROFILE.memory, facts: known } };
  return checkInsFor(profile, MEMBER, { number: NUMBER, language: "en" }, NOW)
    .filter(({ about }) => about !== "")
    .map(({ about, dueAt }) => [about, dueAt.slice(0, 10)]);
}

describe("what somebody told of is asked about afterwards", () => {
  test.each([
    ...["I have a job interview on Monday", "My chemistry exam is on Monday", "I fly to Denver on Monday"],
    ...[
      "I'm moving to a new apartment",
      "Our big game is on Monday",
      "My birthday is on Monday",
      "My sister's wedding",
    ],
    ...["First day at my new job", "I have dinner with friends", "I give a presentation at work", "My graduation"],
    ...[
      "Tengo una entrevista el lunes",
      "Mi examen de historia",
      "Viajo a M\u00E9xico el lunes",
      "Es mi cumplea\u00F1os",
    ],
    ...["Tengo partido el lunes", "Mi primer d\u00EDa de trabajo", "La boda de mi prima", "La mudanza es el lunes"],
  ])("%s", (text) => {
    expect(asked([fact(text)])).toEqual([[text, "2026-11-24"]]);
  });
});

describe("nothing is asked about", () => {
  test.each([
    ...[
      "My dad's funeral is on Monday",
      "Mom would have been 60, her birthday",
      "The anniversary of my brother's death",
    ],
    ...["I go to the hospital on Monday", "My surgery is on Monday", "I start chemo", "I have a doctor's appointment"],
    ...["Court date on Monday", "My custody hearing", "I'm moving out because we broke up", "The divorce trial"],
    ...["I have an abortion on Monday", "First ultrasound of the pregnancy", "We put our dog to sleep on Monday"],
    ...[
      "First birthday party without my mom",
      "My trip to the clinic",
      "A trip to scatter her ashes",
      "Last game with dad",
    ],
    ...["My biopsy results exam", "First day of rehab", "Therapy on Monday", "Trip to say goodbye to grandma"],
    ...[
      "El funeral de mi pap\u00E1",
      "Operan a mi mam\u00E1 el lunes",
      "Tengo juicio el lunes",
      "El aniversario de su muerte",
    ],
    ...[
      "Mi primer cumplea\u00F1os sin ella",
      "Examen m\u00E9dico el lunes",
      "Voy al hospital",
      "Van a sacrificar a mi perro",
    ],
    ...[
      "Viaje al entierro de mi t\u00EDo",
      "La quimio empieza el lunes",
      "Mi aborto es el lunes",
      "Audiencia de divorcio",
    ],
    ...["The thing is on Monday", "Something on Monday"],
  ])("%s", (text) => {
    expect(asked([fact(text)])).toEqual([]);
  });

  test("whose topic is grave, though its words are not", () => {
    expect(asked([fact("The party is on Monday", { topic: "family/funeral" })])).toEqual([]);
  });

  test("that was over, or there, when it was told of", () => {
    const learnedAt = instant("2026-11-24T02:00:00Z");
    // In San Francisco it is still the 23rd.
    expect(asked([fact("My job interview", { learnedAt })])).toEqual([]);
    expect(asked([fact("My job interview", { learnedAt: instant("2026-11-23T07:00:00Z") })])).toHaveLength(1);
  });

  test("on a day that has a check-in anyway, nor twice on a day", () => {
    const checkInAt = "10:00" as TimeOfDay;
    const interview = fact("My job interview");
    expect(asked([interview], { checkInAt })).toEqual([]);
    expect(asked([interview], { checkInAt, checkInOn: 2 })).toEqual([]);
    expect(asked([interview], { checkInAt, checkInOn: 3 })).toHaveLength(1);
    expect(asked([interview, fact("My exam")])).toHaveLength(1);
  });

  test("that stands on the agenda since before, or on a day that has a check-in since", () => {
    const known = [fact("My job interview"), fact("My dad's funeral")];
    const profile = { preferences: { avoid: [] }, memory: { ...NO_PROFILE.memory, facts: known } };
    const [entry] = checkInsFor(profile, MEMBER, { number: NUMBER, language: "en" }, NOW);
    if (!entry) throw new Error("there is one");
    const old = { ...entry, id: entry.id.replace(String(known[0]?.id), String(known[1]?.id)) as typeof entry.id };
    const daily = { ...profile, preferences: { avoid: [], checkInAt: "10:00" as TimeOfDay } };
    expect([isOfProfile(entry, profile, NUMBER), isOfProfile(old, profile, NUMBER)]).toEqual([true, false]);
    expect(isOfProfile(entry, daily, NUMBER)).toBe(false);
  });

  test("under the id that it had before a STOP: it is put down anew", () => {
    const profile = { preferences: { avoid: [] }, memory: { ...NO_PROFILE.memory, facts: [fact("My exam")] } };
    const ids = [NOW, instant("2026-11-20T16:00:00Z")].map((introducedAt) =>
      checkInsFor(profile, { ...MEMBER, introducedAt }, { number: NUMBER, language: "en" }, NOW).map(({ id }) => id),
    );
    expect(new Set(ids.flat()).size).toBe(2);
  });

  test("in a time that grows with the length of a text and no faster", () => {
    const words = "put my put our dog ";
    expect(asked([fact(words.repeat(10_000 / words.length))])).toEqual([]);
  });
});
