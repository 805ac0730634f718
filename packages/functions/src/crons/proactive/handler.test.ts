import { checkInsFor, type EntryId } from "@jules/core/agenda";
import { heard, NO_EPISODE } from "@jules/core/crisis";
import { assess } from "@jules/core/crisis/assessing";
import { Failure, instant, instantPlus, type TextId } from "@jules/core/kernel";
import type { Day, Fact, FactId } from "@jules/core/memory";
import { HARMLESS, MEMBER_NUMBER } from "@jules/testkit/builders";
import { lambdaContext } from "@jules/testkit/lambda";
import { describe, expect, test } from "vitest";
import { begun, noToken, REFUSED_FOR_NOW, wireKnownMember } from "../../../test/conversation.ts";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MOM = begun("Your reminder: call mom");

/** A member of San Francisco, a Friday at 9:00 there, who asked for this. */
async function asking(...requests: string[]) {
  const conversation = await wireKnownMember();
  const { clock, member, members, say, ring, agenda, proactive, sender } = conversation;
  await members.changeAge(await member(), { state: "VERIFIED_ADULT", by: "stated" }, clock.now());
  for (const request of requests) {
    await say(request);
    await ring();
  }
  const from = sender.accepted.length;
  return {
    ...conversation,
    /** What was said since. */
    said: () => conversation.bodies().slice(from),
    entries: async () => agenda.of((await member()).id),
    /** It is this moment, and the cron runs. */
    async at(...moments: string[]) {
      for (const moment of moments) {
        clock.advance(Date.parse(moment) - Date.parse(clock.now()));
        await proactive();
      }
    },
    async hold() {
      const { id, sealedEpisode } = await member();
      const crisis = { ...HARMLESS, tier: "high", verdict: "act" } as const;
      await members.remember(id, { episode: heard(NO_EPISODE, crisis, clock.now()), version: sealedEpisode.version });
    },
  };
}

const TOMORROW = "remind me tomorrow at 9 to call mom";
const NINE = "2026-11-21T17:00:30Z";

