import { fixedText } from "@jules/core/disclosure";
import { Failure, instantPlus } from "@jules/core/kernel";
import { expect, test } from "vitest";
import { wireKnownMember } from "../../test/conversation.ts";

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
