import { agreed, type Episode, heard, NO_EPISODE, released } from "@jules/core/crisis";
import { fixedText } from "@jules/core/disclosure";
import { Failure, instantPlus } from "@jules/core/kernel";
import { HARMLESS, MEMBER_NUMBER } from "@jules/testkit/builders";
import { expect, test } from "vitest";
import { REFUSED_FOR_NOW, wireConversation, wireKnownMember } from "../../test/conversation.ts";

const STOPPED = fixedText("stopped").body;
const CLARIFICATION = fixedText("clarification").body;
const HELP_IN_A_CRISIS = expect.stringContaining("988");

const answered = (body: string) => ({ kind: "answered", body, inputTokens: 1, outputTokens: 1 }) as const;
const failing = async () => Promise.reject(new Failure("table.unavailable", "scripted"));

test.each([
  ["stop texting me", "OPTED_OUT", STOPPED],
  ["leave me alone", "SUSPENDED", CLARIFICATION],
] as const)("%j said while the model writes: what it wrote does not leave", async (body, state, reply) => {
  const { say, ring, write, model, takenInElsewhere, member, bodies } = await wireKnownMember();
  await say("how was your day?");
  model.next(async () => {
    await takenInElsewhere(write(body));
    return answered("too late");
  });
  await ring();
  expect([(await member()).consent.state, bodies()]).toEqual([state, [reply]]);
});

test("who was asked and says yes is answered again, and the model never saw what the question was about", async () => {
  const { say, ring, model, bodies } = await wireKnownMember();
  await say("leave me alone");
  await ring();
  expect(model.prompts).toEqual([]);
  await say("yes");
  await say("sorry, how are you?");
  await ring();
  expect(bodies()).toEqual([CLARIFICATION, expect.any(String)]);
  expect(JSON.stringify(model.prompts)).not.toContain("leave me alone");
});

test.each(["changeConsent", "moveMoment", "beginFixed", "settle", "receive"] as const)(
  "a failure at %s, before it or with its answer lost: one question, and a day to answer it",
  async (operation) => {
    for (const when of ["before", "after"] as const) {
      const world = await wireKnownMember();
      world[when](operation, failing);
      await world.say("leave me alone");
      await world.letPass({ minutes: 3 });
      const { consent, contact } = await world.member();
      expect(consent.state).toBe("SUSPENDED");
      expect(contact.momentAt).toBe(instantPlus(consent.changedAt, 24 * 60 * 60_000));
      // One that was handed over, and of which that could not be written down, is not handed over again.
      expect(world.bodies()).toEqual([CLARIFICATION]);
    }
  },
);

test.each(["changeConsent", "beginFixed", "settle", "receive"] as const)(
  "a crisis that asks for silence, with a failure at %s: help, then one confirmation, then silence",
  async (operation) => {
    for (const when of ["before", "after"] as const) {
      const world = await wireKnownMember();
      world[when](operation, failing);
      await world.say("I want to kill myself. stop texting me");
      await world.letPass({ minutes: 3 });
      const { state } = (await world.member()).consent;
      const bodies = world.bodies();
      expect(state).toBe("OPTED_OUT");
      expect(bodies[0]).toEqual(HELP_IN_A_CRISIS);
      expect(bodies.filter((body) => body === STOPPED)).toHaveLength(1);
      expect(bodies.at(-1)).toBe(STOPPED);
    }
  },
);

test("a STOP that overtakes the question ends with one text less", async () => {
  const { say, write, before, takenInElsewhere, member, bodies, letPass } = await wireKnownMember();
  before("moveMoment", () => takenInElsewhere(write("STOP")));
  await say("leave me alone");
  await letPass({ minutes: 2 });
  expect((await member()).consent.state).toBe("OPTED_OUT");
  expect(bodies()).toEqual([]);
});

test("a carrier that blocks our texts ends what we begin; who writes again is answered", async () => {
  const { say, ring, carrierSays, member, bodies } = await wireKnownMember();
  await say("hi");
  await ring();
  await carrierSays("message-failed", { errorCode: 4772 });
  expect((await member()).consent.state).toBe("SUSPENDED");
  await say("are you there?");
  await ring();
  expect([(await member()).consent.state, bodies().length]).toEqual(["ACTIVE", 2]);
});

const DANGER = "I'm going to kill myself tonight";
const CONCERN = "nobody would miss me if i was gone";

