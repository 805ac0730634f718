import { Cards } from "./cards.ts";
import { type CatalogOptions, seed } from "./catalog.ts";
import { Checkout } from "./checkout.ts";
import { Customers } from "./customers.ts";
import { Invoices } from "./invoices.ts";
import { Payments } from "./payments.ts";
import { Portal } from "./portal.ts";
import { Reversals } from "./reversals.ts";
import { SubscriptionChanges } from "./subscription-changes.ts";
import { Subscriptions } from "./subscriptions.ts";
import type { World } from "./world.ts";

/** Everything that one account with the vendor can do. */
export interface Account {
  readonly world: World;
  readonly cards: Cards;
  readonly payments: Payments;
  readonly invoices: Invoices;
  readonly subscriptions: Subscriptions;
  readonly changes: SubscriptionChanges;
  readonly customers: Customers;
  readonly checkout: Checkout;
  readonly portal: Portal;
  readonly reversals: Reversals;
}

/** An account without customers, that sells what the options say. */
export function openAccount(world: World, catalog: CatalogOptions | undefined): Account {
  const cards = new Cards(world);
  const payments = new Payments(world, cards);
  const invoices = new Invoices(world, cards, payments);
  const subscriptions = new Subscriptions(world, invoices);
  const customers = new Customers(world, subscriptions);
  const reversals = new Reversals(world);
  payments.onCharged = (charge) => {
    const followedBy = payments.followedBy(charge);
    if (followedBy === "dispute") reversals.openDispute(charge);
    if (followedBy === "fraud-warning") reversals.warn(charge);
  };
  seed(world, catalog);
  return {
    ...{ world, cards, payments, invoices, subscriptions, customers, reversals },
    changes: new SubscriptionChanges(world, cards, invoices, subscriptions),
    checkout: new Checkout({ world, cards, payments, customers, subscriptions }),
    portal: new Portal(world),
  };
}
