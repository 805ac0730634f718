import { createQueueModel, type QueuedMessage, type QueueModel } from "@jules/testkit/sqs";
import type { Timeline } from "../engine/index.ts";
import { createEventSource, type EventSourceFaults, type LambdaFunction } from "../lambda/index.ts";

export interface LaneSettings {
  readonly timeline: Timeline;
  /** Ends with `.fifo` if the queue keeps an order. */
  readonly name: string;
  readonly visibilityMs: number;
  readonly receives: number;
  readonly batchSize: number;
  readonly consumer: LambdaFunction;
  readonly seed: number;
  readonly faults: EventSourceFaults;
  readonly newId: () => string;
  /** Told of every message that is sent. */
  readonly sent?: (body: string) => void;
  /** Told of every message that was handled. */
  readonly handled?: (message: QueuedMessage) => void;
}

/** A queue, its dead letters, and the function that works it off. */
export interface Lane {
  readonly queue: QueueModel;
  /** @returns whether it is no duplicate. */
  send(message: { readonly body: string; readonly groupId?: string; readonly deduplicationId?: string }): boolean;
  /** What an operator does once the cause is removed: sends the dead letters back. */
  redrive(): void;
}

const DAY_MS = 24 * 60 * 60_000;
const RETENTION_MS = 4 * DAY_MS;
const DEAD_LETTER_RETENTION_MS = 14 * DAY_MS;

export function createLane(settings: LaneSettings): Lane {
  const { timeline, name, visibilityMs, receives, newId, sent } = settings;
  const common = { fifo: name.endsWith(".fifo"), visibilityMs, now: () => timeline.nowMs, newId };
  const deadLetters = createQueueModel({ ...common, name: `dead-${name}`, retentionMs: DEAD_LETTER_RETENTION_MS });
  const queue = createQueueModel({
    ...common,
    ...{ name, deadLetters, maxReceiveCount: receives, retentionMs: RETENTION_MS },
  });
  const source = createEventSource({ ...settings, queue });
  return {
    queue,
    send(message) {
      sent?.(message.body);
      const { duplicate } = queue.send(message);
      if (!duplicate) source.woken(message.body);
      return !duplicate;
    },
    redrive() {
      if (deadLetters.redrive() > 0) source.woken("redrive");
    },
  };
}
