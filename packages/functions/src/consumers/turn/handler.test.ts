import { type AskedModel, outboundId } from "@jules/core/conversation";
import { assess } from "@jules/core/crisis/assessing";
import { Failure, instantPlus, type MemberId, memberId } from "@jules/core/kernel";
import type { ReceivedText } from "@jules/core/messaging";
import { DECLINED_REPLIES } from "@jules/core/persona";
import { HARMLESS, MEMBER_NUMBER, OWN_NUMBER, receivedText } from "@jules/testkit/builders";
import { manualClock } from "@jules/testkit/clock";
import { lambdaContext, queueEvent } from "@jules/testkit/lambda";
import { companionModels, recordingSender, scriptedModel, scriptedSecondLook, switchedOn } from "@jules/testkit/memory";
import { describe, expect, test } from "vitest";
import { createWorld } from "../../../test/world.ts";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

async function setUp() {
  const clock = manualClock();
  const { members, conversations, closings, states, itemsOf, tally, erasures, verifications, links } =
    createWorld(clock);
  const sender = recordingSender();
  const model = scriptedModel();
  const reporter = recordingReporter();
  const pauses: number[] = [];
  const pause = async (milliseconds: number) => {
    pauses.push(milliseconds);
    clock.advance(milliseconds);
  };
  let pausing = pause;
  const dependencies = {
    ...{ reporter, clock, members, conversations, sender, model, secondLook: scriptedSecondLook() },
    ...{ erasures, verifications, links },
    ...companionModels().ports,
    assess: async (words: string) => assess(words),
    privacy: { submit: async () => undefined, tally },
    switches: switchedOn(),
    pause: (milliseconds: number) => pausing(milliseconds),
  };
  const handler = createHandler(dependencies);

  const fresh = await members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now());
  const { id } = await members.changeConsent(
    fresh,
    { state: "ACTIVE", changedBy: "first", saidAt: clock.now(), cause: "wrote-first" },
    clock.now(),
  );
  const current = async () => (await members.byId(id)) ?? fresh;
  const introduced = async () => members.markIntroduced(await current(), clock.now());
  const waiting = async (body: string, fields: Partial<ReceivedText> = {}) =>
    conversations.receive(
      await current(),
      receivedText({ body, saidAt: clock.now(), receivedAt: clock.now(), ...fields }),
      HARMLESS,
      undefined,
      clock.now(),
    );
  const stop = async () =>
    members.changeConsent(
      await current(),
      { state: "OPTED_OUT", changedBy: "stop", saidAt: clock.now(), cause: "keyword" },
      clock.now(),
    );
  const ring = async (member: MemberId = id, receives = 1) => {
    const event = queueEvent({ body: JSON.stringify({ v: 1, member }), groupId: member, receives });
    return (await handler(event, lambdaContext())).batchItemFailures.length === 0 ? "done" : "again";
  };
  return {
    ...{ clock, members, conversations, sender, model, reporter, id, introduced, waiting, stop, ring },
    ...{ closings, states, itemsOf, pauses, dependencies },
    /** What happens while the turn waits. */
    whilePausing: (event: () => Promise<unknown>) => {
      pausing = async (milliseconds) => {
        await event();
        await pause(milliseconds);
      };
    },
    bodies: () => sender.accepted.map((text) => text.body),
  };
}

describe("a first contact", () => {
  test("hears the terms, that Jules is an AI, and then the answer: three texts", async () => {
    const { waiting, ring, bodies } = await setUp();
    await waiting("hi, who is this?");
    expect(await ring()).toBe("done");
    expect(bodies()).toEqual([
      expect.stringContaining("Jules AI companion"),
      expect.stringContaining("You are not communicating with a human"),
      "I'm here. What's on your mind?",
    ]);
  });

  test("is made once", async () => {
    const { waiting, ring, bodies } = await setUp();
    await waiting("hi");
    await ring();
    await waiting("what's up?");
    await ring();
    expect(bodies()).toHaveLength(4);
  });

  test("that broke off after the terms goes on where it was", async () => {
    const { waiting, ring, bodies, sender } = await setUp();
    sender.next(
      { kind: "accepted", carrierId: "1", segments: 1 },
      { kind: "refused", reason: "http-429", retryable: true },
    );
    await waiting("hi");
    expect([await ring(), bodies().length]).toEqual(["done", 1]);
    expect([await ring(), bodies().length]).toEqual(["done", 3]);
  });
});

