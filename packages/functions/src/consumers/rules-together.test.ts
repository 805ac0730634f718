import { ageText } from "@jules/core/age";
import { fixedText } from "@jules/core/disclosure";
import { instantPlus } from "@jules/core/kernel";
import { beforeEach, expect, test } from "vitest";
import { REFUSED_FOR_NOW, wireConversation, wireKnownMember } from "../../test/conversation.ts";

let jules: Awaited<ReturnType<typeof wireKnownMember>>;
beforeEach(async () => {
  jules = await wireKnownMember();
});

async function answerTo(...bodies: readonly string[]): Promise<string> {
  const before = jules.bodies().length;
  for (const body of bodies) await jules.say(body);
  await jules.ring();
  return jules.bodies().slice(before).join("\n---\n");
}

const IDENTITY = fixedText("are-ai").body;
const asked = () => jules.ledger().filter(({ reason }) => reason === "asked");

test.each([
  ["Are you a person? Call me Sam", "Sam"],
  ["Are you a person? No emojis please", "emoji"],
])("%j is answered with what Jules is and with the setting, and the ledger says so", async (words, setting) => {
  const answer = await answerTo(...words.split("? ").map((part, index) => (index === 0 ? `${part}?` : part)));
  expect(answer).toContain(IDENTITY);
  expect(answer).toContain(setting);
  expect(asked()).toHaveLength(1);
});

test("in one text it is the same", async () => {
  const answer = await answerTo("Are you a person? Call me Sam");
  expect(answer).toContain(IDENTITY);
  expect(answer).toContain("Sam");
  expect(asked()).toHaveLength(1);
});

test.each([
  "remind me to call my mom tomorrow at 5pm",
  "remember that i have a cat",
  "send me your contact card",
  "EXPORT",
])("what Jules is is said beside %j", async (request) => {
  expect(await answerTo("wait, are you a real person?", request)).toContain(IDENTITY);
});

test("a minor who asks what Jules is hears it, in the hour of silence as well", async () => {
  await answerTo("i'm 15");
  expect(await answerTo("are you a real person?")).toContain(IDENTITY);
});

test("the contact card leaves with its own words, beside what is remembered", async () => {
  await jules.members.changeAge(await jules.member(), { state: "CLAIMED_ADULT", by: "stated" }, jules.clock.now());
  const answer = await answerTo("remember that i have a cat", "send me your contact card");
  expect(jules.sender.accepted.at(-1)?.media).toHaveLength(1);
  expect(answer).toContain("Here I am");
  expect(answer).toMatch(/remember|keep/);
});

test("whose number it is is asked before how old they are, and no birth year counts as asked for", async () => {
  const other = wireConversation();
  await other.say("hey jules");
  await other.ring();
  other.clock.advance(50 * 24 * 60 * 60_000);
  const { asks } = (await other.member()).age;
  await other.say("hey, how was your week?");
  await other.ring();
  expect(other.bodies().at(-1)).toContain(fixedText("whose-number").body);
  expect(other.bodies().at(-1)).not.toContain(ageText("age-question", "en").body);
  expect((await other.member()).age.asks).toBe(asks);
});

test.each([
  [false, 1],
  [true, 2],
])("an answer that was made already leaves though a limit is reached meanwhile (told: %s)", async (isNew, count) => {
  jules.model.next({ kind: "answered", body: "What a day you had!", inputTokens: 1, outputTokens: 1 });
  jules.sender.next(REFUSED_FOR_NOW);
  await answerTo("my day was long");
  const endsAt = instantPlus(jules.clock.now(), 60 * 60_000);
  jules.companion.limitAs(() => ({ kind: "over", window: "hour", endsAt, of: "member", isNew }));
  await jules.say("and my boss was rude");
  await jules.letPass({ minutes: 3 });
  expect(jules.bodies()).toHaveLength(count);
  expect(jules.bodies()[0]).toContain("What a day you had!");
  const closed = jules.world.closings((await jules.member()).id).filter((reason) => reason === "over-limit");
  expect(closed).toHaveLength(isNew ? 0 : 1);
});

test("no limit is told in the turn that brings help", async () => {
  const endsAt = instantPlus(jules.clock.now(), 60 * 60_000);
  jules.companion.limitAs(() => ({ kind: "over", window: "hour", endsAt, of: "member", isNew: true }));
  jules.sender.next(REFUSED_FOR_NOW);
  await jules.say("I want to kill myself");
  await jules.say("hey");
  await jules.letPass({ minutes: 3 });
  await jules.ring();
  expect(jules.bodies().join()).toContain("988");
  expect(jules.sender.accepted.map(({ body }) => body).join()).not.toContain("quiet for");
});

test("who is perhaps in danger meets no limit where nobody can look a second time", async () => {
  const endsAt = instantPlus(jules.clock.now(), 60 * 60_000);
  jules.companion.limitAs(() => ({ kind: "over", window: "hour", endsAt, of: "member", isNew: false }));
  jules.lookAs(() => undefined);
  expect(await answerTo("i gave my dog away today, i won't need him anymore")).not.toBe("");
});
