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
  const { id } = await members.changeConsent(fresh, "ACTIVE", "first", clock.now());
  const current = async () => (await members.byId(id)) ?? fresh;
  const introduced = async () => members.markIntroduced(await current(), clock.now());
  const waiting = async (body: string, fields: Partial<ReceivedText> = {}) =>
    conversations.receive(
      await current(),
      receivedText({ body, saidAt: clock.now(), ...fields }),
      HARMLESS,
      undefined,
      clock.now(),
    );
  const stop = async () => members.changeConsent(await current(), "OPTED_OUT", "stop", clock.now());
  const ring = async (member: MemberId = id) => {
    const event = queueEvent({ body: JSON.stringify({ v: 1, member }), groupId: member });
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
    const { waiting, introduced, ring, sender, clock, conversations, id } = await setUp();
    await introduced();
    await waiting("hi");
    sender.next({ kind: "refused", reason: "http-429", retryable: true });
    await ring();
    clock.advance(10 * 60_000);
    expect(await ring()).toBe("done");
    expect(sender.accepted).toEqual([]);
    expect(conversations.closings(id)).toEqual(["reply-expired"]);
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