describe("an introduction that is stuck", () => {
  const stuck = async (outcome: Parameters<Awaited<ReturnType<typeof setUp>>["sender"]["next"]>[0]) => {
    const jules = await setUp();
    jules.sender.next(outcome);
    await jules.waiting("hi");
    return jules;
  };

  test("in doubt, is made again after a while: nothing else may be said before it arrives", async () => {
    const { ring, bodies, sender, clock } = await stuck({ kind: "unknown", reason: "no-answer" });
    await ring();
    // Somebody else may just be sending it.
    await ring();
    expect(sender.attempts).toHaveLength(1);
    clock.advance(90_000);
    expect(await ring()).toBe("done");
    expect(bodies()).toHaveLength(3);
  });

  test("in doubt for long, is given up for this text", async () => {
    const { ring, sender, clock, closings, id } = await stuck({ kind: "unknown", reason: "no-answer" });
    for (let minute = 0; minute < 20; minute++) {
      sender.next({ kind: "unknown", reason: "no-answer" });
      await ring();
      clock.advance(60_000);
    }
    expect(closings(id)).toEqual(["introduction-doubtful"]);
    expect(sender.attempts.length).toBeLessThan(12);
  });

  test("at a number that the carrier will not serve, ends the turn; the next text tries again", async () => {
    const { ring, bodies, waiting, closings, id } = await stuck({
      kind: "refused",
      reason: "http-400",
      retryable: false,
    });
    expect(await ring()).toBe("done");
    expect(closings(id)).toEqual(["introduction-refused"]);
    await waiting("hi again");
    await ring();
    expect(bodies()).toHaveLength(3);
  });
});

