import { ChangeMessageVisibilityCommand, SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { Failure } from "@jules/core/kernel";
import { AWS_SETTINGS } from "../aws-settings.ts";

/** The service takes ten messages and 1 MiB in one batch; our bodies are far below 100 KiB each. */
const ENTRIES_PER_BATCH = 10;

export interface QueueEntry {
  /** JSON. */
  readonly body: string;
  /** FIFO queues only: messages of one group are handled one after the other. */
  readonly groupId?: string;
  /** FIFO queues only: a second message of the group with this id within five minutes is dropped. */
  readonly deduplicationId?: string;
  /** Not for FIFO queues: nobody sees the message before so many seconds, 900 at most. */
  readonly delaySeconds?: number;
}

export interface Queue {
  /**
   * Puts all entries into the queue.
   * @throws Failure `queue.refused` when any of them did not get in; those that did are there.
   */
  sendAll(entries: readonly QueueEntry[]): Promise<void>;

  /** Makes a message that was received visible again after so many seconds. */
  bringBack(receiptHandle: string, seconds: number): Promise<void>;
}

export function createQueue(settings: { readonly url: string; readonly timeoutMs?: number }): Queue {
  const client = new SQSClient({
    ...AWS_SETTINGS,
    requestHandler: {
      requestTimeout: settings.timeoutMs ?? 3_000,
      connectionTimeout: 1_000,
      throwOnRequestTimeout: true,
    },
  });

  async function sendBatch(entries: readonly QueueEntry[]): Promise<void> {
    const { Failed: failed = [] } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: settings.url,
        Entries: entries.map((entry, index) => ({
          Id: String(index),
          MessageBody: withoutNoncharacters(entry.body),
          MessageGroupId: entry.groupId,
          MessageDeduplicationId: entry.deduplicationId,
          DelaySeconds: entry.delaySeconds,
        })),
      }),
    );
    if (failed.length > 0) throw new Failure("queue.refused", `${failed.length} of ${entries.length} messages refused`);
  }

  return {
    async bringBack(ReceiptHandle, VisibilityTimeout) {
      await client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl: settings.url, ReceiptHandle, VisibilityTimeout }),
      );
    },

    async sendAll(entries) {
      for (let from = 0; from < entries.length; from += ENTRIES_PER_BATCH) {
        try {
          await sendBatch(entries.slice(from, from + ENTRIES_PER_BATCH));
        } catch (error) {
          if (error instanceof Failure) throw error;
          throw new Failure("queue.refused", "the queue did not take the messages", { cause: error });
        }
      }
    },
  };
}

/** The service refuses two characters that JSON lets pass; escaped, they are the same JSON. */
function withoutNoncharacters(json: string): string {
  return json.replace(/[\uFFFE\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}
