import { createHash } from "node:crypto";
import { SQS } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTestStack, type TestStack } from "../test-stack.ts";
import { maximumMessageBytes } from "./limits.ts";

const keyArn = "arn:aws:kms:us-east-1:000000000000:key/1";
const arn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;

let stack: TestStack;
let sqs: SQS;
let inbound: string;
let status: string;

beforeEach(async () => {
  stack = await startTestStack();
  const common = {
    visibilityTimeoutSeconds: 30,
    retentionSeconds: 3600,
    delaySeconds: 0,
    deduplicationScope: "messageGroup",
  } as const;
  stack.aws.queues.create({
    ...common,
    name: "inbound.fifo",
    fifo: true,
    redrive: { targetName: "inbound-dlq.fifo", maxReceiveCount: 3 },
  });
  stack.aws.queues.create({ ...common, name: "status", fifo: false });
  stack.aws.queues.create({ ...common, name: "sealed.fifo", fifo: true, kmsKeyArn: keyArn });
  inbound = stack.aws.queues.url("inbound.fifo");
  status = stack.aws.queues.url("status");
  sqs = new SQS(stack.client);
});

afterEach(async () => {
  sqs.destroy();
  await stack.aws.close();
});

describe("sending and receiving", () => {
  test("a message makes the round trip with its attributes", async () => {
    const attributes = {
      kind: { DataType: "String", StringValue: "reply" },
      bytes: { DataType: "Binary", BinaryValue: new Uint8Array([0, 255]) },
    };
    const sent = await sqs.sendMessage({
      QueueUrl: inbound,
      MessageBody: "grüß dich",
      MessageGroupId: "anna",
      MessageDeduplicationId: "1",
      MessageAttributes: attributes,
    });
    const { Messages } = await sqs.receiveMessage({
      QueueUrl: inbound,
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    });

    expect(Messages).toHaveLength(1);
    const message = Messages?.[0];
    expect(message).toMatchObject({ MessageId: sent.MessageId, Body: "grüß dich", MessageAttributes: attributes });
    expect(message?.MD5OfMessageAttributes).toBe(sent.MD5OfMessageAttributes);
    expect(message?.Attributes).toMatchObject({
      ApproximateReceiveCount: "1",
      MessageGroupId: "anna",
      MessageDeduplicationId: "1",
      SequenceNumber: sent.SequenceNumber,
    });
    expect(Number(message?.Attributes?.ApproximateFirstReceiveTimestamp)).toBeGreaterThanOrEqual(
      Number(message?.Attributes?.SentTimestamp),
    );
  });

  test("the digest of attributes counts lengths, names, types and values", async () => {
    const { MD5OfMessageAttributes } = await sqs.sendMessage({
      QueueUrl: status,
      MessageBody: "x",
      MessageAttributes: { a: { DataType: "String", StringValue: "b" } },
    });
    const bytes = Buffer.from("\0\0\0\x01a\0\0\0\x06String\x01\0\0\0\x01b", "latin1");

    expect(MD5OfMessageAttributes).toBe(createHash("md5").update(bytes).digest("hex"));
  });

  test("a batch fails entry by entry", async () => {
    const { Successful, Failed } = await sqs.sendMessageBatch({
      QueueUrl: inbound,
      Entries: [
        { Id: "good", MessageBody: "1", MessageGroupId: "anna", MessageDeduplicationId: "1" },
        { Id: "groupless", MessageBody: "2", MessageDeduplicationId: "2" },
      ],
    });

    expect(Successful?.map(({ Id }) => Id)).toEqual(["good"]);
    expect(Failed).toMatchObject([{ Id: "groupless", SenderFault: true, Code: "MissingParameter" }]);
  });

  test("delete and change visibility, singly and in batches", async () => {
    await sqs.sendMessageBatch({
      QueueUrl: status,
      Entries: ["1", "2", "3", "4"].map((Id) => ({ Id, MessageBody: Id })),
    });
    const { Messages = [] } = await sqs.receiveMessage({ QueueUrl: status, MaxNumberOfMessages: 10 });
    const [first, second, third, fourth] = Messages.map(({ ReceiptHandle }) => ReceiptHandle);
    await sqs.deleteMessage({ QueueUrl: status, ReceiptHandle: first });
    await sqs.deleteMessageBatch({ QueueUrl: status, Entries: [{ Id: "a", ReceiptHandle: second }] });
    await sqs.changeMessageVisibility({ QueueUrl: status, ReceiptHandle: third, VisibilityTimeout: 0 });
    const changed = await sqs.changeMessageVisibilityBatch({
      QueueUrl: status,
      Entries: [
        { Id: "a", ReceiptHandle: fourth, VisibilityTimeout: 0 },
        { Id: "b", ReceiptHandle: third, VisibilityTimeout: 5 },
      ],
    });
    const again = await sqs.receiveMessage({ QueueUrl: status, MaxNumberOfMessages: 10 });

    expect(changed.Failed).toMatchObject([{ Id: "b" }]);
    expect(again.Messages?.map(({ Body }) => Body)).toEqual(["3", "4"]);
  });

  test("a long poll ends when a message arrives", async () => {
    const polling = sqs.receiveMessage({ QueueUrl: status, WaitTimeSeconds: 20 });
    // The poll has started once its authorization was asked for.
    await expect.poll(() => stack.asked).toContain(`sqs:ReceiveMessage ${arn("status")}`);
    stack.aws.queues.send("status", { body: "late" });

    expect((await polling).Messages?.[0]?.Body).toBe("late");
  });

  test("a long poll ends empty when its time is over on the clock", async () => {
    const polling = sqs.receiveMessage({ QueueUrl: status, WaitTimeSeconds: 20 });
    await expect.poll(() => stack.asked).toContain(`sqs:ReceiveMessage ${arn("status")}`);
    await stack.clock.advance(20_000, async () => {});

    expect((await polling).Messages).toBeUndefined();
  });

  test("a client that hangs up takes no message with it", async () => {
    const abort = new AbortController();
    const polling = sqs.receiveMessage({ QueueUrl: status, WaitTimeSeconds: 20 }, { abortSignal: abort.signal });
    polling.catch(() => {});
    await expect.poll(() => stack.asked).toContain(`sqs:ReceiveMessage ${arn("status")}`);
    abort.abort();
    await expect(polling).rejects.toThrow(/abort/i);
    // A call on another connection gives the server the time to notice.
    await sqs.listQueues({});
    stack.aws.queues.send("status", { body: "kept" });

    expect(stack.aws.queues.visible("status")).toBe(1);
  });

  test("queues are found, listed, described and purged", async () => {
    expect((await sqs.getQueueUrl({ QueueName: "status" })).QueueUrl).toBe(status);
    expect((await sqs.listQueues({ QueueNamePrefix: "in" })).QueueUrls).toEqual([inbound]);
    await sqs.sendMessage({ QueueUrl: status, MessageBody: "x" });
    const { Attributes } = await sqs.getQueueAttributes({ QueueUrl: status, AttributeNames: ["All"] });
    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessages: "1",
      VisibilityTimeout: "30",
      QueueArn: arn("status"),
    });
    await sqs.purgeQueue({ QueueUrl: status });
    expect(stack.aws.queues.visible("status")).toBe(0);
  });
});

