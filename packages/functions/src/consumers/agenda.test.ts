import { segmentsOf } from "@jules/core/messaging";
import { describe, expect, test } from "vitest";
import { wireKnownMember } from "../../test/conversation.ts";

/** A member of San Francisco, a Friday at 9:00 there, in a conversation that goes on. */
async function talking(age: "CLAIMED_ADULT" | "UNKNOWN" = "CLAIMED_ADULT") {
  const conversation = await wireKnownMember();
  const { clock, member, members, say, ring, agenda } = conversation;
  if (age !== "UNKNOWN") await members.changeAge(await member(), { state: age, by: "stated" }, clock.now());
  return {
    ...conversation,
    async tell(...bodies: string[]) {
      for (const body of bodies) await say(body);
      await ring();
    },
    last: () => conversation.bodies().at(-1),
    entries: async () => agenda.of((await member()).id),
  };
}

describe("remind me", () => {
  test("is confirmed with the day, the time and the clock, and needs no START", async () => {
    const { tell, last, entries, model } = await talking();
    await tell("remind me tomorrow at 9 to call Mom");
    expect(last()).toBe("Okay, I'll remind you Sat, Nov 21 at 9:00 AM Pacific.");
    expect(await entries()).toMatchObject([
      { kind: "reminder", about: "call Mom", dueAt: "2026-11-21T17:00:00.000Z", language: "en" },
    ]);
    expect(model.prompts).toEqual([]);
  });

  test.each([
    ["in 20 minutes to check the oven", expect.stringMatching(/^2026-11-20T17:20/), "check the oven"],
    ["to water the plants on monday", "2026-11-23T17:00:00.000Z", "water the plants"],
    ["at 5 to eat", "2026-11-21T01:00:00.000Z", "eat"],
  ])("%s", async (words, dueAt, about) => {
    const { tell, entries } = await talking();
    await tell(`remind me ${words}`);
    expect(await entries()).toMatchObject([{ dueAt, about }]);
  });

  test("every day takes a START, and says so", async () => {
    const { tell, last, entries } = await talking();
    await tell("remind me every day at 8am to take a walk");
    expect(last()).toContain("every day at 8:00 AM Pacific. Reply START first");
    expect(await entries()).toMatchObject([{ every: { days: "day", at: "08:00" }, dueAt: "2026-11-21T16:00:00.000Z" }]);
    await tell("START");
    await tell("remind me every monday at 6pm to do yoga");
    expect(last()).toBe("Okay, I'll remind you every Monday at 6:00 PM Pacific.");
  });

  test("in Spanish is answered and kept in it", async () => {
    const { tell, last, entries } = await talking();
    await tell("recu\u00E9rdame ma\u00F1ana a las 9 llamar a mam\u00E1");
    expect(last()).toContain(
      "De acuerdo, te lo recuerdo el s\u00E1bado 21 de noviembre a las 9:00 (hora del Pac\u00EDfico).",
    );
    expect(await entries()).toMatchObject([{ about: "llamar a mam\u00E1", language: "es" }]);
  });

  test("is by the clock they say is theirs", async () => {
    const { tell, last, entries } = await talking();
    await tell("I'm in New York");
    await tell("remind me tomorrow at 11 to call mom");
    expect([last(), (await entries())[0]?.dueAt]).toEqual([
      "Okay, I'll remind you Sat, Nov 21 at 11:00 AM Eastern.",
      "2026-11-21T16:00:00.000Z",
    ]);
  });

  test("that is further ahead than a silence may last says when it comes, in a segment more at most", async () => {
    const { tell, last } = await talking();
    await tell("remind me in 44 days to call mom");
    expect(last()).toMatch(/Pacific\.$/);
    await tell("remind me in 46 days to call mom");
    expect(last()).toMatch(/Pacific\. It only comes if we've texted in the weeks before\.$/);
    expect(segmentsOf(last() ?? "")).toBe(1);
    await tell("recu\u00E9rdame en 46 d\u00EDas llamar a mam\u00E1");
    const words = " Solo llega si nos escribimos en las semanas antes.";
    expect(last()).toContain(words);
    expect(segmentsOf(last() ?? "") - segmentsOf(last()?.replace(words, "") ?? "")).toBeLessThanOrEqual(1);
  });

  test("at an hour at which nobody is texted first is put at the nearest that suits", async () => {
    const { tell, last, entries } = await talking();
    await tell("remind me tonight at 9 to lock up");
    expect(last()).toBe(
      "I don't text first at that hour, so I'll remind you Fri, Nov 20 at 7:45 PM Pacific. Another time? Just tell me.",
    );
    await tell("don't text me before 10");
    await tell("remind me tomorrow at 8 to run");
    expect(last()).toContain("Sat, Nov 21 at 10:00 AM Pacific");
    expect((await entries()).map(({ dueAt }) => dueAt)).toEqual([
      "2026-11-21T03:45:00.000Z",
      "2026-11-21T18:00:00.000Z",
    ]);
  });

  test.each([
    ["to call my aunt", /^When should I remind you\?/],
    ["yesterday at 5 to eat", /already passed\. When/],
    ["every other day at 9 to run", /^When should I remind you\?/],
    ["in 900 days to renew it", /further ahead/],
  ])("%s gets one question", async (words, question) => {
    const { tell, last, entries } = await talking();
    await tell("hi");
    await tell(`remind me ${words}`);
    expect(last()).toMatch(question);
    expect((last()?.match(/\?/g) ?? []).length).toBe(1);
    expect(await entries()).toEqual([]);
  });

  test.each([
    "remind me to buy a gun tomorrow",
    "remind me at 9 to end things",
    "remind me at 9 to lock the bathroom door and get the razor",
    "remind me tonight at 10 not to cut",
    "remind me to get the rope tomorrow",
    "remind me not to eat tomorrow",
    "remind me tomorrow at 9 to take every pill I have",
    "remind me tomorrow at 9 to take all the pills",
    "recu\u00E9rdame ma\u00F1ana comprar una pistola",
    "recu\u00E9rdame ma\u00F1ana a las 9 acabar con todo",
  ])("is no reminder where it is a plan to do harm, and is looked at twice or helped: %s", async (text) => {
    const { tell, bodies, entries, looks, model } = await talking();
    await tell(text);
    expect(await entries()).toEqual([]);
    const isHelped = bodies().some((body) => body.includes("988"));
    expect([isHelped || looks.some((texts) => texts.at(-1) === text), model.prompts.length]).toEqual([true, 1]);
    expect(bodies().join("\n")).not.toMatch(/remind you|recuerdo/);
  });

  test.each(["remind me to get the rope tomorrow", "remind me at 9 to end things"])(
    "is helped as the plan is when it is said plainly: %s",
    async (text) => {
      const { tell, bodies, episode } = await talking();
      await tell(text);
      expect([bodies().filter((body) => body.includes("988")).length, (await episode()).state]).toEqual([1, "HOLD"]);
    },
  );

  test("that nobody had an opinion of is answered with care", async () => {
    const { tell, entries, lookAs, bodies } = await talking();
    lookAs(() => undefined);
    await tell("remind me tomorrow at 9 to get the razor");
    expect(await entries()).toEqual([]);
    expect(bodies().join("\n")).toContain("988");
  });

  test("of a plan is weighed before a birth year is asked for", async () => {
    const { tell, bodies } = await talking("UNKNOWN");
    await tell("remind me to get the rope tomorrow");
    expect(bodies().join("\n")).toContain("988");
    expect(bodies().join("\n")).not.toContain("birth year");
  });

  test.each([
    "remind me to take my pills at 9",
    "remind me to kill the lights at 9",
    "remind me tomorrow to shoot Sam an email",
    "remind me tomorrow to pick up the rope for the boat",
    "recu\u00E9rdame ma\u00F1ana llamar a mam\u00E1",
  ])("is one where it is harmless: %s", async (text) => {
    const { tell, entries } = await talking();
    await tell(text);
    expect(await entries()).toHaveLength(1);
  });

  test("of a chore that sounded like more is one after a second look", async () => {
    const { tell, entries, looks } = await talking();
    await tell("remind me tomorrow at 9 to text my sister");
    expect([looks.length, (await entries()).length]).toEqual([1, 1]);
  });

  test("is put aside until their birth year is known, which it asks for", async () => {
    const { tell, last, entries } = await talking("UNKNOWN");
    await tell("remind me tomorrow at 9 to call mom");
    expect(last()).toMatch(/once I know your birth year\.\nOne quick thing/);
    expect(await entries()).toEqual([]);
    await tell("1990");
    await tell("remind me tomorrow at 9 to call mom");
    expect(await entries()).toHaveLength(1);
  });

  test("stops at twenty", async () => {
    const { tell, last, entries } = await talking();
    for (let hour = 0; hour < 21; hour++) await tell(`remind me in ${hour + 20} hours to stretch`);
    expect([last(), (await entries()).length]).toEqual([expect.stringMatching(/^You already have 20/), 20]);
  });

  test("is added once, however often the turn begins", async () => {
    const { say, ring, before, entries, bodies } = await talking();
    before("beginReply", () => Promise.reject(new Error("the sandbox is gone")));
    await say("remind me tomorrow at 9 to call mom");
    await ring().catch(() => undefined);
    await ring();
    expect([(await entries()).length, bodies().length]).toEqual([1, 1]);
  });

  test("says nothing in a crisis", async () => {
    const { tell, entries, bodies } = await talking();
    await tell("I want to kill myself", "remind me tomorrow at 9 to call mom");
    expect(await entries()).toEqual([]);
    expect(bodies().join("\n")).not.toContain("I'll remind you");
  });
});

describe("what is to come", () => {
  test("is listed, but for words that may not leave", async () => {
    const { tell, last } = await talking();
    await tell("what are my reminders?");
    expect(last()).toBe("You have no reminders.");
    await tell("remind me tomorrow at 9 to call mom");
    await tell("remind me tomorrow at 10 to open www.casino.example");
    await tell("what are my reminders?");
    expect(last()).toBe(
      "Your reminders:\n1. Sat, Nov 21 at 9:00 AM Pacific: call mom\n2. Sat, Nov 21 at 10:00 AM Pacific",
    );
  });

  test("is cancelled by what it is about, by its place, or all of it", async () => {
    const { tell, last, entries } = await talking();
    for (const about of ["call mom", "pay rent", "call dad", "run"]) await tell(`remind me tomorrow at 9 to ${about}`);
    await tell("cancel my reminder about calling grandma");
    expect(last()).toMatch(/^I don't find/);
    await tell("cancel my reminder about call");
    expect(last()).toMatch(/^Which one\?/);
    await tell("cancel my reminder about the rent");
    expect([last(), (await entries()).length]).toEqual(["Okay, that reminder is off.", 3]);
    await tell("cancel reminder 1");
    expect((await entries()).length).toBe(2);
    await tell("cancel all reminders");
    expect([last(), await entries()]).toEqual(["Okay, all your reminders are off.", []]);
  });

  test("is nothing of the bare word, which ends everything", async () => {
    const { tell, say, member } = await talking();
    await tell("remind me tomorrow at 9 to call mom");
    await say("CANCEL");
    expect((await member()).consent.state).toBe("OPTED_OUT");
  });

  test("ends with a STOP, for who comes back too", async () => {
    const { tell, say, last, entries, clock } = await talking();
    await tell("remind me tomorrow at 9 to call mom");
    await say("STOP");
    clock.advance(60_000);
    await say("START");
    await tell("what are my reminders?");
    expect([last(), await entries()]).toEqual([expect.stringContaining("You have no reminders."), []]);
  });
});
