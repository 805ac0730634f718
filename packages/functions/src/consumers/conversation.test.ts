import { createBlindIndex } from "@jules/adapters/blind-index";
import {
  createConversationStore,
  createKeyStore,
  createMemberDirectory,
  createMemberStore,
} from "@jules/adapters/dynamo";
import { createKeyring } from "@jules/adapters/kms";
import { Failure, instant } from "@jules/core/kernel";
import { receivedText } from "@jules/testkit/builders";
import { manualClock } from "@jules/testkit/clock";
import { createTableModel } from "@jules/testkit/dynamodb";
import { createKmsModel } from "@jules/testkit/kms";
import { lambdaContext, queueEvent } from "@jules/testkit/lambda";
import { recordingSender, switchedOn } from "@jules/testkit/memory";
import { TABLES } from "@jules/testkit/tables";
import { afterEach, describe, expect, test, vi } from "vitest";
import { begun, noToken, REFUSED_FOR_NOW, wireConversation, wireKnownMember } from "../../test/conversation.ts";
import { recordingReporter } from "../runtime/recording-reporter.ts";
import { createReporter } from "../runtime/reporter.ts";
import { createHandler as createIntake } from "./intake/handler.ts";

const CRISIS = "I want to kill myself";
const HELP_IN_A_CRISIS = expect.stringContaining("glad you told me");
const UNSUBSCRIBED = expect.stringContaining("unsubscribed");
const DISCLOSURE = expect.stringContaining("not communicating with a human");
const TROUBLE_THINKING = expect.stringContaining("having trouble thinking clearly");
const ANSWER = "I'm here. What's on your mind?";

const answered = (body = ANSWER) => ({ kind: "answered", body, inputTokens: 1, outputTokens: 1 }) as const;
const accepted = (carrierId: string) => ({ kind: "accepted", carrierId, segments: 1 }) as const;
const failing = (code: string) => async () => Promise.reject(new Failure(code, "scripted"));
const times = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);

describe("after a STOP", () => {
  test("a HELP that was said before it, and that the carrier had refused, is not answered any more", async () => {
    const { write, bring, sender, letPass, bodies } = await wireKnownMember();
    sender.next(REFUSED_FOR_NOW);
    await bring(write("HELP"), write("STOP"));
    await letPass({ minutes: 2 });
    expect(bodies()).toEqual([UNSUBSCRIBED]);
  });

  test("nothing is said, though a START that was said before it changed the consent at the same time", async () => {
    const { write, bring, say, ring, before, takenInElsewhere, letPass, member, bodies } = await wireKnownMember();
    const start = write("START");
    before("changeConsent", () => takenInElsewhere(start));
    await bring(write("STOP"));
    await letPass({ seconds: 30 });
    expect((await member()).consent.state).toBe("OPTED_OUT");
    await say("are you still there?");
    await ring();
    expect(bodies().at(-1)).toEqual(UNSUBSCRIBED);
  });

  test("at the carrier, a START brings back who says it later, though the carrier's word comes in between", async () => {
    const { say, ring, clock, before, carrierSays, letPass, member, bodies } = await wireKnownMember();
    await say("how was your day?");
    await ring();
    const at = clock.now();
    clock.advance(10_000);
    before("changeConsent", () => carrierSays("message-failed", { errorCode: 4775, at }));
    await say("START");
    await letPass({ seconds: 30 });
    expect((await member()).consent.state).toBe("ACTIVE");
    expect(bodies()).toContainEqual(expect.stringContaining("resubscribed"));
  });

  test("a START of the same second does not undo it, however late it reaches us", async () => {
    const { write, bring, clock, letPass, member, bodies } = await wireKnownMember();
    const stop = { ...write("STOP"), saidAt: instant("2026-11-20T18:00:00.202Z") };
    await bring(stop);
    clock.advance(700);
    await bring({ ...write("START"), saidAt: instant("2026-11-20T18:00:00.002Z") });
    await letPass({ minutes: 2 });
    expect([(await member()).consent.state, bodies()]).toEqual(["OPTED_OUT", [UNSUBSCRIBED]]);
  });

  test("the carrier's own opt-out counts in the second of the START that came before it", async () => {
    const { say, ring, carrierSays, member } = await wireKnownMember();
    await say("START");
    await say("how was your day?");
    await ring();
    await carrierSays("message-failed", { errorCode: 4775 });
    expect((await member()).consent.state).toBe("OPTED_OUT");
  });

  test("that came while a frozen sandbox looked for one, its reply does not leave", async () => {
    const { say, ring, write, clock, after, takenInElsewhere, bodies } = await wireKnownMember();
    await say("how was your day?");
    after("beginReply", () => clock.advance(1_500));
    after("byId", async () => {
      clock.advance(30_000);
      await takenInElsewhere(write("STOP"));
    });
    await ring();
    expect(bodies()).toEqual([UNSUBSCRIBED]);
  });

  test("no confirmation comes later than five minutes, also when the carrier brings the STOP once more", async () => {
    const { write, bring, before, letPass, member, bodies } = await wireKnownMember();
    const stop = write("STOP");
    before("beginFixed", ...times(5, failing("table.unavailable")));
    await bring(stop);
    await letPass({ minutes: 20 });
    await bring(stop);
    expect((await member()).consent.state).toBe("OPTED_OUT");
    expect(bodies()).toEqual([]);
  });

  test("that came while the introduction ended, who comes back is told anew that Jules is an AI", async () => {
    const { say, ring, write, clock, before, takenInElsewhere, sender, bodies } = wireConversation();
    await say("hi, who is this?");
    before("markIntroduced", () => takenInElsewhere(write("STOP")));
    await ring();
    const textsBefore = bodies().length;
    sender.next("accepted-unheard");
    await say("START");
    clock.advance(10_000);
    await say("so who are you really?");
    await ring();
    expect(bodies().slice(textsBefore)).toContainEqual(DISCLOSURE);
  });
});

