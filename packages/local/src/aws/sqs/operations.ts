import type { LocalClock } from "../../clock/index.ts";
import { keyUseContext } from "../access.ts";
import { queueArn, region } from "../arns.ts";
import { AwsError } from "../errors.ts";
import { type JsonService, type Operation, serveJson } from "../json-service.ts";
import type { AwsRequest, Service } from "../server.ts";
import { digestOfAttributes, digestOfBody, type MessageAttribute, type MessageAttributes } from "./digests.ts";
import { maximumMessageBytes, verifyBatch, verifyBatchSize } from "./limits.ts";
import type { Message, OutgoingMessage, QueueDefinition } from "./queue.ts";
import { invalidParameter, keyAccessDenied, missingParameter } from "./queue-errors.ts";
import type { QueueService } from "./queue-service.ts";

type Input = Readonly<Record<string, unknown>>;

/** Serves `queues` to the AWS SDK: the AWS JSON protocol that SQS speaks since 2023. */
export function sqsService(queues: QueueService, clock: LocalClock): Service {
  const service: JsonService = {
    version: "1.0",
    errorNamespace: "com.amazonaws.sqs",
    operations: {
      SendMessage: (input, request) => {
        const name = demand("SendMessage", input, request);
        return send(queues, name, input, request);
      },
      SendMessageBatch: (input, request) => {
        const name = demand("SendMessage", input, request);
        const entries = batch(input);
        verifyBatchSize(entries.map((entry) => outgoing(entry)));
        return each(entries, (entry) => send(queues, name, entry, request));
      },
      ReceiveMessage: (input, request) => receive(queues, clock, input, request),
      DeleteMessage: (input, request) => {
        queues.delete(demand("DeleteMessage", input, request), text(input, "ReceiptHandle"));
      },
      DeleteMessageBatch: (input, request) => {
        const name = demand("DeleteMessage", input, request);
        return each(batch(input), (entry) => {
          queues.delete(name, text(entry, "ReceiptHandle"));
          return {};
        });
      },
      ChangeMessageVisibility: (input, request) => {
        const name = demand("ChangeMessageVisibility", input, request);
        queues.makeVisible(name, text(input, "ReceiptHandle"), Number(input.VisibilityTimeout));
      },
      ChangeMessageVisibilityBatch: (input, request) => {
        const name = demand("ChangeMessageVisibility", input, request);
        return each(batch(input), (entry) => {
          queues.makeVisible(name, text(entry, "ReceiptHandle"), Number(entry.VisibilityTimeout));
          return {};
        });
      },
      GetQueueAttributes: (input, request) => {
        const name = demand("GetQueueAttributes", input, request);
        const Attributes = selected(queueAttributes(queues, name), names(input.AttributeNames));
        return { Attributes };
      },
      GetQueueUrl: (input, request) => {
        const name = text(input, "QueueName");
        request.caller.demand("sqs:GetQueueUrl", queueArn(name));
        return { QueueUrl: queues.url(name) };
      },
      ListQueues: (input, request) => {
        request.caller.demand("sqs:ListQueues", queueArn(""));
        const prefix = typeof input.QueueNamePrefix === "string" ? input.QueueNamePrefix : "";
        const matching = queues.names().filter((name) => name.startsWith(prefix));
        return { QueueUrls: matching.map((name) => queues.url(name)) };
      },
      PurgeQueue: (input, request) => {
        queues.purge(demand("PurgeQueue", input, request));
      },
    } satisfies Record<string, Operation>,
  };
  return serveJson(service);
}

/** The name of the queue that `input` addresses, once the caller is known to be allowed to do `action` to it. */
function demand(action: string, input: Input, request: AwsRequest): string {
  const name = text(input, "QueueUrl").split("/").at(-1) ?? "";
  request.caller.demand(`sqs:${action}`, queueArn(name));
  return name;
}

/**
 * A queue with a customer-managed key needs rights on that key: to send, a new data key and its decryption; to
 * receive, decryption.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
function demandKey(definition: QueueDefinition, actions: readonly string[], request: AwsRequest): void {
  const { kmsKeyArn } = definition;
  if (kmsKeyArn === undefined) return;
  const context = keyUseContext({ "aws:sqs:arn": queueArn(definition.name) }, `sqs.${region}.amazonaws.com`);
  for (const action of actions) {
    if (!request.caller.may(action, kmsKeyArn, context)) {
      throw keyAccessDenied(request.caller.refusal(action, kmsKeyArn));
    }
  }
}

function send(queues: QueueService, name: string, entry: Input, request: AwsRequest) {
  demandKey(queues.definition(name), ["kms:GenerateDataKey", "kms:Decrypt"], request);
  const message = outgoing(entry);
  const { messageId, sequenceNumber } = queues.send(name, message);
  return {
    MessageId: messageId,
    SequenceNumber: sequenceNumber,
    MD5OfMessageBody: digestOfBody(message.body),
    MD5OfMessageAttributes: digestOfAttributes(message.attributes ?? {}),
  };
}

async function receive(queues: QueueService, clock: LocalClock, input: Input, request: AwsRequest) {
  const name = demand("ReceiveMessage", input, request);
  demandKey(queues.definition(name), ["kms:Decrypt"], request);
  const maximum = whole(input, "MaxNumberOfMessages", { least: 1, most: 10 }) ?? 1;
  const visibilitySeconds = whole(input, "VisibilityTimeout", { least: 0, most: 43_200 });
  const waitSeconds = whole(input, "WaitTimeSeconds", { least: 0, most: 20 }) ?? 0;
  const take = () => queues.receive(name, maximum, visibilitySeconds);
  let messages = take();
  if (messages.length === 0 && waitSeconds > 0) {
    messages = await poll(queues, clock, { name, waitSeconds, take, abandoned: request.abandoned });
  }
  const systemAttributes = [...names(input.MessageSystemAttributeNames), ...names(input.AttributeNames)];
  const Messages = messages.map((message) => incoming(message, systemAttributes, names(input.MessageAttributeNames)));
  return Messages.length > 0 ? { Messages } : {};
}

/** Waits on the local clock until `take` gets something, the time is over or the client has gone. */
function poll(
  queues: QueueService,
  clock: LocalClock,
  options: { name: string; waitSeconds: number; take: () => Message[]; abandoned: AbortSignal },
): Promise<Message[]> {
  const { name, waitSeconds, take, abandoned } = options;
  return new Promise((resolve) => {
    const finish = (messages: Message[]) => {
      timer.cancel();
      stopListening();
      abandoned.removeEventListener("abort", giveUp);
      resolve(messages);
    };
    const giveUp = () => finish([]);
    const timer = clock.schedule(waitSeconds * 1000, giveUp);
    const stopListening = queues.onVisible(name, () => {
      const messages = take();
      if (messages.length > 0) finish(messages);
    });
    abandoned.addEventListener("abort", giveUp);
  });
}

