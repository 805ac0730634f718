import type { MessageAttributes } from "./digests.ts";

export interface QueueDefinition {
  /** Ends in `.fifo` exactly when the queue is a FIFO queue. */
  readonly name: string;
  readonly fifo: boolean;
  readonly visibilityTimeoutSeconds: number;
  readonly retentionSeconds: number;
  readonly delaySeconds: number;
  /** FIFO only: whether a deduplication id counts in the whole queue or in its message group. */
  readonly deduplicationScope: "queue" | "messageGroup";
  /** FIFO only: whether the body's digest stands in for a missing deduplication id. */
  readonly contentBasedDeduplication?: boolean | undefined;
  readonly redrive?: { readonly targetName: string; readonly maxReceiveCount: number } | undefined;
  /** The customer-managed key of a queue with SSE-KMS: its senders and receivers need rights on it. */
  readonly kmsKeyArn?: string | undefined;
}

export interface OutgoingMessage {
  readonly body: string;
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
  readonly delaySeconds?: number | undefined;
  readonly attributes?: MessageAttributes | undefined;
  readonly senderId?: string | undefined;
}

export interface Message {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  /** System attributes under their AWS names: `ApproximateReceiveCount`, `MessageGroupId`, … */
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: MessageAttributes;
}
