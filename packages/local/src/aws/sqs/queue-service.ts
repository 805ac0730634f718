import { randomUUID } from "node:crypto";
import type { LocalClock, Timer } from "../../clock/index.ts";
import { accountId, queueArn } from "../arns.ts";
import { digestOfBody, type MessageAttributes } from "./digests.ts";
import { deduplicationIdOf, maximumVisibilitySeconds, verifySend } from "./limits.ts";
import type { MessageStore, StoredMessage } from "./message-store.ts";
import type { Message, OutgoingMessage, QueueDefinition } from "./queue.ts";
import { invalidParameter, messageNotInFlight, queueDoesNotExist, receiptHandleIsInvalid } from "./queue-errors.ts";

interface Queue {
  readonly definition: QueueDefinition;
  readonly listeners: Set<() => void>;
  timer: Timer | undefined;
}

/** How long SQS remembers a deduplication id. */
const deduplicationMs = 5 * 60 * 1000;
// AWS sends twenty digits; the start keeps ours as long.
const firstSequenceNumber = 18_800_000_000_000_000_000n;

/**
 * The queues of the local stack: what SQS promises about order, locks, duplicates, visibility and dead letters, on
 * the local clock. Event source mappings use it in process; AWS clients reach it through the JSON protocol.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 */
export class QueueService {
  readonly #store: MessageStore;
  readonly #clock: LocalClock;
  readonly #queues = new Map<string, Queue>();
  readonly #baseUrl: () => string;

  constructor(options: { store: MessageStore; clock: LocalClock; baseUrl: () => string }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#baseUrl = options.baseUrl;
  }

  /**
   * Declares a queue. Messages that an earlier run left in it are still there, and all of them are visible: nobody is
   * left who could delete what that run had received.
   */
  create(definition: QueueDefinition): void {
    if (definition.fifo !== definition.name.endsWith(".fifo")) {
      throw invalidParameter(`The name ${definition.name} does not fit its kind: only a FIFO queue's ends in .fifo.`);
    }
    this.#store.recover(definition.name, this.#now());
    this.#queues.get(definition.name)?.timer?.cancel();
    this.#queues.set(definition.name, { definition, listeners: new Set(), timer: undefined });
  }

  names(): string[] {
    return [...this.#queues.keys()];
  }

  definition(name: string): QueueDefinition {
    return this.#queue(name).definition;
  }

  url(name: string): string {
    return `${this.#baseUrl()}/${accountId}/${this.#queue(name).definition.name}`;
  }

  arn(name: string): string {
    return queueArn(this.#queue(name).definition.name);
  }

  /** Accepts a message; a duplicate is answered like the original and not queued again. */
  send(name: string, message: OutgoingMessage): { messageId: string; sequenceNumber: string | undefined } {
    const queue = this.#queue(name);
    const { definition } = queue;
    verifySend(definition, message);
    const now = this.#now();
    const scope = definition.deduplicationScope === "messageGroup" ? (message.groupId ?? "") : "";
    const deduplicationId = deduplicationIdOf(definition, message);
    const original =
      deduplicationId === undefined
        ? undefined
        : this.#store.accepted(name, scope, deduplicationId, now - deduplicationMs);
    if (original) {
      return { messageId: original.messageId, sequenceNumber: sequenceNumber(definition, original.sequence) };
    }

    const messageId = randomUUID();
    const sequence = this.#store.insert({
      queue: name,
      id: messageId,
      groupId: message.groupId ?? null,
      deduplicationId: deduplicationId ?? null,
      body: message.body,
      attributes: JSON.stringify(message.attributes ?? {}),
      senderId: message.senderId ?? accountId,
      deadLetterSourceArn: null,
      sentAt: now,
      visibleAt: now + (message.delaySeconds ?? definition.delaySeconds) * 1000,
      receiveCount: 0,
      firstReceivedAt: null,
      receiptHandle: null,
    });
    if (deduplicationId !== undefined) {
      this.#store.accept(name, scope, deduplicationId, { messageId, sequence }, now, now - deduplicationMs);
    }
    this.#changed(queue);
    return { messageId, sequenceNumber: sequenceNumber(definition, sequence) };
  }

