import type { Instant, MemberId } from "../kernel/index.ts";
import type { Exchange } from "../persona/index.ts";
import type { History } from "./store.ts";
import type { Working } from "./working.ts";

/** Both sides together; more would cost tokens and tell the model little. */
export const HISTORY_TEXTS = 30;

/** The end of a conversation, kept where it is read faster than from the table. */
export interface Window {
  /** What was so when it was kept; with another stamp it is not the end of the conversation any more. */
  readonly stamp: string;
  readonly said: readonly Exchange[];
}

/** A cache: what it does not have, or has too late, is read from the table. Never throws. */
export interface Windows {
  get(id: MemberId): Promise<Window | undefined>;
  put(id: MemberId, window: Window): Promise<void>;
}

/**
 * The end of the conversation as the model is told it.
 * @param since nothing that was said before it is part of it.
 */
export function historyOf({ turn, lease }: Working, since: Instant | undefined): Promise<History> {
  return turn.conversations.history(lease.member.id, HISTORY_TEXTS, since);
}