test.each([
  [["leave me alone", DANGER]],
  [[DANGER, "leave me alone"]],
  [["leave me alone", CONCERN]],
  [[CONCERN, "leave me alone"]],
])("a burst of %j is answered by Jules, and no silence afterwards opts them out", async (burst) => {
  const { write, bring, ring, reminders, clock, member, bodies, model, itemsOf } = await wireKnownMember();
  await bring(...burst.map(write));
  await ring();
  expect((await member()).consent).toMatchObject({ state: "ACTIVE", scope: "replies" });
  expect(model.prompts.length).toBe(1);
  expect(bodies().some((body) => body.includes("988"))).toBe(true);
  const closings = (await itemsOf("TEXT#")).map(({ closedBy }) => closedBy);
  for (const reason of ["opted-out", "suspended"]) expect(closings).not.toContain(reason);
  clock.advance(25 * 60 * 60_000);
  await reminders();
  expect((await member()).consent.state).toBe("ACTIVE");
});

test("a danger that waits when its member is suspended is answered by the turn", async () => {
  const { say, ring, before, write, takenInElsewhere, member, bodies } = await wireKnownMember();
  // The question overtakes the text between the look at its member and the inbox.
  before("receive", () => takenInElsewhere(write("leave me alone")));
  await say(CONCERN);
  expect((await member()).consent.state).toBe("SUSPENDED");
  await ring();
  expect((await member()).consent).toMatchObject({ state: "ACTIVE", scope: "replies" });
  expect(bodies()).toEqual([CLARIFICATION, HELP_IN_A_CRISIS]);
});

test("small talk that waits beside the question is not answered", async () => {
  const { say, ring, member, bodies } = await wireKnownMember();
  await say("hey");
  await say("leave me alone");
  await ring();
  expect([(await member()).consent.state, bodies()]).toEqual(["SUSPENDED", [CLARIFICATION]]);
});

test.each(["hey", DANGER, CONCERN])("a carrier that blocks our texts while %j waits: it is answered", async (body) => {
  const { say, ring, member, bodies, members, model } = await wireKnownMember();
  await say("hi");
  await ring();
  const sent = bodies().length;
  await say(body);
  const { id, consent } = await member();
  expect(await members.suspend(id, consent.version, "carrier.4772", consent.changedAt)).toBe(true);
  await ring();
  expect([(await member()).consent.state, model.prompts.length]).toEqual(["ACTIVE", 2]);
  expect(bodies().length).toBeGreaterThan(sent);
});

test("who was asked and is held hears help alone until they write, and no silence opts them out", async () => {
  const { say, member, members, reminders, clock, bodies, ring } = await wireKnownMember();
  await say(DANGER);
  await ring();
  const asked = { state: "SUSPENDED", changedBy: "text", saidAt: clock.now(), cause: "unclear-words" } as const;
  const suspended = await members.changeConsent(await member(), asked, clock.now());
  await members.moveMoment(suspended, instantPlus(clock.now(), 24 * 60 * 60_000));
  const before = bodies().length;
  for (const _day of [1, 2, 3]) {
    clock.advance(25 * 60 * 60_000);
    await reminders();
  }
  expect([(await member()).consent.state, bodies().length]).toEqual(["SUSPENDED", before]);
  await say("are you still there");
  await ring();
  expect((await member()).consent.state).toBe("ACTIVE");
  await say("STOP");
  expect([(await member()).consent.state, bodies().at(-1)]).toEqual(["OPTED_OUT", STOPPED]);
});

/** A member to whom the check-in was sent that they agreed to after a crisis. */
async function checkedIn() {
  const conversation = await wireKnownMember();
  const { clock, member, members, followUps, bodies } = conversation;
  const pass = (hours: number) => clock.advance(hours * 60 * 60_000);
  await members.changeAge(await member(), { state: "CLAIMED_ADULT", by: "stated" }, clock.now());
  pass(2);
  const { id, consent, sealedEpisode } = await member();
  const crisis = { ...HARMLESS, tier: "high", verdict: "act" } as const;
  const hold = heard(NO_EPISODE, crisis, instantPlus(clock.now(), -30 * 60 * 60_000));
  const episode: Episode = agreed(released(hold, clock.now(), true), MEMBER_NUMBER, consent.version, clock.now());
  await members.remember(id, { episode, version: sealedEpisode.version });
  pass(25);
  await followUps();
  expect(bodies()).toHaveLength(1);
  return conversation;
}

test.each(["no", "No thanks", "nah"])("%j to the check-in after a crisis is an answer, and no STOP", async (body) => {
  const { say, ring, member, bodies } = await checkedIn();
  await say(body);
  await ring();
  expect((await member()).consent.state).toBe("ACTIVE");
  expect(bodies()).toHaveLength(2);
  expect(bodies()).not.toContain(STOPPED);
});

