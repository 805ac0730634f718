import { beforeEach, describe, expect, test } from "vitest";
import { caseRunner, type KnownDeviations } from "./case-runner.ts";

export interface ContractMessage {
  readonly messageId: string;
  readonly handle: string;
  readonly body: string;
  readonly groupId: string | undefined;
  readonly receiveCount: number;
  readonly sentAtMs: number;
}

/** `refused`: the service answered with an error that blames the handle. */
export type HandleOutcome = "done" | "refused";

/** The operations of SQS that the contract needs, on one queue. */
export interface ContractQueue {
  /** Resolves to the message id. */
  send(message: {
    readonly body: string;
    readonly groupId?: string;
    readonly deduplicationId?: string;
    readonly delayMs?: number;
  }): Promise<string>;
  receive(most: number): Promise<readonly ContractMessage[]>;
  delete(handle: string): Promise<HandleOutcome>;
  changeVisibility(handle: string, visibilityMs: number): Promise<HandleOutcome>;
  depth(): Promise<{ readonly visible: number; readonly inFlight: number; readonly delayed: number }>;
}

export interface ContractQueueOptions {
  /** A FIFO queue tells duplicates within a group. */
  readonly fifo: boolean;
  readonly maxReceiveCount: number;
  readonly retentionMs: number;
}

/** A service that has queues, and its time. Spans are whole seconds, as SQS has them. */
export interface QueueSystem {
  /** The visibility time-out of the queues it makes: long against a call, short enough to wait for. */
  readonly visibilityMs: number;
  /** Makes an empty queue and the empty dead-letter queue behind it, of the same kind. */
  create(
    options: ContractQueueOptions,
  ): Promise<{ readonly queue: ContractQueue; readonly deadLetters: ContractQueue }>;
  /** Lets time pass. */
  pass(milliseconds: number): Promise<void>;
}

export interface RedrivingQueueSystem extends QueueSystem {
  /** Moves what died in `queue` back to it and resolves when all of it is there. */
  redrive(queue: ContractQueue): Promise<void>;
}

const MAX_RECEIVES = 3;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * What Jules relies on in SQS, as far as it shows within seconds; runs on the model, on the local SQS and on foreign
 * ones, so that what is proved with the one holds for the other.
 */
