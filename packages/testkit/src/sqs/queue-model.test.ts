import { describe, expect, test } from "vitest";
import {
  type ContractQueue,
  queueAgingContract,
  queueContract,
  queueRedriveContract,
  type RedrivingQueueSystem,
} from "../contracts/index.ts";
import { createQueueModel, type QueueModel, type QueueModelSettings } from "./index.ts";

const VISIBILITY_MS = 30_000;

function setUp() {
  let now = Date.parse("2026-11-20T17:00:00.000Z");
  let lastId = 0;
  const create = (settings: Partial<QueueModelSettings> = {}) =>
    createQueueModel({
      name: "turns.fifo",
      fifo: true,
      visibilityMs: VISIBILITY_MS,
      retentionMs: 4 * 24 * 3_600_000,
      now: () => now,
      newId: () => `message-${++lastId}`,
      ...settings,
    });
  return {
    create,
    now: () => now,
    pass(milliseconds: number) {
      now += milliseconds;
    },
  };
}

const contractQueue = (model: QueueModel): ContractQueue => ({
  send: async (message) => model.send(message).messageId,
  receive: async (most) =>
    model.receive(most).map(({ receiptHandle, ...rest }) => ({ ...rest, handle: receiptHandle })),
  delete: async (handle) => (model.delete(handle) === "refused" ? "refused" : "done"),
  changeVisibility: async (handle, visibilityMs) =>
    model.changeVisibility(handle, visibilityMs) === "refused" ? "refused" : "done",
  depth: async () => model.depth,
});

async function system(): Promise<RedrivingQueueSystem> {
  const { create, pass } = setUp();
  const deadLettersOf = new Map<ContractQueue, QueueModel>();
  return {
    visibilityMs: VISIBILITY_MS,
    async create({ fifo, maxReceiveCount, retentionMs }) {
      const deadLetters = create({ name: "dead", fifo, retentionMs });
      const queue = contractQueue(create({ name: "queue", fifo, retentionMs, maxReceiveCount, deadLetters }));
      deadLettersOf.set(queue, deadLetters);
      return { queue, deadLetters: contractQueue(deadLetters) };
    },
    pass: async (milliseconds) => pass(milliseconds),
    redrive: async (queue) => void deadLettersOf.get(queue)?.redrive(),
  };
}

queueContract(system);
queueAgingContract(system);
queueRedriveContract(system);

const bodies = (messages: Iterable<{ readonly body: string }>) => [...messages].map(({ body }) => body);
const send = (queue: QueueModel, body: string, groupId = "anna") =>
  queue.send({ body, groupId, deduplicationId: body });

describe("order", () => {
  test("a receive takes groups in the order of their oldest waiting message", () => {
    const queue = setUp().create();
    send(queue, "a1");
    send(queue, "b1", "ben");
    send(queue, "a2");
    send(queue, "c1", "cleo");
    expect(bodies(queue.receive(3))).toEqual(["a1", "b1", "a2"]);
    expect(bodies(queue.receive(3))).toEqual(["c1"]);
  });

  test("a group that was unlocked comes before those that came later", () => {
    const queue = setUp().create();
    send(queue, "a1");
    const [first] = queue.receive(1);
    send(queue, "b1", "ben");
    queue.changeVisibility(first?.receiptHandle ?? "", 0);
    expect(bodies(queue.receive(1))).toEqual(["a1"]);
  });
});

describe("when something is visible next", () => {
  test("nothing waits: never", () => {
    expect(setUp().create().nextVisibleAtMs()).toBeUndefined();
  });

  test("something can be received: now", () => {
    const { create, now } = setUp();
    const queue = create();
    send(queue, "a1");
    expect(queue.nextVisibleAtMs()).toBe(now());
  });

  test("all groups are locked: when the first of them is unlocked, and then it is", () => {
    const { create, now, pass } = setUp();
    const queue = create();
    send(queue, "a1");
    send(queue, "a2");
    const [first] = queue.receive(2);
    pass(1_000);
    send(queue, "b1", "ben");
    queue.receive(1);
    // One of anna's messages is visible sooner, but her group is locked by the other.
    queue.changeVisibility(first?.receiptHandle ?? "", 2_000);
    const unlockedAtMs = now() - 1_000 + VISIBILITY_MS;
    expect(queue.nextVisibleAtMs()).toBe(unlockedAtMs);
    pass(unlockedAtMs - now());
    expect(bodies(queue.receive(10))).toEqual(["a1", "a2"]);
  });

  test("a deletion that unlocks a group counts at once", () => {
    const { create, now } = setUp();
    const queue = create();
    send(queue, "a1");
    send(queue, "a2");
    const [first] = queue.receive(1);
    queue.delete(first?.receiptHandle ?? "");
    expect(queue.nextVisibleAtMs()).toBe(now());
  });

  test("a delayed message: when its delay is over", () => {
    const { create, now } = setUp();
    const queue = create({ fifo: false });
    queue.send({ body: "later", delayMs: 5_000 });
    expect(queue.nextVisibleAtMs()).toBe(now() + 5_000);
  });
});

