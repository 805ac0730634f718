import { instant } from "@jules/core/kernel";
import { describe, expect, test } from "vitest";
import { lateTimeReader } from "./index.ts";

/** Thursday, 8:30 in Los Angeles. */
const NOW = instant("2026-11-26T16:30:00Z");
const reader = lateTimeReader();
const read = (text: string, language: "en" | "es" = "en", now = NOW) =>
  reader.read(text, language, now, "America/Los_Angeles");
const spaced = (text: string | undefined) => text?.replace(/\s+/g, " ").trim();

describe("a time in English", () => {
  test.each([
    ["tomorrow at 9 to call mom", "2026-11-27T09:00", "to call mom"],
    ["to call mom tomorrow at 9 about the trip", "2026-11-27T09:00", "to call mom about the trip"],
    ["at 5 to eat", "2026-11-26T17:00", "to eat"],
    ["at 8 to eat", "2026-11-27T08:00", "to eat"],
    ["at nine", "2026-11-26T09:00", ""],
    ["at 5pm", "2026-11-26T17:00", ""],
    ["at 17:00", "2026-11-26T17:00", ""],
    ["friday at 3", "2026-11-27T15:00", ""],
    ["on thursday at 5", "2026-11-26T17:00", ""],
    ["on thursday at 8", "2026-12-03T08:00", ""],
    ["next friday at 3", "2026-12-04T15:00", ""],
    ["monday morning at 7", "2026-11-30T07:00", ""],
    ["monday morning", "2026-11-30T09:00", ""],
    ["tues at 4", "2026-12-01T16:00", ""],
    ["tonight at 7", "2026-11-26T19:00", ""],
    ["tonight to take out the trash", "2026-11-26T19:00", "to take out the trash"],
    ["today at 8", "2026-11-26T20:00", ""],
    ["tomorrow at 7 in the morning", "2026-11-27T07:00", ""],
    ["at 7 in the evening", "2026-11-26T19:00", ""],
    ["at noon", "2026-11-26T12:00", "at"],
    ["on dec 24 at 6pm", "2026-12-24T18:00", "on"],
    ["yesterday at 5", "2026-11-25T17:00", ""],
  ])("%s", async (text, local, rest) => {
    const found = await read(text);
    expect({ ...found, rest: spaced(found?.rest) }).toEqual({ local, rest });
  });

  test.each([
    ["in 20 minutes to check the oven", "2026-11-26T16:50:00.000Z"],
    ["in half an hour", "2026-11-26T17:00:00.000Z"],
    ["in an hour and a half", "2026-11-26T18:00:00.000Z"],
    ["at 12 pm est", "2026-11-26T17:00:00.000Z"],
  ])("%s is a moment", async (text, at) => {
    expect(await read(text)).toMatchObject({ at });
  });

  test.each(["tomorrow to call mom", "friday", "in 2 days", "on december 24", "next week"])(
    "%s is only a day",
    async (text) => {
      expect(await read(text)).toMatchObject({ isDayOnly: true });
    },
  );

  test.each([
    ["every day at 8am to take a walk", "day", "2026-11-27T08:00", "to take a walk"],
    ["daily at 9", "day", "2026-11-26T09:00", ""],
    ["every morning to stretch", "day", "2026-11-26T09:00", "to stretch"],
    ["every evening at 7 to read", "day", "2026-11-26T19:00", "to read"],
    ["every monday at 6pm to do yoga", "week", "2026-11-30T18:00", "to do yoga"],
    ["on sundays at 10 to call dad", "week", "2026-11-29T10:00", "to call dad"],
  ])("%s comes again", async (text, every, local, rest) => {
    const found = await read(text);
    expect({ ...found, rest: spaced(found?.rest) }).toMatchObject({ every, local, rest });
  });

  test.each([
    "to be kind to myself",
    "later",
    "every other day at 9",
    "every 2 hours",
    "every month",
    "may is nice",
    "",
  ])("%j names none that is kept", async (text) => {
    expect(await read(text)).toBeUndefined();
  });

  test("is another one while clocks go back", async () => {
    // 1:30 in the first of two hours.
    const found = await read("in 40 minutes", "en", instant("2026-11-01T08:30:00Z"));
    expect(found).toMatchObject({ local: "2026-11-01T01:10", at: "2026-11-01T09:10:00.000Z" });
  });
});

describe("a time in Spanish", () => {
  test.each([
    ["ma\u00F1ana a las 9 llamar a mam\u00E1", "2026-11-27T09:00", "llamar a mam\u00E1"],
    ["manana a las 9 llamar a mama", "2026-11-27T09:00", "llamar a mama"],
    ["pasado ma\u00F1ana a las 10", "2026-11-28T10:00", ""],
    ["el lunes a las 7 de la tarde", "2026-11-30T19:00", "el"],
    ["el lunes que viene a las 9", "2026-11-30T09:00", "el"],
    ["hoy a las 5 de la tarde", "2026-11-26T17:00", ""],
    ["a las 5", "2026-11-26T17:00", "a"],
    ["a la una", "2026-11-26T13:00", "a"],
    ["a las 9 de la noche tomar agua", "2026-11-26T21:00", "a tomar agua"],
    ["esta noche sacar la basura", "2026-11-26T19:00", "sacar la basura"],
    ["ma\u00F1ana por la ma\u00F1ana", "2026-11-27T09:00", ""],
    ["el 24 de diciembre a las 6 pm", "2026-12-24T18:00", "el"],
  ])("%s", async (text, local, rest) => {
    const found = await read(text, "es");
    expect({ ...found, rest: spaced(found?.rest) }).toEqual({ local, rest });
  });

  test.each([
    ["en 20 minutos", "2026-11-26T16:50:00.000Z"],
    ["dentro de una hora", "2026-11-26T17:30:00.000Z"],
    ["en media hora", "2026-11-26T17:00:00.000Z"],
  ])("%s is a moment", async (text, at) => {
    expect(await read(text, "es")).toMatchObject({ at });
  });

  test.each([
    ["todos los d\u00EDas a las 8 caminar", "day", "2026-11-27T08:00"],
    ["cada noche leer", "day", "2026-11-26T19:00"],
    ["todos los lunes a las 6 pm", "week", "2026-11-30T18:00"],
  ])("%s comes again", async (text, every, local) => {
    expect(await read(text, "es")).toMatchObject({ every, local });
  });
});
