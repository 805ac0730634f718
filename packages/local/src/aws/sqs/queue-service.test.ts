import { describe, expect, test } from "vitest";
import { LocalClock } from "../../clock/index.ts";
import { openDatabase } from "../../kept/index.ts";
import { MessageStore } from "./message-store.ts";
import type { QueueDefinition } from "./queue.ts";
import { QueueService } from "./queue-service.ts";

const minuteMs = 60_000;

function setUp(...definitions: Partial<QueueDefinition>[]) {
  const clock = new LocalClock();
  const queues = new QueueService({
    store: new MessageStore(openDatabase(undefined)),
    clock,
    baseUrl: () => "http://local",
  });
  for (const definition of definitions) {
    queues.create({
      name: "turns.fifo",
      fifo: definition.name?.endsWith(".fifo") ?? true,
      visibilityTimeoutSeconds: 40,
      retentionSeconds: 4 * 24 * 3600,
      delaySeconds: 0,
      deduplicationScope: "messageGroup",
      ...definition,
    });
  }
  const advance = (ms: number) => clock.advance(ms, async () => {});
  const bodies = (name = "turns.fifo", maximum = 10) => queues.receive(name, maximum).map(({ body }) => body);
  const send = (body: string, groupId = "anna", deduplicationId = body) =>
    queues.send("turns.fifo", { body, groupId, deduplicationId });
  return { clock, queues, advance, bodies, send };
}

describe("a FIFO queue's order", () => {
  test("a batch holds the messages of a group in order", () => {
    const { bodies, send } = setUp({});
    for (const body of ["1", "2", "3"]) send(body);

    expect(bodies()).toEqual(["1", "2", "3"]);
  });

  test("a group is locked while one of its messages is in flight; other groups are not", () => {
    const { queues, bodies, send } = setUp({});
    send("a1");
    send("a2");
    send("b1", "ben");

    expect(bodies("turns.fifo", 1)).toEqual(["a1"]);
    expect(bodies()).toEqual(["b1"]);
    expect(bodies()).toEqual([]);
    expect(queues.visible("turns.fifo")).toBe(1);
    expect(queues.inFlight("turns.fifo")).toBe(2);
  });

  test("a message that arrives while its group is locked waits", () => {
    const { queues, bodies, send } = setUp({});
    send("a1");
    const [first] = queues.receive("turns.fifo", 10);
    send("a2");

    expect(bodies()).toEqual([]);
    queues.delete("turns.fifo", first?.receiptHandle ?? "");
    expect(bodies()).toEqual(["a2"]);
  });

  test("what failed comes again before what came later", () => {
    const { queues, bodies, send } = setUp({});
    send("1");
    send("2");
    const [first, second] = queues.receive("turns.fifo", 2);
    send("3");

    queues.makeVisible("turns.fifo", first?.receiptHandle ?? "");
    expect(bodies()).toEqual([]);
    queues.makeVisible("turns.fifo", second?.receiptHandle ?? "");
    expect(bodies()).toEqual(["1", "2", "3"]);
  });

  test("the visibility time-out on the clock unlocks the group", async () => {
    const { queues, advance, bodies, send } = setUp({});
    send("1");
    send("2");
    expect(bodies("turns.fifo", 1)).toEqual(["1"]);

    await advance(39_000);
    expect(bodies()).toEqual([]);
    await advance(1_000);

    const received = queues.receive("turns.fifo", 10);
    expect(received.map(({ body }) => body)).toEqual(["1", "2"]);
    expect(received[0]?.attributes.ApproximateReceiveCount).toBe("2");
  });

  test("sequence numbers grow and have twenty digits", () => {
    const { send } = setUp({});
    const first = send("1").sequenceNumber ?? "";
    const second = send("2").sequenceNumber ?? "";

    expect(first).toMatch(/^\d{20}$/);
    expect(second > first).toBe(true);
  });
});

