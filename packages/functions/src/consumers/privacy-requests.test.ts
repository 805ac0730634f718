import { describe, expect, test } from "vitest";
import { wireConversation, wireKnownMember } from "../../test/conversation.ts";

const DAY_MS = 24 * 60 * 60_000;

/** A member who has talked with Jules. */
async function talking() {
  const conversation = await wireKnownMember();
  const { say, ring, bodies } = conversation;
  await say("hey");
  await ring();
  return {
    ...conversation,
    /** What Jules answers to a text. */
    async answerTo(text: string) {
      const before = bodies().length;
      await say(text);
      await ring();
      return bodies().slice(before);
    },
  };
}

describe("a member who asks about their data", () => {
  test("hears what is kept, in kinds and counts, and the model is not asked", async () => {
    const { answerTo, model, orders } = await talking();
    const questions = model.prompts.length;
    const [answer, ...more] = await answerTo("What do you know about me?");
    expect(more).toEqual([]);
    expect(answer).toContain("2 texts from you, 1 text from me");
    for (const word of ["EXPORT", "FORGET", "DELETE MY DATA", "jules.example/privacy"]) expect(answer).toContain(word);
    expect(model.prompts.length).toBe(questions);
    expect(orders.map(({ task }) => task)).toEqual([{ kind: "access" }]);
  });

  test.each([
    ["EXPORT", { kind: "export" }, "24 hours"],
    ["FORGET my sister", { kind: "forget", about: "my sister" }, "deleting what mentions it"],
  ])("%s is ordered, with where the answer goes", async (text, task, said) => {
    const { answerTo, orders } = await talking();
    expect(await answerTo(text)).toEqual([expect.stringContaining(said)]);
    expect(orders).toEqual([expect.objectContaining({ task, answer: { to: "+14155550123", language: "en" } })]);
    expect(orders[0]?.reference).toMatch(/^[0-9A-F]{12}$/);
  });

  test.each(["forget about tomorrow", "forget the pills", "Forget my mom", "olvida a mi ex"])(
    "and one who talks of forgetting is answered by Jules, and nothing is deleted: %s",
    async (text) => {
      const { answerTo, orders } = await talking();
      expect(await answerTo(text)).toEqual([expect.stringContaining("I'm here")]);
      expect(orders).toEqual([]);
    },
  );

  test("is answered in Spanish when they write it", async () => {
    const { answerTo, say, ring } = await talking();
    await say("me siento solo y no sé qué hacer");
    await ring();
    const [answer] = await answerTo("Mándame mis datos");
    expect(answer).toMatch(/tus datos|your data/);
  });

  test("beside another text is answered by Jules, with what is done about it after that", async () => {
    const { say, ring, bodies, orders } = await talking();
    const before = bodies().length;
    await say("my boss is awful");
    await say("EXPORT");
    await ring();
    const [answer, ...more] = bodies().slice(before);
    expect(more).toEqual([]);
    expect(answer).toMatch(/^I'm here\. What's on your mind\?\nI'm putting your data together/);
    expect(orders).toHaveLength(1);
  });

  test("gets the order made before the answer, so that a crash between the two loses nothing", async () => {
    const { say, ring, orders, before, bodies } = await talking();
    const had = bodies().length;
    before("beginReply", () => {
      expect(orders).toHaveLength(1);
      throw new Error("the sandbox dies");
    });
    await say("EXPORT");
    expect(await ring()).toBe("again");
    expect(await ring(2)).toBe("done");
    expect(bodies().slice(had)).toEqual([expect.stringContaining("24 hours")]);
    expect(new Set(orders.map(({ reference }) => reference)).size).toBe(1);
  });
});

describe("who says DELETE MY DATA", () => {
  test("is asked once, and erased when they say DELETE", async () => {
    const { answerTo, orders } = await talking();
    expect(await answerTo("DELETE MY DATA")).toEqual([expect.stringContaining("Reply DELETE within 24 hours")]);
    expect(orders).toEqual([]);
    expect(await answerTo("delete")).toEqual([expect.stringContaining("I'm deleting everything now")]);
    expect(orders.map(({ task }) => task)).toEqual([{ kind: "erase", because: "asked" }]);
  });

  test("and DELETE a day later is talking", async () => {
    const { answerTo, orders, clock } = await talking();
    await answerTo("DELETE MY DATA");
    clock.advance(DAY_MS);
    await answerTo("DELETE");
    expect(orders).toEqual([]);
  });

  test("DELETE without having asked is talking", async () => {
    const { answerTo, orders } = await talking();
    expect((await answerTo("DELETE")).join()).toContain("I'm here");
    expect(orders).toEqual([]);
  });

  test("in a crisis is heard, after Jules' own words and with 988", async () => {
    const { say, ring, bodies, orders, answerTo } = await talking();
    await say("I want to kill myself tonight");
    await ring();
    const had = bodies().length;
    await say("delete everything about me");
    await ring();
    const said = bodies().slice(had).join("\n");
    expect(said).toContain("Reply DELETE");
    expect(said).toContain("988");
    expect(said.indexOf("Reply DELETE")).toBeGreaterThan(0);
    await answerTo("DELETE");
    expect(orders.map(({ task }) => task.kind)).toEqual(["erase"]);
  });

  test("after a STOP is erased without a text", async () => {
    const { say, bodies, orders } = await talking();
    await say("STOP");
    const had = bodies().length;
    await say("what do you know about me");
    await say("DELETE");
    expect(orders).toEqual([]);
    await say("DELETE MY DATA");
    expect(orders).toEqual([expect.objectContaining({ task: { kind: "erase", because: "asked" }, answer: undefined })]);
    expect(bodies().length).toBe(had);
  });
});

describe("while nobody takes orders about data", () => {
  test("who is in a crisis hears Jules all the same, and that what they asked for was not done", async () => {
    const { say, ring, bodies, orders, privacyIsOut, answerTo } = await talking();
    await say("I want to kill myself tonight");
    await ring();
    privacyIsOut(true);
    const had = bodies().length;
    await say("EXPORT");
    expect(await ring()).toBe("done");
    const [answer = "", ...more] = bodies().slice(had);
    expect(more).toEqual([]);
    expect(answer).toContain("I'm here");
    expect(answer).toContain("Please ask me once more in a while");
    expect(answer).not.toContain("putting your data together");
    privacyIsOut(false);
    expect((await answerTo("EXPORT")).join()).toContain("putting your data together");
    expect(orders).toHaveLength(1);
  });

  test("anybody else waits until it was done", async () => {
    const { say, ring, bodies, orders, privacyIsOut, letPass } = await talking();
    privacyIsOut(true);
    const had = bodies().length;
    await say("EXPORT");
    await ring();
    expect(bodies().length).toBe(had);
    privacyIsOut(false);
    await letPass({ minutes: 5 });
    expect([orders.length, bodies().length]).toEqual([1, had + 1]);
  });
});

test("a first text that is a request is answered after the introduction", async () => {
  const { say, ring, bodies, orders } = wireConversation();
  await say("EXPORT");
  await ring();
  expect(bodies().at(-1)).toContain("24 hours");
  expect(orders).toHaveLength(1);
});
