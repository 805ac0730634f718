import { fixedText } from "@jules/core/disclosure";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LocalJules } from "./local-jules.ts";

let jules: LocalJules;

beforeAll(async () => {
  jules = await LocalJules.start();
});

afterAll(async () => {
  await jules.stop();
});

const STOPPED = fixedText("stopped").body;
const textsTo = (number: string) => jules.bodies(number);

test("a revocation in plain words ends it, as a STOP does, and only START begins it again", async () => {
  const number = "+14155550181";
  await jules.say("hello there", number);
  const before = (await textsTo(number)).length;
  await jules.say("please stop texting me", number);
  for (const body of ["are you there?", "yes", "no more messages"]) await jules.say(body, number);
  expect((await textsTo(number)).slice(before)).toEqual([STOPPED]);
  await jules.say("START", number);
  expect((await textsTo(number)).slice(before + 1)).toEqual([
    fixedText("restarted").body,
    fixedText("disclosure").body,
  ]);
});

test("words that may be one are asked about once, and a yes goes on", async () => {
  const number = "+14155550182";
  await jules.say("hello there", number);
  const before = (await textsTo(number)).length;
  await jules.say("leave me alone", number);
  await jules.say("go away", number);
  expect((await textsTo(number)).slice(before)).toEqual([fixedText("clarification").body]);
  await jules.say("yes", number);
  expect((await textsTo(number)).length).toBeGreaterThan(before + 1);
});

test("a crisis that asks for silence is helped before it is obeyed", async () => {
  const number = "+14155550183";
  await jules.say("I want to kill myself. stop texting me", number);
  expect(await textsTo(number)).toEqual([expect.stringContaining("988"), STOPPED]);
});
