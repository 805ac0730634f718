import { afterEach, describe, expect, test } from "vitest";
import { type PolicyStatement, type QueueDefinition, queueArn } from "../aws/index.ts";
import { MessageStore } from "../aws/sqs/message-store.ts";
import { QueueService } from "../aws/sqs/queue-service.ts";
import { LocalClock } from "../clock/index.ts";
import type { FunctionResource } from "../cloudformation/index.ts";
import { openDatabase } from "../kept/index.ts";
import type { InvocationResult } from "../lambda/index.ts";
import { checkMapping, QueuePoller } from "./index.ts";

interface SqsRecord {
  messageId: string;
  body: string;
  attributes: Record<string, string>;
}

const functionArn = "arn:aws:lambda:us-east-1:000000000000:function:intake";
const pollers: QueuePoller[] = [];

afterEach(() => {
  for (const poller of pollers.splice(0)) poller.stop();
});

function aQueue(name: string, changes: Partial<QueueDefinition> = {}): QueueDefinition {
  return {
    name,
    fifo: name.endsWith(".fifo"),
    visibilityTimeoutSeconds: 30,
    retentionSeconds: 3600,
    delaySeconds: 0,
    deduplicationScope: "messageGroup",
    contentBasedDeduplication: true,
    ...changes,
  };
}

function aMapping(queueName: string, changes: { batchSize?: number; reportsBatchItemFailures?: boolean } = {}) {
  return {
    functionArn,
    queueArn: queueArn(queueName),
    batchSize: 10,
    reportsBatchItemFailures: true,
    maximumConcurrency: undefined,
    ...changes,
  };
}

/** A queue, its dead-letter queue, and a poller that gives the records to `handle`. */
function polled(
  queueName: string,
  handle: (records: SqsRecord[]) => unknown,
  options: { mapping?: Parameters<typeof aMapping>[1]; concurrency?: number } = {},
) {
  const clock = new LocalClock();
  const queues = new QueueService({ store: new MessageStore(openDatabase(undefined)), clock, baseUrl: () => "" });
  const deadLetters = queueName.endsWith(".fifo") ? "dead.fifo" : "dead";
  queues.create(aQueue(deadLetters));
  queues.create(aQueue(queueName, { redrive: { targetName: deadLetters, maxReceiveCount: 2 } }));
  const poller = new QueuePoller({
    queues,
    queueName,
    mapping: aMapping(queueName, options.mapping),
    region: "us-east-1",
    concurrency: options.concurrency ?? 4,
    invoke: async (_arn, event): Promise<InvocationResult> => {
      try {
        return { kind: "returned", payload: (await handle((event as { Records: SqsRecord[] }).Records)) ?? null };
      } catch (error) {
        return { kind: "failed", error: { errorType: "Error", errorMessage: String(error) } };
      }
    },
  });
  pollers.push(poller);
  const idle = async () => {
    do await new Promise((resolve) => setImmediate(resolve));
    while (!poller.idle);
  };
  const left = () => queues.messages(queueName).map((message) => message.body);
  const dead = () => queues.messages(deadLetters).map((message) => message.body);
  return { clock, queues, idle, left, dead, later: (ms: number) => clock.advance(ms, idle) };
}

function failures(records: SqsRecord[]) {
  return { batchItemFailures: records.map((record) => ({ itemIdentifier: record.messageId })) };
}