describe("duplicates", () => {
  test("within five minutes a duplicate is answered like the original and dropped", async () => {
    const { queues, advance, send } = setUp({});
    const original = send("text", "anna", "id");
    await advance(4 * minuteMs);

    expect(send("other text", "anna", "id")).toEqual(original);
    expect(queues.messages("turns.fifo")).toHaveLength(1);
  });

  test("a duplicate is dropped even when the original was deleted", () => {
    const { queues, bodies, send } = setUp({});
    send("text", "anna", "id");
    const [message] = queues.receive("turns.fifo", 1);
    queues.delete("turns.fifo", message?.receiptHandle ?? "");

    send("text", "anna", "id");
    expect(bodies()).toEqual([]);
  });

  test("after five minutes the id is new again", async () => {
    const { queues, advance, send } = setUp({});
    const original = send("text", "anna", "id");
    await advance(5 * minuteMs);

    expect(send("text", "anna", "id").messageId).not.toBe(original.messageId);
    expect(queues.messages("turns.fifo")).toHaveLength(2);
  });

  test("scope messageGroup: the same id in two groups is two messages", () => {
    const { queues, send } = setUp({});
    send("text", "anna", "id");
    send("text", "ben", "id");

    expect(queues.visible("turns.fifo")).toBe(2);
  });

  test("scope queue: the same id in two groups is a duplicate", () => {
    const { queues, send } = setUp({ deduplicationScope: "queue" });
    send("text", "anna", "id");
    send("text", "ben", "id");

    expect(queues.visible("turns.fifo")).toBe(1);
  });

  test("content-based: the same body without an id is a duplicate", () => {
    const { queues } = setUp({ contentBasedDeduplication: true });
    queues.send("turns.fifo", { body: "x", groupId: "anna" });
    queues.send("turns.fifo", { body: "x", groupId: "anna" });

    expect(queues.visible("turns.fifo")).toBe(1);
  });
});

describe("dead letters", () => {
  const redrive = { targetName: "dead.fifo", maxReceiveCount: 3 };

  async function receiveInVain(
    times: number,
    { queues, advance }: Pick<ReturnType<typeof setUp>, "queues" | "advance">,
  ) {
    for (let time = 0; time < times; time++) {
      expect(queues.receive("turns.fifo", 10).length).toBeGreaterThan(0);
      await advance(40_000);
    }
  }

  test("after the last receive a message moves at the next one, with its group, and the group's order holds", async () => {
    const stack = setUp({ redrive }, { name: "dead.fifo" });
    stack.send("1");
    stack.send("2");
    await receiveInVain(3, stack);
    expect(stack.queues.visible("dead.fifo")).toBe(0);
    stack.send("3");

    expect(stack.bodies()).toEqual(["3"]);
    const dead = stack.queues.messages("dead.fifo");
    expect(dead.map(({ body }) => body)).toEqual(["1", "2"]);
    expect(dead[0]?.attributes).toMatchObject({
      MessageGroupId: "anna",
      DeadLetterQueueSourceArn: "arn:aws:sqs:us-east-1:000000000000:turns.fifo",
    });
  });

  test("a listener of the dead-letter queue hears of the arrival", async () => {
    const stack = setUp({ redrive: { ...redrive, maxReceiveCount: 1 } }, { name: "dead.fifo" });
    let calls = 0;
    stack.queues.onVisible("dead.fifo", () => calls++);
    stack.send("1");
    await receiveInVain(1, stack);

    stack.bodies();
    expect(calls).toBe(1);
  });

  test("a standard dead letter keeps the time of its first sending", async () => {
    const { queues, advance } = setUp(
      { name: "status", redrive: { targetName: "dead", maxReceiveCount: 1 } },
      { name: "dead" },
    );
    queues.send("status", { body: "x" });
    const sentAt = queues.messages("status")[0]?.attributes.SentTimestamp;
    queues.receive("status", 1);
    await advance(minuteMs);
    queues.receive("status", 1);

    expect(queues.messages("dead")[0]?.attributes.SentTimestamp).toBe(sentAt);
  });
});