describe("a message that is handed out twice", () => {
  test("can be received again at once from a standard queue; each copy has its own handle", () => {
    const queue = setUp().create({ fifo: false });
    const { messageId } = queue.send({ body: "twice" });
    queue.send({ body: "once" });
    queue.duplicateNext();
    const [first] = queue.receive(1);
    const second = queue.receive(10).find((message) => message.messageId === messageId);
    expect([first?.body, second?.body, second?.receiveCount]).toEqual(["twice", "twice", 2]);
    expect(queue.delete(first?.receiptHandle ?? "")).toBe("deleted");
    expect(bodies(queue.messages())).toEqual(["twice", "once"]);
    expect(queue.delete(second?.receiptHandle ?? "")).toBe("deleted");
    expect(bodies(queue.messages())).toEqual(["once"]);
  });

  test("comes again from a FIFO queue when the first is deleted, before what waits behind it", () => {
    const queue = setUp().create();
    send(queue, "1");
    send(queue, "2");
    queue.duplicateNext();
    const [first] = queue.receive(1);
    expect(queue.receive(10)).toEqual([]);
    queue.delete(first?.receiptHandle ?? "");
    expect(bodies(queue.receive(10))).toEqual(["1", "2"]);
  });

  test("can be asked for several times over, and before there is a message", () => {
    const queue = setUp().create();
    queue.duplicateNext();
    queue.duplicateNext();
    expect(queue.receive(1)).toEqual([]);
    send(queue, "1");
    for (let time = 0; time < 3; time++) {
      const [message] = queue.receive(1);
      expect(message?.body).toBe("1");
      expect(queue.delete(message?.receiptHandle ?? "")).toBe("deleted");
    }
    expect(bodies(queue.messages())).toEqual([]);
  });
});

describe("what the queue holds", () => {
  test("is shown in order with its state, without being received", () => {
    const { create, now } = setUp();
    const queue = create({ fifo: false });
    queue.send({ body: "1" });
    queue.send({ body: "2" });
    queue.send({ body: "3", delayMs: 1_000 });
    queue.receive(1);
    const common = { sentAtMs: now(), groupId: undefined };
    expect([...queue.messages()]).toEqual([
      { ...common, messageId: "message-1", body: "1", receiveCount: 1, firstReceivedAtMs: now(), state: "in-flight" },
      { ...common, messageId: "message-2", body: "2", receiveCount: 0, firstReceivedAtMs: undefined, state: "visible" },
      { ...common, messageId: "message-3", body: "3", receiveCount: 0, firstReceivedAtMs: undefined, state: "delayed" },
    ]);
    expect(queue.depth).toEqual({ visible: 1, inFlight: 1, delayed: 1 });
  });

  test("is not redriven while its group is in flight, nor if it was sent here", () => {
    const { create } = setUp();
    const deadLetters = create({ name: "dead.fifo" });
    const queue = create({ maxReceiveCount: 1, deadLetters });
    for (const [body, group] of [
      ["a1", "anna"],
      ["b1", "ben"],
    ] as const) {
      send(queue, body, group);
    }
    for (const { receiptHandle } of queue.receive(10)) queue.changeVisibility(receiptHandle, 0);
    queue.receive(10);
    send(deadLetters, "by hand", "cleo");
    deadLetters.receive(1);
    expect(deadLetters.redrive()).toBe(1);
    expect(bodies(queue.receive(10))).toEqual(["b1"]);
    expect(bodies(deadLetters.messages())).toEqual(["a1", "by hand"]);
  });
});

describe("refusals", () => {
  test("a FIFO message without group or id, or with a delay", () => {
    const queue = setUp().create();
    expect(() => queue.send({ body: "x", groupId: "anna" })).toThrow(/deduplication id/);
    expect(() => queue.send({ body: "x", deduplicationId: "1" })).toThrow(/a group/);
    expect(() => queue.send({ body: "x", groupId: "anna", deduplicationId: "1", delayMs: 1 })).toThrow(/no delay/);
  });

  test("a standard message with a deduplication id", () => {
    const queue = setUp().create({ fifo: false });
    expect(() => queue.send({ body: "x", deduplicationId: "1" })).toThrow(/no FIFO queue/);
  });

  test("a handle of another queue", () => {
    const { create } = setUp();
    const [queue, other] = [create(), create({ name: "other.fifo" })];
    send(queue, "1");
    const [message] = queue.receive(1);
    expect(() => other.delete(message?.receiptHandle ?? "")).toThrow(/is not of other\.fifo/);
  });

  test("a limit of receives without dead letters", () => {
    expect(() => setUp().create({ maxReceiveCount: 3 })).toThrow(/given together/);
  });
});

test("an operation costs the same with a hundred groups and with twenty thousand", () => {
  const microsecondsPerMessage = (groups: number) => {
    const { create, pass } = setUp();
    const queue = create();
    const messages = 40_000;
    const startedAt = performance.now();
    for (let index = 0; index < messages; index++) {
      pass(1);
      queue.send({ body: "x", groupId: `group-${index % groups}`, deduplicationId: String(index) });
      for (const { receiptHandle } of queue.receive(1)) if (index % 2 === 0) queue.delete(receiptHandle);
    }
    return (1_000 * (performance.now() - startedAt)) / messages;
  };
  microsecondsPerMessage(100);
  // A walk over all groups or messages would make the difference a hundredfold.
  expect(microsecondsPerMessage(20_000)).toBeLessThan(10 * microsecondsPerMessage(100));
});