test("a first text that meets the answer to START is answered in the same turn", async () => {
  const { say, ring, sender, before, bodies } = wireConversation();
  await say("hi, who is this?");
  const sent = Promise.withResolvers<void>();
  let turn: Promise<unknown> | undefined;
  // Behind the answer to START goes the disclosure: while the carrier takes it, the turn begins.
  sender.next(accepted("carrier-of-the-answer"), async () => {
    turn = ring();
    await sent.promise;
    return accepted("carrier-of-the-disclosure");
  });
  const ofIntake = ["the answer to START", "its disclosure"].map(() => () => undefined);
  const ofTurn = ["the welcome", "the disclosure"].map(() => () => undefined);
  let started: Promise<void> | undefined;
  before("beginFixed", ...ofIntake, ...ofTurn, async () => {
    sent.resolve();
    await started;
  });
  started = say("START");
  await started;
  await turn;
  expect(bodies().at(-1)).toBe(ANSWER);
  expect(bodies().filter((body) => body.includes("not communicating with a human"))).toHaveLength(1);
});

test("a table that is slow to answer keeps a reply back, and it goes out when the table is well", async () => {
  const { say, ring, clock, after, letPass, bodies } = await wireKnownMember();
  await say("how was your day?");
  const slowly = () => clock.advance(1_500);
  after("beginReply", slowly, slowly);
  after("byId", ...times(4, slowly));
  await ring();
  expect(bodies()).toEqual([]);
  await letPass({ minutes: 2 });
  expect(bodies()).toEqual([ANSWER]);
});

test("in one outage nobody is told twice that it takes longer, though a kept answer was begun in between", async () => {
  const { say, ring, sender, model, letPass, bodies } = await wireKnownMember();
  model.next(...times(2, failing("model.unavailable")));
  await say("how was your day?");
  await ring();
  expect(bodies()).toEqual([TROUBLE_THINKING]);
  sender.next(REFUSED_FOR_NOW, REFUSED_FOR_NOW);
  await ring();
  model.next(...times(2, failing("model.unavailable")));
  await say("are you still there?");
  await ring();
  await letPass({ minutes: 5 });
  expect(bodies().filter((body) => body.includes("having trouble thinking clearly"))).toHaveLength(1);
  expect(bodies().at(-1)).toContain(ANSWER);
});

test("who was never answered in an outage, because of a STOP, is told of the next outage", async () => {
  const { say, ring, model, letPass, bodies } = await wireKnownMember();
  model.next(...times(2, failing("model.unavailable")));
  await say("how was your day?");
  await ring();
  await say("STOP");
  await letPass({ minutes: 2 });
  await say("START");
  model.next(...times(2, failing("model.unavailable")));
  await say("are you there again, jules?");
  await ring();
  expect(bodies().filter((body) => body.includes("having trouble thinking clearly"))).toHaveLength(2);
});

