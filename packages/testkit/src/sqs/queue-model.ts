import { AcceptedIds } from "./accepted-ids.ts";
import { KeyedHeap } from "./keyed-heap.ts";
import { createLane, type Lane, type LaneEntry, link, unlink } from "./lane.ts";

export interface QueueModelSettings {
  /** Part of every receipt handle: a handle of another queue is told by it. */
  readonly name: string;
  readonly fifo: boolean;
  /** For how long a receive hides a message. */
  readonly visibilityMs: number;
  /** After how many receives the next one moves the message to `deadLetters`; given together with it. */
  readonly maxReceiveCount?: number | undefined;
  readonly deadLetters?: QueueModel | undefined;
  readonly retentionMs: number;
  /** Virtual time in milliseconds since the epoch; it never goes back. */
  readonly now: () => number;
  /** The next message id; never the same twice. */
  readonly newId: () => string;
}

/** What a sender hands over. FIFO: group and deduplication id, no delay. Standard: no deduplication id. */
export interface ModelMessage {
  readonly body: string;
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
  readonly delayMs?: number | undefined;
}

/** A message as a receiver gets it. */
export interface QueuedMessage {
  readonly messageId: string;
  /** For `delete` and `changeVisibility`; good until the message is received again. */
  readonly receiptHandle: string;
  readonly body: string;
  readonly groupId: string | undefined;
  /** How often it was received, this time included, in this queue and in the one it died in. */
  readonly receiveCount: number;
  readonly sentAtMs: number;
  readonly firstReceivedAtMs: number;
}

/** A message as it lies in the queue. */
export interface HeldMessage extends Omit<QueuedMessage, "receiptHandle" | "firstReceivedAtMs"> {
  readonly firstReceivedAtMs: number | undefined;
  readonly state: "visible" | "in-flight" | "delayed";
}

/** How many messages there are; `visible` counts those of a locked group too. */
export interface QueueDepth {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/**
 * What became of a deletion. `nothing`: the message is not there any more, or a later receive of a standard queue
 * replaced the handle; AWS answers success. `refused`: the handle of a FIFO message has expired or was replaced; AWS
 * answers InvalidParameterValue, and the message stays.
 */
export type DeleteOutcome = "deleted" | "nothing" | "refused";

/** `refused`: the message is not in flight under that handle; AWS answers MessageNotInflight. */
export type VisibilityOutcome = "changed" | "refused";

export interface QueueModel {
  readonly name: string;
  readonly depth: QueueDepth;
  /**
   * Accepts a message. A FIFO queue answers a duplicate with the original's id and queues nothing, for five minutes
   * from the first acceptance, whatever became of the original since.
   */
  send(message: ModelMessage): { readonly messageId: string; readonly duplicate: boolean };
  /**
   * Takes up to `most` messages in the order of their sending and hides them for the visibility time-out. What was
   * received too often goes to the dead letters instead. From a FIFO queue it takes no message of a group that has one
   * in flight; several of one group come in order.
   */
  receive(most: number): readonly QueuedMessage[];
  /** Deletes a received message. Throws when the handle is not of this queue. */
  delete(receiptHandle: string): DeleteOutcome;
  /** Hides a message that is in flight until `visibilityMs` from now; 0 shows it at once. */
  changeVisibility(receiptHandle: string, visibilityMs: number): VisibilityOutcome;
  /**
   * Sends what died back to the queues it came from, in order, as new messages: new id, new time of sending, never
   * received, and no duplicate of anything. Leaves what is in flight, its group, and what was sent here directly.
   * Returns how many went.
   */
  redrive(): number;
  /**
   * When a receive next has something to take or to move to the dead letters: now, or later in milliseconds since the
   * epoch; `undefined` if nothing is waiting.
   */
  nextVisibleAtMs(): number | undefined;
  /**
   * The first message of the next receive is handed out a second time, as may happen with at-least-once delivery: a
   * copy with the same message id is visible at once in a standard queue, and behind the original in a FIFO group.
   */
  duplicateNext(): void;
  /** Everything the queue holds, in order, without receiving it. */
  messages(): Iterable<HeldMessage>;
}

/** What a message brings into a queue. */
interface Arrival {
  readonly messageId: string;
  readonly body: string;
  readonly groupId: string | undefined;
  readonly sentAtMs: number;
  /** The queue it died in. */
  readonly source: Queue | undefined;
  readonly visibleAtMs: number;
  readonly receiveCount: number;
  readonly firstReceivedAtMs: number | undefined;
}

interface Entry extends LaneEntry<Entry> {
  /** Its place in the order of the queue. */
  readonly position: number;
  readonly messageId: string;
  readonly body: string;
  readonly sentAtMs: number;
  readonly source: Queue | undefined;
  visibleAtMs: number;
  receiveCount: number;
  firstReceivedAtMs: number | undefined;
  /** How many receipt handles this queue gave out for it; the latest is the one that counts. */
  receipts: number;
}

/** An empty queue. It obeys the rules of SQS with per-group deduplication, at once and without a sample of hosts. */
export function createQueueModel(settings: QueueModelSettings): QueueModel {
  return new Queue(settings);
}

/**
 * Nothing is searched for: lanes that may be received lie in a heap by the place of their first message, everything
 * that waits for a time in heaps by that time.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 */
class Queue implements QueueModel {
  readonly #settings: QueueModelSettings;
  readonly #deadLetters: Queue | undefined;
  readonly #maxReceives: number;
  readonly #entries = new Map<number, Entry>();
  readonly #groups = new Map<string, Lane<Entry>>();
  /** Lanes without an invisible message, by their first message. */
  readonly #ready = new KeyedHeap<Lane<Entry>>();
  /** The other lanes, by the time their last invisible message can be seen. */
  readonly #locked = new KeyedHeap<Lane<Entry>>();
  readonly #invisible = new KeyedHeap<Entry>();
  readonly #delayed = new Set<Entry>();
  readonly #byAge = new KeyedHeap<Entry>();
  /** What can be seen and was received as often as is allowed. */
  readonly #exhausted = new Set<Entry>();
  readonly #deduplication: AcceptedIds;
  #nextPosition = 1;
  #duplicatesDue = 0;

