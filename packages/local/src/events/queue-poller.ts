import { allows, type Message, type QueueService } from "../aws/index.ts";
import type { EventSourceMapping, FunctionResource } from "../cloudformation/index.ts";
import type { Invoke } from "../lambda/index.ts";
import { failedMessages, sqsEvent } from "./sqs-event.ts";

export interface QueuePollerOptions {
  readonly queues: QueueService;
  readonly queueName: string;
  readonly mapping: EventSourceMapping;
  readonly region: string;
  /** How many batches are with the function at the same time. */
  readonly concurrency: number;
  readonly invoke: Invoke;
}

/**
 * An event source mapping: takes batches from a queue, gives them to a function, and deletes what was handled. What was
 * not comes back after its visibility time-out, as on AWS. A batching window is not waited for.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export class QueuePoller {
  readonly #options: QueuePollerOptions;
  readonly #stopListening: () => void;
  #inProgress = 0;
  #stopped = false;

  constructor(options: QueuePollerOptions) {
    this.#options = options;
    this.#stopListening = options.queues.onVisible(options.queueName, () => this.#poll());
  }

  /** Whether nothing that could be handled now is waiting or being handled. */
  get idle(): boolean {
    return this.#inProgress === 0;
  }

  /** Takes no further messages. */
  stop(): void {
    this.#stopped = true;
    this.#stopListening();
  }

  #poll(): void {
    const { queues, queueName, mapping, concurrency } = this.#options;
    while (!this.#stopped && this.#inProgress < concurrency) {
      const messages = queues.receive(queueName, mapping.batchSize);
      if (messages.length === 0) return;
      this.#inProgress++;
      void this.#handle(messages).finally(() => {
        this.#inProgress--;
        this.#poll();
      });
    }
  }

  async #handle(messages: readonly Message[]): Promise<void> {
    const { queues, queueName, mapping, region, invoke } = this.#options;
    const result = await invoke(mapping.functionArn, sqsEvent(messages, mapping.queueArn, region));
    if (this.#stopped) return;
    const failed = failedMessages(result, messages, mapping.reportsBatchItemFailures);
    for (const message of messages) {
      if (!failed.has(message.messageId)) deleteHandled(queues, queueName, message);
    }
  }
}

/**
 * Refuses a mapping that AWS would refuse to create: the function's role must be able to read the queue, and a message
 * must stay invisible for as long as the function may take.
 */
export function checkMapping(mapping: EventSourceMapping, target: FunctionResource, queues: QueueService): void {
  const queueName = queueNameOf(mapping);
  const { visibilityTimeoutSeconds, kmsKeyArn } = queues.definition(queueName);
  const needed = ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"].map((action) => `sqs:${action}`);
  for (const action of needed) {
    if (!allows(target.statements, { action, resource: mapping.queueArn, context: {} })) {
      throw new Error(
        `${target.name}: its role may not call ${action} on ${queueName}, which it is to be given messages of`,
      );
    }
  }
  const region = mapping.queueArn.split(":")[3];
  const context = {
    "kms:ViaService": `sqs.${region}.amazonaws.com`,
    "kms:EncryptionContext:aws:sqs:arn": mapping.queueArn,
  };
  if (kmsKeyArn && !allows(target.statements, { action: "kms:Decrypt", resource: kmsKeyArn, context })) {
    throw new Error(`${target.name}: its role may not call kms:Decrypt with the key of ${queueName}`);
  }
  if (visibilityTimeoutSeconds * 1000 < target.timeoutMs) {
    throw new Error(`${target.name}: runs for up to ${target.timeoutMs} ms, longer than ${queueName} hides a message`);
  }
}

export function queueNameOf(mapping: EventSourceMapping): string {
  return mapping.queueArn.split(":").at(-1) ?? "";
}

/** A message whose visibility time-out has passed meanwhile cannot be deleted any more, and is handled again. */
function deleteHandled(queues: QueueService, queueName: string, message: Message): void {
  try {
    queues.delete(queueName, message.receiptHandle);
  } catch (error) {
    if (!(error instanceof Error && error.name === "InvalidParameterValueException")) throw error;
  }
}
