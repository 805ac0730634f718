import type { Doorbell } from "@jules/core/conversation";
import { fixedText } from "@jules/core/disclosure";
import { Failure, instantPlus, type MemberId } from "@jules/core/kernel";
import type { ReceivedText } from "@jules/core/messaging";
import { MEMBER_NUMBER, number, OWN_NUMBER, receivedText } from "@jules/testkit/builders";
import { manualClock } from "@jules/testkit/clock";
import { lambdaContext, queueEvent } from "@jules/testkit/lambda";
import { recordingSender, switchedOn } from "@jules/testkit/memory";
import { describe, expect, test } from "vitest";
import { createWorld } from "../../../test/world.ts";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

function setUp() {
  const clock = manualClock();
  const { members, conversations, closings } = createWorld(clock);
  const sender = recordingSender();
  const reporter = recordingReporter();
  const rings: MemberId[] = [];
  const sooner: (readonly [string, number])[] = [];
  let silent = false;
  const doorbell: Doorbell = {
    async ring(ids) {
      if (silent) throw new Failure("queue.refused", "scripted");
      rings.push(...ids);
    },
  };
  let keyless: (number: string) => boolean = () => false;
  const handler = createHandler({
    ...{
      reporter,
      clock,
      members,
      sender,
      doorbell,
      privacy: { submit: async () => undefined },
      switches: switchedOn(),
    },
    sooner: async (receiptHandle, seconds) => void sooner.push([receiptHandle, seconds]),
    conversations: {
      ...conversations,
      async receive(...given) {
        if (keyless(given[1].from)) throw new Failure("key.unavailable", "scripted");
        return conversations.receive(...given);
      },
    },
  });

  const textIn = async (...texts: ReceivedText[]) => broughtIn(1, ...texts);
  const broughtIn = async (receives: number, ...texts: ReceivedText[]) => {
    const records = texts.map((text) => ({
      ...{ body: JSON.stringify({ v: 1, ...text }), groupId: text.from, receives },
    }));
    const { batchItemFailures } = await handler(queueEvent(...records), lambdaContext());
    return batchItemFailures.map((failure) => failure.itemIdentifier);
  };
  const say = (body: string, fields: Partial<ReceivedText> = {}) => {
    clock.advance(1_000);
    return textIn(receivedText({ body, saidAt: clock.now(), receivedAt: clock.now(), ...fields }));
  };
  const member = () => members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now());
  return {
    ...{ sooner, clock, members, conversations, closings, sender, reporter, rings, textIn, broughtIn, say, member },
    bodies: () => sender.accepted.map((text) => text.body),
    silenceDoorbell: () => {
      silent = true;
    },
    hearDoorbell: () => {
      silent = false;
    },
    loseKeys: (of?: string) => {
      keyless = (number) => of === undefined || of === number;
    },
    findKeys: () => {
      keyless = () => false;
    },
  };
}

