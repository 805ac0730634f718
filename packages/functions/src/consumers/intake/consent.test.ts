import { outboundId } from "@jules/core/conversation";
import { fixedText } from "@jules/core/disclosure";
import { instantPlus, type MemberId } from "@jules/core/kernel";
import type { ReceivedText } from "@jules/core/messaging";
import type { SwitchCode } from "@jules/core/rules";
import { MEMBER_NUMBER, number, OWN_NUMBER, receivedText } from "@jules/testkit/builders";
import { manualClock } from "@jules/testkit/clock";
import { lambdaContext, queueEvent } from "@jules/testkit/lambda";
import { recordingSender } from "@jules/testkit/memory";
import { describe, expect, test } from "vitest";
import { createWorld } from "../../../test/world.ts";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

function setUp() {
  const clock = manualClock();
  const { members, conversations, closings, itemsOf, ...world } = createWorld(clock);
  const sender = recordingSender();
  const reporter = recordingReporter();
  const rings: MemberId[] = [];
  const switchedOn = new Set<SwitchCode>();
  const handler = createHandler({
    ...{ reporter, clock, members, sender, conversations, privacy: { submit: async () => undefined } },
    doorbell: { ring: async (ids) => void rings.push(...ids) },
    sooner: async () => undefined,
    privacy: { submit: async () => undefined },
    switches: { switchedOn: async () => switchedOn },
  });
  const textIn = async (...texts: ReceivedText[]) => {
    const records = texts.map((text) => ({ body: JSON.stringify({ v: 1, ...text }), groupId: text.from }));
    const { batchItemFailures } = await handler(queueEvent(...records), lambdaContext());
    return batchItemFailures.length;
  };
  const text = (body: string, fields: Partial<ReceivedText> = {}) =>
    receivedText({ body, saidAt: clock.now(), receivedAt: clock.now(), ...fields });
  const say = (body: string, fields: Partial<ReceivedText> = {}) => {
    clock.advance(2_000);
    return textIn(text(body, fields));
  };
  const member = () => members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now());
  const state = async () => (await member()).consent.state;
  const be = async (to: "ACTIVE" | "PENDING" | "BLOCKED") => {
    const by = { changedBy: "earlier", saidAt: clock.now() };
    const change = { state: to, ...by, cause: to === "BLOCKED" ? "child" : "asked-on-page" } as const;
    await members.changeConsent(await member(), change, clock.now());
  };
  return {
    ...{ clock, members, conversations, sender, reporter, rings, switchedOn, textIn, text, say, member, state, be },
    ...{ world, itemsOf },
    bodies: () => sender.accepted.map(({ body }) => body),
    closings: async () => closings((await member()).id),
  };
}

const stopped = fixedText("stopped").body;
const clarification = fixedText("clarification").body;

test.each(["STOP", "Please stop texting me", "I do not wish to be contacted, I want to die"])(
  "%j counts from when it came, however long it waited",
  async (body) => {
    const { say, text, textIn, clock, member } = setUp();
    await say("Hi there");
    const stop = text(body);
    clock.advance(2 * 60 * MINUTE_MS);
    await textIn(stop);
    expect((await member()).consent).toMatchObject({ state: "OPTED_OUT", silentSince: stop.receivedAt });
  },
);