describe("a reminder", () => {
  test("comes once, at its time, with the disclosure of what begins", async () => {
    const { at, said, entries, clock, proactive } = await asking(TOMORROW);
    await at("2026-11-21T16:59:30Z");
    expect(said()).toEqual([]);
    await at(NINE);
    expect([said(), await entries()]).toEqual([[MOM], []]);
    clock.advance(MINUTE_MS);
    await proactive();
    expect(said()).toEqual([MOM]);
  });

  test("comes again at the same time on their clock, over both changes", async () => {
    const { at, said, say, ring, entries, clock } = await asking("START", "remind me every day at 9am to stretch");
    await at("2026-11-21T17:00:00Z", "2026-11-22T17:00:00Z");
    expect(said()).toHaveLength(2);
    // Nobody is silent for too long.
    for (const heardAt of ["2026-12-20", "2027-01-20", "2027-02-20", "2027-03-12"]) {
      clock.advance(Date.parse(`${heardAt}T20:00:00Z`) - Date.parse(clock.now()));
      await say("hey");
      await ring();
    }
    await at("2027-03-12T20:01:00Z");
    expect((await entries()).map(({ dueAt }) => dueAt)).toEqual(["2027-03-13T17:00:00.000Z"]);
    await at("2027-03-13T17:00:00Z");
    expect((await entries()).map(({ dueAt }) => dueAt)).toEqual(["2027-03-14T16:00:00.000Z"]);
    await at("2027-03-14T16:00:00Z");
    expect(said().filter((body) => body.includes("stretch"))).toHaveLength(4);
  });

  test("that may not leave word for word says only that there is one", async () => {
    const { at, said } = await asking("remind me tomorrow at 9 to open www.casino.example");
    await at(NINE);
    expect(said()).toEqual([begun("Here's the reminder you asked for.")]);
  });

  test("of a plan to do harm is not said back, however it got there", async () => {
    const { at, said, entries, agenda, member, clock } = await asking("hey");
    const dueAt = instant("2026-11-21T17:00:00Z");
    const common = {
      member: (await member()).id,
      kind: "reminder",
      dueAt,
      language: "en",
      addedAt: clock.now(),
    } as const;
    await agenda.add({ ...common, id: "r1" as EntryId, about: "get the razor" });
    await agenda.add({ ...common, id: "r2" as EntryId, about: "call mom", dueAt: instantPlus(dueAt, MINUTE_MS) });
    await at(NINE, "2026-11-21T17:01:30Z");
    expect([said(), await entries()]).toEqual([[MOM], []]);
  });

  test("is late by some minutes, and dropped when it is of no use any more", async () => {
    const soon = await asking(TOMORROW);
    await soon.at("2026-11-21T18:30:00Z");
    expect(soon.said()).toEqual([MOM]);
    const late = await asking(TOMORROW, "START", "remind me every day at 9am to stretch");
    await late.at("2026-11-21T19:30:00Z");
    expect(late.said()).toEqual([]);
    expect((await late.entries()).map(({ dueAt }) => dueAt)).toEqual(["2026-11-22T17:00:00.000Z"]);
    expect(late.metrics.AgendaLate).toBe(2);
  });

  test("waits for the hours they want to be left alone in to end", async () => {
    const { at, say, ring, said } = await asking(TOMORROW);
    await say("don't text me before 10");
    await ring();
    await at(NINE, "2026-11-21T17:59:00Z");
    expect(said()).toEqual(["Okay, I won't text first between 12:00 AM and 10:00 AM."]);
    await at("2026-11-21T18:00:00Z");
    expect(said().at(-1)).toBe(MOM);
  });

  test("is none after a STOP, and goes", async () => {
    const { at, say, said, itemsOf } = await asking(TOMORROW);
    await say("STOP");
    const confirmed = said();
    await at(NINE);
    expect([said(), await itemsOf("AGENDA#")]).toEqual([confirmed, []]);
  });

  test("is none for who said STOP and is back", async () => {
    const { at, say, said, itemsOf, clock } = await asking(TOMORROW);
    await say("STOP");
    clock.advance(MINUTE_MS);
    await say("START");
    await at(NINE);
    expect(said().join("\n")).not.toContain("call mom");
    expect(await itemsOf("AGENDA#")).toEqual([]);
  });

  test("is none in a hold, and one that comes again waits for its next time", async () => {
    const { at, hold, said, entries } = await asking(TOMORROW, "START", "remind me every day at 9am to stretch");
    await hold();
    await at(NINE);
    expect([said(), (await entries()).map(({ dueAt }) => dueAt)]).toEqual([[], ["2026-11-22T17:00:00.000Z"]]);
  });

  test("is none when a crisis is heard at the same moment", async () => {
    const { at, before, say, said, metrics } = await asking(TOMORROW);
    before("beginFixed", () => say("I want to kill myself"));
    await at(NINE, "2026-11-21T17:02:00Z");
    expect(said().join("\n")).toContain("988");
    expect(said().join("\n")).not.toContain("call mom");
    expect(metrics.ProactiveTextsSent).toBe(0);
  });

  test("is none when a STOP is heard at the same moment", async () => {
    const { at, before, say, said, entries } = await asking(TOMORROW);
    before("beginFixed", () => say("STOP"));
    await at(NINE, "2026-11-21T17:02:00Z");
    expect(said().join("\n")).not.toContain("call mom");
    expect(await entries()).toEqual([]);
  });

  test("is none after 45 days of silence", async () => {
    const { at, said, entries } = await asking("remind me on january 20 at 9 to call mom");
    expect(await entries()).toHaveLength(1);
    await at("2027-01-20T17:00:00Z");
    expect([said(), await entries()]).toEqual([[], []]);
  });

  test("that comes again needs a START, and begins with it", async () => {
    const { at, said, say } = await asking("remind me every day at 9am to stretch");
    await at("2026-11-21T17:00:00Z");
    expect(said()).toEqual([]);
    await say("START");
    await at("2026-11-22T17:00:00Z");
    expect(said().at(-1)).toContain("stretch");
  });

  test("is one of three texts a day that we begin", async () => {
    const requests = [9, 10, 11, 12].map((hour) => `remind me tomorrow at ${hour} to drink`);
    const { at, said } = await asking(...requests);
    await at(...["17", "18", "19", "20"].map((hour) => `2026-11-21T${hour}:00:30Z`));
    expect(said()).toHaveLength(3);
  });

  test("asks nothing that a bare no would end", async () => {
    const { at, say, member } = await asking(TOMORROW);
    await at(NINE);
    await say("no");
    expect((await member()).consent.state).toBe("ACTIVE");
  });

  test.each(["byId", "addressOf", "read", "episode", "beginFixed", "settle", "pass"] as const)(
    "comes at most once, whatever becomes of the one that sends it: %s",
    async (operation) => {
      const { at, after, said, letPass } = await asking(TOMORROW);
      after(operation, () => Promise.reject(new Error("the sandbox is gone")));
      await at(NINE);
      await letPass({ minutes: 3 });
      await at("2026-11-21T17:10:00Z", "2026-11-21T17:11:00Z");
      expect(said().length).toBeLessThanOrEqual(1);
      const begins = ["beginFixed", "settle", "pass"].includes(operation);
      if (!begins) expect(said()).toEqual([MOM]);
    },
  );

  test("is tried again while the carrier refuses it for now, and comes once", async () => {
    const { at, sender, said, letPass, entries } = await asking(TOMORROW);
    sender.next(REFUSED_FOR_NOW, REFUSED_FOR_NOW);
    await at(NINE);
    await letPass({ minutes: 2 });
    await at("2026-11-21T17:04:00Z", "2026-11-21T17:06:00Z", "2026-11-21T17:08:00Z");
    expect([said(), await entries()]).toEqual([[MOM], []]);
  });

  test("waits for a carrier that cannot be made ready", async () => {
    const { at, sender, said } = await asking(TOMORROW);
    sender.prepareWith(noToken);
    await at(NINE);
    expect(said()).toEqual([]);
    await at("2026-11-21T17:02:00Z");
    expect(said()).toEqual([MOM]);
  });

  test("that nobody can open goes, and holds nobody else up", async () => {
    const { at, said, itemsOf } = await asking(TOMORROW, "remind me tomorrow at 9 to pay rent");
    const [item] = await itemsOf("AGENDA#");
    (item?.sealed as Uint8Array | undefined)?.fill(0, 20, 24);
    await at(NINE, "2026-11-21T17:01:30Z");
    expect([said().length, await itemsOf("AGENDA#")]).toEqual([1, []]);
  });

  test("says in no line whose it was, or what", async () => {
    const { at, before, lines, member } = await asking(TOMORROW);
    before("addressOf", () => Promise.reject(new Failure("key.unavailable", "scripted")));
    await at(NINE, "2026-11-21T17:02:00Z");
    const ours = lines.filter(({ line }) => line.startsWith("proactive"));
    expect(ours.map(({ line }) => line)).toEqual(["proactive.failed", "proactive.done", "proactive.done"]);
    expect(JSON.stringify(ours)).not.toMatch(new RegExp(`${(await member()).id}|mom`));
  });
});

