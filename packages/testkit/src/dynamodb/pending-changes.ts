interface Waiting<Change> {
  readonly change: Change;
  readonly visibleAtMs: number;
  readonly sequence: number;
}

/** Changes on their way: each becomes visible at its time; of those with the same time the one made first. */
export class PendingChanges<Change> {
  readonly #heap: Waiting<Change>[] = [];
  #sequence = 0;

  add(change: Change, visibleAtMs: number): void {
    this.#sequence += 1;
    this.#rise({ change, visibleAtMs, sequence: this.#sequence });
  }

  /** Takes out the next change that is visible at `nowMs`. */
  take(nowMs: number): Change | undefined {
    const [first] = this.#heap;
    if (!first || first.visibleAtMs > nowMs) return undefined;
    const last = this.#heap.pop();
    if (last && last !== first) this.#sink(last);
    return first.change;
  }

  #rise(waiting: Waiting<Change>): void {
    let at = this.#heap.push(waiting) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = this.#heap[above];
      if (!parent || isSooner(parent, waiting)) break;
      this.#heap[at] = parent;
      at = above;
    }
    this.#heap[at] = waiting;
  }

  #sink(waiting: Waiting<Change>): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      const left = heap[2 * at + 1];
      const right = heap[2 * at + 2];
      const sooner = left && right && isSooner(right, left) ? right : left;
      if (!sooner || isSooner(waiting, sooner)) break;
      heap[at] = sooner;
      at = sooner === left ? 2 * at + 1 : 2 * at + 2;
    }
    heap[at] = waiting;
  }
}

function isSooner(left: Waiting<unknown>, right: Waiting<unknown>): boolean {
  return left.visibleAtMs === right.visibleAtMs ? left.sequence < right.sequence : left.visibleAtMs < right.visibleAtMs;
}