  /**
   * Takes up to `maximum` messages and hides them for the visibility time-out. What was received too often goes to
   * the dead-letter queue instead. From a FIFO queue it takes no message of a group that has one in flight.
   */
  receive(name: string, maximum: number, visibilityTimeoutSeconds?: number): Message[] {
    const queue = this.#queue(name);
    const { definition } = queue;
    const now = this.#now();
    this.#removeExpired(definition);
    this.#moveExhausted(definition);
    const visibleAt = now + (visibilityTimeoutSeconds ?? definition.visibilityTimeoutSeconds) * 1000;
    const messages = this.#store
      .receivable(name, { now, lockGroups: definition.fifo, limit: maximum })
      .map((stored) => {
        const receiptHandle = Buffer.from(JSON.stringify([name, stored.id, randomUUID()])).toString("base64url");
        this.#store.markReceived(stored.sequence, { now, visibleAt, receiptHandle });
        const received = {
          ...stored,
          receiveCount: stored.receiveCount + 1,
          firstReceivedAt: stored.firstReceivedAt ?? now,
        };
        return { ...describe(definition, received), receiptHandle };
      });
    this.#arm(queue);
    return messages;
  }

  /**
   * Deletes a received message; deleting it twice is no error. A handle that a later receive replaced deletes
   * nothing, and a FIFO queue refuses a handle whose visibility time-out has passed.
   */
  delete(name: string, receiptHandle: string): void {
    const queue = this.#queue(name);
    const stored = this.#findReceived(name, receiptHandle);
    if (!stored) return;
    if (queue.definition.fifo && !(stored.visibleAt > this.#now() && stored.receiptHandle === receiptHandle)) {
      throw invalidParameter(
        `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
      );
    }
    if (stored.receiptHandle !== receiptHandle) return;
    this.#store.remove(stored.sequence);
    this.#changed(queue);
  }

  /** Makes a received message visible again, at once or `afterSeconds` from now. */
  makeVisible(name: string, receiptHandle: string, afterSeconds = 0): void {
    const queue = this.#queue(name);
    const now = this.#now();
    if (!(afterSeconds >= 0 && afterSeconds <= maximumVisibilitySeconds)) {
      throw invalidParameter(
        `Value ${afterSeconds} for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and ${maximumVisibilitySeconds}, if provided.`,
      );
    }
    const stored = this.#findReceived(name, receiptHandle);
    if (!stored || stored.receiptHandle !== receiptHandle || stored.visibleAt <= now) throw messageNotInFlight();
    this.#store.setVisibleAt(stored.sequence, now + afterSeconds * 1000);
    this.#changed(queue);
  }

  purge(name: string): void {
    const queue = this.#queue(name);
    this.#store.removeAll(name);
    this.#arm(queue);
  }

  /** How many messages are neither in flight nor delayed, those of a locked group included. */
  visible(name: string): number {
    return this.counts(name).visible;
  }

  inFlight(name: string): number {
    return this.counts(name).inFlight;
  }

  counts(name: string): { visible: number; inFlight: number; delayed: number } {
    this.#removeExpired(this.#queue(name).definition);
    return this.#store.counts(name, this.#now());
  }

  /** Everything the queue holds, in order, without receiving it. */
  messages(name: string): Omit<Message, "receiptHandle">[] {
    const { definition } = this.#queue(name);
    this.#removeExpired(definition);
    return this.#store.all(name).map((stored) => describe(definition, stored));
  }

  /**
   * Calls `listener` whenever a message may have become receivable: one arrived, a visibility time-out or a delay
   * ended, a group was unlocked. Also once at the start if something is waiting. Returns what ends it.
   */
  onVisible(name: string, listener: () => void): () => void {
    const queue = this.#queue(name);
    queue.listeners.add(listener);
    this.#arm(queue);
    if (this.#isReceivable(queue.definition)) listener();
    return () => void queue.listeners.delete(listener);
  }

  /** Ends every timer; nothing is called afterwards. */
  close(): void {
    for (const queue of this.#queues.values()) {
      queue.timer?.cancel();
      queue.listeners.clear();
    }
  }

  #now(): number {
    return Math.floor(this.#clock.now());
  }

  #queue(name: string): Queue {
    const queue = this.#queues.get(name);
    if (!queue) throw queueDoesNotExist();
    return queue;
  }

  #findReceived(name: string, receiptHandle: string): StoredMessage | undefined {
    const [queue, id] = parseReceiptHandle(receiptHandle);
    if (queue !== name || id === undefined) throw receiptHandleIsInvalid();
    return this.#store.find(name, id);
  }

  #removeExpired(definition: QueueDefinition): void {
    this.#store.removeSentBefore(definition.name, this.#now() - definition.retentionSeconds * 1000);
  }

  #moveExhausted(definition: QueueDefinition): void {
    const { redrive, name, fifo } = definition;
    const target = redrive && this.#queues.get(redrive.targetName);
    if (!redrive || !target) return;
    const now = this.#now();
    const exhausted = this.#store.exhausted(name, { now, lockGroups: fifo, receiveCount: redrive.maxReceiveCount });
    for (const message of exhausted) {
      this.#store.move(message, {
        queue: redrive.targetName,
        deadLetterSourceArn: queueArn(name),
        // A FIFO dead-letter queue counts retention anew; a standard one keeps the time of the first sending.
        sentAt: fifo ? now : message.sentAt,
        visibleAt: now,
        receiptHandle: null,
      });
    }
    if (exhausted.length > 0) this.#changed(target);
  }

  #isReceivable({ name, fifo }: QueueDefinition): boolean {
    return this.#store.receivable(name, { now: this.#now(), lockGroups: fifo, limit: 1 }).length > 0;
  }

  #changed(queue: Queue): void {
    this.#arm(queue);
    if (!this.#isReceivable(queue.definition)) return;
    for (const listener of [...queue.listeners]) listener();
  }

  /** Keeps one timer per queue, for the moment when its next invisible message can be seen. */
  #arm(queue: Queue): void {
    queue.timer?.cancel();
    const now = this.#now();
    const next = this.#store.nextVisibleAt(queue.definition.name, now);
    queue.timer = next === undefined ? undefined : this.#clock.schedule(next - now, () => this.#changed(queue));
  }
}

function parseReceiptHandle(receiptHandle: string): readonly (string | undefined)[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(receiptHandle, "base64url").toString());
    return Array.isArray(parts) ? parts.map(String) : [];
  } catch {
    return [];
  }
}

function sequenceNumber(definition: QueueDefinition, sequence: number): string | undefined {
  return definition.fifo ? String(firstSequenceNumber + BigInt(sequence)) : undefined;
}

function describe(definition: QueueDefinition, stored: StoredMessage): Omit<Message, "receiptHandle"> {
  const attributes: Record<string, string> = {
    ApproximateReceiveCount: String(stored.receiveCount),
    SentTimestamp: String(stored.sentAt),
    SenderId: stored.senderId,
  };
  const sequence = sequenceNumber(definition, stored.sequence);
  if (stored.firstReceivedAt !== null) attributes.ApproximateFirstReceiveTimestamp = String(stored.firstReceivedAt);
  if (stored.groupId !== null) attributes.MessageGroupId = stored.groupId;
  if (stored.deduplicationId !== null) attributes.MessageDeduplicationId = stored.deduplicationId;
  if (sequence !== undefined) attributes.SequenceNumber = sequence;
  if (stored.deadLetterSourceArn !== null) attributes.DeadLetterQueueSourceArn = stored.deadLetterSourceArn;
  return {
    messageId: stored.id,
    body: stored.body,
    md5OfBody: digestOfBody(stored.body),
    attributes,
    messageAttributes: JSON.parse(stored.attributes) as MessageAttributes,
  };
}
