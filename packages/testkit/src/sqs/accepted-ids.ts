/** How long SQS remembers a deduplication id. */
const deduplicationMs = 5 * 60 * 1000;

interface Acceptance {
  readonly messageId: string;
  readonly atMs: number;
}

/**
 * Which message each deduplication id stands for, for five minutes from its acceptance. Ids are forgotten by the
 * generation: of two maps the older one is dropped once everything in it is out of date.
 */
export class AcceptedIds {
  #sinceMs: number;
  #current = new Map<string, Acceptance>();
  #previous = new Map<string, Acceptance>();

  constructor(nowMs: number) {
    this.#sinceMs = nowMs;
  }

  find(key: string, nowMs: number): string | undefined {
    const acceptance = this.#current.get(key) ?? this.#previous.get(key);
    return acceptance && acceptance.atMs > nowMs - deduplicationMs ? acceptance.messageId : undefined;
  }

  accept(key: string, messageId: string, nowMs: number): void {
    if (nowMs - this.#sinceMs >= deduplicationMs) {
      this.#previous = this.#current;
      this.#current = new Map();
      this.#sinceMs = nowMs;
    }
    this.#current.set(key, { messageId, atMs: nowMs });
  }
}