describe("a check-in", () => {
  const DAILY = ["START", "check in with me every day at 10"] as const;
  const TEN = "2026-11-20T18:00:10Z";
  const OURS = begun("Checking in, as you asked. How are you doing today?");

  test("is in the words of the model, which is given the reason as data", async () => {
    const { at, said, model } = await asking(...DAILY);
    model.next({
      kind: "answered",
      body: "Morning! What does your Saturday look like?",
      inputTokens: 1,
      outputTokens: 1,
    });
    await at(TEN);
    expect(said()).toEqual([begun("Morning! What does your Saturday look like?")]);
    expect(model.prompts.at(-1)?.messages).toEqual([
      {
        speaker: "member",
        body: expect.stringContaining("<reason>\nThey asked you to check in at this time.\n</reason>"),
      },
    ]);
  });

  test.each([
    ["pleads", "I missed you so much! How are you?"],
    ["asks why", "Why haven't you texted me? Is it something I said?"],
    ["asks twice", "How are you? What are you up to?"],
    ["asks nothing", "Thinking of the weekend."],
    ["has a link", "How was it? See www.casino.example"],
    ["claims too much", "I'm a real person, how are you?"],
    ["is long", `How are you? ${"So much to say. ".repeat(30)}`],
    ["shows guilt in Spanish", "Te echo de menos, \u00BFd\u00F3nde est\u00E1s?"],
  ])("is in ours where the model's %s", async (_name, body) => {
    const { at, said, model } = await asking(...DAILY);
    model.next({ kind: "answered", body, inputTokens: 1, outputTokens: 1 });
    await at(TEN);
    expect(said()).toEqual([OURS]);
  });

  test("is in ours where no model answers", async () => {
    const { at, said, model } = await asking(...DAILY);
    model.next("unavailable");
    await at(TEN);
    expect(said()).toEqual([OURS]);
  });

  test("goes with what they want: another time makes it another one", async () => {
    const { at, said, companion, member, clock, entries } = await asking(...DAILY);
    const { id } = await member();
    await companion.ports.profiles.change(
      id,
      (profile) => ({ ...profile, preferences: { ...profile.preferences, checkInAt: undefined } }),
      clock.now(),
    );
    await at(TEN);
    expect([said(), await entries()]).toEqual([[], []]);
  });

  const fact = (day: string): Fact => ({
    ...{ id: "f1" as FactId, topic: "work/interview", text: "Has a job interview on Monday", day: day as Day },
    ...{ learnedAt: instant("2026-11-20T17:00:00Z"), source: "t1" as TextId },
  });

  test("asks on the day after what they told of, once, however often it is put down", async () => {
    const { at, said, companion, member, clock, agenda, model } = await asking("START");
    const { id } = await member();
    const remember = (facts: readonly Fact[]) =>
      companion.ports.profiles.change(
        id,
        (profile) => ({ ...profile, memory: { ...profile.memory, facts } }),
        clock.now(),
      );
    const put = async () => {
      const profile = await remember([fact("2026-11-23")]);
      const due = checkInsFor(profile, await member(), { number: MEMBER_NUMBER, language: "en" }, clock.now());
      for (const entry of due) await agenda.add(entry);
    };
    await put();
    await put();
    model.next({ kind: "answered", body: "How did the interview go?", inputTokens: 1, outputTokens: 1 });
    await at("2026-11-23T18:00:30Z");
    expect(said()).toEqual([]);
    await at("2026-11-24T18:00:30Z");
    expect(said()).toEqual([begun("How did the interview go?")]);
    expect(model.prompts.at(-1)?.messages.at(-1)?.body).toContain("<reason>\nHas a job interview on Monday\n</reason>");
    await put();
    await at("2026-11-25T18:00:30Z");
    expect(said()).toHaveLength(1);
  });

  test("asks nothing of what was taken back since", async () => {
    const { at, said, companion, member, clock, agenda } = await asking("START");
    const { id } = await member();
    const profile = await companion.ports.profiles.change(
      id,
      (before) => ({ ...before, memory: { ...before.memory, facts: [fact("2026-11-23")] } }),
      clock.now(),
    );
    for (const entry of checkInsFor(profile, await member(), { number: MEMBER_NUMBER, language: "en" }, clock.now())) {
      await agenda.add(entry);
    }
    await companion.ports.profiles.change(
      id,
      (before) => ({ ...before, memory: { ...before.memory, facts: [] } }),
      clock.now(),
    );
    await at("2026-11-24T18:00:30Z");
    expect(said()).toEqual([]);
  });
});

