import { logged } from "@jules/functions/runtime/invocations";
import { recordingReporter } from "@jules/functions/runtime/recording-reporter";
import { createQueueModel } from "@jules/testkit/sqs";
import type { SQSEvent } from "aws-lambda";
import { describe, expect, test } from "vitest";
import { createRandom, createTimeline } from "../engine/index.ts";
import {
  createEventSource,
  createFunction,
  type Ending,
  type Fault,
  type FaultPlan,
  type Handler,
  type Sandbox,
} from "./index.ts";

const TIMEOUT_MS = 10_000;
const CALLS = 3;

/** One function whose handler makes calls, each of which is noted when it has its effect. */
function setUp(faults: Readonly<Record<number, Fault>>, { outlives = false } = {}) {
  const timeline = createTimeline(0);
  const effects: string[] = [];
  const endings: string[] = [];
  const plan: FaultPlan = {
    endsAtMs: 0,
    at: ({ invocation, number }) => (invocation.startsWith("work/a/") ? faults[number] : undefined),
    outlives: () => outlives,
  };

  const handlerOf = (sandbox: Sandbox): Handler => {
    let warm = 0;
    return async (event) => {
      warm += 1;
      const number = warm;
      for (let call = 1; call <= CALLS; call++) {
        await sandbox.call("table", "write", ({ answer }) => ({
          ...{ thereMs: 50, backMs: 50 },
          perform() {
            if (answer !== undefined) throw new Error(answer);
            effects.push(`${String(event)}.${call}`);
          },
        }));
      }
      return number;
    };
  };
  const work = createFunction({
    ...{ timeline, plan, random: createRandom("test"), name: "work", timeoutMs: TIMEOUT_MS, concurrency: 2 },
    create: handlerOf,
  });
  const invoke = (cause: string) =>
    work.invoke(cause, cause, (ending: Ending) =>
      endings.push(`${cause} ${ending.kind === "returned" ? `returned ${String(ending.value)}` : ending.kind}`),
    );
  return { timeline, effects, endings, work, invoke };
}

describe("a sandbox", () => {
  test("is used again while it is warm, and a second invocation at once gets another", async () => {
    const { timeline, endings, invoke, work } = setUp({});
    invoke("a");
    invoke("b");
    expect(work.hasRoom).toBe(false);
    await timeline.run(5_000);
    invoke("c");
    await timeline.run(10_000);
    expect(endings.toSorted()).toEqual(["a returned 1", "b returned 1", "c returned 2"]);
  });

  test("that is lost before a call has no effect of it, after it has one; neither goes on", async () => {
    for (const [kind, effects] of [
      ["crash-before", ["a.1"]],
      ["crash-after", ["a.1", "a.2"]],
    ] as const) {
      const lost = setUp({ 2: { kind } });
      lost.invoke("a");
      await lost.timeline.run(60_000);
      expect([lost.effects, lost.endings]).toEqual([effects, ["a crashed"]]);
      lost.invoke("b");
      await lost.timeline.run(120_000);
      expect(lost.endings).toEqual(["a crashed", "b returned 1"]);
    }
  });

  test("that stands still goes on afterwards, if its time is not over", async () => {
    const { timeline, endings, effects, invoke } = setUp({ 2: { kind: "freeze-after", forMs: 5_000 } });
    invoke("a");
    await timeline.run(4_000);
    expect([effects, endings]).toEqual([["a.1", "a.2"], []]);
    await timeline.run(20_000);
    expect(endings).toEqual(["a returned 1"]);
  });

  test("that stands still for too long is lost: the call that had not left never leaves", async () => {
    const { timeline, endings, effects, invoke } = setUp({ 2: { kind: "freeze-before", forMs: 60_000 } });
    invoke("a");
    await timeline.run(120_000);
    expect([effects, endings]).toEqual([["a.1"], ["a timed-out"]]);
  });

  test("that outlives its invocation does the rest of its work all the same, and is not used again", async () => {
    const { timeline, endings, effects, invoke } = setUp(
      { 2: { kind: "freeze-after", forMs: 60_000 } },
      { outlives: true },
    );
    invoke("a");
    await timeline.run(30_000);
    invoke("b");
    await timeline.run(120_000);
    expect(endings).toEqual(["a timed-out", "b returned 1"]);
    expect(effects).toEqual(["a.1", "a.2", "b.1", "b.2", "b.3", "a.3"]);
  });

  test("is told what the plan lets its service answer", async () => {
    const { timeline, endings, effects, invoke } = setUp({ 2: { kind: "answer", answer: "throttled" } });
    invoke("a");
    await timeline.run(5_000);
    expect([effects, endings]).toEqual([["a.1"], ["a threw"]]);
  });

  test("that has too little time is given up by the middleware first, and goes on with its next invocation", async () => {
    const timeline = createTimeline(0);
    const effects: string[] = [];
    const endings: string[] = [];
    const work = createFunction({
      ...{ timeline, random: createRandom("test"), name: "work", timeoutMs: TIMEOUT_MS, concurrency: 1 },
      plan: { endsAtMs: 0, at: () => undefined, outlives: () => false },
      create: (sandbox) =>
        logged(recordingReporter(), async (event: unknown) => {
          const slow = event === "slow";
          await sandbox.call("model", "reply", () => ({
            thereMs: slow ? 12_000 : 10,
            backMs: 0,
            perform: () => undefined,
          }));
          effects.push(String(event));
        }) as Handler,
    });
    work.invoke("slow", "slow", ({ kind }) => endings.push(`slow ${kind} at ${timeline.nowMs}`));
    await timeline.run(20_000);
    expect([effects, endings]).toEqual([[], [expect.stringMatching(/^slow threw at 10\d{3}$/)]]);
    work.invoke("quick", "quick", ({ kind }) => endings.push(`quick ${kind}`));
    await timeline.run(30_000);
    expect([effects, endings.at(-1)]).toEqual([["slow", "quick"], "quick returned"]);
  });
});

