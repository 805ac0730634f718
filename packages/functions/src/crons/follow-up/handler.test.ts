import { agreed, type Episode, followUpText, heard, NO_EPISODE, released } from "@jules/core/crisis";
import { type Instant, instantPlus } from "@jules/core/kernel";
import { HARMLESS, MEMBER_NUMBER } from "@jules/testkit/builders";
import { describe, expect, test } from "vitest";
import { begun, noToken, REFUSED_FOR_NOW, wireKnownMember } from "../../../test/conversation.ts";

const HOUR_MS = 60 * 60_000;
const CHECK_IN = begun(followUpText("en").body);
const CRISIS = { ...HARMLESS, tier: "high", verdict: "act" } as const;

/** A member of San Francisco who agreed to a check-in at 9:00 their time, or so many hours later. */
async function agreeing(hoursLater = 0, state: "CLAIMED_ADULT" | "UNKNOWN" | "LIKELY_MINOR" = "CLAIMED_ADULT") {
  const conversation = await wireKnownMember();
  const { clock, member, members, followUps } = conversation;
  if (state !== "UNKNOWN") await members.changeAge(await member(), { state, by: "stated" }, clock.now());
  clock.advance(hoursLater * HOUR_MS);
  const { consent } = await member();
  const course = (at: Instant): Episode =>
    agreed(
      released(heard(NO_EPISODE, CRISIS, instantPlus(at, -30 * HOUR_MS)), at, true),
      MEMBER_NUMBER,
      consent.version,
      at,
    );
  const write = async (episode: Episode) => {
    const { id, sealedEpisode } = await member();
    await members.remember(id, { episode, version: sealedEpisode.version });
  };
  await write(course(clock.now()));
  return {
    ...conversation,
    write,
    /** Hours pass, and the cron runs in each. */
    async pass(hours: number) {
      for (let hour = 0; hour < hours; hour++) {
        clock.advance(HOUR_MS);
        await followUps();
      }
    },
  };
}

describe("the check-in after a hold", () => {
  test("comes once, on the next day, and ends the episode", async () => {
    const { pass, bodies, episode, itemsOf } = await agreeing(2);
    await pass(23);
    expect(bodies()).toEqual([]);
    await pass(1);
    expect(bodies()).toEqual([CHECK_IN]);
    await pass(72);
    expect(bodies()).toEqual([CHECK_IN]);
    expect(await episode()).toMatchObject({ state: "NONE", followUp: { kind: "none" } });
    expect((await itemsOf("MEMBER"))[0]).not.toHaveProperty("dueAt");
  });

  test("comes to who never told their age, as it was offered to them; not to a minor", async () => {
    const unknown = await agreeing(2, "UNKNOWN");
    await unknown.pass(24);
    expect(unknown.bodies()).toEqual([CHECK_IN]);
    const minor = await agreeing(2, "LIKELY_MINOR");
    await minor.pass(48);
    expect(minor.bodies()).toEqual([]);
  });

  test.each([
    ["before 10:00, it waits for the morning", 0, 24, 1],
    ["after 20:00, it waits for the next morning", 11, 24, 14],
  ])("where the member lives it is %s", async (_name, agreedAfter, dueAfter, further) => {
    const { pass, bodies } = await agreeing(agreedAfter);
    await pass(dueAfter + further - 1);
    expect(bodies()).toEqual([]);
    await pass(1);
    expect(bodies()).toEqual([CHECK_IN]);
  });

  test("does not come in a hold", async () => {
    const { write, pass, bodies, clock } = await agreeing(2);
    await write(heard(NO_EPISODE, CRISIS, clock.now()));
    await pass(48);
    expect(bodies()).toEqual([]);
  });

  test("does not come when a crisis is heard at the same moment", async () => {
    const { pass, before, say, bodies, episode } = await agreeing(2);
    await pass(23);
    before("beginFixed", () => say("I want to kill myself"));
    await pass(5);
    expect(bodies()).not.toContain(CHECK_IN);
    expect((await episode()).state).toBe("HOLD");
  });

  test("does not come after a STOP, nor when they are back after it", async () => {
    const { pass, say, bodies } = await agreeing(2);
    await say("STOP");
    await pass(24);
    await say("START");
    await pass(24);
    expect(bodies()).not.toContain(CHECK_IN);
  });

  test("does not come to who was back before it was due", async () => {
    const { pass, say, bodies, episode } = await agreeing(2);
    await say("STOP");
    await say("START");
    await pass(48);
    expect(bodies()).not.toContain(CHECK_IN);
    expect(await episode()).toMatchObject({ followUp: { kind: "none" } });
  });

  test("does not come when nobody can read what is known of the member, and somebody learns of it", async () => {
    const { pass, clock, bodies, metrics, itemsOf, rings, ring, say } = await agreeing(2);
    const [member] = await itemsOf("MEMBER");
    (member?.state as Uint8Array | undefined)?.fill(0, 20, 24);
    clock.advance(23 * HOUR_MS);
    await pass(2);
    expect([bodies(), metrics.EpisodesUnreadable]).toEqual([[], 2]);
    await say("hey");
    await ring();
    expect([rings.length, bodies().length, metrics.EpisodesUnreadable]).toEqual([1, 1, 3]);
  });

  test("comes at most once, whatever becomes of the one that sends it", async () => {
    const { pass, after, bodies, letPass } = await agreeing(2);
    await pass(23);
    after("beginFixed", () => Promise.reject(new Error("the sandbox is gone")));
    await pass(1);
    await letPass({ minutes: 10 });
    await pass(24);
    expect(bodies()).toEqual([]);
  });

  test("that the carrier refused is not sent out of season", async () => {
    const { pass, sender, letPass, bodies } = await agreeing(2);
    sender.next(REFUSED_FOR_NOW);
    await pass(24);
    await letPass({ minutes: 10 });
    expect(bodies()).toEqual([]);
  });

  test("waits for a carrier that cannot be made ready, and no line says whose it is", async () => {
    const { pass, sender, bodies, lines, member } = await agreeing(2);
    sender.prepareWith(noToken);
    await pass(24);
    expect(bodies()).toEqual([]);
    await pass(1);
    expect(bodies()).toEqual([CHECK_IN]);
    expect(lines.map(({ line }) => line)).toContain("follow-up.failed");
    expect(JSON.stringify(lines)).not.toContain((await member()).id);
  });
});