describe("help in a crisis", () => {
  test("leaves though the table is slow to say whether a STOP came in between", async () => {
    const { say, clock, after, bodies } = await wireKnownMember();
    const slowly = () => clock.advance(1_500);
    after("beginFixed", slowly);
    after("byId", ...times(10, slowly));
    await say(CRISIS);
    expect(bodies()).toEqual([HELP_IN_A_CRISIS]);
  });

  test("that a dead worker began is sent after an outage of the carrier that outlasts the queue", async () => {
    const { say, sender, after, letPass, bodies } = await wireKnownMember();
    const dies = () => {
      throw new Error("the sandbox is gone");
    };
    after("beginFixed", dies);
    after("settle", dies);
    await say(CRISIS);
    expect(bodies()).toEqual([]);
    sender.prepareWith(...times(4, noToken));
    await letPass({ minutes: 6 });
    expect(bodies()).toEqual([HELP_IN_A_CRISIS, ANSWER]);
  });

  test("is sent again when the carrier says that it failed before we have written down what was sent", async () => {
    const { say, sender, carrierSays, letPass, lines, bodies } = await wireKnownMember();
    const failed = () => carrierSays("message-failed", { errorCode: 5100 });
    let early: "done" | "again" | undefined;
    sender.next(async () => {
      early = await failed();
      return accepted("carrier-1");
    });
    await say(CRISIS);
    expect([early, lines[0]]).toMatchObject(["again", { fields: { failure: "outbound.unsettled" } }]);
    expect(await failed()).toBe("done");
    await letPass({ minutes: 2 });
    expect(bodies()).toEqual([HELP_IN_A_CRISIS, HELP_IN_A_CRISIS, ANSWER]);
  });

  test("that was refused once is still sent again when the member's phone was off", async () => {
    const { say, sender, carrierSays, letPass, bodies } = await wireKnownMember();
    sender.next(REFUSED_FOR_NOW);
    await say(CRISIS);
    await letPass({ seconds: 30 });
    expect(bodies()).toEqual([HELP_IN_A_CRISIS]);
    await carrierSays("message-failed", { errorCode: 4702 });
    await letPass({ minutes: 2 });
    expect(bodies()).toEqual([HELP_IN_A_CRISIS, HELP_IN_A_CRISIS, ANSWER]);
  });

  test("that is owed goes out though more texts wait than a turn can take, and no model is there", async () => {
    const { say, sender, model, letPass, bodies } = await wireKnownMember();
    for (let text = 0; text < 51; text++) await say(`this is text number ${text}.`);
    // More often than the queue brings it.
    sender.next(...times(8, REFUSED_FOR_NOW));
    model.next(...times(30, "unavailable" as const));
    await say(CRISIS);
    await letPass({ minutes: 10 });
    expect(bodies()).toContainEqual(HELP_IN_A_CRISIS);
  });

  test("is sent at the next try when the consent changed twice during the first", async () => {
    const { say, before, members, member, clock, letPass, bodies } = await wireKnownMember();
    const change = async () => {
      const { consent } = await member();
      const renewed = { state: "ACTIVE", changedBy: "other", saidAt: consent.saidAt, cause: "keyword" } as const;
      await members.changeConsent(await member(), renewed, clock.now());
    };
    before("beginFixed", change, change);
    await say(CRISIS);
    expect(bodies()).toEqual([]);
    await letPass({ seconds: 30 });
    expect(bodies()).toEqual([HELP_IN_A_CRISIS]);
  });

  test("of which nobody knows whether it arrived is sent again, at growing intervals from the fifth time on", async () => {
    const { say, sender, clock, letPass } = await wireKnownMember();
    const sentAt: number[] = [];
    const unheard = async () => {
      sentAt.push(Date.parse(clock.now()));
      return { kind: "unknown", reason: "no-answer" } as const;
    };
    sender.next(...times(200, unheard));
    await say(CRISIS);
    await letPass({ minutes: 180 });
    const intervals = sentAt.slice(1).map((at, index) => at - (sentAt[index] ?? 0));
    const growing = intervals.slice(5);
    expect(growing).toEqual(growing.toSorted((one, other) => one - other));
    expect(sentAt.length).toBeGreaterThan(7);
    expect(sentAt.length).toBeLessThan(15);
  });

  test("of which nobody knows whether it arrived is left alone soon after a STOP, however often it was tried", async () => {
    const { say, sender, letPass, itemsOf } = await wireKnownMember();
    sender.next(...times(200, async () => ({ kind: "unknown", reason: "no-answer" }) as const));
    await say(CRISIS);
    await letPass({ minutes: 60 });
    const tries = sender.attempts.length;
    await say("STOP");
    await letPass({ minutes: 3 });
    expect(sender.attempts.slice(tries).map(({ body }) => body)).toEqual([UNSUBSCRIBED]);
    expect((await itemsOf("OUT#fixed.")).filter(({ openSince }) => openSince)).toEqual([]);
  });

  test("that is to be sent again is sent also when a turn is given up in between", async () => {
    const { say, sender, model, ring, before, carrierSays, letPass, bodies } = await wireKnownMember();
    await say(CRISIS);
    const [text] = sender.attempts;
    await say("and what am I to do now?");
    // Told when the turn has read what is open.
    before("history", () => carrierSays("message-failed", { errorCode: 4702, text }));
    model.next(async () => Promise.reject(new TypeError("no such thing")));
    await ring(3);
    await letPass({ minutes: 3 });
    expect(bodies()).toEqual([HELP_IN_A_CRISIS, HELP_IN_A_CRISIS]);
  });
});

