import type { MemberId } from "../kernel/index.ts";
import type { Exchange } from "../persona/index.ts";
import { memberOf } from "./outbound-id.ts";
import type { NewOutbound, Place, Said } from "./store.ts";

/** Both sides together; more would cost tokens and tell the model little. */
export const HISTORY_TEXTS = 30;

/** The end of a conversation, kept where it is read faster than from the table; without what waits. */
export interface Window {
  /** In order; not more than the model is told of. */
  readonly places: readonly Place[];
}

/** A cache: what it does not have, or has too late, is read from the table. Never throws. */
export interface Windows {
  /**
   * @param stamp what stands on the member now. What was kept under another is not the end of their conversation any more,
   * and is never given.
   */
  get(id: MemberId, stamp: string): Promise<Window | undefined>;
  put(id: MemberId, stamp: string, window: Window): Promise<void>;
}

/** In the order of the table, where a text has a place whether anything of it is said or not. */
export function newest(places: readonly Place[]): readonly Place[] {
  return places.toSorted((one, other) => (one.order < other.order ? -1 : 1)).slice(-HISTORY_TEXTS);
}

export function saidIn(places: readonly Place[]): readonly Exchange[] {
  return places.flatMap(({ said }) => (said ? [said] : []));
}

/** Where a text of a member's stands in their conversation. */
export function orderOfTheirs({ saidAt, id }: Pick<Said, "saidAt" | "id">): string {
  return `${saidAt}#${id}`;
}

/** Where a text of ours stands in it. */
export function orderOfOurs({ id, createdAt }: Pick<NewOutbound, "id" | "createdAt">): string {
  return `${createdAt}#OUT#${id.slice(memberOf(id).length + 1)}`;
}
