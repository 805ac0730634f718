import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KMS } from "@aws-sdk/client-kms";
import { S3 } from "@aws-sdk/client-s3";
import { SSM } from "@aws-sdk/client-ssm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LocalClock } from "../clock/index.ts";
import { startTestStack, type TestStack } from "./test-stack.ts";

const keyArn = "arn:aws:kms:us-east-1:000000000000:key/1";

function declareQueue(stack: TestStack): void {
  stack.aws.queues.create({
    name: "inbound.fifo",
    fifo: true,
    visibilityTimeoutSeconds: 40,
    retentionSeconds: 4 * 24 * 3600,
    delaySeconds: 0,
    deduplicationScope: "messageGroup",
  });
}

describe("what a stopped stack leaves", () => {
  let dataDirectory: string;
  const open: TestStack[] = [];

  beforeEach(() => {
    dataDirectory = mkdtempSync(join(tmpdir(), "local-aws-"));
  });

  afterEach(async () => {
    for (const stack of open.splice(0)) await stack.aws.close();
    rmSync(dataDirectory, { recursive: true });
  });

  async function start(clock = new LocalClock()): Promise<TestStack> {
    const stack = await startTestStack({ dataDirectory, clock });
    open.push(stack);
    declareQueue(stack);
    return stack;
  }

  async function stop(stack: TestStack): Promise<void> {
    open.splice(open.indexOf(stack), 1);
    await stack.aws.close();
  }

  test("messages are still queued, in order, those in flight too, and duplicates are still known", async () => {
    const first = await start();
    const send = (stack: TestStack, id: string) =>
      stack.aws.queues.send("inbound.fifo", { body: id, groupId: "anna", deduplicationId: id });
    send(first, "1");
    send(first, "2");
    first.aws.queues.receive("inbound.fifo", 1);
    await stop(first);

    const second = await start();
    send(second, "1");
    send(second, "3");
    const received = second.aws.queues.receive("inbound.fifo", 10);
    expect(received.map(({ body }) => body)).toEqual(["1", "2", "3"]);
    expect(received[0]?.attributes.ApproximateReceiveCount).toBe("2");
  });

  test("a clock that was far ahead does not hide what it dated", async () => {
    const ahead = new LocalClock();
    await ahead.advance(90 * 24 * 3600 * 1000, async () => {});
    const first = await start(ahead);
    first.aws.queues.send("inbound.fifo", { body: "x", groupId: "anna", deduplicationId: "1" });
    first.aws.queues.receive("inbound.fifo", 1);
    await stop(first);

    const second = await start();
    expect(second.aws.queues.receive("inbound.fifo", 1)).toHaveLength(1);
  });

  test("keys decrypt, parameters and objects are there, and only the owner may read the file", async () => {
    const first = await start();
    first.aws.kms.createKey(keyArn);
    first.aws.ssm.put("/secret", "value");
    first.aws.s3.createBucket("media");
    const kms = new KMS(first.client);
    const { CiphertextBlob, Plaintext } = await kms.generateDataKey({ KeyId: keyArn, KeySpec: "AES_256" });
    await new S3({ ...first.client, forcePathStyle: true }).putObject({ Bucket: "media", Key: "a", Body: "kept" });
    await stop(first);

    const second = await start();
    second.aws.kms.createKey(keyArn);
    second.aws.s3.createBucket("media");
    const object = await new S3({ ...second.client, forcePathStyle: true }).getObject({ Bucket: "media", Key: "a" });
    const parameter = await new SSM(second.client).getParameter({ Name: "/secret", WithDecryption: true });
    expect((await new KMS(second.client).decrypt({ CiphertextBlob })).Plaintext).toEqual(Plaintext);
    expect(parameter.Parameter?.Value).toBe("value");
    expect(await object.Body?.transformToString()).toBe("kept");
    expect(statSync(join(dataDirectory, "aws.sqlite")).mode & 0o777).toBe(0o600);
  });
});

describe("the server", () => {
  let stack: TestStack;

  beforeEach(async () => {
    stack = await startTestStack();
  });

  afterEach(() => stack.aws.close());

  test("refuses a service it does not stand in for", async () => {
    const headers = { "x-amz-target": "Logs_20140328.PutLogEvents" };
    const response = await fetch(stack.aws.url, { method: "POST", headers, body: "{}" });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: "UnknownOperationException" });
  });

  test("refuses a body that is not JSON", async () => {
    const headers = { "x-amz-target": "AmazonSQS.ListQueues" };
    const response = await fetch(stack.aws.url, { method: "POST", headers, body: "{" });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: "com.amazon.coral.service#SerializationException" });
  });

  test("an unsigned request has no key id, and its refusal says so", async () => {
    stack.deny("sqs:ListQueues");
    const headers = { "x-amz-target": "AmazonSQS.ListQueues" };
    const response = await fetch(stack.aws.url, { method: "POST", headers, body: "{}" });

    expect(stack.requests.at(-1)?.accessKeyId).toBe("");
    expect(await response.text()).toContain("assumed-role/anonymous is not authorized");
  });
});