describe("a turn", () => {
  test("answers everything that waits with one reply, and the model sees it in the carrier's order", async () => {
    const { waiting, introduced, ring, bodies, model, clock } = await setUp();
    await introduced();
    await waiting("and another thing", { saidAt: clock.now() });
    clock.advance(-1_000);
    await waiting("so I quit my job");
    clock.advance(2_000);
    expect(await ring()).toBe("done");
    expect(bodies()).toHaveLength(1);
    expect(model.prompts[0]?.messages).toEqual([{ speaker: "member", body: "so I quit my job\nand another thing" }]);
  });

  test("that finds nothing to answer ends quietly", async () => {
    const { waiting, introduced, ring, sender, model } = await setUp();
    await introduced();
    await waiting("hi");
    await ring();
    expect(await ring()).toBe("done");
    expect([sender.attempts.length, model.prompts.length]).toEqual([1, 1]);
  });

  test("of nobody ends quietly", async () => {
    const { ring } = await setUp();
    expect(await ring(memberId(`m_${"f".repeat(32)}`))).toBe("done");
  });

  test("carries the conversation so far", async () => {
    const { waiting, introduced, ring, model, clock } = await setUp();
    await introduced();
    await waiting("my cat is called Ana");
    clock.advance(2_000);
    await ring();
    clock.advance(60_000);
    await waiting("what's she called?");
    await ring();
    expect(model.prompts[1]?.messages.map((said) => said.body)).toEqual([
      "my cat is called Ana",
      "I'm here. What's on your mind?",
      "what's she called?",
    ]);
  });

  test("takes in what comes while the model thinks: one burst, one answer", async () => {
    const { waiting, introduced, ring, model, clock, bodies } = await setUp();
    await introduced();
    await waiting("my dog is ill");
    model.next(async () => {
      clock.advance(1_000);
      await waiting("his name is Rex");
      return { kind: "answered", body: "Oh no.", inputTokens: 1, outputTokens: 1 };
    });
    await ring();
    expect(bodies()).toEqual(["I'm here. What's on your mind?"]);
    expect(model.prompts[1]?.messages).toEqual([{ speaker: "member", body: "my dog is ill\nhis name is Rex" }]);
    await ring();
    expect(bodies()).toHaveLength(1);
  });

  test("answers somebody who keeps typing after three questions to the model, and the rest with the next", async () => {
    const { waiting, introduced, ring, model, clock, bodies } = await setUp();
    await introduced();
    await waiting("one");
    const typing = (body: string) => async () => {
      clock.advance(1_000);
      await waiting(body);
      return { kind: "answered", body: "hm", inputTokens: 1, outputTokens: 1 } as const;
    };
    model.next(typing("two"), typing("three"), typing("four"));
    await ring();
    expect([bodies().length, model.prompts.length]).toEqual([1, 3]);
    await ring();
    expect(model.prompts.at(-1)?.messages.at(-1)).toEqual({ speaker: "member", body: "four" });
    expect(bodies()).toHaveLength(2);
  });

  test("does not ask a model again for which too little of its time is left", async () => {
    const { waiting, introduced, ring, model, clock, bodies } = await setUp();
    await introduced();
    await waiting("one");
    model.next(async () => {
      clock.advance(16_000);
      await waiting("two");
      return { kind: "answered", body: "slowly", inputTokens: 1, outputTokens: 1 };
    });
    await ring();
    expect([bodies(), model.prompts.length]).toEqual([["slowly"], 1]);
  });

  test("answers a text that crossed the previous reply: what is to be answered comes last", async () => {
    const { waiting, introduced, ring, sender, model, clock, bodies } = await setUp();
    await introduced();
    await waiting("my dog is ill");
    sender.prepareWith(async () => {
      clock.advance(-500);
      await waiting("his name is Rex");
      clock.advance(1_500);
    });
    clock.advance(1_000);
    await ring();
    await ring();
    expect(bodies()).toHaveLength(2);
    expect(model.prompts[1]?.messages.at(-1)).toEqual({ speaker: "member", body: "his name is Rex" });
  });

  test.each([
    ["", ["https://carrier/1"], "(sent a picture that could not be opened)"],
    ["  ", [], "(sent a text without words)"],
  ])("answers a text without words (%j)", async (body, media, spoken) => {
    const { waiting, introduced, ring, model, bodies } = await setUp();
    await introduced();
    await waiting(body, { media });
    await ring();
    expect(bodies()).toHaveLength(1);
    expect(model.prompts[0]?.messages).toEqual([{ speaker: "member", body: spoken }]);
  });

  test("answers nothing that is older than three days", async () => {
    const { waiting, introduced, ring, sender, clock, closings, id } = await setUp();
    await introduced();
    await waiting("hi");
    clock.advance(72 * 60 * 60_000 + 1);
    await ring();
    expect([sender.attempts.length, closings(id)]).toEqual([0, ["too-old"]]);
  });

  test("whose model is out is put off, not tried in vain by the queue, and due again for the next sweep", async () => {
    const { waiting, introduced, ring, model, reporter, conversations, clock, id } = await setUp();
    await introduced();
    await waiting("hi");
    model.next("unavailable");
    expect(await ring()).toBe("done");
    expect(reporter.lines.at(-1)).toMatchObject({ line: "turn.postponed", fields: { failure: "model.unavailable" } });
    expect(reporter.metrics.ModelFailures).toBe(1);
    const due = async () => {
      for await (const members of conversations.due(clock.now())) if (members.includes(id)) return true;
      return false;
    };
    clock.advance(49_999);
    expect(await due()).toBe(false);
    clock.advance(1);
    expect(await due()).toBe(true);
  });

  test("whose answer shows nothing is answered with a sentence", async () => {
    const { waiting, introduced, ring, model, bodies } = await setUp();
    await introduced();
    await waiting("hi");
    model.next({ kind: "answered", body: "\u200B\u2060", inputTokens: 1, outputTokens: 1 });
    await ring();
    expect(bodies()).toEqual([expect.toBeOneOf(DECLINED_REPLIES)]);
  });

  test("is observed: each question, with its answer or why there is none, and handed over before the turn ends", async () => {
    const { waiting, introduced, model, dependencies, id } = await setUp();
    await introduced();
    await waiting("my dog is ill");
    model.next("unavailable", "unavailable");
    const questions: AskedModel[] = [];
    let handedOver = 0;
    const observer = {
      asked: (question: AskedModel) => void questions.push(question),
      async flush() {
        handedOver = questions.length;
      },
    };
    const handler = createHandler({ ...dependencies, observer });
    const event = queueEvent({ body: JSON.stringify({ v: 1, member: id }), groupId: id });
    for (let rings = 0; rings < 3; rings++) await handler(event, lambdaContext());
    expect(questions[0]).toMatchObject({
      member: id,
      outcome: { failure: expect.stringMatching(/^model\.unavailable/) },
    });
    expect(questions.at(-1)?.outcome.kind).toBe("answered");
    expect(handedOver).toBe(questions.length);
  });

  test("that cannot even be put off comes back, and in the end is left to the sweeper", async () => {
    const { waiting, introduced, model, dependencies, conversations, id } = await setUp();
    await introduced();
    await waiting("hi");
    model.next(...Array.from({ length: 2 }, () => "unavailable" as const));
    const postpone = async () => Promise.reject(new Failure("table.unavailable", "scripted"));
    const handler = createHandler({ ...dependencies, conversations: { ...conversations, postpone } });
    const failures = async (receives: number) => {
      const event = queueEvent({ body: JSON.stringify({ v: 1, member: id }), groupId: id, receives });
      return (await handler(event, lambdaContext())).batchItemFailures.length;
    };
    expect([await failures(1), await failures(3)]).toEqual([1, 0]);
  });

  test("that another worker has begun comes back when that one must be done", async () => {
    const { waiting, introduced, ring, members, clock, bodies, id } = await setUp();
    await introduced();
    await waiting("hi");
    await members.lease(id, instantPlus(clock.now(), 36_000), clock.now());
    expect(await ring()).toBe("again");
    clock.advance(40_000);
    expect([await ring(id, 2), bodies().length]).toEqual(["done", 1]);
  });

  test("leaves the member to the next one when it is over, whatever it came to", async () => {
    const { waiting, introduced, ring, model, sender, bodies } = await setUp();
    await introduced();
    await ring();
    await waiting("hi");
    model.next("unavailable");
    await ring();
    sender.next({ kind: "refused", reason: "http-503", retryable: true });
    await ring();
    await ring();
    expect(bodies().at(-1)).toBe("I'm here. What's on your mind?");
  });

  test("that fails for no known reason holds its member up for as long as the queue tries, and is parked", async () => {
    const { waiting, introduced, ring, model, reporter, closings, bodies, id } = await setUp();
    await introduced();
    await waiting("poison");
    const broken = async () => Promise.reject(new TypeError("no such thing"));
    model.next(broken, broken, broken);
    expect([await ring(id, 1), await ring(id, 2), await ring(id, 3)]).toEqual(["again", "again", "done"]);
    expect(closings(id)).toEqual(["turn-failed"]);
    expect(reporter.lines.at(-1)).toMatchObject({
      line: "turn.abandoned",
      fields: { texts: 1, failure: "TypeError" },
    });
    expect(reporter.metrics.TextsParked).toBe(1);
    await waiting("and now?");
    await ring();
    expect(bodies()).toHaveLength(1);
  });

  test("after a long wait says sorry, once", async () => {
    const { waiting, introduced, ring, clock, bodies } = await setUp();
    await introduced();
    for (let text = 0; text < 60; text++) await waiting(`text ${text}`);
    clock.advance(16 * 60_000);
    await ring();
    await ring();
    expect(bodies()).toEqual([
      "Sorry for the long wait. I'm here. What's on your mind?",
      // The second reply asks for the birth year.
      expect.stringMatching(/^I'm here\. What's on your mind\?\n/),
    ]);
    clock.advance(1);
    await waiting("hello");
    clock.advance(16 * 60_000);
    await ring();
    expect(bodies().at(-1)).toContain("Sorry for the long wait.");
  });

  test.each(["refusal", "empty"] as const)("whose model declines (%s) is no silence", async (reason) => {
    const { waiting, introduced, ring, bodies, model } = await setUp();
    await introduced();
    await waiting("hi");
    model.next({ kind: "declined", reason });
    await ring();
    expect(bodies()).toEqual([expect.toBeOneOf(DECLINED_REPLIES)]);
  });
});