describe("an event source", () => {
  function queued(outcomes: (bodies: readonly string[]) => readonly string[]) {
    const timeline = createTimeline(0);
    const seen: string[] = [];
    const common = { fifo: true, visibilityMs: 30_000, retentionMs: 86_400_000, now: () => timeline.nowMs };
    let ids = 0;
    const newId = () => {
      ids += 1;
      return String(ids);
    };
    const deadLetters = createQueueModel({ ...common, name: "dead.fifo", newId });
    const queue = createQueueModel({ ...common, name: "work.fifo", newId, deadLetters, maxReceiveCount: 2 });
    const consumer = createFunction({
      ...{ timeline, random: createRandom("test"), name: "work", timeoutMs: TIMEOUT_MS, concurrency: 5 },
      plan: { endsAtMs: 0, at: () => undefined, outlives: () => false },
      create: () => async (event) => {
        const { Records: records } = event as SQSEvent;
        seen.push(records.map(({ body }) => body).join("+"));
        const failed = new Set(outcomes(records.map(({ body }) => body)));
        const failures = records.filter(({ body }) => failed.has(body));
        return { batchItemFailures: failures.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      },
    });
    const source = createEventSource({
      ...{ timeline, queue, consumer, batchSize: 10, seed: 1 },
      faults: { losesDeletion: () => false, deliversTwice: () => false },
    });
    const send = (body: string) => {
      queue.send({ body, groupId: "group", deduplicationId: body });
      source.woken(body);
    };
    return { timeline, seen, send, queue, deadLetters };
  }

  test("deletes what was handled and brings back what was not, in the end to the dead letters", async () => {
    const { timeline, seen, send, queue, deadLetters } = queued((bodies) => bodies.filter((body) => body === "bad"));
    send("good");
    send("bad");
    await timeline.run(10_000);
    expect(seen).toEqual(["good+bad"]);
    await timeline.run(200_000);
    expect(seen).toEqual(["good+bad", "bad"]);
    expect([queue.depth.visible, deadLetters.depth.visible]).toEqual([0, 1]);
  });
});