  constructor(settings: QueueModelSettings) {
    const { name, maxReceiveCount, deadLetters } = settings;
    if ((maxReceiveCount === undefined) !== (deadLetters === undefined)) {
      throw new Error(`${name}: maxReceiveCount and deadLetters are given together.`);
    }
    if (deadLetters !== undefined && !(deadLetters instanceof Queue)) {
      throw new Error(`${name}: its dead letters go to a queue made by createQueueModel.`);
    }
    this.#settings = settings;
    this.#deadLetters = deadLetters;
    this.#maxReceives = maxReceiveCount ?? Number.POSITIVE_INFINITY;
    this.#deduplication = new AcceptedIds(settings.now());
  }

  get name(): string {
    return this.#settings.name;
  }

  get depth(): QueueDepth {
    this.#settle();
    const { size } = this.#invisible;
    return { visible: this.#entries.size - size, inFlight: size - this.#delayed.size, delayed: this.#delayed.size };
  }

  send(message: ModelMessage): { readonly messageId: string; readonly duplicate: boolean } {
    const { body, groupId, deduplicationId, delayMs = 0 } = message;
    const { name, fifo, newId } = this.#settings;
    const now = this.#settle();
    if (fifo && (groupId === undefined || deduplicationId === undefined || delayMs !== 0)) {
      throw new Error(`${name} is a FIFO queue: a message has a group, a deduplication id and no delay.`);
    }
    if (!fifo && deduplicationId !== undefined) throw new Error(`${name} is no FIFO queue: it knows no duplicates.`);
    // No id contains a line feed.
    const key = `${groupId}\n${deduplicationId}`;
    const original = fifo ? this.#deduplication.find(key, now) : undefined;
    if (original !== undefined) return { messageId: original, duplicate: true };
    const messageId = newId();
    if (fifo) this.#deduplication.accept(key, messageId, now);
    this.#arrive({
      messageId,
      body,
      groupId,
      sentAtMs: now,
      source: undefined,
      visibleAtMs: now + delayMs,
      receiveCount: 0,
      firstReceivedAtMs: undefined,
    });
    return { messageId, duplicate: false };
  }