describe("a member whose model is out", () => {
  test("is told that it takes longer, once for the whole outage", async () => {
    const { waiting, introduced, ring, bodies, model, clock } = await setUp();
    await introduced();
    await waiting("hi");
    for (let minute = 0; minute < 5; minute++) {
      model.next("unavailable");
      await ring();
      clock.advance(60_000);
      await waiting(`still there? ${minute}`);
    }
    expect(bodies()).toEqual([expect.stringContaining("having trouble thinking clearly")]);
    await ring();
    expect(bodies().slice(1)).toEqual(["I'm here. What's on your mind?"]);
    // The next outage is another one.
    await waiting("and now?");
    model.next("unavailable");
    await ring();
    expect(bodies().slice(2)).toEqual([expect.stringContaining("having trouble")]);
  });

  test("is asked about once in a turn, with time for all models there are, and with less for what is added", async () => {
    const { waiting, introduced, ring, bodies, model } = await setUp();
    await introduced();
    await waiting("hi.");
    model.next(async () => {
      await waiting("two.");
      return { kind: "answered", body: "First.", inputTokens: 1, outputTokens: 1 };
    });
    await ring();
    expect(model.attempts.map(({ timeoutMs }) => timeoutMs)).toEqual([14_000, 8_000]);
    await waiting("three.");
    model.next("unavailable");
    await ring();
    expect([bodies().length, model.attempts.length]).toEqual([2, 3]);
  });

  test("is asked about with what is left when the turn has less than that", async () => {
    const { waiting, introduced, ring, model, clock, whilePausing } = await setUp();
    await introduced();
    await waiting("guess what");
    whilePausing(async () => clock.advance(11_000));
    await ring();
    expect(model.attempts.map(({ timeoutMs }) => timeoutMs)).toEqual([11_000 - 2_000]);
  });

  test("is asked about as a retry from the second turn on, which may be refused to spare the provider", async () => {
    const { waiting, introduced, ring, model } = await setUp();
    await introduced();
    await waiting("hi");
    model.next("unavailable");
    await ring();
    await ring();
    expect(model.attempts.map(({ again }) => again)).toEqual([false, true]);
  });

  test("while they type on, gets the answer there is", async () => {
    const { waiting, introduced, ring, bodies, model } = await setUp();
    await introduced();
    await waiting("one");
    model.next(async () => {
      await waiting("two");
      return { kind: "answered", body: "First.", inputTokens: 1, outputTokens: 1 };
    }, "unavailable");
    await ring();
    expect(bodies()).toEqual(["First."]);
    await ring();
    expect(model.prompts.at(-1)?.messages.at(-1)).toEqual({ speaker: "member", body: "two" });
  });
});