describe("a revocation in plain words", () => {
  test.each([
    ["Please stop texting me", "en"],
    ["I do not wish to be contacted", "en"],
    ["exit", "en"],
    ["no quiero recibir más mensajes", "es"],
    ["ya no me escribas", "es"],
  ] as const)(
    "is obeyed as a STOP, confirmed in its language, and never told to a model: %j",
    async (body, language) => {
      const { say, be, state, bodies, rings, reporter, closings } = setUp();
      await be("ACTIVE");
      await say(body);
      expect(await state()).toBe("OPTED_OUT");
      expect(bodies()).toEqual([fixedText("stopped", language).body]);
      expect([rings, await closings()]).toEqual([[], ["answered-at-once"]]);
      expect(reporter.metrics.OptOuts).toBe(1);
    },
  );

  test("said again, or followed by a STOP, is met with silence", async () => {
    const { say, state, bodies } = setUp();
    for (const body of ["stop texting me", "STOP", "I said stop texting me", "leave me alone"]) await say(body);
    expect([await state(), bodies()]).toEqual(["OPTED_OUT", [stopped]]);
  });

  test("brought again by the carrier is confirmed once", async () => {
    const { textIn, text, bodies } = setUp();
    const revocation = text("take me off this list");
    await textIn(revocation);
    await textIn(revocation);
    expect(bodies()).toEqual([stopped]);
  });

  test("that comes six minutes late, into a group or on a toll-free number is obeyed in silence", async () => {
    const late = setUp();
    await late.say("stop texting me", { receivedAt: instantPlus(late.clock.now(), -6 * MINUTE_MS) });
    const group = setUp();
    await group.say("stop texting me", { group: true });
    expect([await late.state(), await group.state()]).toEqual(["OPTED_OUT", "OPTED_OUT"]);
    const tollFree = setUp();
    const to = number("+18335550100");
    await tollFree.say("stop texting me", { to });
    const { consent } = await tollFree.members.byNumber(MEMBER_NUMBER, to, tollFree.clock.now());
    expect(consent.state).toBe("OPTED_OUT");
    for (const { bodies } of [late, group, tollFree]) expect(bodies()).toEqual([]);
  });

  test("does not wait for the texts before it", async () => {
    const { textIn, text, sender, state } = setUp();
    const [chat, revocation] = [text("hey"), text("please stop messaging me")];
    await textIn(chat, revocation);
    expect(await state()).toBe("OPTED_OUT");
    expect(sender.attempts[0]?.body).toBe(stopped);
  });

  test("that was said before a START undoes nothing", async () => {
    const { say, state, clock } = setUp();
    await say("hi");
    const before = clock.now();
    await say("START");
    await say("stop texting me", { saidAt: before });
    expect(await state()).toBe("ACTIVE");
  });

  test.each(["Liked “stop texting me”", "my ex won't stop texting me", "stop it lol", "I quit my job"])(
    "is none: %j",
    async (body) => {
      const { say, be, state, bodies } = setUp();
      await be("ACTIVE");
      await say(body);
      expect([await state(), bodies()]).toEqual(["ACTIVE", []]);
    },
  );
});