describe("refusals", () => {
  const fifo = { MessageBody: "x", MessageGroupId: "anna", MessageDeduplicationId: "1" };

  test("an unknown queue", async () => {
    const sending = sqs.sendMessage({ QueueUrl: `${stack.aws.url}/000000000000/none`, MessageBody: "x" });

    await expect(sending).rejects.toMatchObject({
      name: "QueueDoesNotExist",
      Error: { Code: "AWS.SimpleQueueService.NonExistentQueue" },
    });
  });

  const cases: [string, (client: SQS) => Promise<unknown>, RegExp][] = [
    [
      "no group",
      (client) => client.sendMessage({ QueueUrl: inbound, MessageBody: "x", MessageDeduplicationId: "1" }),
      /MessageGroupId/,
    ],
    [
      "no deduplication id",
      (client) => client.sendMessage({ QueueUrl: inbound, MessageBody: "x", MessageGroupId: "1" }),
      /ContentBasedDeduplication/,
    ],
    [
      "a delay in a FIFO queue",
      (client) => client.sendMessage({ ...fifo, QueueUrl: inbound, DelaySeconds: 5 }),
      /DelaySeconds/,
    ],
    [
      "a deduplication id in a standard queue",
      (client) => client.sendMessage({ QueueUrl: status, MessageBody: "x", MessageDeduplicationId: "1" }),
      /not valid for this queue type/,
    ],
    [
      "too long",
      (client) => client.sendMessage({ QueueUrl: status, MessageBody: "x".repeat(maximumMessageBytes + 1) }),
      /must be shorter/,
    ],
    [
      "a character SQS does not carry",
      (client) => client.sendMessage({ QueueUrl: status, MessageBody: "\u0000" }),
      /allowed set/,
    ],
    ["an empty body", (client) => client.sendMessage({ QueueUrl: status, MessageBody: "" }), /MessageBody/],
    [
      "eleven entries",
      (client) =>
        client.sendMessageBatch({
          QueueUrl: status,
          Entries: Array.from({ length: 11 }, (_, id) => ({ Id: String(id), MessageBody: "x" })),
        }),
      /Maximum number of entries/,
    ],
    ["no entry", (client) => client.sendMessageBatch({ QueueUrl: status, Entries: [] }), /at least one entry/],
    [
      "one id twice",
      (client) =>
        client.sendMessageBatch({
          QueueUrl: status,
          Entries: [
            { Id: "a", MessageBody: "x" },
            { Id: "a", MessageBody: "y" },
          ],
        }),
      /same Id/,
    ],
    [
      "a bad id",
      (client) => client.sendMessageBatch({ QueueUrl: status, Entries: [{ Id: "a b", MessageBody: "x" }] }),
      /alphanumeric/,
    ],
    [
      "a batch too long",
      (client) =>
        client.sendMessageBatch({
          QueueUrl: status,
          Entries: ["a", "b"].map((Id) => ({ Id, MessageBody: "x".repeat(600_000) })),
        }),
      /cannot be longer/,
    ],
    [
      "eleven messages",
      (client) => client.receiveMessage({ QueueUrl: status, MaxNumberOfMessages: 11 }),
      /MaxNumberOfMessages/,
    ],
    [
      "an operation that is not offered",
      (client) => client.createQueue({ QueueName: "x" }),
      /not part of the local stack/,
    ],
  ];
  test.each(cases)("%s", async (_name, call, message) => {
    await expect(call(sqs)).rejects.toThrow(message);
    expect(stack.aws.queues.visible("status") + stack.aws.queues.visible("inbound.fifo")).toBe(0);
  });
});