describe("a second text of the same thought", () => {
  test("is waited for, as long as the first one plainly goes on", async () => {
    const { waiting, introduced, ring, pauses, whilePausing, bodies, model } = await setUp();
    await introduced();
    await waiting("guess what");
    whilePausing(() => waiting("I got the job!!"));
    await ring();
    expect(pauses).toEqual([2_000]);
    expect([bodies().length, model.prompts.length]).toEqual([1, 1]);
    expect(model.prompts[0]?.messages).toEqual([{ speaker: "member", body: "guess what\nI got the job!!" }]);
  });

  test("is not waited for when the first one ends a thought, nor when it came long enough ago", async () => {
    const { waiting, introduced, ring, pauses, clock } = await setUp();
    await introduced();
    await waiting("how do I tell my mom that I quit?");
    await ring();
    await waiting("guess what");
    clock.advance(2_000);
    await ring();
    expect(pauses).toEqual([]);
  });
});

describe("what is owed since a crisis", () => {
  test("goes out before every reply, as soon as the carrier takes it", async () => {
    const { waiting, introduced, ring, sender, conversations, members, clock, id } = await setUp();
    await introduced();
    await waiting("hi");
    const member = await members.byId(id);
    const content = { kind: "crisis", body: "call or text 988", to: MEMBER_NUMBER } as const;
    const owed = {
      id: outboundId(id, "fixed", "text9"),
      content: { ...content, expiresAt: instantPlus(clock.now(), 60_000) },
    };
    if (member) await conversations.keepFixed(member, owed, clock.now());
    await ring();
    expect(sender.accepted.map(({ body, priority }) => [body, priority])).toEqual([
      ["call or text 988", "high"],
      ["I'm here. What's on your mind?", "default"],
    ]);
  });

  test("is sent again after a doubt that nobody cleared up, and never dropped for it", async () => {
    const { ring, sender, conversations, members, clock, id } = await setUp();
    const member = await members.byId(id);
    const content = { kind: "crisis", body: "call or text 988", to: MEMBER_NUMBER } as const;
    const owed = {
      id: outboundId(id, "fixed", "text9"),
      content: { ...content, expiresAt: instantPlus(clock.now(), 600_000) },
    };
    if (member) await conversations.keepFixed(member, owed, clock.now());
    sender.next({ kind: "unknown", reason: "no-answer" });
    await ring();
    await ring();
    expect(sender.attempts).toHaveLength(1);
    clock.advance(90_000);
    await ring();
    expect(sender.accepted).toHaveLength(1);
  });
});

