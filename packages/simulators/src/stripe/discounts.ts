import type { Subscription } from "./objects.ts";
import { newId } from "./store.ts";
import { nowSeconds } from "./time.ts";
import type { World } from "./world.ts";

export interface Discounting {
  readonly coupon: string;
  readonly promotionCode: string | null;
  readonly checkoutSession: string | null;
}

/** Gives a subscription a discount. */
export function addDiscount(world: World, subscription: Subscription, discounting: Discounting): void {
  const { coupon, promotionCode, checkoutSession } = discounting;
  const discount = world.store.discounts.add({
    id: newId("di"),
    object: "discount",
    checkout_session: checkoutSession,
    customer: subscription.customer,
    customer_account: null,
    end: null,
    invoice: null,
    invoice_item: null,
    promotion_code: promotionCode,
    source: { coupon, type: "coupon" },
    start: nowSeconds(world),
    subscription: subscription.id,
    subscription_item: null,
  });
  subscription.discounts = [discount.id];
}