test("a STOP to the check-in after a crisis is one", async () => {
  const { say, member, bodies } = await checkedIn();
  await say("STOP");
  expect([(await member()).consent.state, bodies().at(-1)]).toEqual(["OPTED_OUT", STOPPED]);
});

test("a STOP beside a danger outlasts a carrier that is out: help, and then silence", async () => {
  const { say, sender, letPass, member, bodies, model, itemsOf } = await wireKnownMember();
  for (let times = 0; times < 30; times++) sender.next(REFUSED_FOR_NOW);
  await say("I want to kill myself. stop texting me");
  expect((await member()).consent.state).toBe("ACTIVE");
  await letPass({ minutes: 40 });
  expect((await member()).consent.state).toBe("OPTED_OUT");
  expect([bodies(), model.prompts]).toEqual([[HELP_IN_A_CRISIS], []]);
  expect((await itemsOf("TEXT#")).map(({ closedBy }) => closedBy)).toEqual(["opted-out"]);
});

test.each([
  ["", ["OPTED_OUT", 2]],
  ["START", ["ACTIVE", 4]],
] as const)("a STOP beside a danger that the turn obeys, then %j", async (then, [state, texts]) => {
  const { write, say, takenInElsewhere, sender, ring, member, bodies, clock } = await wireKnownMember();
  sender.next(REFUSED_FOR_NOW);
  await say("I want to kill myself. stop texting me");
  const heardAt = clock.now();
  clock.advance(60_000);
  await ring();
  expect([(await member()).consent.state, bodies()]).toEqual(["OPTED_OUT", [HELP_IN_A_CRISIS, STOPPED]]);
  expect((await member()).consent.silentSince).toBe(heardAt);
  if (then) await takenInElsewhere(write(then));
  await ring();
  expect([(await member()).consent.state, bodies().length]).toEqual([state, texts]);
});

test.each(["changeConsent", "beginFixed", "settle", "close"] as const)(
  "a failure at %s while the turn obeys a STOP beside a danger: help, one confirmation, silence",
  async (operation) => {
    for (const when of ["before", "after"] as const) {
      const world = await wireKnownMember();
      world.sender.next(REFUSED_FOR_NOW);
      await world.say("I want to kill myself. stop texting me");
      world[when](operation, failing);
      await world.ring();
      await world.letPass({ minutes: 4 });
      const bodies = world.bodies();
      expect((await world.member()).consent.state).toBe("OPTED_OUT");
      expect(bodies[0]).toEqual(HELP_IN_A_CRISIS);
      expect(bodies.filter((body) => body === STOPPED)).toHaveLength(1);
      expect(bodies.at(-1)).toBe(STOPPED);
      expect(world.model.prompts).toEqual([]);
    }
  },
);

test("the first text of a number in a crisis is helped and kept while the ledger is out, and answered afterwards", async () => {
  const { say, world, letPass, bodies, member, itemsOf, model } = wireConversation();
  world.ledgerIsOut(true);
  await say(DANGER);
  expect(bodies()).toEqual([HELP_IN_A_CRISIS]);
  expect(await itemsOf("TEXT#")).toHaveLength(1);
  await letPass({ minutes: 2 });
  expect([bodies().length, (await member()).consent.state]).toEqual([1, "NEW"]);
  world.ledgerIsOut(false);
  await letPass({ minutes: 10 });
  expect([(await member()).consent.state, model.prompts.length]).toEqual(["ACTIVE", 1]);
  const [help] = bodies();
  expect(bodies().filter((body) => body === help)).toHaveLength(1);
  expect(bodies()).toContain(fixedText("disclosure").body);
});

test("who said STOP, was erased, and writes in a crisis while the ledger is out is helped, and silent afterwards", async () => {
  const { say, world, letPass, bodies, member, members, clock, model } = wireConversation();
  await say("STOP");
  const { id } = await member();
  await world.erase(id);
  world.ledgerIsOut(true);
  clock.advance(60_000);
  await say(DANGER);
  expect(bodies()).toEqual([STOPPED, HELP_IN_A_CRISIS]);
  world.ledgerIsOut(false);
  await letPass({ minutes: 10 });
  expect([(await member()).consent.state, bodies().length, model.prompts]).toEqual(["OPTED_OUT", 2, []]);
  expect(await members.byId(id)).toBeUndefined();
});