describe("the carrier", () => {
  test("refusing for now: the kept answer is sent later, and the model is not asked twice", async () => {
    const { waiting, introduced, ring, bodies, sender, model } = await setUp();
    await introduced();
    await waiting("hi");
    sender.next({ kind: "refused", reason: "http-429", retryable: true });
    await ring();
    expect(bodies()).toEqual([]);
    await ring();
    expect([bodies().length, model.prompts.length]).toEqual([1, 1]);
  });

  test("refusing for good: the turn ends, counted", async () => {
    const { waiting, introduced, ring, sender, reporter } = await setUp();
    await introduced();
    await waiting("hi");
    sender.next({ kind: "refused", reason: "http-400", retryable: false });
    expect(await ring()).toBe("done");
    expect(await ring()).toBe("done");
    expect(sender.attempts).toHaveLength(1);
    expect(reporter.metrics.RepliesFailed).toBe(1);
  });

  test("losing its answer: the reply is not sent twice, and is parked when the doubt has lasted", async () => {
    const { waiting, introduced, ring, sender, clock, states, itemsOf, id } = await setUp();
    await introduced();
    await waiting("hi");
    const last = String(itemsOf(id, "TEXT#")[0]?.sk).slice("TEXT#".length);
    sender.next("accepted-unheard");
    await ring();
    await ring();
    clock.advance(90_000);
    await ring();
    expect(sender.attempts).toHaveLength(1);
    expect(states(id)).toMatchObject({ [`reply.${last}-1`]: "PARKED" });
  });

  test("that cannot be made ready does not cost the answer: it is kept, and the model is not asked twice", async () => {
    const { waiting, introduced, ring, bodies, sender, model } = await setUp();
    await introduced();
    await waiting("hi");
    sender.prepareWith(async () => Promise.reject(new Failure("carrier.unavailable", "scripted")));
    await ring();
    await ring();
    expect([bodies().length, model.prompts.length]).toEqual([1, 1]);
  });

  test("whose refusal was not told to the end of the write is asked again: nothing was handed over", async () => {
    const { waiting, introduced, ring, dependencies, conversations, sender, bodies, id } = await setUp();
    await introduced();
    await waiting("hi");
    const beginReply: typeof conversations.beginReply = async (...given) => {
      await conversations.beginReply(...given);
      throw new Failure("table.unavailable", "the answer was lost");
    };
    const handler = createHandler({ ...dependencies, conversations: { ...conversations, beginReply } });
    await handler(queueEvent({ body: JSON.stringify({ v: 1, member: id }), groupId: id }), lambdaContext());
    expect(sender.attempts).toEqual([]);
    await ring();
    expect(bodies()).toHaveLength(1);
  });

  test("refusing for long does not cost the answer: it comes late, with a word about it, and the model is asked once", async () => {
    const { waiting, introduced, ring, sender, clock, bodies, model } = await setUp();
    await introduced();
    await waiting("hi");
    for (let minute = 0; minute < 20; minute++) {
      sender.next({ kind: "refused", reason: "http-503", retryable: true });
      await ring();
      clock.advance(60_000);
    }
    await ring();
    expect(bodies()).toEqual(["Sorry for the long wait. I'm here. What's on your mind?"]);
    expect(model.prompts).toHaveLength(1);
    expect(sender.accepted[0]?.expiresAt).toBe(instantPlus(clock.now(), 10 * 60_000));
  });

  test("refusing while more is said: all of it gets one answer when it is back", async () => {
    const { waiting, introduced, ring, sender, clock, bodies, model, states, id } = await setUp();
    await introduced();
    await waiting("my dog is ill");
    sender.next({ kind: "refused", reason: "http-503", retryable: true });
    await ring();
    clock.advance(60_000);
    await waiting("his name is Rex");
    await ring();
    expect(bodies()).toHaveLength(1);
    expect(model.prompts[1]?.messages).toEqual([{ speaker: "member", body: "my dog is ill\nhis name is Rex" }]);
    expect(Object.values(states(id)).sort()).toEqual(["PARKED", "SENT"]);
    await ring();
    expect(bodies()).toHaveLength(1);
  });

  test("that cannot be made ready while more is said: all of it gets one answer when it is back", async () => {
    const { waiting, introduced, ring, sender, bodies } = await setUp();
    await introduced();
    const down = async () => Promise.reject(new Failure("carrier.unavailable", "scripted"));
    sender.prepareWith(down, down);
    await waiting("my dog is ill");
    await ring();
    await waiting("his name is Rex");
    await ring();
    await ring();
    expect(bodies()).toHaveLength(1);
  });

  test("back before the model: the answer that is kept goes out by itself, and says more than that it takes longer", async () => {
    const { waiting, introduced, ring, sender, model, bodies } = await setUp();
    await introduced();
    await waiting("hi");
    sender.next({ kind: "refused", reason: "http-503", retryable: true });
    await ring();
    await waiting("still there?");
    model.next("unavailable");
    await ring();
    expect(bodies()).toEqual(["I'm here. What's on your mind?"]);
    model.next("unavailable");
    await ring();
    expect(bodies().slice(1)).toEqual([expect.stringContaining("having trouble")]);
  });

  test("refusing for an hour and more is given up", async () => {
    const { waiting, introduced, ring, sender, clock, states, reporter, id } = await setUp();
    await introduced();
    await waiting("hi");
    for (let minute = 0; minute < 70; minute++) {
      sender.next({ kind: "refused", reason: "http-503", retryable: true });
      await ring();
      clock.advance(60_000);
    }
    expect([sender.attempts.length, Object.values(states(id))]).toEqual([60, ["PARKED"]]);
    expect(reporter.metrics.RepliesFailed).toBe(1);
  });
});

