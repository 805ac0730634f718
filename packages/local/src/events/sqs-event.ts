import type { Message } from "../aws/index.ts";
import type { InvocationResult } from "../lambda/index.ts";

/** What Lambda makes of a batch: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html (example events) */
export function sqsEvent(
  messages: readonly Message[],
  queueArn: string,
  region: string,
): Readonly<Record<string, unknown>> {
  return { Records: messages.map((message) => record(message, queueArn, region)) };
}

function record(message: Message, eventSourceARN: string, awsRegion: string): Readonly<Record<string, unknown>> {
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: message.attributes,
    messageAttributes: message.messageAttributes,
    md5OfBody: message.md5OfBody,
    eventSource: "aws:sqs",
    eventSourceARN,
    awsRegion,
  };
}

/**
 * The ids of the messages that were not handled. A report that names something else than messages of the batch counts as
 * if everything had failed.
 */
export function failedMessages(
  result: InvocationResult,
  messages: readonly Message[],
  reportsBatchItemFailures: boolean,
): ReadonlySet<string> {
  const all = new Set(messages.map((message) => message.messageId));
  if (result.kind === "failed") return all;
  if (!reportsBatchItemFailures) return new Set();
  const report = result.payload as { batchItemFailures?: { itemIdentifier?: unknown }[] | null } | null;
  const failures = report?.batchItemFailures ?? [];
  const named = new Set(failures.map((failure) => String(failure?.itemIdentifier)));
  return [...named].every((messageId) => all.has(messageId)) ? named : all;
}
