import type { Doorbell } from "@jules/core/conversation";
import { Failure } from "@jules/core/kernel";
import { createDoorbell } from "@jules/functions/queues/doorbell";
import type { Sandbox } from "../lambda/index.ts";
import { drawLatencyMs, failing, halfway, LATENCIES, unheard } from "./latency.ts";

/** A message for a FIFO queue. */
export interface Entry {
  readonly body: string;
  readonly groupId: string;
  readonly deduplicationId: string;
}

const ENTRIES_PER_BATCH = 10;
const TIMEOUT_MS = 3_000;

/** The doorbell of one sandbox: the real one, over a queue that can refuse, or take a message and not say so. */
export function createDoorbellModel(sandbox: Sandbox, enqueue: (entry: Entry) => void): Doorbell {
  function sendBatch(entries: readonly Entry[]): Promise<void> {
    return sandbox.call("queue", "send", ({ answer, random }) => {
      const latencyMs = drawLatencyMs(LATENCIES.queue, random);
      const sending = () => entries.forEach(enqueue);
      const refused = () => new Failure("queue.refused", "the queue did not take the messages");
      switch (answer) {
        case undefined:
          return halfway(latencyMs, sending);
        case "unheard":
          return unheard(latencyMs, TIMEOUT_MS, sending, refused);
        default:
          return failing(latencyMs, refused);
      }
    });
  }
  return createDoorbell({
    async sendAll(entries) {
      for (let from = 0; from < entries.length; from += ENTRIES_PER_BATCH) {
        await sendBatch(entries.slice(from, from + ENTRIES_PER_BATCH));
      }
    },
  });
}

/** What one sandbox can do to a record of its own queue: have it brought again sooner. */
export function createBringBackModel(
  sandbox: Sandbox,
  bringBack: (receiptHandle: string, seconds: number) => void,
): (receiptHandle: string, seconds: number) => Promise<void> {
  return (receiptHandle, seconds) =>
    sandbox.call("queue", "sooner", ({ answer, random }) => {
      const latencyMs = drawLatencyMs(LATENCIES.queue, random);
      const refused = () => new Failure("queue.refused", "the queue did not change the visibility");
      return answer === undefined
        ? halfway(latencyMs, () => bringBack(receiptHandle, seconds))
        : failing(latencyMs, refused);
    });
}