describe("words that may be a revocation", () => {
  const suspended = async () => {
    const world = setUp();
    await world.be("ACTIVE");
    await world.say("leave me alone");
    return world;
  };

  test("suspend: one question, no answer of the model, and a day to say what was meant", async () => {
    const { member, bodies, rings, closings, itemsOf } = await suspended();
    const { consent, contact, id } = await member();
    expect([consent.state, bodies(), rings]).toEqual(["SUSPENDED", [clarification], []]);
    expect(await closings()).toEqual(["answered-at-once"]);
    expect(contact.momentAt).toBe(instantPlus(consent.changedAt, DAY_MS));
    expect(itemsOf(id, "MOMENT")).toHaveLength(1);
  });

  test("in Spanish are asked about in Spanish", async () => {
    const { say, be, bodies } = setUp();
    await be("ACTIVE");
    await say("déjame en paz");
    expect(bodies()).toEqual([fixedText("clarification", "es").body]);
  });

  test("are asked about once in a suspension", async () => {
    const { say, state, bodies, rings, closings } = await suspended();
    await say("go away");
    expect([await state(), bodies(), rings]).toEqual(["SUSPENDED", [clarification], []]);
    expect(await closings()).toEqual(["answered-at-once", "suspended"]);
  });

  test("are asked about once, however often the carrier brings them, and never after five minutes", async () => {
    const { textIn, text, be, sender, bodies, state, clock } = setUp();
    await be("ACTIVE");
    clock.advance(1_000);
    const unclear = text("leave me alone");
    sender.next({ kind: "refused", reason: "http-503", retryable: true });
    expect(await textIn(unclear)).toBe(1);
    expect(await state()).toBe("SUSPENDED");
    for (const _again of [1, 2]) expect(await textIn(unclear)).toBe(0);
    expect(bodies()).toEqual([clarification]);
    const late = setUp();
    await late.be("ACTIVE");
    await late.say("leave me alone", { receivedAt: instantPlus(late.clock.now(), -6 * MINUTE_MS) });
    expect([await late.state(), late.bodies()]).toEqual(["SUSPENDED", []]);
  });

  test.each(["no", "STOP", "stop texting me", "s"])("answered by %j: opted out, without another text", async (body) => {
    const { textIn, text, state, bodies, clock } = await suspended();
    clock.advance(2_000);
    const answer = text(body);
    await textIn(answer);
    await textIn(answer);
    expect([await state(), bodies()]).toEqual(["OPTED_OUT", [clarification]]);
  });

  test.each(["yes", "sorry, bad day. how are you?"])("answered by %j: the conversation goes on", async (body) => {
    const { say, member, bodies, rings } = await suspended();
    await say(body);
    const { consent, id } = await member();
    expect([consent.state, consent.scope, bodies(), rings]).toEqual(["ACTIVE", "replies", [clarification], [id]]);
  });

  test("answered by START: recurring texts, with the terms and the disclosure", async () => {
    const { say, member, bodies } = await suspended();
    await say("START");
    const { consent } = await member();
    expect([consent.state, consent.scope]).toEqual(["ACTIVE", "recurring"]);
    expect(bodies().slice(1)).toEqual([fixedText("restarted").body, fixedText("disclosure").body]);
  });

  test("are not taken back by what was said before the question", async () => {
    const { textIn, text, state, rings, clock } = await suspended();
    await textIn(text("hey", { saidAt: instantPlus(clock.now(), -5_000) }));
    expect([await state(), rings]).toEqual(["SUSPENDED", []]);
  });

  test.each([
    ["in a group", { group: true }],
    ["days later", { receivedAt: "2026-11-10T00:00:00.000Z" as ReceivedText["receivedAt"] }],
  ])("%s are talk", async (_where, fields) => {
    const { say, be, state, bodies } = setUp();
    await be("ACTIVE");
    await say("leave me alone", fields);
    expect([await state(), bodies()]).toEqual(["ACTIVE", []]);
  });

  test("said to a number that never heard from us are a beginning like any other", async () => {
    const { say, state, rings } = setUp();
    await say("wrong number");
    expect([await state(), rings.length]).toEqual(["ACTIVE", 1]);
  });
});

describe("a bare no", () => {
  const reachOut = async ({ members: _members, conversations, member, clock }: ReturnType<typeof setUp>) => {
    const to = await member();
    clock.advance(1_000);
    const traces = { reachedOutAt: { from: [], to: [clock.now()] } };
    const id = outboundId(to.id, "fixed", "periodic-1");
    await conversations.beginFixed({ member: to }, id, { states: ["READY"] }, clock.now(), {}, { traces });
  };

  test.each(["no", "No thanks", "S"])("to a text that we began is a STOP: %j", async (body) => {
    const world = setUp();
    await world.be("ACTIVE");
    await reachOut(world);
    await world.say(body);
    expect([await world.state(), world.bodies()]).toEqual(["OPTED_OUT", [stopped]]);
  });

  test("in conversation is conversation", async () => {
    const { say, be, state, rings } = setUp();
    await be("ACTIVE");
    await say("no");
    expect([await state(), rings.length]).toEqual(["ACTIVE", 1]);
  });

  test("to a text that we began is talk while somebody may be in danger", async () => {
    const world = setUp();
    await world.say("I want to kill myself");
    await reachOut(world);
    await world.say("no");
    expect(await world.state()).toBe("ACTIVE");
  });
});

