import type { QueuedMessage, QueueModel } from "@jules/testkit/sqs";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { drawOf, hashOf, type Timeline } from "../engine/index.ts";
import type { LambdaFunction } from "./function.ts";
import type { Ending } from "./sandbox.ts";

/** What may go wrong between a queue and its function. A message's name is another one for every receive. */
export interface EventSourceFaults {
  /** A batch was handled, and the deletion of one of its messages is lost: the queue brings it again. */
  losesDeletion(message: () => string): boolean;
  /** The first message of the next batch is handed out twice. */
  deliversTwice(message: () => string): boolean;
}

export interface EventSourceSettings {
  readonly timeline: Timeline;
  readonly queue: QueueModel;
  readonly consumer: LambdaFunction;
  readonly batchSize: number;
  readonly seed: number;
  readonly faults: EventSourceFaults;
  /** Told of each message that is deleted because it was handled. */
  readonly handled?: (message: QueuedMessage) => void;
}

/** An event source mapping: polls a queue, invokes the function, deletes what was handled. */
export interface EventSource {
  /** A message with this body was sent: it is on its way to the function. */
  woken(body: string): void;
}

/** SQS FIFO to Lambda, measured: p50 28 ms, p90 61 ms, p99 645 ms. */
function hopMs(draw: number): number {
  if (draw < 0.9) return 20 + draw * 45;
  const tail = (draw - 0.9) * 10;
  return 61 + 700 * tail ** 3;
}

/** Between the end of a batch and the next poll. */
const NEXT_POLL_MS = 8;

export function createEventSource(settings: EventSourceSettings): EventSource {
  const { timeline, queue, consumer, batchSize, seed, faults } = settings;
  const causes = new Map<string, Cause>();
  let pollAtMs = Number.POSITIVE_INFINITY;
  let isWaitingForRoom = false;

  function schedule(atMs: number): void {
    if (atMs >= pollAtMs) return;
    pollAtMs = atMs;
    timeline.at(atMs, () => {
      // An earlier poll was asked for since, and has made this one needless or asked for it anew.
      if (pollAtMs !== atMs) return;
      pollAtMs = Number.POSITIVE_INFINITY;
      poll();
    });
  }

  function scheduleNext(): void {
    const next = queue.nextVisibleAtMs();
    if (next !== undefined) schedule(Math.max(next, timeline.nowMs + NEXT_POLL_MS));
  }

  function poll(): void {
    if (!consumer.hasRoom) {
      isWaitingForRoom = true;
      return;
    }
    const messages = queue.receive(batchSize);
    const [first] = messages;
    if (first) hand(messages, first);
    scheduleNext();
  }

  function hand(messages: readonly QueuedMessage[], first: QueuedMessage): void {
    if (faults.deliversTwice(() => nameOf(first))) queue.duplicateNext();
    const event: SQSEvent = { Records: messages.map(recordOf) };
    consumer.invoke(causeOf(first.body).name, event, (ending) => {
      const failed = failedOf(ending);
      for (const message of messages) {
        if (failed === "all" || failed.has(message.messageId)) continue;
        settings.handled?.(message);
        if (!faults.losesDeletion(() => nameOf(message))) queue.delete(message.receiptHandle);
      }
      if (isWaitingForRoom) {
        isWaitingForRoom = false;
        schedule(timeline.nowMs);
      }
      scheduleNext();
    });
  }

  function causeOf(body: string): Cause {
    const known = causes.get(body);
    if (known) return known;
    const made = { name: hashOf(body, 0x6a09e667).toString(36), times: 0 };
    causes.set(body, made);
    return made;
  }

  function nameOf({ body, receiveCount }: QueuedMessage): string {
    return `${queue.name}/${causeOf(body).name}/${receiveCount}`;
  }

  return {
    woken(body) {
      const cause = causeOf(body);
      cause.times += 1;
      schedule(timeline.nowMs + hopMs(drawOf(seed, cause.name, cause.times)));
    },
  };
}

/** A body that was sent: its name is the same for every run of a seed. */
interface Cause {
  readonly name: string;
  times: number;
}

function failedOf(ending: Ending): ReadonlySet<string> | "all" {
  if (ending.kind !== "returned") return "all";
  const { batchItemFailures } = ending.value as SQSBatchResponse;
  return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
}

function recordOf(message: QueuedMessage): SQSRecord {
  const { messageId, receiptHandle, body, groupId, receiveCount, sentAtMs, firstReceivedAtMs } = message;
  return {
    messageId,
    receiptHandle,
    body,
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: String(sentAtMs),
      SenderId: "simulation",
      ApproximateFirstReceiveTimestamp: String(firstReceivedAtMs),
      ...(groupId !== undefined && { MessageGroupId: groupId }),
    },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:simulated",
    awsRegion: "us-east-1",
  };
}
