import type { MemoryBell } from "@jules/core/conversation";
import type { MemoryMessage } from "./memory.ts";

/** By then most conversations have paused. */
const FIRST_DELAY_SECONDS = 6 * 60;

/** Rings through the queue `memory`, some minutes late. */
export function createMemoryBell(
  queue: {
    sendAll(entries: readonly { body: string; delaySeconds: number }[]): Promise<void>;
  },
  delaySeconds = FIRST_DELAY_SECONDS,
): MemoryBell {
  return {
    async ring(member, rungAt) {
      const message: MemoryMessage = { v: 1, member, rungAt };
      await queue.sendAll([{ body: JSON.stringify(message), delaySeconds }]);
    },
  };
}