function outgoing(entry: Input): OutgoingMessage {
  return {
    body: text(entry, "MessageBody"),
    groupId: optionalText(entry, "MessageGroupId"),
    deduplicationId: optionalText(entry, "MessageDeduplicationId"),
    delaySeconds: typeof entry.DelaySeconds === "number" ? entry.DelaySeconds : undefined,
    attributes: attributesFrom(entry.MessageAttributes),
  };
}

function incoming(message: Message, systemAttributes: readonly string[], messageAttributes: readonly string[]) {
  const attributes = selected(message.messageAttributes, messageAttributes);
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: message.md5OfBody,
    Attributes: selected(message.attributes, systemAttributes),
    MessageAttributes: attributes && Object.fromEntries(Object.entries(attributes).map(capitalised)),
    MD5OfMessageAttributes: digestOfAttributes(attributes ?? {}),
  };
}

function attributesFrom(value: unknown): MessageAttributes {
  const attributes: Record<string, MessageAttribute> = {};
  for (const [name, attribute] of Object.entries((value ?? {}) as Record<string, Input>)) {
    const { DataType, StringValue, BinaryValue } = attribute;
    if (typeof DataType !== "string" || !/^(String|Number|Binary)(\..+)?$/.test(DataType)) {
      throw invalidParameter(`The message attribute '${name}' has an invalid message attribute type.`);
    }
    attributes[name] = {
      dataType: DataType,
      ...(typeof StringValue === "string" && { stringValue: StringValue }),
      ...(typeof BinaryValue === "string" && { binaryValue: BinaryValue }),
    };
  }
  return attributes;
}

function capitalised([name, attribute]: [string, MessageAttribute]): [string, object] {
  const { dataType, stringValue, binaryValue } = attribute;
  return [name, { DataType: dataType, StringValue: stringValue, BinaryValue: binaryValue }];
}

function queueAttributes(queues: QueueService, name: string): Record<string, string> {
  const definition = queues.definition(name);
  const { visible, inFlight, delayed } = queues.counts(name);
  return {
    QueueArn: queues.arn(name),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    VisibilityTimeout: String(definition.visibilityTimeoutSeconds),
    MessageRetentionPeriod: String(definition.retentionSeconds),
    DelaySeconds: String(definition.delaySeconds),
    MaximumMessageSize: String(maximumMessageBytes),
    ReceiveMessageWaitTimeSeconds: "0",
    ...(definition.fifo && {
      FifoQueue: "true",
      DeduplicationScope: definition.deduplicationScope,
      ContentBasedDeduplication: String(definition.contentBasedDeduplication ?? false),
    }),
    ...(definition.redrive && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: queueArn(definition.redrive.targetName),
        maxReceiveCount: definition.redrive.maxReceiveCount,
      }),
    }),
    ...(definition.kmsKeyArn && { KmsMasterKeyId: definition.kmsKeyArn }),
  };
}

/** The members of `all` that are named; `All` and `name.*` are understood. `undefined` when none is. */
function selected<Value>(all: Readonly<Record<string, Value>>, wanted: readonly string[]) {
  const isWanted = (name: string) =>
    wanted.some((pattern) =>
      pattern.endsWith(".*") ? name.startsWith(pattern.slice(0, -2)) : pattern === "All" || pattern === name,
    );
  const found = Object.entries(all).filter(([name]) => isWanted(name));
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function batch(input: Input): readonly Input[] {
  const entries = Array.isArray(input.Entries) ? (input.Entries as Input[]) : [];
  verifyBatch(entries);
  return entries;
}

/** Does `act` to each entry; an entry that is refused does not fail the others. */
function each(entries: readonly Input[], act: (entry: Input) => object) {
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...act(entry) });
    } catch (error) {
      if (!(error instanceof AwsError) || error.code === "KmsAccessDenied") throw error;
      Failed.push({ Id: entry.Id, SenderFault: true, Code: error.queryCode ?? error.code, Message: error.message });
    }
  }
  return { Successful, Failed };
}

function text(input: Input, name: string): string {
  const value = input[name];
  if (typeof value !== "string") throw missingParameter(name);
  return value;
}

function optionalText(input: Input, name: string): string | undefined {
  return input[name] === undefined ? undefined : text(input, name);
}

function names(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function whole(input: Input, name: string, bounds: { least: number; most: number }): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && value >= bounds.least && value <= bounds.most) return value;
  throw invalidParameter(
    `Value ${String(value)} for parameter ${name} is invalid. Reason: Must be between ${bounds.least} and ${bounds.most}, if provided.`,
  );
}
