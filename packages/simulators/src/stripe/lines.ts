import type { Line, Price, Subscription, SubscriptionItem } from "./objects.ts";
import { newId } from "./store.ts";

/** What a line is about. Amounts are in the smallest unit of the currency. */
export interface LineDraft {
  readonly amount: number;
  readonly description: string;
  readonly start: number;
  readonly end: number;
  readonly price: Price;
  readonly isProration: boolean;
}

/** The line of a whole period. */
export function periodLine({ price, quantity }: SubscriptionItem, start: number, end: number): LineDraft {
  const amount = price.unit_amount * quantity;
  return {
    amount,
    description: `${quantity} × Jules Plus (at ${money(price.unit_amount)} / ${price.recurring.interval})`,
    start,
    end,
    price,
    isProration: false,
  };
}

/** The line of a trial, which costs nothing. */
export function trialLine({ price }: SubscriptionItem, start: number, end: number): LineDraft {
  return { amount: 0, description: "Free trial for Jules Plus", start, end, price, isProration: false };
}

/** What is given back for the rest of a period that was paid. */
export function unusedTime(item: SubscriptionItem, from: number): LineDraft {
  const { current_period_start: start, current_period_end: end, price, quantity } = item;
  const amount = -share(price.unit_amount * quantity, end - from, end - start);
  return { amount, description: "Unused time on Jules Plus", start: from, end, price, isProration: true };
}

/** What another price costs for the rest of the period. */
export function remainingTime(
  price: Price,
  quantity: number,
  period: { start: number; end: number },
  from: number,
): LineDraft {
  const amount = share(price.unit_amount * quantity, period.end - from, period.end - period.start);
  return {
    amount,
    description: "Remaining time on Jules Plus",
    start: from,
    end: period.end,
    price,
    isProration: true,
  };
}

function share(amount: number, part: number, whole: number): number {
  return Math.round((amount * Math.max(0, Math.min(part, whole))) / whole);
}

export function lineOf(
  draft: LineDraft,
  invoice: string,
  subscription: Subscription,
  isLive: boolean,
  discount: number,
): Line {
  const { amount, description, start, end, price, isProration } = draft;
  const item = subscription.items.data[0];
  return {
    id: newId("il"),
    object: "line_item",
    amount,
    currency: price.currency,
    description,
    discount_amounts: discount === 0 ? [] : [{ amount: discount, discount: subscription.discounts[0] }],
    discountable: !isProration,
    discounts: [],
    invoice,
    livemode: isLive,
    metadata: {},
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: isProration ? newId("ii") : null,
        proration: isProration,
        proration_details: { credited_items: null },
        subscription: subscription.id,
        subscription_item: item?.id ?? "",
      },
      type: "subscription_item_details",
    },
    period: { end, start },
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: price.id, product: price.product },
      type: "price_details",
      unit_amount_decimal: String(price.unit_amount),
    },
    quantity: 1,
    quantity_decimal: "1",
    subscription: subscription.id,
    subtotal: amount,
    taxes: [],
  };
}

/** `$9.99` */
function money(amount: number, currency = "usd"): string {
  return new Intl.NumberFormat("en-US", { style: "currency", currency }).format(amount / 100);
}