describe("behind a text that cannot be kept", () => {
  test.each([
    ["help", CRISIS, HELP_IN_A_CRISIS],
    ["the confirmation of a STOP", "STOP", UNSUBSCRIBED],
  ])("%s comes within seconds", async (_name, body, reply) => {
    const { say, before, letPass, bodies } = await wireKnownMember();
    before("receive", ...times(2, failing("key.unavailable")));
    await say("hey, long day at work.");
    await letPass({ seconds: 3 });
    await say(body);
    await letPass({ seconds: 2 });
    expect(bodies()).toEqual([reply]);
  });
});

describe("without the table of keys", () => {
  /** Intake at a table of keys that answers nothing from `lose` on. */
  function wireIntake() {
    const clock = manualClock();
    const now = () => Date.parse(clock.now());
    const table = createTableModel({ tables: TABLES, now });
    let isLost = false;
    const send = async (command: { readonly input: object }) => {
      if (isLost && JSON.stringify(command.input).includes('"keys"')) {
        throw Object.assign(new Error("not authorized"), { name: "AccessDeniedException" });
      }
      return table.documents.send(command as never);
    };
    const documents = { send } as typeof table.documents;
    const { kms, keyId } = createKmsModel();
    const keys = createKeyStore(documents, "keys");
    const keyring = createKeyring({ keyId, stage: "test", keys, now, kms: kms as never });
    const settings = {
      ...{ documents, keyring },
      ...{ membersTable: "members", countersTable: "counters", ledgerTable: "ledger" },
    };
    const sender = recordingSender();
    const intake = createIntake({
      ...{
        clock,
        sender,
        reporter: recordingReporter(),
        privacy: { submit: async () => undefined },
        switches: switchedOn(),
      },
      members: createMemberDirectory({
        ...settings,
        members: createMemberStore({ ...settings, keysTable: "keys" }),
        blindIndex: async () => createBlindIndex(`1:${Buffer.alloc(32, 7).toString("base64")}`),
      }),
      conversations: createConversationStore(settings),
      doorbell: { ring: async () => undefined },
      sooner: async () => undefined,
    });
    return {
      sender,
      say(body: string) {
        clock.advance(1);
        const text = receivedText({ body, saidAt: clock.now(), receivedAt: clock.now() });
        return intake(queueEvent({ body: JSON.stringify({ v: 1, ...text }), groupId: "g" }), lambdaContext());
      },
      lose: () => {
        isLost = true;
      },
    };
  }

  test.each([
    [CRISIS, HELP_IN_A_CRISIS],
    ["STOP", UNSUBSCRIBED],
  ])("%j is answered", async (body, reply) => {
    const { say, lose, sender } = wireIntake();
    await say("hey, long day at work.");
    lose();
    await say(body);
    expect(sender.accepted[0]?.body).toEqual(reply);
  });
});