describe("the gate", () => {
  test("does everything slow before its write: a STOP that comes while a token is fetched is heard", async () => {
    const { waiting, introduced, ring, stop, sender, closings, id } = await setUp();
    await introduced();
    await waiting("hi");
    sender.prepareWith(async () => void (await stop()));
    expect(await ring()).toBe("done");
    expect([sender.attempts, closings(id)]).toEqual([[], ["opted-out"]]);
  });

  test("looks once more when it was held up between its write and the carrier", async () => {
    const { waiting, introduced, stop, sender, dependencies, conversations, clock, id } = await setUp();
    await introduced();
    await waiting("hi");
    const beginReply: typeof conversations.beginReply = async (...given) => {
      const begun = await conversations.beginReply(...given);
      clock.advance(1_001);
      await stop();
      return begun;
    };
    const handler = createHandler({ ...dependencies, conversations: { ...conversations, beginReply } });
    await handler(queueEvent({ body: JSON.stringify({ v: 1, member: id }), groupId: id }), lambdaContext());
    expect(sender.attempts).toEqual([]);
  });

  test("goes through once more when the carrier no longer knows what was prepared", async () => {
    const { waiting, introduced, ring, sender, bodies } = await setUp();
    await introduced();
    await waiting("hi");
    sender.next({ kind: "refused", reason: "unauthorized", retryable: true });
    expect(await ring()).toBe("done");
    expect([bodies().length, sender.attempts.length, sender.preparations()]).toEqual([1, 2, 2]);
  });
});