  receive(most: number): readonly QueuedMessage[] {
    const now = this.#settle();
    this.#moveExhausted(now);
    const taken = this.#take(most);
    for (const entry of taken) {
      entry.receiveCount += 1;
      entry.receipts += 1;
      entry.firstReceivedAtMs ??= now;
      this.#showAt(entry, now + this.#settings.visibilityMs, now);
    }
    for (const { lane } of taken) this.#refresh(lane);
    const [first] = taken;
    if (first) {
      for (; this.#duplicatesDue > 0; this.#duplicatesDue--) this.#duplicate(first, now);
    }
    return taken.map((entry) => ({
      messageId: entry.messageId,
      receiptHandle: `${this.name}/${entry.position}/${entry.receipts}`,
      body: entry.body,
      groupId: entry.lane.groupId,
      receiveCount: entry.receiveCount,
      sentAtMs: entry.sentAtMs,
      firstReceivedAtMs: entry.firstReceivedAtMs ?? now,
    }));
  }

  delete(receiptHandle: string): DeleteOutcome {
    const now = this.#settle();
    const { entry, isCurrent } = this.#find(receiptHandle);
    if (!entry) return "nothing";
    if (this.#settings.fifo && !(isCurrent && entry.visibleAtMs > now)) return "refused";
    if (!isCurrent) return "nothing";
    this.#remove(entry);
    return "deleted";
  }

  changeVisibility(receiptHandle: string, visibilityMs: number): VisibilityOutcome {
    const now = this.#settle();
    const { entry, isCurrent } = this.#find(receiptHandle);
    if (!entry || !isCurrent || entry.visibleAtMs <= now) return "refused";
    this.#showAt(entry, now + visibilityMs, now);
    this.#refresh(entry.lane);
    return "changed";
  }

  redrive(): number {
    const now = this.#settle();
    const movable = this.#inOrder().filter(({ lane }) => lane.invisible.size === 0);
    let moved = 0;
    for (const entry of movable) {
      const { source } = entry;
      if (!source) continue;
      moved += 1;
      this.#remove(entry);
      source.#arrive({
        messageId: this.#settings.newId(),
        body: entry.body,
        groupId: entry.lane.groupId,
        sentAtMs: now,
        source: undefined,
        visibleAtMs: now,
        receiveCount: 0,
        firstReceivedAtMs: undefined,
      });
    }
    return moved;
  }

  nextVisibleAtMs(): number | undefined {
    const now = this.#settle();
    return this.#ready.size > 0 ? now : this.#locked.firstKey();
  }

  duplicateNext(): void {
    this.#duplicatesDue += 1;
  }

  *messages(): Iterable<HeldMessage> {
    this.#settle();
    for (const entry of this.#inOrder()) {
      const { messageId, body, lane, receiveCount, sentAtMs, firstReceivedAtMs } = entry;
      const { groupId } = lane;
      yield { messageId, body, groupId, receiveCount, sentAtMs, firstReceivedAtMs, state: this.#stateOf(entry) };
    }
  }

  /** Does what the passing of time has done: old messages go, hidden ones appear. Returns the time. */
  #settle(): number {
    const now = this.#settings.now();
    const retainedSince = now - this.#settings.retentionMs;
    for (let next = this.#byAge.first(); next && next.sentAtMs < retainedSince; next = this.#byAge.first()) {
      this.#remove(next);
    }
    for (let next = this.#invisible.first(); next && next.visibleAtMs <= now; next = this.#invisible.first()) {
      this.#showAt(next, next.visibleAtMs, now);
      this.#refresh(next.lane);
    }
    return now;
  }