describe("nothing is lost, and nothing said twice", () => {
  test("when the carrier could not be made ready while more and more was said: one answer to all", async () => {
    const { say, ring, sender, model, letPass, bodies } = await wireKnownMember();
    sender.prepareWith(noToken, noToken, noToken);
    for (const body of ["my dog died today.", "I miss him a lot, you know.", "what should I do now?"]) {
      await say(body);
      await ring();
    }
    await letPass({ minutes: 3 });
    expect(bodies()).toEqual([ANSWER]);
    expect(model.prompts.at(-1)?.messages).toEqual([
      { speaker: "member", body: "my dog died today.\nI miss him a lot, you know.\nwhat should I do now?" },
    ]);
  });

  test.each([
    ["back", 1],
    ["still out", 2],
  ])("when an older text comes late, with the carrier %s by then: one answer to both", async (_carrier, tries) => {
    const { write, say, bring, ring, clock, sender, letPass, bodies, itemsOf } = await wireKnownMember();
    const older = write("so listen to this story now.");
    clock.advance(1_000);
    sender.prepareWith(...times(tries, noToken));
    await say("and then we all ran for the bus.");
    await ring();
    await bring(older);
    await ring();
    await letPass({ minutes: 3 });
    expect(bodies()).toEqual([ANSWER]);
    expect((await itemsOf("TEXT#")).map(({ answeredBy }) => typeof answeredBy)).toEqual(["string", "string"]);
  });

  test("when more texts wait than a turn can take and the carrier cannot be made ready: all are answered", async () => {
    const { say, ring, sender, model, letPass, bodies, itemsOf } = await wireKnownMember();
    for (let text = 0; text < 55; text++) await say(`this is text number ${text}.`);
    sender.prepareWith(noToken);
    await ring();
    await letPass({ minutes: 5 });
    expect(bodies().length).toBeGreaterThan(0);
    expect((await itemsOf("TEXT#")).filter(({ answeredBy }) => answeredBy === undefined)).toEqual([]);
    expect(model.prompts.length).toBeLessThan(5);
  });

  test("when a kept answer cannot be read any more: the text gets another one", async () => {
    const { say, ring, sender, conversations, model, letPass, member, bodies } = await wireKnownMember();
    sender.prepareWith(noToken);
    await say("are you there for me?");
    await ring();
    const { unfinished } = await conversations.open((await member()).id);
    for (const reply of unfinished) await conversations.park(reply.id, "unreadable");
    await letPass({ minutes: 10 });
    expect([bodies(), model.prompts.length]).toEqual([[ANSWER], 2]);
  });

  test.each([
    ["help in a crisis", CRISIS, HELP_IN_A_CRISIS],
    ["a HELP", "HELP", expect.stringContaining("companion help")],
  ])(
    "when the carrier will not take %s: what was said right after it is kept and answered",
    async (_name, body, reply) => {
      const { write, bring, rings, sender, letPass, dead, bodies } = await wireKnownMember();
      sender.next(...times(5, REFUSED_FOR_NOW));
      await bring(write(body), write("please, is anybody there?"), write("I am so bored right now."));
      expect(rings).toHaveLength(2);
      await letPass({ minutes: 5 });
      expect(bodies()).toEqual([reply, ANSWER]);
      expect(dead.depth.visible).toBeLessThan(2);
    },
  );

  test("when the carrier took a reply that it seemed to refuse, and says that it failed: it is sent again", async () => {
    const { say, ring, sender, carrierSays, letPass, bodies } = await wireKnownMember();
    sender.next(REFUSED_FOR_NOW);
    await say("is anybody there for me?");
    await ring();
    await carrierSays("message-failed", { errorCode: 5100 });
    await letPass({ minutes: 2 });
    expect(bodies()).toEqual([ANSWER]);
  });

  test("when an answer failed hours ago: it is not sent into another talk", async () => {
    const { say, ring, sender, model, carrierSays, letPass, bodies } = await wireKnownMember();
    model.next(answered("Paris!"), answered("I'm so sorry."));
    await say("what is the capital of France?");
    await ring();
    await letPass({ minutes: 3 * 60 });
    await say("my team lost again this morning.");
    await ring();
    await carrierSays("message-failed", { errorCode: 5106, text: sender.attempts[0] });
    await letPass({ minutes: 2 });
    expect(bodies()).toEqual(["Paris!", expect.stringContaining(begun("I'm so sorry."))]);
  });

  test("when an answer was late, was kept and is late once more: it says sorry once", async () => {
    const { say, ring, clock, sender, bodies } = await wireKnownMember();
    await say("are you there for me?");
    clock.advance(16 * 60_000);
    sender.prepareWith(noToken);
    await ring();
    clock.advance(16 * 60_000);
    await ring();
    expect(bodies()).toEqual([`Sorry for the long wait. ${ANSWER}`]);
  });

  test("when the word that it takes longer was refused: it does not come right before the answer", async () => {
    const { say, ring, sender, model, letPass, bodies } = await wireKnownMember();
    model.next("unavailable");
    sender.next(REFUSED_FOR_NOW);
    await say("are you there for me?");
    await ring();
    await letPass({ minutes: 3 });
    expect(bodies()).toEqual([ANSWER]);
  });

  test("when a new member wrote while the carrier was out for long: they are not given up at the first doubt", async () => {
    const { say, sender, letPass, bodies } = wireConversation();
    let isOut = true;
    sender.prepareWith(...times(100, async () => (isOut ? noToken() : undefined)));
    await say("hi, are you there?");
    await letPass({ minutes: 20 });
    isOut = false;
    sender.next("accepted-unheard");
    await letPass({ minutes: 5 });
    expect(bodies().slice(-2)).toEqual([DISCLOSURE, `Sorry for the long wait. ${ANSWER}`]);
  });
});