describe("receipt handles", () => {
  test("a FIFO queue refuses an expired handle", async () => {
    const { queues, advance, send } = setUp({});
    send("1");
    const [message] = queues.receive("turns.fifo", 1);
    await advance(40_000);

    expect(() => queues.delete("turns.fifo", message?.receiptHandle ?? "")).toThrow(/expired/);
    expect(queues.visible("turns.fifo")).toBe(1);
  });

  test("a standard queue deletes with a late handle, but not with a replaced one", async () => {
    const { queues, advance } = setUp({ name: "status" });
    queues.send("status", { body: "x" });
    const [first] = queues.receive("status", 1);
    await advance(40_000);
    const [second] = queues.receive("status", 1);
    await advance(40_000);

    queues.delete("status", first?.receiptHandle ?? "");
    expect(queues.visible("status")).toBe(1);
    queues.delete("status", second?.receiptHandle ?? "");
    expect(queues.visible("status")).toBe(0);
  });

  test("deleting twice is no error; a foreign handle is", () => {
    const { queues, send } = setUp({}, { name: "status" });
    send("1");
    const [message] = queues.receive("turns.fifo", 1);
    const handle = message?.receiptHandle ?? "";
    queues.delete("turns.fifo", handle);

    expect(() => queues.delete("turns.fifo", handle)).not.toThrow();
    expect(() => queues.delete("status", handle)).toThrow(/receipt handle is invalid/);
    expect(() => queues.delete("status", "nonsense")).toThrow(/receipt handle is invalid/);
  });

  test("visibility can be prolonged", async () => {
    const { queues, advance, bodies, send } = setUp({});
    send("1");
    const [message] = queues.receive("turns.fifo", 1);
    queues.makeVisible("turns.fifo", message?.receiptHandle ?? "", 120);
    await advance(119_000);
    expect(bodies()).toEqual([]);
    await advance(1_000);

    expect(bodies()).toEqual(["1"]);
    expect(() => queues.makeVisible("turns.fifo", message?.receiptHandle ?? "")).toThrow(/not in flight/);
  });
});

describe("time", () => {
  test("a delayed message of a standard queue is seen when its delay is over", async () => {
    const { queues, advance, bodies } = setUp({ name: "status" });
    queues.send("status", { body: "later", delaySeconds: 90 });
    queues.send("status", { body: "now" });

    expect(queues.counts("status")).toEqual({ visible: 1, inFlight: 0, delayed: 1 });
    expect(bodies("status")).toEqual(["now"]);
    await advance(90_000);
    expect(bodies("status")).toContain("later");
  });

  test("a message older than the retention is gone", async () => {
    const { queues, advance, send } = setUp({ retentionSeconds: 60 });
    send("1");
    await advance(minuteMs + 1);

    expect(queues.visible("turns.fifo")).toBe(0);
    expect(queues.messages("turns.fifo")).toEqual([]);
  });

  test("listeners hear of an arrival, an unlocked group and an ended time-out, and of nothing else", async () => {
    const { queues, advance, send } = setUp({});
    const heard: string[] = [];
    let now = "";
    queues.onVisible("turns.fifo", () => heard.push(now));
    now = "arrival";
    send("1");
    const [first] = queues.receive("turns.fifo", 1);
    now = "arrival in a locked group";
    send("2");
    now = "unlock";
    queues.delete("turns.fifo", first?.receiptHandle ?? "");
    queues.receive("turns.fifo", 1);
    now = "before the time-out";
    await advance(39_000);
    now = "time-out";
    await advance(1_000);

    expect(heard).toEqual(["arrival", "unlock", "time-out"]);
  });

  test("a listener that comes late is told of what waits; one that left is told nothing", () => {
    const { queues, send } = setUp({});
    send("1");
    let calls = 0;
    const leave = queues.onVisible("turns.fifo", () => calls++);
    expect(calls).toBe(1);
    leave();
    send("2", "ben");

    expect(calls).toBe(1);
  });
});

test("a name must fit its kind", () => {
  expect(() => setUp({ name: "turns", fifo: true })).toThrow(/does not fit/);
});
