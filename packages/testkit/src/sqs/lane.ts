/** What is received in order and locked together: a FIFO group, or one message of a standard queue. */
export interface Lane<Entry extends LaneEntry<Entry>> {
  readonly groupId: string | undefined;
  first: Entry | undefined;
  last: Entry | undefined;
  /** Those of its messages that cannot be seen: in flight or delayed. One is enough to lock the lane. */
  readonly invisible: Set<Entry>;
}

/** A link of the chain that a lane is, so that a message is taken out, and a copy put in, without a walk. */
export interface LaneEntry<Entry extends LaneEntry<Entry>> {
  readonly lane: Lane<Entry>;
  previous: Entry | undefined;
  next: Entry | undefined;
}

export function createLane<Entry extends LaneEntry<Entry>>(groupId: string | undefined): Lane<Entry> {
  return { groupId, first: undefined, last: undefined, invisible: new Set() };
}

/** Puts `entry` into its lane behind `previous`; at the front if there is none. */
export function link<Entry extends LaneEntry<Entry>>(entry: Entry, previous: Entry | undefined): void {
  const { lane } = entry;
  const next = previous ? previous.next : lane.first;
  entry.previous = previous;
  entry.next = next;
  if (previous) previous.next = entry;
  else lane.first = entry;
  if (next) next.previous = entry;
  else lane.last = entry;
}

export function unlink<Entry extends LaneEntry<Entry>>(entry: Entry): void {
  const { lane, previous, next } = entry;
  if (previous) previous.next = next;
  else lane.first = next;
  if (next) next.previous = previous;
  else lane.last = previous;
  lane.invisible.delete(entry);
}