describe("access", () => {
  test("each call asks for its own action on the queue", async () => {
    const Entries = [{ Id: "a", MessageBody: "x" }];
    await sqs.sendMessageBatch({ QueueUrl: status, Entries });
    await sqs.receiveMessage({ QueueUrl: status });

    expect(stack.asked).toEqual([`sqs:SendMessage ${arn("status")}`, `sqs:ReceiveMessage ${arn("status")}`]);
    expect(stack.requests[0]?.accessKeyId).toBe("intake");
  });

  test("a refusal is worded as on AWS, and nothing is queued", async () => {
    stack.deny("sqs:SendMessage");
    const sending = sqs.sendMessage({ QueueUrl: status, MessageBody: "x" });

    await expect(sending).rejects.toMatchObject({ name: "AccessDeniedException", $metadata: { httpStatusCode: 400 } });
    await expect(sending).rejects.toThrow(
      `User: arn:aws:sts::000000000000:assumed-role/intake is not authorized to perform: sqs:SendMessage on resource: ${arn("status")}`,
    );
    expect(stack.aws.queues.visible("status")).toBe(0);
  });

  test("a queue with a key of ours needs rights on the key", async () => {
    const message = {
      QueueUrl: stack.aws.queues.url("sealed.fifo"),
      MessageBody: "x",
      MessageGroupId: "a",
      MessageDeduplicationId: "1",
    };
    await sqs.sendMessage(message);
    expect(stack.asked.slice(1)).toEqual([`kms:GenerateDataKey ${keyArn}`, `kms:Decrypt ${keyArn}`]);
    expect(stack.requests[1]?.context).toMatchObject({
      "kms:ViaService": "sqs.us-east-1.amazonaws.com",
      "kms:EncryptionContext:aws:sqs:arn": arn("sealed.fifo"),
    });

    stack.deny("kms:GenerateDataKey");
    await expect(sqs.sendMessage({ ...message, MessageDeduplicationId: "2" })).rejects.toMatchObject({
      name: "KmsAccessDenied",
    });
    stack.deny("kms:Decrypt");
    await expect(sqs.receiveMessage({ QueueUrl: message.QueueUrl })).rejects.toMatchObject({ name: "KmsAccessDenied" });
    expect(stack.aws.queues.visible("sealed.fifo")).toBe(1);
  });
});