describe("a notice of a subscription", () => {
  const LATE = "A payment for Jules Plus didn't go through. Nothing changes until Dec 4;";
  const DAY_MS = 24 * HOUR_MS;

  /** A member whose payment failed, which is to be told. */
  async function late() {
    const conversation = await asking("hey");
    const { agenda, clock, member, subscribes } = conversation;
    const subscription = await subscribes({ status: "past_due" });
    const put = async (dueAt = clock.now(), about = "payment-failed") => {
      const { id } = await member();
      const common = { member: id, kind: "billing-notice", language: "en", addedAt: clock.now() } as const;
      await agenda.add({ ...common, id: `billing-${about}-sub_1` as EntryId, about, dueAt });
    };
    await put();
    return { ...conversation, subscription, put };
  }
  const hasNone = async (entries: () => Promise<readonly unknown[]>) => (await entries()).length === 0;

  test("is said once, to who never agreed to regular texts, in words that are true by then", async () => {
    const { at, said, entries, put, member } = await late();
    expect((await member()).consent.scope).toBe("replies");
    await at("2026-11-20T18:00:00Z");
    expect(said()).toHaveLength(1);
    expect(said()[0]).toContain(LATE);
    // Whoever finds out once more, at another time, adds nothing.
    await put(instant("2026-11-20T18:30:00Z"));
    await at("2026-11-20T18:40:00Z");
    expect([said().length, await hasNone(entries)]).toEqual([1, true]);
  });

  test("is not said when it was paid meanwhile", async () => {
    const { at, said, entries, subscribes } = await late();
    await subscribes();
    await at("2026-11-20T18:00:00Z");
    expect([said(), await hasNone(entries)]).toEqual([[], true]);
  });

  test("waits for the morning, and for a hold to end", async () => {
    const { at, said, entries, hold, member, members } = await late();
    await hold();
    await at("2026-11-20T18:00:00Z", "2026-11-21T18:00:00Z");
    expect([said(), (await entries()).length]).toEqual([[], 1]);
    const { id, sealedEpisode } = await member();
    await members.remember(id, { episode: NO_EPISODE, version: sealedEpisode.version });
    await at("2026-11-22T08:00:00Z");
    expect(said()).toEqual([]);
    await at("2026-11-22T18:00:00Z");
    expect(said()[0]).toContain(LATE);
  });

  test("that nobody could say for days is none any more", async () => {
    const { at, said, entries } = await late();
    await at("2026-11-24T18:00:00Z");
    expect([said(), await hasNone(entries)]).toEqual([[], true]);
  });

  test("is dropped in a hold once it is true no more", async () => {
    const { at, said, entries, hold, subscribes } = await late();
    await hold();
    await subscribes();
    await at("2026-11-20T18:00:00Z");
    expect([said(), await hasNone(entries)]).toEqual([[], true]);
  });

  test("waits for the day's texts that we begin to be a day old", async () => {
    const { at, said, put, agenda, member, clock } = await late();
    await agenda.remove((await member()).id, ["billing-payment-failed-sub_1" as EntryId]);
    const common = { member: (await member()).id, kind: "reminder", language: "en", addedAt: clock.now() } as const;
    for (const hour of ["17", "18", "19"]) {
      const dueAt = instant(`2026-11-20T${hour}:30:00Z`);
      await agenda.add({ ...common, id: `r${hour}` as EntryId, about: "drink", dueAt });
      await at(`2026-11-20T${hour}:31:00Z`);
    }
    await put();
    await at("2026-11-20T19:32:00Z");
    expect(said().join()).not.toContain("Jules Plus");
    await at("2026-11-21T17:40:00Z");
    expect(said().at(-1)).toContain(LATE);
  });

  test("is none for who said STOP", async () => {
    const { at, say, said, itemsOf } = await late();
    await say("STOP");
    const confirmed = said();
    await at("2026-11-20T18:00:00Z");
    expect([said(), await itemsOf("AGENDA#")]).toEqual([confirmed, []]);
  });

  test("is none to who may be a minor, and waits until they proved that they are not", async () => {
    const { at, said, entries, members, member, clock } = await late();
    await members.changeAge(await member(), { state: "LIKELY_MINOR", by: "stated" }, clock.now());
    await at("2026-11-20T18:00:00Z");
    expect([said(), (await entries()).length]).toEqual([[], 1]);
    await members.changeAge(await member(), { state: "VERIFIED_ADULT", by: "stated" }, clock.now());
    await at("2026-11-20T18:31:00Z");
    expect(said()[0]).toContain(LATE);
  });

  test("is none to a number that may be somebody else's, and waits until they say whose it is", async () => {
    const { at, say, ring, said, entries, clock, subscribes, put, proactive, agenda, member } = await late();
    await agenda.remove((await member()).id, ["billing-payment-failed-sub_1" as EntryId]);
    clock.advance(46 * DAY_MS);
    await subscribes({ status: "past_due" });
    await put();
    await proactive();
    expect([said(), (await entries()).length]).toEqual([[], 1]);
    await say("hey");
    await ring();
    clock.advance(31 * MINUTE_MS);
    await proactive();
    expect(said().join()).not.toContain("Jules Plus");
    await say("yes");
    await ring();
    await at(instantPlus(clock.now(), 31 * MINUTE_MS));
    expect(said().at(-1)).toContain("A payment for Jules Plus didn't go through.");
  });

  describe("of a renewal, which the law wants said", () => {
    const RENEWS = "Jules Plus renews by itself on";

    /** Who pays, was silent for so many days, and whose plan goes on soon. */
    async function renewing(days: number) {
      const conversation = await late();
      const { clock, put, subscribes, agenda, member } = conversation;
      await agenda.remove((await member()).id, ["billing-payment-failed-sub_1" as EntryId]);
      clock.advance(days * DAY_MS);
      await subscribes();
      await put(undefined, "renewal");
      return conversation;
    }

    test("is said also to who was silent for long, by day", async () => {
      const { clock, at, proactive, said, entries } = await renewing(46);
      clock.advance(12 * HOUR_MS);
      await proactive();
      expect([said(), (await entries()).length]).toEqual([[], 1]);
      await at(instantPlus(clock.now(), 12 * HOUR_MS));
      expect(said()).toHaveLength(1);
      expect([said()[0]?.includes(RENEWS), await hasNone(entries)]).toEqual([true, true]);
    });

    test("waits where it is open whose number it is, or the carrier keeps back what we say", async () => {
      const doubted = await renewing(46);
      await doubted.say("hey");
      await doubted.ring();
      await doubted.proactive();
      expect(doubted.said().join()).not.toContain("Jules Plus");
      expect(await doubted.entries()).toHaveLength(1);

      const { clock, member, members, proactive, said, entries, at } = await renewing(1);
      const consents = async (state: "SUSPENDED" | "ACTIVE") => {
        const change = { state, changedBy: `carrier.${state}`, cause: "carrier", saidAt: clock.now() } as const;
        await members.changeConsent(await member(), change, clock.now());
      };
      await consents("SUSPENDED");
      for (let days = 0; days <= 6; days += 2) {
        if (days > 0) clock.advance(2 * DAY_MS);
        await proactive();
        expect([said(), (await entries()).length]).toEqual([[], 1]);
      }
      await consents("ACTIVE");
      await at(instantPlus(clock.now(), HOUR_MS));
      expect(said()[0]).toContain(RENEWS);
    });

    test("is said to who has proved no age where a rule wants proof: that is no company", async () => {
      const { member, members, clock, switchOn, proactive, said } = await renewing(1);
      await members.changeAge(await member(), { state: "UNKNOWN", by: "stated" }, clock.now());
      switchOn("us-guard");
      await proactive();
      expect(said()[0]).toContain(RENEWS);
    });

    test("goes where it is true no more by then", async () => {
      const { clock, member, members, proactive, said, entries, subscribes } = await renewing(1);
      const change = { state: "SUSPENDED", changedBy: "carrier.4772", cause: "carrier" } as const;
      await members.changeConsent(await member(), { ...change, saidAt: clock.now() }, clock.now());
      await subscribes({ endsAt: instantPlus(clock.now(), DAY_MS) });
      await proactive();
      expect([said(), await hasNone(entries)]).toEqual([[], true]);
    });
  });

  test("is on no list of reminders, and goes with none", async () => {
    const { say, ring, at, said } = await late();
    await say("what are my reminders?");
    await ring();
    await say("cancel all my reminders");
    await ring();
    expect(said().join()).not.toMatch(/billing|payment/);
    await at("2026-11-20T18:00:00Z");
    expect(said().at(-1)).toContain("A payment for Jules Plus didn't go through.");
  });

  test("asks nothing that a bare no would end", async () => {
    const { at, say, member } = await late();
    await at("2026-11-20T18:00:00Z");
    await say("no");
    expect((await member()).consent.state).toBe("ACTIVE");
  });

  test("that a later release put down is left out", async () => {
    const { at, said, put, entries } = await late();
    await put(undefined, "news-of-another-kind");
    await at("2026-11-20T18:00:00Z");
    expect([said().length, await hasNone(entries)]).toEqual([1, true]);
  });

  test.each(["byId", "addressOf", "read", "episode", "beginFixed", "settle", "pass"] as const)(
    "comes at most once, whatever becomes of the one that sends it: %s",
    async (operation) => {
      const { at, after, said, letPass } = await late();
      after(operation, () => Promise.reject(new Error("the sandbox is gone")));
      await at("2026-11-20T18:00:00Z");
      await letPass({ minutes: 3 });
      await at("2026-11-20T18:10:00Z", "2026-11-20T18:11:00Z");
      expect(said().length).toBeLessThanOrEqual(1);
      if (!["beginFixed", "settle", "pass"].includes(operation)) expect(said()[0]).toContain(LATE);
    },
  );
});