describe("a turn that runs out of time", () => {
  test("gives the models what is left of it; the member is told that it takes longer", async () => {
    const { say, ring, clock, model, before, lines, bodies } = await wireKnownMember();
    await say("so what do you think of it?");
    before("history", () => clock.advance(13_000));
    model.next(async () => {
      clock.advance(8_000);
      throw new Failure("model.unavailable", "scripted");
    });
    await ring();
    expect(bodies()).toEqual([TROUBLE_THINKING]);
    expect(model.attempts).toEqual([{ timeoutMs: 9_000, again: false }]);
    expect(lines.at(-1)).toMatchObject({ line: "turn.postponed", fields: { failure: "model.unavailable" } });
  });

  test("begins no second round after a change of consent; the answer comes with the next one", async () => {
    const { say, ring, clock, model, before, lines, bodies } = await wireKnownMember();
    await say("so what do you think of it?");
    const startedAt = Date.parse(clock.now());
    before("history", () => clock.advance(1_000));
    model.next(async () => {
      clock.advance(13_900);
      await say("START");
      return answered();
    });
    await ring();
    expect(Date.parse(clock.now()) - startedAt).toBeLessThan(30_000);
    expect(lines.at(-1)).toMatchObject({ line: "turn.postponed", fields: { failure: "turn.short-of-time" } });
    clock.advance(60_000);
    await ring();
    expect(bodies().at(-1)).toBe(ANSWER);
  });

  test("leaves to the next what it cannot hand over to a slow carrier", async () => {
    const { write, bring, ring, clock, sender, bodies } = await wireKnownMember();
    sender.next(...times(8, REFUSED_FOR_NOW));
    await bring(...times(8, CRISIS).map(write));
    clock.advance(60_000);
    const startedAt = Date.parse(clock.now());
    const slow = async () => {
      clock.advance(4_900);
      return accepted("carrier-9");
    };
    sender.next(...times(8, slow));
    await ring();
    expect(Date.parse(clock.now()) - startedAt).toBeLessThan(30_000);
    await ring();
    expect(bodies()).toHaveLength(8);
    expect(new Set(sender.accepted.map((text) => text.priority))).toEqual(new Set(["high"]));
  });
});

describe("the log", () => {
  afterEach(() => vi.restoreAllMocks());

  test("of help in a crisis that could not be sent has no invocation by which to find whose it was", async () => {
    const written: string[] = [];
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, "write").mockImplementation((chunk) => written.push(String(chunk)) > 0);
    }
    const log = createReporter({ service: "intake", environment: { STAGE: "test" }, clock: manualClock() });
    const { write, bring, sender } = await wireKnownMember(log);
    sender.next(REFUSED_FOR_NOW);
    await bring(write("hey, long day at work."), write(CRISIS));
    vi.restoreAllMocks();
    const lines: Record<string, unknown>[] = written.map((line) => JSON.parse(line));
    const failed = lines.find(({ failure }) => failure === "crisis-reply.failed");
    const ordinary = lines.find(({ message }) => message === "text.taken-in");
    expect([failed, ordinary]).toMatchObject([{ message: "record.failed" }, { requestId: expect.any(String) }]);
    expect(failed).not.toHaveProperty("requestId");
  });

  test("of a turn that sent help in a crisis counts only what Jules said, and names nobody", async () => {
    const { say, sender, clock, ring, lines, bodies } = await wireKnownMember();
    sender.next(REFUSED_FOR_NOW);
    await say(CRISIS);
    clock.advance(60_000);
    await ring();
    expect(bodies()).toEqual([HELP_IN_A_CRISIS, ANSWER]);
    expect(lines.at(-1)).toMatchObject({ line: "turn.taken", fields: { disposition: "answered", texts: 1, sent: 1 } });
    expect(lines.at(-1)?.fields).not.toHaveProperty("member");
  });
});