describe("after STOP and START", () => {
  test("a reply that was kept before the STOP does not leave: what Jules is, is told first", async () => {
    const { waiting, introduced, ring, stop, sender, members, clock, bodies, states, id } = await setUp();
    await introduced();
    await waiting("hi");
    sender.next({ kind: "refused", reason: "http-503", retryable: true });
    await ring();
    clock.advance(1_000);
    const stopped = await stop();
    clock.advance(1_000);
    const again = { state: "ACTIVE", changedBy: "start", saidAt: clock.now(), cause: "keyword" } as const;
    await members.changeConsent(stopped, again, clock.now());
    await ring();
    expect([bodies(), Object.values(states(id))]).toEqual([[], ["PARKED"]]);
    await waiting("hello again");
    await ring();
    expect(bodies()).toEqual([
      expect.stringContaining("Jules AI companion"),
      expect.stringContaining("not communicating with a human"),
      expect.stringMatching(/^I'm here\. What's on your mind\?\n/),
    ]);
  });
});

describe("a confirmation of a STOP that the carrier refused for now", () => {
  const owed = async (jules: Awaited<ReturnType<typeof setUp>>, cause: string) => {
    const { conversations, members, clock, id } = jules;
    const member = await members.byId(id);
    const expiresAt = instantPlus(clock.now(), 5 * 60_000);
    const content = { kind: "stop-confirmation", body: "unsubscribed", to: MEMBER_NUMBER, expiresAt } as const;
    if (member) await conversations.keepFixed(member, { id: outboundId(id, "fixed", cause), content }, clock.now());
  };

  test("goes out when it takes it, within five minutes", async () => {
    const jules = await setUp();
    await jules.stop();
    await owed(jules, "stop");
    jules.clock.advance(4 * 60_000);
    await jules.ring();
    expect(jules.bodies()).toEqual(["unsubscribed"]);
  });

  test("does not after five minutes", async () => {
    const jules = await setUp();
    await jules.stop();
    await owed(jules, "stop");
    jules.clock.advance(5 * 60_000);
    await jules.ring();
    expect(jules.sender.attempts).toEqual([]);
  });

  test("does not when it is of an earlier STOP than the one that counts", async () => {
    const jules = await setUp();
    await jules.stop();
    await owed(jules, "earlier");
    await jules.ring();
    expect([jules.sender.attempts, jules.states(jules.id)]).toEqual([[], { "fixed.earlier": "PARKED" }]);
  });
});

describe("after STOP", () => {
  test("what waited is closed, and nothing is said or asked", async () => {
    const { waiting, introduced, ring, stop, sender, model, closings, id } = await setUp();
    await introduced();
    await waiting("hi");
    await stop();
    expect(await ring()).toBe("done");
    expect([sender.attempts.length, model.prompts.length]).toEqual([0, 0]);
    expect(closings(id)).toEqual(["opted-out"]);
  });

  test("a reply that the model was still writing does not leave", async () => {
    const { waiting, introduced, ring, stop, sender, model, conversations, id } = await setUp();
    await introduced();
    await waiting("hi");
    model.next(async () => {
      await stop();
      return { kind: "answered", body: "too late", inputTokens: 1, outputTokens: 1 };
    });
    expect(await ring()).toBe("done");
    expect(sender.attempts).toEqual([]);
    expect(await conversations.open(id)).toMatchObject({ waiting: [], unfinished: [] });
  });
});
