import type { Leaving } from "@jules/core/billing/books";
import type { Elsewhere } from "@jules/core/privacy";

/**
 * What a member pays: it has ended at Stripe, which has forgotten them, before anything of theirs goes. As long as Stripe is
 * not to be reached the erasure fails and comes again.
 * @param leaving made for the first member who ever came to pay; for all others nothing of it is loaded, and nobody asked.
 */
export function createPaying(leaving: () => Promise<Leaving>): Elsewhere {
  return {
    name: "stripe",
    async erase({ id, billing }, because) {
      if (!billing.customer) return;
      const { endAllOf } = await import("@jules/core/billing/books");
      await endAllOf(await leaving(), id, because);
    },
  };
}