describe("a batch", () => {
  test("that is handled leaves the queue", async () => {
    const seen: string[][] = [];
    const { queues, idle, left } = polled("status", (records) => void seen.push(records.map(({ body }) => body)));

    queues.send("status", { body: "one" });
    await idle();

    expect(seen).toEqual([["one"]]);
    expect(left()).toEqual([]);
  });

  test("looks as Lambda shows it", async () => {
    let seen: unknown;
    const { queues, idle } = polled("inbound.fifo", (records) => {
      seen = records[0];
    });
    const attributes = { kind: { dataType: "String", stringValue: "inbound" } };

    queues.send("inbound.fifo", { body: "{}", groupId: "g", deduplicationId: "d", attributes });
    await idle();

    expect(seen).toMatchObject({
      messageId: expect.any(String),
      receiptHandle: expect.any(String),
      body: "{}",
      attributes: { ApproximateReceiveCount: "1", MessageGroupId: "g", MessageDeduplicationId: "d" },
      messageAttributes: attributes,
      eventSource: "aws:sqs",
      eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:inbound.fifo",
      awsRegion: "us-east-1",
    });
  });

  test("whose handler throws comes back whole after the visibility time-out", async () => {
    let attempts = 0;
    const { queues, idle, left, later } = polled("status", () => {
      attempts++;
      if (attempts === 1) throw new Error("not now");
    });

    queues.send("status", { body: "one" });
    await idle();
    expect(left()).toEqual(["one"]);

    await later(29_000);
    expect(attempts).toBe(1);
    await later(1_000);
    expect(left()).toEqual([]);
  });

  test("comes back only with what was reported as failed", async () => {
    const seen: string[] = [];
    const { queues, idle, left, later } = polled("inbound.fifo", (records) => {
      seen.push(...records.map(({ body, attributes }) => `${body}/${attributes.ApproximateReceiveCount}`));
      return failures(
        records.filter(({ body, attributes }) => body === "bad" && attributes.ApproximateReceiveCount === "1"),
      );
    });

    queues.send("inbound.fifo", { body: "good", groupId: "a" });
    queues.send("inbound.fifo", { body: "bad", groupId: "b" });
    await idle();
    expect(left()).toEqual(["bad"]);

    await later(30_000);
    expect(left()).toEqual([]);
    expect(seen.sort()).toEqual(["bad/1", "bad/2", "good/1"]);
  });

  test("comes back whole when the report names something else", async () => {
    const { queues, idle, left } = polled("status", () => ({ batchItemFailures: [{ itemIdentifier: "stranger" }] }));

    queues.send("status", { body: "one" });
    await idle();

    expect(left()).toEqual(["one"]);
  });

  test("counts as handled when the mapping does not ask for a report", async () => {
    const { queues, idle, left } = polled("status", (records) => failures(records), {
      mapping: { reportsBatchItemFailures: false },
    });

    queues.send("status", { body: "one" });
    await idle();

    expect(left()).toEqual([]);
  });

  test("that fails too often ends in the dead-letter queue", async () => {
    const { queues, idle, left, dead, later } = polled("status", () => {
      throw new Error("never");
    });

    queues.send("status", { body: "one" });
    await idle();
    await later(30_000);
    await later(30_000);

    expect(left()).toEqual([]);
    expect(dead()).toEqual(["one"]);
  });
});

describe("order", () => {
  test("a failing message holds back the later ones of its group, and of no other", async () => {
    const seen: string[] = [];
    const { queues, idle, later } = polled(
      "inbound.fifo",
      (records) => {
        seen.push(...records.map(({ body }) => body));
        const first = records.filter(
          ({ body, attributes }) => body === "a1" && attributes.ApproximateReceiveCount === "1",
        );
        return failures(first);
      },
      { mapping: { batchSize: 1 } },
    );

    queues.send("inbound.fifo", { body: "a1", groupId: "a" });
    queues.send("inbound.fifo", { body: "a2", groupId: "a" });
    queues.send("inbound.fifo", { body: "b1", groupId: "b" });
    await idle();
    expect(seen).toEqual(["a1", "b1"]);

    await later(30_000);
    expect(seen).toEqual(["a1", "b1", "a1", "a2"]);
  });

  test("no more batches at a time than the mapping's concurrency", async () => {
    let running = 0;
    let most = 0;
    const { queues, idle, left } = polled(
      "status",
      async () => {
        running++;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running--;
      },
      { mapping: { batchSize: 1 }, concurrency: 2 },
    );

    for (const body of ["1", "2", "3", "4", "5"]) queues.send("status", { body });
    await idle();

    expect(most).toBe(2);
    expect(left()).toEqual([]);
  });
});

describe("a mapping that AWS would refuse", () => {
  const keyArn = "arn:aws:kms:us-east-1:000000000000:key/k";
  const readQueue: PolicyStatement = {
    Effect: "Allow",
    Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
    Resource: queueArn("status"),
  };
  const useKey: PolicyStatement = { Effect: "Allow", Action: "kms:Decrypt", Resource: keyArn };

  function check(statements: PolicyStatement[], timeoutMs = 20_000): void {
    const clock = new LocalClock();
    const queues = new QueueService({ store: new MessageStore(openDatabase(undefined)), clock, baseUrl: () => "" });
    queues.create(aQueue("status", { kmsKeyArn: keyArn }));
    const target: FunctionResource = {
      name: "delivery-status",
      arn: functionArn,
      stackName: "dev",
      logicalId: "DeliveryStatus",
      handler: "index.handler",
      memorySizeMb: 256,
      timeoutMs,
      environment: {},
      statements,
      reservedConcurrency: undefined,
    };
    checkMapping(aMapping("status"), target, queues);
  }

  test.each([
    ["cannot read the queue", [useKey], 20_000, "its role may not call sqs:ReceiveMessage on status"],
    ["cannot decrypt what is in it", [readQueue], 20_000, "its role may not call kms:Decrypt with the key of status"],
    ["may run longer than a message is hidden", [readQueue, useKey], 40_000, "longer than status hides a message"],
  ])("the function %s", (_case, statements, timeoutMs, message) => {
    expect(() => check(statements, timeoutMs)).toThrow(message);
  });

  test("and one that it would accept", () => {
    expect(() => check([readQueue, useKey])).not.toThrow();
  });
});