export function queueContract(create: () => Promise<QueueSystem>, deviations: KnownDeviations = {}): void {
  const check = caseRunner(deviations);
  const { fifo, standard } = queues(create);

  describe("a FIFO queue's order", () => {
    check("an empty queue gives nothing", async () => {
      const { queue } = await fifo();
      expect(await queue.receive(10)).toEqual([]);
    });

    check("a batch holds the messages of a group in order", async () => {
      const { queue } = await fifo();
      await sendAll(queue, "anna", "1", "2", "3");
      expect(bodies(await queue.receive(10))).toEqual(["1", "2", "3"]);
    });

    check("a receive takes no more than it asked for", async () => {
      const { queue } = await fifo();
      await sendAll(queue, "anna", "1", "2", "3");
      expect(bodies(await queue.receive(2))).toEqual(["1", "2"]);
    });

    check("a message comes with its id, its group and the number of its receives", async () => {
      const { queue } = await fifo();
      const messageId = await queue.send({ body: "hi", groupId: "anna", deduplicationId: "1" });
      expect(await queue.receive(1)).toMatchObject([{ messageId, body: "hi", groupId: "anna", receiveCount: 1 }]);
    });

    check("each group's order holds when the groups were sent mixed", async () => {
      const { queue } = await fifo();
      for (const body of ["1", "2", "3"]) {
        for (const group of ["anna", "ben", "cleo"]) await sendAll(queue, group, `${group} ${body}`);
      }
      const received = await drain(queue);
      for (const group of ["anna", "ben", "cleo"]) {
        const ofGroup = received.filter(({ groupId }) => groupId === group);
        expect(bodies(ofGroup)).toEqual([`${group} 1`, `${group} 2`, `${group} 3`]);
      }
    });

    check("a group is locked while one of its messages is in flight; other groups are not", async () => {
      const { queue } = await fifo();
      await sendAll(queue, "anna", "a1", "a2");
      expect(bodies(await queue.receive(1))).toEqual(["a1"]);
      await sendAll(queue, "ben", "b1");
      expect(bodies(await queue.receive(10))).toEqual(["b1"]);
      expect(bodies(await queue.receive(10))).toEqual([]);
    });

    check("a message that arrives while its group is locked waits", async () => {
      const { queue } = await fifo();
      await sendAll(queue, "anna", "1");
      const first = await receiveOne(queue);
      await sendAll(queue, "anna", "2");
      expect(bodies(await queue.receive(10))).toEqual([]);
      await queue.delete(first.handle);
      expect(bodies(await queue.receive(10))).toEqual(["2"]);
    });

    check("a group is locked until the last message of its batch is deleted", async () => {
      const { queue } = await fifo();
      await sendAll(queue, "anna", "1", "2", "3");
      const [first, second] = await queue.receive(2);
      await queue.delete(first?.handle ?? "");
      expect(bodies(await queue.receive(10))).toEqual([]);
      await queue.delete(second?.handle ?? "");
      expect(bodies(await queue.receive(10))).toEqual(["3"]);
    });

    check("a hundred groups are all served while one is locked", async () => {
      const { queue, visibilityMs } = await fifo();
      await sendAll(queue, "locked", "locked 1");
      await queue.changeVisibility((await receiveOne(queue)).handle, 30 * visibilityMs);
      await sendAll(queue, "locked", "locked 2");
      const names = Array.from({ length: 100 }, (_, index) => `group-${index}`);
      for (const name of names) await sendAll(queue, name, name);
      expect(bodies(await drain(queue)).sort()).toEqual(names.sort());
    });
  });

  describe("a FIFO queue's visibility", () => {
    check("the time-out unlocks the group, and what timed out comes first", async () => {
      const { queue, pass, visibilityMs } = await fifo();
      await sendAll(queue, "anna", "1", "2");
      expect(bodies(await queue.receive(1))).toEqual(["1"]);
      await pass(visibilityMs / 2);
      expect(bodies(await queue.receive(10))).toEqual([]);
      await pass(visibilityMs);
      const received = await queue.receive(10);
      expect(bodies(received)).toEqual(["1", "2"]);
      expect(received.map(({ receiveCount }) => receiveCount)).toEqual([2, 1]);
    });

    check("what is made visible at once comes before what was sent later", async () => {
      const { queue } = await fifo();
      await sendAll(queue, "anna", "1");
      const first = await receiveOne(queue);
      await sendAll(queue, "anna", "2");
      expect(await queue.changeVisibility(first.handle, 0)).toBe("done");
      expect(bodies(await queue.receive(10))).toEqual(["1", "2"]);
    });

    check("a longer visibility keeps the group locked", async () => {
      const { queue, pass, visibilityMs } = await fifo();
      await sendAll(queue, "anna", "1", "2");
      const first = await receiveOne(queue);
      await queue.changeVisibility(first.handle, 3 * visibilityMs);
      await pass(2 * visibilityMs);
      expect(bodies(await queue.receive(10))).toEqual([]);
      await pass(2 * visibilityMs);
      expect(bodies(await queue.receive(10))).toEqual(["1", "2"]);
    });

    check("a batch that failed from its second message on comes again from there", async () => {
      const { queue } = await fifo();
      await sendAll(queue, "anna", "1", "2", "3");
      const [first, second, third] = await queue.receive(10);
      await sendAll(queue, "anna", "4");
      await queue.delete(first?.handle ?? "");
      await queue.changeVisibility(second?.handle ?? "", 0);
      await queue.changeVisibility(third?.handle ?? "", 0);
      expect(bodies(await queue.receive(10))).toEqual(["2", "3", "4"]);
    });

    check("the rest of a batch comes in order even if it is returned from its end", async () => {
      const { queue } = await fifo();
      await sendAll(queue, "anna", "1", "2", "3");
      for (const message of (await queue.receive(10)).toReversed()) await queue.changeVisibility(message.handle, 0);
      expect(bodies(await queue.receive(10))).toEqual(["1", "2", "3"]);
    });

    check("a batch of which a part was returned stays locked until the other part is", async () => {
      const { queue } = await fifo();
      await sendAll(queue, "anna", "1", "2");
      const [first, second] = await queue.receive(2);
      await queue.changeVisibility(first?.handle ?? "", 0);
      expect(bodies(await queue.receive(10))).toEqual([]);
      await queue.changeVisibility(second?.handle ?? "", 0);
      expect(bodies(await queue.receive(10))).toEqual(["1", "2"]);
    });

    check("two groups of one batch fail apart", async () => {
      const { queue } = await fifo();
      await sendAll(queue, "anna", "a1", "a2");
      await sendAll(queue, "ben", "b1", "b2");
      for (const message of await queue.receive(10)) {
        if (message.groupId === "ben") await queue.delete(message.handle);
        else await queue.changeVisibility(message.handle, 0);
      }
      expect(bodies(await queue.receive(10))).toEqual(["a1", "a2"]);
    });
  });

  describe("duplicates", () => {
    check("a duplicate is answered with the original's id and not queued", async () => {
      const { queue } = await fifo();
      const original = await queue.send({ body: "text", groupId: "anna", deduplicationId: "id" });
      expect(await queue.send({ body: "other", groupId: "anna", deduplicationId: "id" })).toBe(original);
      expect(bodies(await queue.receive(10))).toEqual(["text"]);
    });

    check("the same id in two groups is two messages", async () => {
      const { queue } = await fifo();
      await queue.send({ body: "to anna", groupId: "anna", deduplicationId: "id" });
      await queue.send({ body: "to ben", groupId: "ben", deduplicationId: "id" });
      expect(bodies(await drain(queue)).sort()).toEqual(["to anna", "to ben"]);
    });

    check("equal words under two ids are two messages", async () => {
      const { queue } = await fifo();
      await queue.send({ body: "ok", groupId: "anna", deduplicationId: "1" });
      await queue.send({ body: "ok", groupId: "anna", deduplicationId: "2" });
      expect(bodies(await queue.receive(10))).toEqual(["ok", "ok"]);
    });

    check("a duplicate is dropped while the original is in flight", async () => {
      const { queue } = await fifo();
      await queue.send({ body: "text", groupId: "anna", deduplicationId: "id" });
      const original = await receiveOne(queue);
      await queue.send({ body: "again", groupId: "anna", deduplicationId: "id" });
      await queue.delete(original.handle);
      expect(bodies(await queue.receive(10))).toEqual([]);
    });

    check("a duplicate is dropped after the original was deleted", async () => {
      const { queue } = await fifo();
      await queue.send({ body: "text", groupId: "anna", deduplicationId: "id" });
      await queue.delete((await receiveOne(queue)).handle);
      await queue.send({ body: "again", groupId: "anna", deduplicationId: "id" });
      expect(bodies(await queue.receive(10))).toEqual([]);
    });
  });

  describe("dead letters", () => {
    check("a message dies at the receive after the last one allowed, with its words, id and group", async () => {
      const { queue, deadLetters } = await fifo();
      const messageId = await queue.send({ body: "poison", groupId: "anna", deduplicationId: "1" });
      await receiveInVain(queue, MAX_RECEIVES);
      expect(bodies(await deadLetters.receive(1))).toEqual([]);
      expect(bodies(await queue.receive(10))).toEqual([]);
      expect(await deadLetters.receive(1)).toMatchObject([{ messageId, body: "poison", groupId: "anna" }]);
    });

    check("receives in the queue count on in its dead letters", async () => {
      const { queue, deadLetters } = await fifo();
      await sendAll(queue, "anna", "poison");
      await receiveInVain(queue, MAX_RECEIVES);
      await queue.receive(10);
      expect((await receiveOne(deadLetters)).receiveCount).toBe(MAX_RECEIVES + 1);
    });

    check("a time-out counts as a receive in vain", async () => {
      const { queue, deadLetters, pass, visibilityMs } = await fifo();
      await sendAll(queue, "anna", "poison");
      for (let time = 0; time < MAX_RECEIVES; time++) {
        expect(bodies(await queue.receive(10))).toEqual(["poison"]);
        await pass(1.5 * visibilityMs);
      }
      expect(bodies(await queue.receive(10))).toEqual([]);
      expect(bodies(await deadLetters.receive(10))).toEqual(["poison"]);
    });

    check("dead letters keep the order of their group", async () => {
      const { queue, deadLetters } = await fifo();
      await sendAll(queue, "anna", "1", "2", "3");
      await receiveInVain(queue, MAX_RECEIVES);
      await queue.receive(10);
      expect(bodies(await deadLetters.receive(10))).toEqual(["1", "2", "3"]);
    });

    check("what waited behind a dead letter is received once that is buried", async () => {
      const { queue, deadLetters } = await fifo();
      await sendAll(queue, "anna", "poison");
      await receiveInVain(queue, MAX_RECEIVES);
      await sendAll(queue, "anna", "behind");
      expect((await receiveOne(queue)).body).toBe("behind");
      expect(bodies(await deadLetters.receive(10))).toEqual(["poison"]);
    });

    check("two poisonous messages that are tried one by one die one after the other", async () => {
      const { queue, deadLetters } = await fifo();
      await sendAll(queue, "anna", "1", "2");
      const tried: string[] = [];
      for (let time = 0; time < 2 * MAX_RECEIVES; time++) {
        const message = await receiveOne(queue);
        tried.push(message.body);
        await queue.changeVisibility(message.handle, 0);
      }
      expect(tried).toEqual(["1", "1", "1", "2", "2", "2"]);
      await queue.receive(10);
      expect(bodies(await deadLetters.receive(10))).toEqual(["1", "2"]);
    });

    check("a dead letter can be deleted", async () => {
      const { queue, deadLetters } = await fifo();
      await sendAll(queue, "anna", "poison");
      await receiveInVain(queue, MAX_RECEIVES);
      await queue.receive(10);
      expect(await deadLetters.delete((await receiveOne(deadLetters)).handle)).toBe("done");
      expect(await deadLetters.depth()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    });

    check("the same id can die twice", async () => {
      const { queue, deadLetters } = await fifo();
      await queue.send({ body: "to anna", groupId: "anna", deduplicationId: "id" });
      await queue.send({ body: "to ben", groupId: "ben", deduplicationId: "id" });
      await receiveInVain(queue, MAX_RECEIVES);
      await queue.receive(10);
      expect(bodies(await drain(deadLetters)).sort()).toEqual(["to anna", "to ben"]);
    });
  });

  describe("receipt handles of a FIFO queue", () => {
    check("an expired handle is refused, and the message stays", async () => {
      const { queue, pass, visibilityMs } = await fifo();
      await sendAll(queue, "anna", "1");
      const { handle } = await receiveOne(queue);
      await pass(1.5 * visibilityMs);
      expect(await queue.delete(handle)).toBe("refused");
      expect(bodies(await queue.receive(10))).toEqual(["1"]);
    });

    check("a handle that a later receive replaced is refused, and the later one holds", async () => {
      const { queue } = await fifo();
      await sendAll(queue, "anna", "1");
      const early = await receiveOne(queue);
      await queue.changeVisibility(early.handle, 0);
      const late = await receiveOne(queue);
      expect(await queue.delete(early.handle)).toBe("refused");
      expect(await queue.depth()).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
      expect(await queue.delete(late.handle)).toBe("done");
    });

    check("deleting twice is no error", async () => {
      const { queue } = await fifo();
      await sendAll(queue, "anna", "1");
      const { handle } = await receiveOne(queue);
      expect([await queue.delete(handle), await queue.delete(handle)]).toEqual(["done", "done"]);
    });

    check("the visibility of what is no longer in flight cannot be changed", async () => {
      const { queue } = await fifo();
      await sendAll(queue, "anna", "1");
      const { handle } = await receiveOne(queue);
      await queue.changeVisibility(handle, 0);
      expect(await queue.changeVisibility(handle, 1_000)).toBe("refused");
      expect(bodies(await queue.receive(10))).toEqual(["1"]);
    });
  });

  describe("depth", () => {
    check("counts what waits, that of a locked group too, and what is in flight", async () => {
      const { queue } = await fifo();
      await sendAll(queue, "anna", "a1", "a2");
      await sendAll(queue, "ben", "b1");
      await queue.receive(1);
      expect(await queue.depth()).toEqual({ visible: 2, inFlight: 1, delayed: 0 });
    });

    check("counts neither a duplicate nor what was deleted", async () => {
      const { queue } = await fifo();
      for (const body of ["text", "again"]) await queue.send({ body, groupId: "anna", deduplicationId: "id" });
      expect(await queue.depth()).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
      await queue.delete((await receiveOne(queue)).handle);
      expect(await queue.depth()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    });
  });

  describe("a standard queue", () => {
    check("gives what was sent, once while it is in flight, and no more when it is deleted", async () => {
      const { queue, pass, visibilityMs } = await standard();
      const messageId = await queue.send({ body: "hi" });
      const message = await receiveOne(queue);
      expect(message).toMatchObject({ messageId, body: "hi", receiveCount: 1 });
      expect(await queue.receive(10)).toEqual([]);
      expect(await queue.delete(message.handle)).toBe("done");
      await pass(1.5 * visibilityMs);
      expect(await queue.receive(10)).toEqual([]);
    });

    check("knows no duplicates", async () => {
      const { queue } = await standard();
      await queue.send({ body: "ok" });
      await queue.send({ body: "ok" });
      expect(bodies(await drain(queue))).toEqual(["ok", "ok"]);
    });

    check("gives the other messages while one is in flight", async () => {
      const { queue } = await standard();
      for (const body of ["1", "2", "3"]) await queue.send({ body });
      const first = await receiveOne(queue);
      const others = await drain(queue);
      expect(bodies([first, ...others]).sort()).toEqual(["1", "2", "3"]);
    });

    check("is not locked by the group of a message", async () => {
      const { queue } = await standard();
      for (const body of ["1", "2"]) await queue.send({ body, groupId: "anna" });
      await receiveOne(queue);
      expect(await queue.receive(10)).toHaveLength(1);
    });

    check("gives a message again after the time-out, counted", async () => {
      const { queue, pass, visibilityMs } = await standard();
      const messageId = await queue.send({ body: "hi" });
      await receiveOne(queue);
      await pass(1.5 * visibilityMs);
      expect(await receiveOne(queue)).toMatchObject({ messageId, receiveCount: 2 });
    });

    check("gives back the part of a batch that failed", async () => {
      const { queue } = await standard();
      for (const body of ["1", "2", "3"]) await queue.send({ body });
      for (const message of await drainInFlight(queue)) {
        if (message.body === "2") await queue.changeVisibility(message.handle, 0);
        else await queue.delete(message.handle);
      }
      expect(bodies(await queue.receive(10))).toEqual(["2"]);
    });

    check("holds a delayed message back", async () => {
      const { queue, pass } = await standard();
      await queue.send({ body: "later", delayMs: 2_000 });
      expect(await queue.receive(10)).toEqual([]);
      expect(await queue.depth()).toEqual({ visible: 0, inFlight: 0, delayed: 1 });
      await pass(3_000);
      expect(bodies(await queue.receive(10))).toEqual(["later"]);
    });

    check("deletes with a late handle that no receive has replaced", async () => {
      const { queue, pass, visibilityMs } = await standard();
      await queue.send({ body: "hi" });
      const { handle } = await receiveOne(queue);
      await pass(1.5 * visibilityMs);
      expect(await queue.delete(handle)).toBe("done");
      expect(await queue.receive(10)).toEqual([]);
    });

    check("accepts a handle that was replaced and deletes nothing", async () => {
      const { queue } = await standard();
      await queue.send({ body: "hi" });
      const early = await receiveOne(queue);
      await queue.changeVisibility(early.handle, 0);
      await receiveOne(queue);
      expect(await queue.delete(early.handle)).toBe("done");
      expect(await queue.depth()).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
    });

    check("buries what was received too often", async () => {
      const { queue, deadLetters } = await standard();
      const messageId = await queue.send({ body: "poison" });
      await receiveInVain(queue, MAX_RECEIVES);
      expect(await queue.receive(10)).toEqual([]);
      expect(await deadLetters.receive(10)).toMatchObject([{ messageId, body: "poison" }]);
    });
  });
}

/** What SQS does when minutes and days pass; for a service whose time can be moved. */
export function queueAgingContract(create: () => Promise<QueueSystem>): void {
  const { fifo, standard } = queues(create);

  describe("five minutes", () => {
    test("a duplicate is dropped for all of them, counted from the first acceptance", async () => {
      const { queue, pass } = await fifo();
      const send = () => queue.send({ body: "text", groupId: "anna", deduplicationId: "id" });
      const original = await send();
      await queue.delete((await receiveOne(queue)).handle);
      await pass(4 * MINUTE_MS);
      expect(await send()).toBe(original);
      await pass(MINUTE_MS - 5_000);
      expect(await send()).toBe(original);
      expect(await queue.receive(10)).toEqual([]);
    });

    test("afterwards the id is new again, whatever was dropped meanwhile", async () => {
      const { queue, pass } = await fifo();
      const send = () => queue.send({ body: "text", groupId: "anna", deduplicationId: "id" });
      const original = await send();
      await pass(4 * MINUTE_MS);
      await send();
      await pass(MINUTE_MS + 5_000);
      expect(await send()).not.toBe(original);
      expect(await queue.receive(10)).toHaveLength(2);
    });

    test("they begin anew with the acceptance that ends them", async () => {
      const { queue, pass } = await fifo();
      const send = () => queue.send({ body: "text", groupId: "anna", deduplicationId: "id" });
      await send();
      await pass(5 * MINUTE_MS + 5_000);
      const second = await send();
      await pass(4 * MINUTE_MS);
      expect(await send()).toBe(second);
    });
  });

  describe("retention", () => {
    test("a message is there until it is over, received or not, and gone afterwards", async () => {
      const { queue, pass } = await fifo({ retentionMs: DAY_MS });
      await sendAll(queue, "anna", "1");
      await pass(DAY_MS - MINUTE_MS);
      const message = await receiveOne(queue);
      await queue.changeVisibility(message.handle, 0);
      await pass(2 * MINUTE_MS);
      expect(await queue.depth()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
      expect(await queue.receive(10)).toEqual([]);
    });

    test("a message that is gone holds up nothing behind it", async () => {
      const { queue, pass } = await fifo({ retentionMs: DAY_MS });
      await sendAll(queue, "anna", "old");
      await pass(DAY_MS - MINUTE_MS);
      await sendAll(queue, "anna", "young");
      await pass(2 * MINUTE_MS);
      expect(bodies(await queue.receive(10))).toEqual(["young"]);
    });

    test("a FIFO dead letter is kept for the whole time from its death on", async () => {
      const { queue, deadLetters, pass } = await fifo({ retentionMs: DAY_MS });
      await sendAll(queue, "anna", "poison");
      await pass(DAY_MS - MINUTE_MS);
      await receiveInVain(queue, MAX_RECEIVES);
      await queue.receive(10);
      await pass(DAY_MS - MINUTE_MS);
      expect(bodies(await deadLetters.receive(10))).toEqual(["poison"]);
    });

    test("a standard dead letter is as old as the message was", async () => {
      const { queue, deadLetters, pass } = await standard({ retentionMs: DAY_MS });
      await queue.send({ body: "poison" });
      await pass(DAY_MS - MINUTE_MS);
      await receiveInVain(queue, MAX_RECEIVES);
      await queue.receive(10);
      expect(await deadLetters.depth()).toMatchObject({ visible: 1 });
      await pass(2 * MINUTE_MS);
      expect(await deadLetters.receive(10)).toEqual([]);
    });
  });
}

/** What SQS does when dead letters are sent back to where they came from. */
export function queueRedriveContract(
  create: () => Promise<RedrivingQueueSystem>,
  deviations: KnownDeviations = {},
): void {
  const check = caseRunner(deviations);
  const { fifo, standard } = queues(create);

  async function withDeadLetters(...dead: string[]) {
    const made = await fifo();
    await sendAll(made.queue, "anna", ...dead);
    await receiveInVain(made.queue, MAX_RECEIVES);
    expect(await made.queue.receive(10)).toEqual([]);
    return made;
  }

  describe("a redrive", () => {
    check("brings dead letters back in order, with their group", async () => {
      const { system, queue, deadLetters } = await withDeadLetters("1", "2", "3");
      await system.redrive(queue);
      const received = await queue.receive(10);
      expect(bodies(received)).toEqual(["1", "2", "3"]);
      expect(received.map(({ groupId }) => groupId)).toEqual(["anna", "anna", "anna"]);
      expect(await deadLetters.depth()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    });

    check("makes new messages of them, never received and no duplicates", async () => {
      const { system, queue } = await fifo();
      const messageId = await queue.send({ body: "poison", groupId: "anna", deduplicationId: "id" });
      await receiveInVain(queue, MAX_RECEIVES);
      await queue.receive(10);
      await system.redrive(queue);
      const message = await receiveOne(queue);
      expect(message).toMatchObject({ body: "poison", receiveCount: 1 });
      expect(message.messageId).not.toBe(messageId);
    });

    check("puts them behind what was sent meanwhile", async () => {
      const { system, queue } = await withDeadLetters("dead");
      await sendAll(queue, "anna", "alive");
      await system.redrive(queue);
      expect(bodies(await queue.receive(10))).toEqual(["alive", "dead"]);
    });

    check("brings the dead letters of a standard queue back", async () => {
      const { system, queue, deadLetters } = await standard();
      await queue.send({ body: "poison" });
      await receiveInVain(queue, MAX_RECEIVES);
      await queue.receive(10);
      await system.redrive(queue);
      expect(await receiveOne(queue)).toMatchObject({ body: "poison", receiveCount: 1 });
      expect(await deadLetters.depth()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    });

    check("gives a message of a standard queue a new id", async () => {
      const { system, queue } = await standard();
      const messageId = await queue.send({ body: "poison" });
      await receiveInVain(queue, MAX_RECEIVES);
      await queue.receive(10);
      await system.redrive(queue);
      const message = await receiveOne(queue);
      expect(message.body).toBe("poison");
      expect(message.messageId).not.toBe(messageId);
    });

    check("leaves what was sent to the dead-letter queue itself", async () => {
      const { system, queue, deadLetters } = await standard();
      await deadLetters.send({ body: "by hand" });
      await system.redrive(queue);
      expect(await queue.receive(10)).toEqual([]);
      expect(bodies(await deadLetters.receive(10))).toEqual(["by hand"]);
    });

    check("lets them die a second time", async () => {
      const { system, queue, deadLetters } = await withDeadLetters("poison");
      await system.redrive(queue);
      await receiveInVain(queue, MAX_RECEIVES);
      expect(await queue.receive(10)).toEqual([]);
      expect(bodies(await deadLetters.receive(10))).toEqual(["poison"]);
    });
  });
}

/** Makes the queues of one case: `create` is called anew for each. */
function queues<System extends QueueSystem>(create: () => Promise<System>) {
  let system: Promise<System> | undefined;
  beforeEach(() => {
    system = undefined;
  });

  const make =
    (fifo: boolean) =>
    async (options: Partial<ContractQueueOptions> = {}) => {
      system ??= create();
      const made = await system;
      const pair = await made.create({ fifo, maxReceiveCount: MAX_RECEIVES, retentionMs: 4 * DAY_MS, ...options });
      const pass = (milliseconds: number) => made.pass(milliseconds);
      return { ...pair, system: made, visibilityMs: made.visibilityMs, pass };
    };
  return { fifo: make(true), standard: make(false) };
}

const bodies = (messages: readonly ContractMessage[]) => messages.map(({ body }) => body);

/** Sends `texts` one after the other, each under its own words as the id. */
async function sendAll(queue: ContractQueue, groupId: string, ...texts: string[]): Promise<void> {
  for (const body of texts) await queue.send({ body, groupId, deduplicationId: body.replaceAll(" ", "-") });
}

/** The next message. A receive that does nothing but bury one may come back empty. */
async function receiveOne(queue: ContractQueue): Promise<ContractMessage> {
  const [message] = await queue.receive(1);
  const [next] = message ? [message] : await queue.receive(1);
  if (!next) throw new Error("a receive found nothing");
  return next;
}

/** Receives and deletes until nothing is left to receive. */
async function drain(queue: ContractQueue): Promise<readonly ContractMessage[]> {
  const drained: ContractMessage[] = [];
  for (let batch = await queue.receive(10); batch.length > 0; batch = await queue.receive(10)) {
    drained.push(...batch);
    for (const { handle } of batch) await queue.delete(handle);
  }
  return drained;
}

/** Receives until nothing is left to receive, and deletes nothing: SQS may give fewer at once than it has. */
async function drainInFlight(queue: ContractQueue): Promise<readonly ContractMessage[]> {
  const received: ContractMessage[] = [];
  for (let batch = await queue.receive(10); batch.length > 0; batch = await queue.receive(10)) received.push(...batch);
  return received;
}

/** Receives everything `times` times and returns it each time. */
async function receiveInVain(queue: ContractQueue, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    const batch = await drainInFlight(queue);
    expect(batch.length).toBeGreaterThan(0);
    for (const { handle } of batch) expect(await queue.changeVisibility(handle, 0)).toBe("done");
  }
}
