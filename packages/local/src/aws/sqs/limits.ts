import { createHash } from "node:crypto";
import { sizeInBytes } from "./digests.ts";
import type { OutgoingMessage, QueueDefinition } from "./queue.ts";
import {
  batchTooLong,
  emptyBatch,
  entryIdsNotDistinct,
  invalidEntryId,
  invalidMessageContents,
  invalidParameter,
  missingParameter,
  tooManyEntries,
} from "./queue-errors.ts";

/**
 * The largest message, and the largest batch: 1 MiB since August 2025 (256 KiB before).
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
export const maximumMessageBytes = 1_048_576;
export const maximumVisibilitySeconds = 43_200;
const maximumDelaySeconds = 900;
const maximumBatchEntries = 10;

// What XML 1.0 can carry; SQS refuses the rest.
const allowedCharacters = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]+$/u;
const groupOrDeduplicationId = /^[\x21-\x7E]{1,128}$/;
const entryId = /^[A-Za-z0-9_-]{1,80}$/;

/** Throws the error SQS answers when `definition`'s queue does not take `message`. */
export function verifySend(definition: QueueDefinition, message: OutgoingMessage): void {
  const { body, groupId, deduplicationId, delaySeconds, attributes = {} } = message;
  if (body === "") throw missingParameter("MessageBody");
  if (sizeInBytes(body, attributes) > maximumMessageBytes) {
    throw invalidParameter(
      `One or more parameters are invalid. Reason: Message must be shorter than ${maximumMessageBytes} bytes.`,
    );
  }
  if (!allowedCharacters.test(body)) throw invalidMessageContents();
  if (groupId !== undefined) verifyId("MessageGroupId", groupId);
  if (deduplicationId !== undefined) verifyId("MessageDeduplicationId", deduplicationId);
  if (delaySeconds !== undefined && !(delaySeconds >= 0 && delaySeconds <= maximumDelaySeconds)) {
    throw invalidParameter(
      `Value ${delaySeconds} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= ${maximumDelaySeconds}.`,
    );
  }
  if (definition.fifo) verifyFifo(definition, message);
  else if (deduplicationId !== undefined) throw notForThisQueue("MessageDeduplicationId", deduplicationId);
}

/** The id that tells duplicates in a FIFO queue; `undefined` in a standard queue. */
export function deduplicationIdOf(definition: QueueDefinition, message: OutgoingMessage): string | undefined {
  if (!definition.fifo) return undefined;
  return message.deduplicationId ?? createHash("sha256").update(message.body).digest("hex");
}

/** Throws the error SQS answers to a batch as a whole; what is wrong with one entry fails that entry only. */
export function verifyBatch(entries: readonly { readonly Id?: unknown }[]): void {
  if (entries.length === 0) throw emptyBatch();
  if (entries.length > maximumBatchEntries) throw tooManyEntries(entries.length);
  for (const { Id } of entries) {
    if (typeof Id !== "string" || !entryId.test(Id)) throw invalidEntryId();
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) throw entryIdsNotDistinct();
}

export function verifyBatchSize(messages: readonly OutgoingMessage[]): void {
  const bytes = messages.reduce((sum, { body, attributes = {} }) => sum + sizeInBytes(body, attributes), 0);
  if (bytes > maximumMessageBytes) throw batchTooLong(maximumMessageBytes, bytes);
}

function verifyFifo(definition: QueueDefinition, message: OutgoingMessage): void {
  if (message.groupId === undefined) throw missingParameter("MessageGroupId");
  if (message.deduplicationId === undefined && !definition.contentBasedDeduplication) {
    throw invalidParameter(
      "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
  }
  // Only the whole queue can delay; 0 is what SDK users send to mean "none".
  if (message.delaySeconds) throw notForThisQueue("DelaySeconds", String(message.delaySeconds));
}

function verifyId(parameter: string, value: string): void {
  if (groupOrDeduplicationId.test(value)) return;
  throw invalidParameter(
    `Value ${value} for parameter ${parameter} is invalid. Reason: ${parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
  );
}

function notForThisQueue(parameter: string, value: string): Error {
  return invalidParameter(
    `Value ${value} for parameter ${parameter} is invalid. Reason: The request include parameter that is not valid for this queue type.`,
  );
}
