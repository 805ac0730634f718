import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LocalJules } from "./local-jules.ts";

let jules: LocalJules;
beforeAll(async () => {
  jules = await LocalJules.start();
});
afterAll(() => jules.stop());

let people = 0;
/** Somebody who has texted before. */
async function somebody(): Promise<string> {
  people += 1;
  const number = `+1415555${String(2_000 + people)}`;
  await jules.say("hey jules, how are you", number);
  return number;
}

describe("who wants no more texts", () => {
  test.each([
    "STOP",
    "Stop.",
    "S T O P",
    " opt  out ",
    "unsubscribe!!",
    "ALTO",
    "please stop texting me",
    "I do not wish to be contacted anymore",
  ])("and says so by %j hears one confirmation, and nothing after it", async (words) => {
    const number = await somebody();
    const before = await jules.bodies(number);
    await jules.say(words, number);
    const after = await jules.bodies(number);
    expect(after.slice(before.length)).toEqual([expect.stringMatching(/START/)]);
    await jules.say("hello?", number);
    await jules.say(words, number);
    expect(await jules.bodies(number)).toEqual(after);
  });

  test("perhaps is asked once, and is not answered by Jules until they say", async () => {
    const number = await somebody();
    const before = (await jules.bodies(number)).length;
    await jules.say("leave me alone", number);
    const asked = (await jules.bodies(number)).slice(before);
    expect(asked).toEqual([expect.stringMatching(/Reply YES to keep them or STOP to end them/)]);
    await jules.say("no", number);
    await jules.say("anybody there?", number);
    // The question was the one text that an opt-out allows (47 CFR 64.1200(a)(12)).
    expect((await jules.bodies(number)).slice(before + 1)).toEqual([]);
  });

  test("perhaps, and then says yes, is answered again", async () => {
    const number = await somebody();
    await jules.say("leave me alone", number);
    const before = (await jules.bodies(number)).length;
    await jules.say("yes", number);
    expect((await jules.bodies(number)).length).toBeGreaterThan(before);
  });

  test("and is silent after that question for a day is opted out without another text", async () => {
    const number = await somebody();
    await jules.say("leave me alone", number);
    const before = await jules.bodies(number);
    await jules.advance(25 * 60 * 60_000);
    await jules.settle();
    await jules.say("hello?", number);
    expect(await jules.bodies(number)).toEqual(before);
  });
});

test("a cry for help that asks for silence is helped first, and then obeyed", async () => {
  const number = await somebody();
  const before = (await jules.bodies(number)).length;
  await jules.say("I want to kill myself. stop texting me", number);
  expect((await jules.bodies(number)).slice(before)).toEqual([
    expect.stringContaining("988"),
    expect.stringMatching(/unsubscribed/),
  ]);
});

test("a cry for help in the words of an ending is a cry for help", async () => {
  const number = await somebody();
  const before = (await jules.bodies(number)).length;
  await jules.say("I want to end it all", number);
  const said = (await jules.bodies(number)).slice(before);
  expect(said[0]).toContain("988");
  expect(said.join("\n")).not.toContain("unsubscribed");
  await jules.say("are you there", number);
  expect((await jules.bodies(number)).length).toBeGreaterThan(before + said.length);
});
