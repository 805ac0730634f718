import { Failure } from "@jules/core/kernel";
import type { Fact, FactId } from "@jules/core/memory";
import { DECLINED_REPLIES } from "@jules/core/persona";
import { NO_PREFERENCES, type Preferences } from "@jules/core/preferences";
import { describe, expect, test } from "vitest";
import { wireKnownMember } from "../../test/conversation.ts";

const DAY_MS = 86_400_000;

/** A member who told something of their life and how they want to be spoken to. */
async function wire(preferences: Partial<Preferences> = {}) {
  const conversation = await wireKnownMember();
  const { say, ring, bodies, clock, member, members, model, companion } = conversation;
  // Of whom nothing is known nothing is remembered.
  await members.changeAge(await member(), { state: "CLAIMED_ADULT", by: "stated" }, clock.now());
  const { profiles } = companion.ports;
  const sister: Fact = {
    ...{ id: "f1" as FactId, topic: "sister/name", text: "Her sister is called Ana", learnedAt: clock.now() },
    source: "t1" as Fact["source"],
  };
  const profile = { preferences: { ...NO_PREFERENCES, ...preferences }, memory: { facts: [sister] } };
  await profiles.change((await member()).id, () => profile, clock.now());
  return {
    ...conversation,
    async tell(body: string) {
      await say(body);
      await ring();
    },
    notes: () => model.prompts.at(-1)?.notes,
    newest: () => bodies().at(-1)?.split("\n").at(-1),
    profilesFail: () => {
      profiles.of = async () => Promise.reject(new Failure("key.unavailable", "scripted"));
    },
  };
}

describe("what the model is told of a member", () => {
  test("is what they told, how they want it, and what time it is where they are", async () => {
    const { tell, notes } = await wire({ name: "Bea", tone: "gentle" });
    await tell("hey");
    expect(notes()).toContain("Her sister is called Ana");
    expect(notes()).toContain('name: "Bea"');
    expect(notes()).toMatch(/now: \w+day, .* [AP]M \(Los Angeles time, guessed from the area code\)/);
  });

  test("is nothing while the number may be somebody else's", async () => {
    const { tell, notes, clock, model } = await wire({ name: "Bea" });
    clock.advance(46 * DAY_MS);
    await tell("hey");
    expect([model.prompts.length, notes()]).toEqual([1, undefined]);
    await tell("what's up");
    expect([model.prompts.length, notes()]).toEqual([2, undefined]);
  });

  test("is nothing in a crisis", async () => {
    const { tell, notes, model } = await wire({ tone: "playful" });
    await tell("I want to die");
    expect([model.prompts.length, notes()]).toEqual([1, undefined]);
  });

  test("is left out when it cannot be read, and they are answered", async () => {
    const { tell, notes, profilesFail, newest } = await wire({ language: "es" });
    profilesFail();
    await tell("hey");
    expect([notes(), newest()]).toEqual([undefined, "I'm here. What's on your mind?"]);
  });
});

describe("when the model declines", () => {
  const ENGLISH = DECLINED_REPLIES.filter((body) => !body.includes("\u00BF"));
  const SPANISH = DECLINED_REPLIES.filter((body) => body.includes("\u00BF"));

  test.each([
    ["hey there", undefined, ENGLISH],
    ["hola, hoy no tengo ganas de nada", undefined, SPANISH],
    ["hey there", "es", SPANISH],
    ["hola, hoy no tengo ganas de nada", "en", ENGLISH],
  ] as const)("%j is answered in the language they chose (%s), or that of the text", async (body, language, among) => {
    const { tell, model, newest } = await wire({ language });
    model.next({ kind: "declined", reason: "refusal" });
    await tell(body);
    expect(among).toContain(newest());
  });

  test("in the language of the text when what they chose cannot be read", async () => {
    const { tell, model, newest, profilesFail } = await wire({ language: "es" });
    profilesFail();
    model.next({ kind: "declined", reason: "refusal" });
    await tell("hey there");
    expect(ENGLISH).toContain(newest());
  });

  test("since a moderator found it beyond Jules, that is said so", async () => {
    const { tell, model, newest } = await wire();
    model.next({ kind: "declined", reason: "moderated" });
    await tell("hey there");
    expect(newest()).toContain("not something I can go into");
  });
});
