import { randomBytes } from "node:crypto";
import type {
  Charge,
  CheckoutSession,
  Coupon,
  Customer,
  Dispute,
  FraudWarning,
  Invoice,
  InvoicePayment,
  PaymentIntent,
  PaymentMethod,
  PortalSession,
  Price,
  Product,
  PromotionCode,
  Refund,
  StripeEvent,
  Subscription,
  Wire,
} from "./objects.ts";
import { noSuch } from "./refusals.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** An id as the vendor makes them: a prefix and letters that say nothing. */
export function newId(prefix: string, length = 24): string {
  return `${prefix}_${[...randomBytes(length)].map((byte) => letters[byte % letters.length]).join("")}`;
}

/** Everything of one kind, oldest first. */
class Shelf<Item extends Wire> {
  readonly #what: string;
  readonly #items = new Map<string, Item>();

  constructor(what: string) {
    this.#what = what;
  }

  get all(): Item[] {
    return [...this.#items.values()];
  }

  add(item: Item): Item {
    this.#items.set(item.id, item);
    return item;
  }

  find(id: string): Item | undefined {
    return this.#items.get(id);
  }

  /** Refuses as the vendor does when it is not there; `param` names the parameter that the id came in. */
  get(id: string, param?: string): Item {
    const item = this.#items.get(id);
    if (!item) throw noSuch(this.#what, id, param);
    return item;
  }
}

/** What one account has. Nothing is ever taken away; customers that were deleted are noted. */
export class Store {
  readonly customers = new Shelf<Customer>("customer");
  readonly deletedCustomers = new Set<string>();
  readonly products = new Shelf<Product>("product");
  readonly prices = new Shelf<Price>("price");
  readonly coupons = new Shelf<Coupon>("coupon");
  readonly promotionCodes = new Shelf<PromotionCode>("promotion code");
  readonly discounts = new Shelf<Wire>("discount");
  readonly paymentMethods = new Shelf<PaymentMethod>("PaymentMethod");
  readonly subscriptions = new Shelf<Subscription>("subscription");
  readonly invoices = new Shelf<Invoice>("invoice");
  readonly invoicePayments = new Shelf<InvoicePayment>("invoice payment");
  readonly paymentIntents = new Shelf<PaymentIntent>("payment_intent");
  readonly charges = new Shelf<Charge>("charge");
  readonly refunds = new Shelf<Refund>("refund");
  readonly disputes = new Shelf<Dispute>("dispute");
  readonly fraudWarnings = new Shelf<FraudWarning>("early fraud warning");
  readonly checkoutSessions = new Shelf<CheckoutSession>("checkout.session");
  readonly portalSessions = new Shelf<PortalSession>("billing portal session");
  readonly events = new Shelf<StripeEvent>("event");

  /** Any object by its id; a deleted customer as what is left of it. */
  findAny(id: string): Wire | undefined {
    if (this.deletedCustomers.has(id)) return deletedCustomer(id);
    for (const shelf of [
      ...[this.customers, this.products, this.prices, this.coupons, this.promotionCodes, this.discounts],
      ...[this.paymentMethods, this.subscriptions, this.invoices, this.invoicePayments, this.paymentIntents],
      ...[this.charges, this.refunds, this.disputes, this.checkoutSessions],
    ]) {
      const found = shelf.find(id);
      if (found) return found;
    }
    return undefined;
  }

  /** A customer that can still be used. */
  liveCustomer(id: string, param?: string): Customer {
    if (this.deletedCustomers.has(id)) throw noSuch("customer", id, param);
    return this.customers.get(id, param);
  }
}

export function deletedCustomer(id: string): Wire {
  return { id, object: "customer", deleted: true };
}
