import type { PrivacyDesk } from "@jules/core/privacy";
import { messageOf, type OrderCiphers } from "./privacy.ts";

/** Takes orders through `privacy.fifo`; those of one member are carried out one after the other. */
export function createPrivacyDesk(settings: {
  readonly queue: {
    sendAll(entries: readonly { body: string; groupId: string; deduplicationId: string }[]): Promise<void>;
  };
  readonly keyring: OrderCiphers;
}): Pick<PrivacyDesk, "submit"> {
  return {
    async submit(order) {
      const body = JSON.stringify(await messageOf(order, settings.keyring));
      await settings.queue.sendAll([{ body, groupId: order.member, deduplicationId: order.reference }]);
    },
  };
}
