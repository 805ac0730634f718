import {
  DeleteMessageCommand,
  type MessageAttributeValue,
  ReceiveMessageCommand,
  type SQSClient,
  type Message as SqsMessage,
} from "@aws-sdk/client-sqs";
import type { Message, MessageAttributes } from "../aws/index.ts";
import type { EventSourceMapping } from "../cloudformation/index.ts";
import type { Invoke } from "../lambda/index.ts";
import { failedMessages, sqsEvent } from "./sqs-event.ts";

export interface GivenQueuePollerOptions {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly mapping: EventSourceMapping;
  readonly region: string;
  /** How many batches are with the function at the same time. */
  readonly concurrency: number;
  readonly invoke: Invoke;
}

/** The most that SQS gives at a time. */
const largestBatch = 10;
const waitSeconds = 1;
const pauseAfterErrorMs = 1_000;

/** An event source mapping on a queue of another server, by long polling as Lambda itself does it. */
export class GivenQueuePoller {
  readonly #options: GivenQueuePollerOptions;
  readonly #stopping = new AbortController();
  #inProgress = 0;

  constructor(options: GivenQueuePollerOptions) {
    this.#options = options;
    for (let count = 0; count < options.concurrency; count++) void this.#poll();
  }

  /** Whether nothing that this poller has received is being handled. What still waits there is not known here. */
  get idle(): boolean {
    return this.#inProgress === 0;
  }

  stop(): void {
    this.#stopping.abort();
  }

  async #poll(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#handleNext();
      } catch {
        if (signal.aborted) return;
        await new Promise((resolve) => setTimeout(resolve, pauseAfterErrorMs));
      }
    }
  }

  async #handleNext(): Promise<void> {
    const { sqs, queueUrl: QueueUrl, mapping, region, invoke } = this.#options;
    const receive = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: Math.min(mapping.batchSize, largestBatch),
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    });
    const { Messages = [] } = await sqs.send(receive, { abortSignal: this.#stopping.signal });
    if (Messages.length === 0) return;
    this.#inProgress++;
    try {
      const messages = Messages.map(fromSqs);
      const result = await invoke(mapping.functionArn, sqsEvent(messages, mapping.queueArn, region));
      const failed = failedMessages(result, messages, mapping.reportsBatchItemFailures);
      for (const { messageId, receiptHandle: ReceiptHandle } of messages) {
        if (!failed.has(messageId)) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
    } finally {
      this.#inProgress--;
    }
  }
}

function fromSqs(message: SqsMessage): Message {
  return {
    messageId: message.MessageId ?? "",
    receiptHandle: message.ReceiptHandle ?? "",
    body: message.Body ?? "",
    md5OfBody: message.MD5OfBody ?? "",
    attributes: message.Attributes ?? {},
    messageAttributes: attributesFromSqs(message.MessageAttributes ?? {}),
  };
}

function attributesFromSqs(attributes: Readonly<Record<string, MessageAttributeValue>>): MessageAttributes {
  const entries = Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => {
    const binaryValue = BinaryValue && Buffer.from(BinaryValue).toString("base64");
    return [
      name,
      {
        dataType: DataType ?? "String",
        ...(StringValue === undefined ? {} : { stringValue: StringValue }),
        ...(binaryValue === undefined ? {} : { binaryValue }),
      },
    ];
  });
  return Object.fromEntries(entries) as MessageAttributes;
}
