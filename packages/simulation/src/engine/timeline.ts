interface Event {
  readonly atMs: number;
  readonly sequence: number;
  readonly happen: () => void;
}

/** Virtual time, and what is going to happen in it. */
export interface Timeline {
  /** Whole milliseconds since the epoch. Moves only from event to event. */
  readonly nowMs: number;
  /** How many events have happened. */
  readonly events: number;
  /** Lets something happen then; what is due at the same moment happens in the order in which it was asked for. */
  at(atMs: number, happen: () => void): void;
  after(delayMs: number, happen: () => void): void;
  /**
   * Says that the event which is happening has resumed code that awaits: before the next event, that code runs on until
   * all of it awaits again or has ended.
   */
  woke(): void;
  /** Lets everything up to `untilMs` happen, then puts the clock there. Rejects with what an event throws. */
  run(untilMs: number): Promise<void>;
  /** Ends `run` after the event that is happening. */
  stop(): void;
}

/**
 * How many events are handed to Node's event loop in one go. Between two of them it lets every microtask run out, which
 * is what makes an event complete; one round of the loop per event would cost five times as much.
 */
const EVENTS_PER_ROUND = 256;

export function createTimeline(startMs: number): Timeline {
  return new EventHeap(startMs);
}

class EventHeap implements Timeline {
  nowMs: number;
  events = 0;
  readonly #heap: Event[] = [];
  #sequence = 0;
  #woke = false;
  #stopped = false;

  constructor(startMs: number) {
    this.nowMs = startMs;
  }

  at(atMs: number, happen: () => void): void {
    this.#sequence += 1;
    const event = { atMs: Math.max(Math.ceil(atMs), this.nowMs), sequence: this.#sequence, happen };
    const heap = this.#heap;
    let index = heap.length;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex] as Event;
      if (isBefore(parent, event)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = event;
  }

  after(delayMs: number, happen: () => void): void {
    this.at(this.nowMs + delayMs, happen);
  }

  woke(): void {
    this.#woke = true;
  }

  stop(): void {
    this.#stopped = true;
  }

  run(untilMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      let ended = false;
      const end = (settle: () => void) => {
        ended = true;
        settle();
      };
      const happen = () => {
        if (ended) return;
        try {
          if (!this.#happenUntilWoken(untilMs)) end(resolve);
        } catch (error) {
          end(() => reject(error));
        }
      };
      const round = () => {
        if (ended) return;
        for (let count = 0; count < EVENTS_PER_ROUND; count++) setImmediate(happen);
        setImmediate(round);
      };
      this.#stopped = false;
      round();
    });
  }

  /** False when nothing more happens until then. */
  #happenUntilWoken(untilMs: number): boolean {
    this.#woke = false;
    while (!this.#woke) {
      const next = this.#heap[0];
      if (this.#stopped) return false;
      if (!next || next.atMs > untilMs) {
        this.nowMs = Math.max(this.nowMs, untilMs);
        return false;
      }
      this.#removeFirst();
      this.nowMs = next.atMs;
      this.events += 1;
      next.happen();
    }
    return true;
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const moved = heap.pop() as Event;
    const { length } = heap;
    if (length === 0) return;
    let index = 0;
    for (;;) {
      let childIndex = 2 * index + 1;
      if (childIndex >= length) break;
      const right = heap[childIndex + 1];
      if (right && isBefore(right, heap[childIndex] as Event)) childIndex += 1;
      const child = heap[childIndex] as Event;
      if (isBefore(moved, child)) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = moved;
  }
}

function isBefore(one: Event, other: Event): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.sequence < other.sequence);
}