describe("whoever was asked on a page", () => {
  test.each(["YES", "Sí", "si", "yes please"])(
    "and says %j has agreed to recurring texts, and is answered",
    async (body) => {
      const { say, be, member, rings } = setUp();
      await be("PENDING");
      await say(body);
      const { consent, id } = await member();
      expect([consent.state, consent.scope, rings]).toEqual(["ACTIVE", "recurring", [id]]);
    },
  );

  test("and just talks has agreed to be answered", async () => {
    const { say, be, member } = setUp();
    await be("PENDING");
    await say("who's this");
    expect((await member()).consent).toMatchObject({ state: "ACTIVE", scope: "replies" });
  });

  test.each(["no", "STOP", "no thanks", "lose my number"])("and says %j is left alone, with one text", async (body) => {
    const { say, be, state, bodies } = setUp();
    await be("PENDING");
    await say(body);
    expect([await state(), bodies()]).toEqual(["OPTED_OUT", [stopped]]);
  });

  test("and says START gets the terms and the disclosure", async () => {
    const { say, be, member, bodies } = setUp();
    await be("PENDING");
    await say("START");
    expect((await member()).consent).toMatchObject({ state: "ACTIVE", scope: "recurring" });
    expect(bodies()).toEqual([fixedText("restarted").body, fixedText("disclosure").body]);
  });
});

describe("who said STOP", () => {
  test("is brought back by START alone", async () => {
    const { say, member, bodies, state } = setUp();
    await say("STOP");
    for (const body of ["yes", "hi", "YES please", "sí", "ok I want texts again"]) {
      await say(body);
      expect(await state()).toBe("OPTED_OUT");
    }
    expect(bodies()).toEqual([stopped]);
    await say("unstop");
    expect((await member()).consent).toMatchObject({ state: "ACTIVE", scope: "recurring" });
  });

  test("gets help in a crisis once counsel switched it on, and nothing else", async () => {
    const { say, sender, switchedOn, state, rings } = setUp();
    await say("STOP");
    await say("I want to kill myself");
    expect(sender.accepted).toHaveLength(1);
    switchedOn.add("crisis-reply-to-opted-out");
    await say("I'm going to kill myself tonight");
    expect(sender.accepted.slice(1).map(({ body }) => body)).toEqual([expect.stringContaining("988")]);
    expect([await state(), rings]).toEqual(["OPTED_OUT", []]);
  });

  test.each([
    ["ALTO", "es"],
    ["BAJA", "es"],
    ["cancel", "en"],
  ] as const)("%s is confirmed in its language", async (body, language) => {
    const { say, bodies } = setUp();
    await say(body);
    expect(bodies()).toEqual([fixedText("stopped", language).body]);
  });
});

describe("a child that was blocked", () => {
  test.each(["hi jules", "START", "STOP", "yes", "leave me alone", "stop texting me", "Liked “hi”"])(
    "says %j: nothing is kept, answered or rung for",
    async (body) => {
      const { say, be, state, bodies, rings, member, itemsOf } = setUp();
      await be("BLOCKED");
      expect(await say(body)).toBe(0);
      expect([await state(), bodies(), rings]).toEqual(["BLOCKED", [], []]);
      expect(itemsOf((await member()).id, "TEXT#")).toEqual([]);
    },
  );

  test("is helped in a crisis, every time, and nothing of it is kept", async () => {
    const { say, be, state, bodies, rings, member, itemsOf, reporter } = setUp();
    await be("BLOCKED");
    await say("I want to kill myself");
    await say("I want to die, stop texting me");
    expect(bodies()).toEqual([expect.stringContaining("988"), expect.stringContaining("988")]);
    expect([await state(), rings, itemsOf((await member()).id, "TEXT#")]).toEqual(["BLOCKED", [], []]);
    expect(reporter.metrics.CrisisReplies).toBe(2);
  });

  test("gets the answer to HELP", async () => {
    const { say, be, bodies } = setUp();
    await be("BLOCKED");
    await say("HELP");
    expect(bodies()).toEqual([fixedText("help").body]);
  });
});