describe("an ordinary text", () => {
  test("waits in the inbox and rings; nothing is sent from here", async () => {
    const { say, member, conversations, rings, sender } = setUp();
    expect(await say("hey jules")).toEqual([]);
    const { id, consent } = await member();
    expect((await conversations.open(id)).waiting.map((text) => text.body)).toEqual(["hey jules"]);
    expect(rings).toEqual([id]);
    expect(sender.attempts).toEqual([]);
    // Writing to Jules is consent to be answered.
    expect(consent.state).toBe("ACTIVE");
  });

  test("brought twice, is one text; the bell rings again, in case the first ring was lost", async () => {
    const { textIn, member, conversations, rings } = setUp();
    const text = receivedText();
    await textIn(text);
    await textIn(text);
    expect((await conversations.open((await member()).id)).waiting).toHaveLength(1);
    expect(rings).toHaveLength(2);
  });

  test("whose doorbell cannot be rung comes back, and is there already", async () => {
    const { textIn, member, conversations, silenceDoorbell, reporter } = setUp();
    silenceDoorbell();
    expect(await textIn(receivedText())).toEqual(["record-0"]);
    expect((await conversations.open((await member()).id)).waiting).toHaveLength(1);
    expect(reporter.lines.at(-1)).toMatchObject({ line: "record.failed", fields: { failure: "queue.refused" } });
  });

  test("whose doorbell could not be rung before a STOP is rung for after it: somebody has to close it", async () => {
    const { textIn, say, silenceDoorbell, hearDoorbell, rings } = setUp();
    const text = receivedText();
    silenceDoorbell();
    await textIn(text);
    await say("STOP");
    hearDoorbell();
    await textIn(text);
    expect(rings).toHaveLength(1);
  });

  test("that fails comes back within seconds at first: a STOP may stand behind it", async () => {
    const { broughtIn, loseKeys, sooner } = setUp();
    loseKeys();
    for (const receives of [1, 2, 3]) await broughtIn(receives, receivedText());
    expect(sooner).toEqual([
      ["receipt-0", 4],
      ["receipt-0", 8],
    ]);
  });

  test("that fails holds back its own member and nobody else", async () => {
    const { textIn, loseKeys, findKeys, rings } = setUp();
    loseKeys(MEMBER_NUMBER);
    const other = receivedText({ from: number("+14155550177") });
    expect(await textIn(receivedText(), receivedText(), other)).toEqual(["record-0", "record-1"]);
    expect(rings).toHaveLength(1);
    findKeys();
  });

  test.each([
    ["a crisis", "I want to kill myself", "988"],
    ["a STOP", "STOP", "unsubscribed"],
  ])("that fails does not hold up %s behind it", async (_name, body, reply) => {
    const { textIn, loseKeys, bodies } = setUp();
    loseKeys();
    expect(await textIn(receivedText(), receivedText({ body }))).toEqual(["record-0", "record-1"]);
    expect(bodies()[0]).toContain(reply);
  });

  test.each(["Liked “I want to die”", "I'm driving right now"])(
    "that a phone wrote by itself is recorded, and neither answered nor taken for a cry for help: %s",
    async (body) => {
      const { say, member, closings, rings, sender } = setUp();
      expect(await say(body)).toEqual([]);
      const { id, consent } = await member();
      expect([rings, sender.attempts, closings(id).length]).toEqual([[], [], 1]);
      // A phone agrees to nothing.
      expect(consent.state).toBe("NEW");
    },
  );

  test("to several people is not answered", async () => {
    const { say, rings, sender } = setUp();
    await say("hi all", { group: true });
    expect([rings, sender.attempts]).toEqual([[], []]);
  });
});

