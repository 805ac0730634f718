import { afterAll, beforeAll, expect, test } from "vitest";
import { LocalJules } from "./local-jules.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let jules: LocalJules;
beforeAll(async () => {
  jules = await LocalJules.start();
  await jules.say("hey jules");
  await jules.say("I was born in 1990");
});
afterAll(() => jules.stop());

const last = async () => (await jules.bodies()).at(-1) ?? "";

/** They put the phone down; what they said is read meanwhile. */
async function pause(days = 0): Promise<void> {
  await jules.advance(12 * MINUTE_MS);
  await jules.settle();
  if (days > 0) await jules.advance(days * DAY_MS);
}

/** Half of what a prompt has of the conversation; the other half are the answers. */
const SMALL_TALK = [
  ...["so tired today", "the bus was late again", "made soup for lunch", "it rained all morning", "watched the clouds"],
  ...["my back hurts from the chair", "went to the store", "the elevator is broken", "nice light outside", "lol ok"],
  ...["early mornings are rough", "cooked rice", "found ten dollars", "the neighbors are loud", "going to bed now"],
];

interface Asked {
  readonly body: { readonly messages: readonly { readonly content: unknown }[]; readonly output_config?: unknown };
}

/** What the model was asked when it answered last: all of it, and the notes in it. */
async function asked(): Promise<{ readonly all: string; readonly notes: string }> {
  const url = `${jules.ready.services.anthropicSimulator}/simulator/requests`;
  const requests = (await (await fetch(url)).json()) as readonly Asked[];
  const all = JSON.stringify(requests.filter(({ body }) => !body.output_config).at(-1)?.body.messages ?? "");
  return { all, notes: /<notes>.*?<\/notes>/.exec(all)?.[0] ?? "" };
}

test("what somebody told months ago is known when it is no longer among their last texts", async () => {
  await jules.say("my sister is called Ann");
  await jules.say("I have a dog named Rex");
  await pause(40);
  for (const text of SMALL_TALK) await jules.say(text);
  await pause(20);
  await jules.say("guess who called me today");
  const { all, notes } = await asked();
  expect(notes).toContain("My sister is called Ann");
  expect(notes).toContain("I have a dog named Rex");
  expect(all.replace(notes, "")).not.toContain("Ann");
});

test("what changed takes the place of what was so", async () => {
  await jules.say("actually my sister's name is Ana");
  await pause();
  await jules.say("how are you");
  const { notes } = await asked();
  expect(notes).toMatch(/facts they told.*sister's name is Ana.*no longer so.*My sister is called Ann/);
});

test("what they ask to be remembered is, and they can ask what is", async () => {
  await jules.say("remember that I hate cilantro");
  expect(await last()).toContain("I'll remember that.");
  await jules.say("remember that the crisis line is 555-0100");
  expect(await last()).toContain("call or text 988");
  await jules.say("what do you remember about me?");
  expect(await last()).toMatch(/What I remember, as you told it: I hate cilantro;.*my sister's name is Ana/);
  expect(await last()).not.toContain("555");
});

test("what was just said goes when they say so", async () => {
  await jules.say("my boss is called Waldemar");
  await jules.say("forget that");
  expect(await last()).toContain("I'm deleting what you just said");
  await pause();
  await jules.say("hello again");
  const { all } = await asked();
  expect(all).not.toContain("Waldemar");
});

test("what is to be forgotten is gone from everything that the model is told", async () => {
  await jules.say("FORGET my sister");
  await jules.say("good morning");
  const { all, notes } = await asked();
  expect(all).not.toMatch(/sister|Ana\b|Ann\b/);
  expect(notes).toContain("I have a dog named Rex");
});
