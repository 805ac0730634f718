import { Failure } from "@jules/core/kernel";
import { describe, expect, test } from "vitest";
import { wireKnownMember } from "../../test/conversation.ts";

/** A member of San Francisco, a Friday at 9:00 there, in a conversation that goes on. */
async function talking(scope: "replies" | "recurring" = "replies") {
  const conversation = await wireKnownMember();
  const { clock, member, members, companion, say, ring } = conversation;
  const known = await members.changeAge(await member(), { state: "CLAIMED_ADULT", by: "stated" }, clock.now());
  if (scope === "recurring") {
    const start = { state: "ACTIVE", scope, changedBy: "start", saidAt: clock.now(), cause: "keyword" } as const;
    await members.changeConsent(known, start, clock.now());
  }
  const preferences = async () => (await companion.ports.profiles.of((await member()).id)).preferences;
  return {
    ...conversation,
    preferences,
    async tell(...bodies: string[]) {
      for (const body of bodies) await say(body);
      await ring();
    },
    last: () => conversation.bodies().at(-1),
  };
}

describe("a setting in plain words", () => {
  test("is kept, and answered without asking the model", async () => {
    const { tell, last, preferences, model } = await talking();
    await tell("call me Sam");
    expect([last(), (await preferences()).name, model.prompts.length]).toEqual(["Okay, Sam it is.", "Sam", 0]);
  });

  test("beside other texts stands before what Jules says to those", async () => {
    const { tell, last, preferences } = await talking();
    await tell("what a day", "no emojis please");
    expect([last(), (await preferences()).emoji]).toEqual(["Okay, no emojis.\nI'm here. What's on your mind?", false]);
  });

  test("is answered in the language it asks for, and so is everything after it", async () => {
    const { tell, last, preferences, model } = await talking();
    await tell("speak Spanish");
    expect([last(), (await preferences()).language]).toEqual(["Claro, seguimos en espa\u00F1ol.", "es"]);
    model.next("unavailable");
    await tell("hm");
    expect(last()).toMatch(/[\u00E1\u00E9\u00ED\u00F3\u00FA\u00F1\u00BF]/);
    await tell("what are my settings");
    expect(last()).toContain("Tus ajustes:\nIdioma: espa\u00F1ol");
  });

  test("is none in a crisis: its words stay those of the crisis", async () => {
    const { tell, preferences, bodies } = await talking();
    await tell("speak Spanish");
    await tell("I want to kill myself. call me Sam");
    expect((await preferences()).name).toBeUndefined();
    expect(bodies().join("\n")).toContain("988");
    expect(bodies().at(-1)).not.toMatch(/Sam it is|\u00BF/);
  });

  test("is none of whoever may have the number by now", async () => {
    const { tell, clock, preferences } = await talking();
    await tell("hi");
    clock.advance(50 * 24 * 60 * 60_000);
    await tell("call me Tom");
    expect((await preferences()).name).toBeUndefined();
  });

  test("is kept before it is said, or the turn comes again", async () => {
    const { say, ring, letPass, companion, bodies, preferences } = await talking();
    const { change } = companion.ports.profiles;
    let isOut = true;
    companion.ports.profiles.change = async (...given) => {
      if (isOut) throw new Failure("key.unavailable", "scripted");
      return change(...given);
    };
    await say("call me Sam");
    await ring();
    expect(bodies()).toEqual([]);
    isOut = false;
    await letPass({ minutes: 2 });
    expect([(await preferences()).name, bodies()]).toEqual(["Sam", ["Okay, Sam it is."]]);
  });
});

describe("a check-in every day", () => {
  test("stands on the agenda once, at the time that was said last", async () => {
    const { tell, last, agenda, member } = await talking("recurring");
    const entries = async () => (await agenda.of((await member()).id)).map(({ dueAt, every }) => [dueAt, every?.days]);
    await tell("check in with me at 8");
    expect(last()).toBe("Okay, I'll check in every day at 8:00 AM Pacific.");
    await tell("check in with me every evening at 6");
    expect(await entries()).toEqual([["2026-11-21T02:00:00.000Z", "day"]]);
    await tell("check in with me every Monday at 9");
    expect([await entries(), last()]).toEqual([
      [["2026-11-23T17:00:00.000Z", "week"]],
      "Okay, I'll check in every Monday at 9:00 AM Pacific.",
    ]);
    await tell("stop checking in on me");
    expect([await entries(), last()]).toEqual([[], "Okay, I won't check in."]);
  });

  test("comes for who said STOP, is back and asks for it again", async () => {
    const { tell, say, clock, agenda, member } = await talking("recurring");
    await tell("check in with me at 10");
    await say("STOP");
    clock.advance(60_000);
    await say("START");
    clock.advance(60_000);
    await tell("hi");
    await tell("check in with me at 10");
    const entries = await agenda.of((await member()).id);
    const { introducedAt } = await member();
    expect(entries.map(({ addedAt }) => introducedAt !== undefined && addedAt >= introducedAt)).toEqual([true]);
  });

  test("moves with who moves", async () => {
    const { tell, agenda, member } = await talking("recurring");
    await tell("check in with me at 10");
    await tell("I moved to New York");
    expect((await agenda.of((await member()).id)).map(({ dueAt }) => dueAt)).toEqual(["2026-11-21T15:00:00.000Z"]);
  });

  test("at an hour at which nobody is texted first is one at the nearest that suits", async () => {
    const { tell, last, preferences } = await talking("recurring");
    await tell("check in with me every night at 10");
    expect([last(), (await preferences()).checkInAt]).toEqual([
      "I don't text first at that hour, so I'll check in every day at 7:45 PM Pacific.",
      "19:45",
    ]);
  });

  test("needs a START, and says so", async () => {
    const { tell, last } = await talking();
    await tell("check in with me at 8");
    expect(last()).toContain("Reply START first");
  });

  test("needs a birth year, and asks for it", async () => {
    const { say, ring, bodies } = await wireKnownMember();
    await say("check in with me at 8");
    await ring();
    expect(bodies().at(-1)).toMatch(/once I know your birth year\.\nOne quick thing.*What year were you born\?/);
  });
});