describe("STOP", () => {
  test("opts out at once, is confirmed once, and rings nobody", async () => {
    const { say, member, bodies, rings } = setUp();
    await say("Stop.");
    expect((await member()).consent.state).toBe("OPTED_OUT");
    expect(bodies()).toEqual([expect.stringContaining("you're unsubscribed")]);
    expect(rings).toEqual([]);
  });

  test("a second STOP, and what is said afterwards, is met with silence", async () => {
    const { say, sender, rings, member, closings } = setUp();
    await say("STOP");
    await say("STOP");
    await say("are you still there?");
    expect(sender.attempts).toHaveLength(1);
    expect(rings).toEqual([]);
    expect(closings((await member()).id)).toEqual(["answered-at-once", "answered-at-once", "opted-out"]);
  });

  test("the same STOP brought again is not confirmed again", async () => {
    const { textIn, sender } = setUp();
    const stop = receivedText({ body: "STOP" });
    await textIn(stop);
    await textIn(stop);
    expect(sender.attempts).toHaveLength(1);
  });

  test("holds even while the confirmation cannot be sent, which then comes late but only within five minutes", async () => {
    const { textIn, sender, member, clock } = setUp();
    sender.next({ kind: "refused", reason: "http-503", retryable: true });
    const stop = receivedText({ body: "STOP" });
    expect(await textIn(stop)).toEqual(["record-0"]);
    expect((await member()).consent.state).toBe("OPTED_OUT");
    clock.advance(60_000);
    expect(await textIn(stop)).toEqual([]);
    expect(sender.accepted).toHaveLength(1);
  });

  test("is not confirmed twice when the carrier's answer was lost", async () => {
    const { textIn, sender } = setUp();
    sender.next("accepted-unheard");
    const stop = receivedText({ body: "STOP" });
    await textIn(stop);
    await textIn(stop);
    expect(sender.attempts).toHaveLength(1);
  });

  test("that reached us more than five minutes ago (a redriven queue) is obeyed and not confirmed", async () => {
    const { say, clock, member, sender } = setUp();
    await say("STOP", { receivedAt: instantPlus(clock.now(), -5 * 60_000) });
    expect((await member()).consent.state).toBe("OPTED_OUT");
    expect(sender.attempts).toEqual([]);
  });

  test("is not undone by a START that was said before it and is brought again", async () => {
    const { say, textIn, member, clock, sender } = setUp();
    await say("hi");
    await say("STOP");
    clock.advance(10_000);
    const start = receivedText({ body: "START", saidAt: clock.now(), receivedAt: clock.now() });
    await textIn(start);
    clock.advance(10_000);
    await say("STOP", { saidAt: clock.now() });
    const sent = sender.attempts.length;
    await textIn(start);
    expect((await member()).consent.state).toBe("OPTED_OUT");
    expect(sender.attempts).toHaveLength(sent);
  });

  test("that was said after a START counts, also when the START comes after it", async () => {
    const { say, member, clock } = setUp();
    const at = (seconds: number) => instantPlus(clock.now(), seconds * 1_000);
    const [first, between, last] = [at(1), at(5), at(9)];
    clock.advance(10_000);
    await say("STOP", { saidAt: first });
    await say("STOP", { saidAt: last });
    await say("START", { saidAt: between });
    expect((await member()).consent.state).toBe("OPTED_OUT");
  });

  test.each([[["START", "STOP"]], [["STOP", "START"]]])(
    "in one second and one callback with a START (%j) wins, and nothing follows its confirmation",
    async (words) => {
      const { say, textIn, member, bodies, clock } = setUp();
      await say("hi");
      clock.advance(1);
      const now = { saidAt: clock.now(), receivedAt: clock.now() };
      await textIn(...words.map((body) => receivedText({ body, ...now })));
      expect((await member()).consent.state).toBe("OPTED_OUT");
      expect(bodies().at(-1)).toContain("unsubscribed");
    },
  );

  test("of the same second as the START before it is not undone when the carrier brings that again", async () => {
    const { textIn, member, clock } = setUp();
    const second = { saidAt: clock.now() };
    const start = receivedText({ body: "START", ...second, receivedAt: clock.now() });
    clock.advance(300);
    const stop = receivedText({ body: "STOP", ...second, receivedAt: clock.now() });
    await textIn(start);
    await textIn(stop);
    clock.advance(6 * 60_000);
    await textIn({ ...start, receivedAt: clock.now() });
    expect((await member()).consent.state).toBe("OPTED_OUT");
  });

  test("said into a group counts, and nothing is said into the group", async () => {
    const { say, member, sender } = setUp();
    await say("STOP", { group: true });
    expect((await member()).consent.state).toBe("OPTED_OUT");
    expect(sender.attempts).toEqual([]);
  });

  test("on a toll-free number is confirmed by the network, not by us", async () => {
    const { say, sender, members, clock } = setUp();
    const tollFree = number("+18335550100");
    await say("STOP", { to: tollFree });
    expect((await members.byNumber(MEMBER_NUMBER, tollFree, clock.now())).consent.state).toBe("OPTED_OUT");
    expect(sender.attempts).toEqual([]);
  });
});

describe("what reached us more than three days ago", () => {
  test.each(["hey", "START", "HELP", "I want to die"])("is kept and not answered: %j", async (body) => {
    const { say, sender, rings, clock } = setUp();
    expect(await say(body, { receivedAt: instantPlus(clock.now(), -72 * 60 * 60_000 - 1) })).toEqual([]);
    expect([sender.attempts, rings]).toEqual([[], []]);
  });

  test("still opts out", async () => {
    const { say, member, clock } = setUp();
    await say("STOP", { receivedAt: instantPlus(clock.now(), -90 * 60 * 60_000) });
    expect((await member()).consent.state).toBe("OPTED_OUT");
  });
});