test("a check-in passes without a text where no plan has it, and reminders come all the same", async () => {
  const { at, said, companion, entries, clock } = await asking("START", "check in with me every day at 10", TOMORROW);
  companion.sellPlans();
  await at(NINE);
  expect(said()).toEqual([MOM]);
  await at("2026-11-21T18:00:10Z");
  expect(said()).toHaveLength(2);
  clock.advance(8 * 24 * HOUR_MS);
  await at("2026-11-30T18:00:10Z");
  expect([said().length, (await entries()).map(({ dueAt }) => dueAt)]).toEqual([2, ["2026-12-01T18:00:00.000Z"]]);
});

test("a run that has no time left leaves the rest to the next", async () => {
  const { clock, bodies, world, conversations, members, sender, companion, model, agenda } = await asking(TOMORROW);
  const before = bodies().length;
  clock.advance(24 * HOUR_MS);
  const reporter = recordingReporter();
  const handler = createHandler({
    ...{ reporter, clock, members, conversations, sender, model, agenda, profiles: companion.ports.profiles },
    switches: { switchedOn: async () => new Set() },
    assess: async (words) => assess(words),
    entitled: companion.ports.selling.entitled,
  });
  await handler({}, { ...lambdaContext(), getRemainingTimeInMillis: () => 5_000 });
  expect(bodies()).toHaveLength(before);
  expect(reporter.lines).toMatchObject([{ line: "proactive.done", fields: { waiting: 1, sent: 0 } }]);
  expect(await world.agenda.due(clock.now())).toHaveLength(1);
});
