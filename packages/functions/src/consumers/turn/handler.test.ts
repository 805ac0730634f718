import { type MemberId, memberId } from "@jules/core/kernel";
import type { ReceivedText } from "@jules/core/messaging";
import { HARMLESS, MEMBER_NUMBER, OWN_NUMBER, receivedText } from "@jules/testkit/builders";
import { manualClock } from "@jules/testkit/clock";
import { lambdaContext, queueEvent } from "@jules/testkit/lambda";
import { createMemoryConversations, createMemoryMembers, recordingSender, scriptedModel } from "@jules/testkit/memory";
import { describe, expect, test } from "vitest";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

async function setUp() {
  const clock = manualClock();
  const members = createMemoryMembers();
  const conversations = createMemoryConversations(members);
  const sender = recordingSender();
  const model = scriptedModel();
  const reporter = recordingReporter();
  const handler = createHandler({ reporter, clock, members, conversations, sender, model });

  const fresh = await members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now());
  const { id } = await members.changeConsent(
    fresh,
    { state: "ACTIVE", changedBy: "first", saidAt: clock.now() },
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
    members.changeConsent(await current(), { state: "OPTED_OUT", changedBy: "stop", saidAt: clock.now() }, clock.now());
  const ring = async (member: MemberId = id, receives = 1) => {
    const event = queueEvent({ body: JSON.stringify({ v: 1, member }), groupId: member, receives });
    return (await handler(event, lambdaContext())).batchItemFailures.length === 0 ? "done" : "again";
  };
  return {
    ...{ clock, members, conversations, sender, model, reporter, id, introduced, waiting, stop, ring },
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
    expect(await ring()).toBe("again");
    expect(await ring()).toBe("done");
    expect(bodies()).toHaveLength(3);
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
    expect(await ring()).toBe("again");
    // Somebody else may just be sending it.
    expect(await ring()).toBe("again");
    expect(sender.attempts).toHaveLength(1);
    clock.advance(90_000);
    expect(await ring()).toBe("done");
    expect(bodies()).toHaveLength(3);
  });

  test("in doubt for long, is given up for this text", async () => {
    const { ring, sender, clock, conversations, id } = await stuck({ kind: "unknown", reason: "no-answer" });
    for (let minute = 0; minute < 20; minute++) {
      sender.next({ kind: "unknown", reason: "no-answer" });
      await ring();
      clock.advance(60_000);
    }
    expect(conversations.closings(id)).toEqual(["introduction-doubtful"]);
    expect(sender.attempts.length).toBeLessThan(12);
  });

  test("at a number that the carrier will not serve, ends the turn; the next text tries again", async () => {
    const { ring, bodies, waiting, conversations, id } = await stuck({
      kind: "refused",
      reason: "http-400",
      retryable: false,
    });
    expect(await ring()).toBe("done");
    expect(conversations.closings(id)).toEqual(["introduction-refused"]);
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
    await waiting("my name is Ana");
    clock.advance(2_000);
    await ring();
    clock.advance(60_000);
    await waiting("what's my name?");
    await ring();
    expect(model.prompts[1]?.messages.map((said) => said.body)).toEqual([
      "my name is Ana",
      "I'm here. What's on your mind?",
      "what's my name?",
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

  test("does not ask a slow model again", async () => {
    const { waiting, introduced, ring, model, clock, bodies } = await setUp();
    await introduced();
    await waiting("one");
    model.next(async () => {
      clock.advance(10_001);
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
    ["", ["https://carrier/1"], "(sent a picture without words)"],
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
    const { waiting, introduced, ring, sender, clock, conversations, id } = await setUp();
    await introduced();
    await waiting("hi");
    clock.advance(72 * 60 * 60_000 + 1);
    await ring();
    expect([sender.attempts.length, conversations.closings(id)]).toEqual([0, ["too-old"]]);
  });

  test("that fails for as long as the queue tries is acknowledged, and due again later", async () => {
    const { waiting, introduced, ring, model, reporter, conversations, clock, id } = await setUp();
    await introduced();
    await waiting("hi");
    model.next("unavailable", "unavailable", "unavailable");
    expect([await ring(id, 1), await ring(id, 2), await ring(id, 3)]).toEqual(["again", "again", "done"]);
    expect(reporter.lines.at(-1)).toMatchObject({ line: "turn.postponed", fields: { failure: "model.unavailable" } });
    const due = async () => {
      for await (const members of conversations.due(clock.now())) if (members.includes(id)) return true;
      return false;
    };
    clock.advance(149_999);
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
    expect(bodies()).toEqual([expect.stringContaining("I don't have a good answer")]);
  });

  test("that cannot even be postponed comes back with what was wrong", async () => {
    const { waiting, introduced, model, reporter, members, conversations, sender, clock, id } = await setUp();
    await introduced();
    await waiting("hi");
    model.next("unavailable");
    const throttled = { ...conversations, postpone: async () => Promise.reject(new Error("throttled")) };
    const handler = createHandler({ reporter, clock, members, sender, model, conversations: throttled });
    const event = queueEvent({ body: JSON.stringify({ v: 1, member: id }), groupId: id, receives: 3 });
    expect((await handler(event, lambdaContext())).batchItemFailures).toHaveLength(1);
    expect(reporter.metrics.ModelFailures).toBe(1);
  });

  test("whose model has no answer comes back, and says nothing meanwhile", async () => {
    const { waiting, introduced, ring, sender, model, reporter } = await setUp();
    await introduced();
    await waiting("hi");
    model.next("unavailable");
    expect(await ring()).toBe("again");
    expect(sender.attempts).toEqual([]);
    expect(reporter.metrics.ModelFailures).toBe(1);
    expect(await ring()).toBe("done");
    expect(sender.accepted).toHaveLength(1);
  });

  test.each(["refusal", "empty"] as const)("whose model declines (%s) is no silence", async (reason) => {
    const { waiting, introduced, ring, bodies, model } = await setUp();
    await introduced();
    await waiting("hi");
    model.next({ kind: "declined", reason });
    await ring();
    expect(bodies()).toEqual([expect.stringContaining("I don't have a good answer")]);
  });
});

describe("the carrier", () => {
  test("refusing for now: the kept answer is sent later, and the model is not asked twice", async () => {
    const { waiting, introduced, ring, bodies, sender, model } = await setUp();
    await introduced();
    await waiting("hi");
    sender.next({ kind: "refused", reason: "http-429", retryable: true });
    expect(await ring()).toBe("again");
    expect(await ring()).toBe("done");
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
    const { waiting, introduced, ring, sender, clock, conversations, id } = await setUp();
    await introduced();
    await waiting("hi");
    sender.next("accepted-unheard");
    await ring();
    await ring();
    clock.advance(90_000);
    await ring();
    expect(sender.attempts).toHaveLength(1);
    expect(await conversations.open(id)).toEqual({ waiting: [], unfinished: [] });
  });

  test("refusing until the answer is stale: nobody gets it then", async () => {
    const { waiting, introduced, ring, sender, clock, conversations, reporter, id } = await setUp();
    await introduced();
    await waiting("hi");
    sender.next({ kind: "refused", reason: "http-429", retryable: true });
    await ring();
    clock.advance(10 * 60_000);
    expect(await ring()).toBe("done");
    expect(sender.accepted).toEqual([]);
    expect(conversations.closings(id)).toEqual(["reply-expired"]);
    expect(reporter.metrics.RepliesFailed).toBe(1);
  });
});

describe("the gate", () => {
  test("does everything slow before its write: a STOP that comes while a token is fetched is heard", async () => {
    const { waiting, introduced, ring, stop, sender } = await setUp();
    await introduced();
    await waiting("hi");
    sender.prepareWith(async () => void (await stop()));
    expect(await ring()).toBe("again");
    expect(await ring()).toBe("done");
    expect(sender.attempts).toEqual([]);
  });

  test("looks once more when it was held up between its write and the carrier", async () => {
    const { waiting, introduced, stop, sender, model, reporter, members, conversations, clock, id } = await setUp();
    await introduced();
    await waiting("hi");
    const frozen = {
      ...conversations,
      beginSending: async (...given: Parameters<typeof conversations.beginSending>) => {
        const begun = await conversations.beginSending(...given);
        clock.advance(1_001);
        await stop();
        return begun;
      },
    };
    const handler = createHandler({ reporter, clock, members, sender, model, conversations: frozen });
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

describe("after STOP", () => {
  test("what waited is closed, and nothing is said or asked", async () => {
    const { waiting, introduced, ring, stop, sender, model, conversations, id } = await setUp();
    await introduced();
    await waiting("hi");
    await stop();
    expect(await ring()).toBe("done");
    expect([sender.attempts.length, model.prompts.length]).toEqual([0, 0]);
    expect(conversations.closings(id)).toEqual(["opted-out"]);
  });

  test("a reply that the model was still writing does not leave", async () => {
    const { waiting, introduced, ring, stop, sender, model, conversations, id } = await setUp();
    await introduced();
    await waiting("hi");
    model.next(async () => {
      await stop();
      return { kind: "answered", body: "too late", inputTokens: 1, outputTokens: 1 };
    });
    expect(await ring()).toBe("again");
    expect(await ring()).toBe("done");
    expect(sender.attempts).toEqual([]);
    expect(await conversations.open(id)).toEqual({ waiting: [], unfinished: [] });
  });
});