describe("START and HELP", () => {
  test("START brings back who said STOP, with the terms and the disclosure", async () => {
    const { say, member, bodies } = setUp();
    await say("STOP");
    await say("start");
    expect((await member()).consent.state).toBe("ACTIVE");
    expect(bodies().slice(1)).toEqual([
      expect.stringContaining("resubscribed to recurring AI texts"),
      expect.stringContaining("not communicating with a human"),
    ]);
  });

  test("HELP is answered in every state, and leaves the state alone", async () => {
    const { say, member, bodies, clock } = setUp();
    await say("help");
    await say("STOP");
    clock.advance(11 * 60_000);
    await say("HELP");
    expect((await member()).consent.state).toBe("OPTED_OUT");
    expect(bodies().filter((body) => body.includes("help@jules.example"))).toHaveLength(2);
  });

  test("AYUDA is answered in Spanish", async () => {
    const { say, bodies } = setUp();
    await say("¡Ayuda!");
    expect(bodies()).toEqual([fixedText("help-es").body]);
  });

  test("HELP is answered once in ten minutes", async () => {
    const { say, sender } = setUp();
    await say("help");
    await say("help");
    expect(sender.attempts).toHaveLength(1);
  });
});

describe("a crisis", () => {
  test("is answered at once with 988, before everything else of ours, and then waits for Jules as well", async () => {
    const { say, sender, rings, reporter, member, closings } = setUp();
    await say("I can't do this anymore. I want to kill myself");
    expect(sender.accepted[0]).toMatchObject({ priority: "high", body: expect.stringContaining("988") });
    expect(sender.accepted.slice(1).map((text) => text.body)).toEqual([
      expect.stringContaining("Jules AI companion"),
      expect.stringContaining("not communicating with a human"),
    ]);
    const { id } = await member();
    expect([rings, closings(id)]).toEqual([[id], [undefined]]);
    expect(reporter.metrics).toMatchObject({ CrisisReplies: 1, CrisisHolds: 1 });
  });

  test("is answered while the member's key cannot be unwrapped; the text waits in the queue until it can be kept", async () => {
    const { textIn, sender, loseKeys, findKeys, member, closings } = setUp();
    const text = receivedText({ body: "I want to die" });
    loseKeys();
    expect(await textIn(text)).toEqual(["record-0"]);
    expect(sender.accepted[0]?.body).toContain("988");
    findKeys();
    expect(await textIn(text)).toEqual([]);
    expect(sender.accepted.filter((sent) => sent.priority === "high")).toHaveLength(1);
    expect(closings((await member()).id)).toEqual([undefined]);
  });

  test("is answered again when nobody knows whether the first answer went out", async () => {
    const { textIn, sender } = setUp();
    sender.next("accepted-unheard");
    const text = receivedText({ body: "I want to die" });
    expect(await textIn(text)).toEqual(["record-0"]);
    expect(await textIn(text)).toEqual([]);
    expect(sender.accepted.filter((sent) => sent.priority === "high")).toHaveLength(2);
  });

  test("in a group is answered to its sender alone", async () => {
    const { say, sender } = setUp();
    await say("I want to die", { group: true });
    expect(sender.accepted.map((text) => text.to)).toEqual([MEMBER_NUMBER]);
  });

  test("of somebody who said STOP is not answered, but counted", async () => {
    const { say, sender, reporter } = setUp();
    await say("STOP");
    await say("I want to die");
    expect(sender.attempts).toHaveLength(1);
    expect(reporter.lines.at(-1)).toMatchObject({ line: "crisis.answered", fields: { replied: "withheld" } });
  });

  test("that the carrier does not take is counted at every try, so that somebody is woken", async () => {
    const { textIn, sender, reporter } = setUp();
    const refused = { kind: "refused", reason: "http-503", retryable: true } as const;
    sender.next(refused, refused);
    const text = receivedText({ body: "I want to die" });
    expect(await textIn(text)).toEqual(["record-0"]);
    expect(await textIn(text)).toEqual(["record-0"]);
    expect(reporter.metrics.CrisisRepliesFailed).toBe(2);
    expect(await textIn(text)).toEqual([]);
    expect(sender.accepted[0]?.body).toContain("988");
  });

  test("is answered though the consent changes under our hands, as long as it is no STOP", async () => {
    const { say, sender, members, member, clock } = setUp();
    await say("hi");
    sender.prepareWith(async () => {
      const change = { state: "ACTIVE", changedBy: "other", saidAt: clock.now(), cause: "keyword" } as const;
      await members.changeConsent(await member(), change, clock.now());
    });
    await say("I want to die");
    expect(sender.accepted[0]?.body).toContain("988");
  });

  test("with a STOP right behind it is answered, and so it is written down", async () => {
    const { textIn, sender, reporter, clock } = setUp();
    const now = { saidAt: clock.now(), receivedAt: clock.now() };
    await textIn(receivedText({ body: "I want to die", ...now }), receivedText({ body: "STOP", ...now }));
    expect(sender.accepted[0]?.body).toContain("988");
    expect(reporter.metrics.CrisisReplies).toBe(1);
  });

  test("that fails ahead of its place is counted, though the text before it fails too", async () => {
    const { textIn, loseKeys, sender, reporter } = setUp();
    loseKeys();
    sender.next({ kind: "refused", reason: "http-503", retryable: true });
    const crisis = receivedText({ body: "I want to die" });
    expect(await textIn(receivedText(), crisis)).toEqual(["record-0", "record-1"]);
    expect(reporter.metrics.CrisisRepliesFailed).toBe(1);
  });

  test("is answered though the introduction cannot be made", async () => {
    const { say, sender } = setUp();
    sender.next(
      { kind: "accepted", carrierId: "c", segments: 1 },
      { kind: "refused", reason: "http-503", retryable: true },
    );
    expect(await say("I want to die")).toEqual([]);
    expect(sender.accepted).toHaveLength(1);
  });

  test("that the carrier refuses for good comes back until somebody has mended what is wrong", async () => {
    const { textIn, sender } = setUp();
    sender.next({ kind: "refused", reason: "http-403", retryable: false });
    const text = receivedText({ body: "I want to die" });
    expect(await textIn(text)).toEqual(["record-0"]);
    expect(await textIn(text)).toEqual([]);
    expect(sender.accepted[0]?.body).toContain("988");
  });

  test("whose reply the carrier would not take as long as the queue tried is owed: the sweeper finds it", async () => {
    const { textIn, sender, conversations, member, clock } = setUp();
    const refused = { kind: "refused", reason: "http-503", retryable: true } as const;
    sender.next(refused, refused, refused, refused);
    const text = receivedText({ body: "I want to die" });
    for (let tries = 0; tries < 4; tries++) expect(await textIn(text)).toEqual(["record-0"]);
    clock.advance(60_000);
    const { id } = await member();
    const owed = { kind: "crisis", body: expect.stringContaining("988") };
    expect((await conversations.open(id)).unfinished).toMatchObject([{ state: "READY", content: owed }]);
    for await (const due of conversations.due(clock.now())) if (due.includes(id)) return;
    expect.unreachable("the member is not due");
  });

  test("is owed also when the carrier could not even be made ready", async () => {
    const { textIn, sender, conversations, member } = setUp();
    sender.prepareWith(async () => Promise.reject(new Failure("carrier.unavailable", "scripted")));
    expect(await textIn(receivedText({ body: "I want to die" }))).toEqual(["record-0"]);
    const { unfinished } = await conversations.open((await member()).id);
    expect(unfinished).toMatchObject([{ state: "READY", attempts: 0, content: { kind: "crisis" } }]);
  });

  test("leaves no line in the log that says whose it was", async () => {
    const { say, member, reporter } = setUp();
    await say("I want to die");
    expect(JSON.stringify(reporter.lines)).not.toContain((await member()).id);
  });
});

test("a record that nobody can read goes back to the queue and is named without its content", async () => {
  const { reporter, members, conversations, sender, clock } = setUp();
  const handler = createHandler({
    reporter,
    members,
    conversations,
    sender,
    clock,
    switches: switchedOn(),
    doorbell: { ring: async () => undefined },
    privacy: { submit: async () => undefined },
    sooner: async () => undefined,
  });
  const { batchItemFailures } = await handler(queueEvent({ body: "{secret", groupId: "g" }), lambdaContext());
  expect(batchItemFailures).toEqual([{ itemIdentifier: "record-0" }]);
  expect(reporter.lines).toEqual([{ line: "record.failed", fields: { failure: "record.unreadable", receives: 1 } }]);
});