describe("a crisis", () => {
  test.each(["I want to end it all", "end my life", "ya no quiero vivir"])("is no opt-out: %j", async (body) => {
    const { say, state, sender } = setUp();
    await say(body);
    expect(await state()).toBe("ACTIVE");
    expect(sender.accepted[0]?.body).toContain("988");
  });

  test("with a clear revocation in it is helped first, and then obeyed, once", async () => {
    const { textIn, text, state, bodies, rings, closings } = setUp();
    const both = text("I'm going to kill myself. stop texting me");
    expect([await textIn(both), rings]).toEqual([0, []]);
    expect(await textIn(both)).toBe(0);
    expect(await state()).toBe("OPTED_OUT");
    expect(bodies()).toEqual([expect.stringContaining("988"), stopped]);
    expect(await closings()).toEqual(["opted-out"]);
  });

  test("with a clear revocation in it is not silenced before the help has left", async () => {
    const { textIn, text, sender, state, bodies } = setUp();
    sender.next({ kind: "refused", reason: "http-503", retryable: true });
    const both = text("I want to die. unsubscribe me");
    expect(await textIn(both)).toBe(1);
    expect(await state()).not.toBe("OPTED_OUT");
    expect(await textIn(both)).toBe(0);
    expect([await state(), bodies()]).toEqual(["OPTED_OUT", [expect.stringContaining("988"), stopped]]);
  });

  test("with words that may mean anything in it is helped and answered", async () => {
    const { say, be, state, bodies, rings } = setUp();
    await be("ACTIVE");
    await say("leave me alone. I want to die");
    expect([await state(), rings.length]).toEqual(["ACTIVE", 1]);
    expect(bodies()[0]).toContain("988");
    expect(bodies()).not.toContain(clarification);
  });

  test("is not left because of such words afterwards: Jules stays", async () => {
    const { say, state, bodies, rings } = setUp();
    await say("I want to die");
    await say("leave me alone");
    expect([await state(), rings.length]).toEqual(["ACTIVE", 2]);
    expect(bodies()).not.toContain(clarification);
  });

  test("of somebody who was asked whether they want our texts is helped, and they are heard again", async () => {
    const { say, be, state, bodies, rings } = setUp();
    await be("ACTIVE");
    await say("leave me alone");
    await say("I want to kill myself");
    expect([await state(), rings.length]).toEqual(["ACTIVE", 1]);
    expect(bodies()[1]).toContain("988");
  });

  test("that is less than grave, with a revocation: the line to a person, and then silence", async () => {
    const { say, be, state, bodies } = setUp();
    await be("ACTIVE");
    await say("nobody would even notice if I was gone. stop texting me");
    expect(await state()).toBe("OPTED_OUT");
    expect(bodies()).toEqual([expect.stringContaining("988"), stopped]);
  });

  const BARE = [
    "please stop",
    "stop stop",
    "remove me",
    "delete me",
    "erase me",
    "forget me",
    "lose me",
    "para por favor",
  ];

  test.each(BARE)("is not left because of words that name nothing: %j", async (body) => {
    const { say, be, state, bodies, rings } = setUp();
    await be("ACTIVE");
    await say("I want to kill myself");
    await say(body);
    expect([await state(), rings.length]).toEqual(["ACTIVE", 2]);
    for (const asked of [clarification, stopped]) expect(bodies()).not.toContain(asked);
  });

  test.each(BARE)("with %j in it is helped and answered", async (body) => {
    const { say, be, state, bodies, rings } = setUp();
    await be("ACTIVE");
    await say(`I want to kill myself. ${body}`);
    expect([await state(), rings.length]).toEqual(["ACTIVE", 1]);
    expect(bodies()[0]).toContain("988");
    expect(bodies()).not.toContain(stopped);
  });

  test.each(["STOP", "cancel", "stop texting me", "lose my number"])(
    "does not weaken a real STOP: %j",
    async (body) => {
      const { say, state, bodies } = setUp();
      await say("I want to kill myself");
      await say(body);
      expect([await state(), bodies().at(-1)]).toEqual(["OPTED_OUT", stopped]);
    },
  );
});

describe("words that name nothing, where nobody is known to be in danger", () => {
  test.each(["please stop", "remove me", "Stop. Stop."])("%j is a STOP", async (body) => {
    const { say, be, state, bodies } = setUp();
    await be("ACTIVE");
    await say(body);
    expect([await state(), bodies()]).toEqual(["OPTED_OUT", [stopped]]);
  });

  test.each(["delete me", "forget me", "erase me", "lose me"])("%j is asked about", async (body) => {
    const { say, be, state, bodies } = setUp();
    await be("ACTIVE");
    await say(body);
    expect([await state(), bodies()]).toEqual(["SUSPENDED", [clarification]]);
  });
});