  /** The first messages of the ready lanes, in order. Where the lanes then belong is for `#refresh` to say. */
  #take(most: number): Entry[] {
    const taken: Entry[] = [];
    const next = new Map<Lane<Entry>, Entry>();
    for (let lane = this.#ready.first(); lane && taken.length < most; lane = this.#ready.first()) {
      const entry = next.get(lane) ?? lane.first;
      if (entry) taken.push(entry);
      if (entry?.next) {
        next.set(lane, entry.next);
        this.#ready.set(lane, entry.next.position);
      } else {
        this.#ready.delete(lane);
      }
    }
    return taken;
  }

  #moveExhausted(now: number): void {
    const target = this.#deadLetters;
    if (!target || this.#exhausted.size === 0) return;
    const movable = [...this.#exhausted].filter(({ lane }) => lane.invisible.size === 0).sort(byPosition);
    for (const entry of movable) {
      this.#remove(entry);
      target.#arrive({
        ...arrivalOf(entry),
        source: this,
        // A FIFO dead-letter queue counts retention anew; a standard one keeps the time of the first sending.
        sentAtMs: this.#settings.fifo ? now : entry.sentAtMs,
        visibleAtMs: now,
      });
    }
  }

  #duplicate(entry: Entry, now: number): void {
    let gap = 0.5;
    while (this.#entries.has(entry.position + gap)) gap /= 2;
    this.#insert({ ...arrivalOf(entry), visibleAtMs: now }, entry.position + gap, entry);
  }

  #arrive(arrival: Arrival): void {
    this.#insert(arrival, this.#nextPosition++);
  }

  /** Puts a message in: at the end of its lane, or in a FIFO queue behind the message it is a copy of. */
  #insert(arrival: Arrival, position: number, original?: Entry): void {
    const now = this.#settings.now();
    const { groupId, ...rest } = arrival;
    const lane = this.#laneOf(groupId);
    const entry: Entry = { ...rest, position, lane, receipts: 0, previous: undefined, next: undefined };
    link(entry, original?.lane === lane ? original : lane.last);
    this.#entries.set(position, entry);
    this.#byAge.set(entry, entry.sentAtMs);
    this.#showAt(entry, arrival.visibleAtMs, now);
    this.#refresh(lane);
  }

  #laneOf(groupId: string | undefined): Lane<Entry> {
    // The group of a standard queue's message shares load fairly; it neither orders nor locks.
    if (!this.#settings.fifo || groupId === undefined) return createLane(groupId);
    const known = this.#groups.get(groupId);
    if (known) return known;
    const lane = createLane<Entry>(groupId);
    this.#groups.set(groupId, lane);
    return lane;
  }

  /** Sets from when on a message can be seen; `#refresh` of its lane has to follow. */
  #showAt(entry: Entry, visibleAtMs: number, now: number): void {
    entry.visibleAtMs = visibleAtMs;
    this.#delayed.delete(entry);
    this.#exhausted.delete(entry);
    if (visibleAtMs > now) {
      this.#invisible.set(entry, visibleAtMs);
      entry.lane.invisible.add(entry);
      if (entry.receipts === 0) this.#delayed.add(entry);
    } else {
      this.#invisible.delete(entry);
      entry.lane.invisible.delete(entry);
      if (entry.receiveCount >= this.#maxReceives) this.#exhausted.add(entry);
    }
  }

  #remove(entry: Entry): void {
    unlink(entry);
    this.#entries.delete(entry.position);
    this.#byAge.delete(entry);
    this.#invisible.delete(entry);
    this.#delayed.delete(entry);
    this.#exhausted.delete(entry);
    this.#refresh(entry.lane);
  }

  /** Puts a lane where its messages' visibility says it belongs. */
  #refresh(lane: Lane<Entry>): void {
    this.#ready.delete(lane);
    this.#locked.delete(lane);
    if (lane.invisible.size > 0) {
      this.#locked.set(lane, Math.max(...[...lane.invisible].map(({ visibleAtMs }) => visibleAtMs)));
    } else if (lane.first) {
      this.#ready.set(lane, lane.first.position);
    } else if (lane.groupId !== undefined && this.#groups.get(lane.groupId) === lane) {
      this.#groups.delete(lane.groupId);
    }
  }

  /** The message of a handle if the queue still holds it, and whether the handle is the latest one given out for it. */
  #find(receiptHandle: string): { entry: Entry | undefined; isCurrent: boolean } {
    const start = `${this.name}/`;
    if (!receiptHandle.startsWith(start))
      throw new Error(`The receipt handle ${receiptHandle} is not of ${this.name}.`);
    const [position, receipt] = receiptHandle.slice(start.length).split("/").map(Number);
    const entry = this.#entries.get(position ?? 0);
    return { entry, isCurrent: entry?.receipts === receipt };
  }

  #stateOf(entry: Entry): HeldMessage["state"] {
    if (!entry.lane.invisible.has(entry)) return "visible";
    return this.#delayed.has(entry) ? "delayed" : "in-flight";
  }

  #inOrder(): Entry[] {
    return [...this.#entries.values()].sort(byPosition);
  }
}

const byPosition = (one: Entry, other: Entry) => one.position - other.position;

function arrivalOf(entry: Entry): Arrival {
  const { messageId, body, sentAtMs, source, visibleAtMs, receiveCount, firstReceivedAtMs, lane } = entry;
  return { messageId, body, groupId: lane.groupId, sentAtMs, source, visibleAtMs, receiveCount, firstReceivedAtMs };
}
