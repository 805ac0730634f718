import type { Doorbell } from "@jules/core/conversation";
import type { TurnMessage } from "./turns.ts";

/** Rings through `turns.fifo`; rings of one member are answered one after the other. */
export function createDoorbell(queue: {
  sendAll(entries: readonly { body: string; groupId: string; deduplicationId: string }[]): Promise<void>;
}): Doorbell {
  return {
    async ring(members, cause) {
      await queue.sendAll(
        members.map((member) => {
          const message: TurnMessage = { v: 1, member };
          return { body: JSON.stringify(message), groupId: member, deduplicationId: cause };
        }),
      );
    },
  };
}
