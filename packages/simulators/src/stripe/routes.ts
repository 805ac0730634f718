import type { Account } from "./account.ts";
import { checkoutParameters } from "./checkout-object.ts";
import { customerParameters } from "./customers.ts";
import { listParameters, page } from "./lists.ts";
import type { Wire } from "./objects.ts";
import type { Parameters } from "./parameters.ts";
import { createPayment, payInvoice } from "./payment-requests.ts";
import { portalParameters } from "./portal.ts";
import { invalid, noSuch } from "./refusals.ts";
import { updateParameters } from "./subscription-changes.ts";
import { createParameters, createSubscription } from "./subscription-requests.ts";

export interface Route {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  /** The parameters that it takes, besides `expand`; others are refused. */
  readonly takes: readonly string[];
  readonly answer: (account: Account, parameters: Parameters, id: string) => object;
}

function get(path: string, answer: Route["answer"]): Route {
  return { method: "GET", path, takes: [], answer };
}

function list(
  path: string,
  filters: readonly string[],
  items: (account: Account, parameters: Parameters) => readonly Wire[],
): Route {
  const takes = [...listParameters, ...filters];
  return {
    method: "GET",
    path,
    takes,
    answer: (account, parameters) => page(path, items(account, parameters), parameters),
  };
}

function post(path: string, takes: readonly string[], answer: Route["answer"]): Route {
  return { method: "POST", path, takes, answer };
}

/** Everything but the moment that a filter asks for: an item's field is what the parameter of that name says. */
function matching<Item extends Wire>(items: readonly Item[], parameters: Parameters, names: readonly string[]): Item[] {
  return items.filter((item) => names.every((name) => (parameters.text(name) ?? item[name]) === item[name]));
}

export const routes: readonly Route[] = [
  post("/v1/customers", customerParameters, ({ customers }, parameters) => customers.create(parameters)),
  list("/v1/customers", ["email", "test_clock"], ({ world: { store } }, parameters) =>
    matching(store.customers.all, parameters, ["email"]).filter(({ id }) => !store.deletedCustomers.has(id)),
  ),
  get("/v1/customers/:id", ({ world: { store } }, _parameters, id) =>
    store.deletedCustomers.has(id) ? (store.findAny(id) ?? {}) : store.customers.get(id),
  ),
  post("/v1/customers/:id", customerParameters, ({ world, customers }, parameters, id) =>
    customers.update(world.store.liveCustomer(id), parameters),
  ),
  {
    ...{ method: "DELETE", path: "/v1/customers/:id", takes: [] },
    answer: ({ world, customers }, _parameters, id) => customers.delete(world.store.liveCustomer(id)),
  },

  list("/v1/products", ["active", "ids", "shippable", "url"], ({ world }) => world.store.products.all),
  get("/v1/products/:id", ({ world }, _parameters, id) => world.store.products.get(id)),
  list("/v1/prices", ["active", "currency", "lookup_keys", "product", "recurring", "type"], ({ world }, parameters) => {
    const keys = parameters.texts("lookup_keys");
    if (keys.length > 10) throw invalid("Up to 10 lookup keys can be given.", "lookup_keys");
    const active = parameters.flag("active");
    return matching(world.store.prices.all, parameters, ["currency", "product", "type"]).filter(
      (price) =>
        (keys.length === 0 || keys.includes(price.lookup_key ?? "")) &&
        (active === undefined || price.active === active),
    );
  }),
  get("/v1/prices/:id", ({ world }, _parameters, id) => world.store.prices.get(id)),
  list("/v1/promotion_codes", ["active", "code", "coupon", "customer", "promotion"], ({ world }, parameters) =>
    matching(world.store.promotionCodes.all, parameters, ["code"]),
  ),
  get("/v1/promotion_codes/:id", ({ world }, _parameters, id) => world.store.promotionCodes.get(id)),
  get("/v1/coupons/:id", ({ world }, _parameters, id) => world.store.coupons.get(id)),

  post("/v1/checkout/sessions", checkoutParameters, ({ checkout }, parameters) => checkout.create(parameters)),
  list(
    "/v1/checkout/sessions",
    ["customer", "customer_details", "payment_intent", "payment_link", "status", "subscription"],
    ({ world }, parameters) =>
      matching(world.store.checkoutSessions.all, parameters, ["customer", "status", "subscription"]),
  ),
  get("/v1/checkout/sessions/:id", ({ world }, _parameters, id) => world.store.checkoutSessions.get(id)),
  post("/v1/checkout/sessions/:id/expire", [], ({ world, checkout }, _parameters, id) => {
    const session = world.store.checkoutSessions.get(id);
    if (checkout.expire(session)) return session;
    throw invalid('Only Checkout Sessions with a status in ["open"] can be expired.');
  }),
  post("/v1/billing_portal/sessions", portalParameters, ({ portal }, parameters) => portal.create(parameters)),

  post("/v1/subscriptions", createParameters, (account, parameters) => createSubscription(account, parameters)),
  list(
    "/v1/subscriptions",
    [
      ...["customer", "status", "price", "plan", "collection_method", "automatic_tax", "current_period_end"],
      ...["current_period_start", "customer_account", "test_clock"],
    ],
    ({ world: { store } }, parameters) => {
      const status = parameters.text("status");
      const found = matching(store.subscriptions.all, parameters, ["customer"]);
      const price = parameters.text("price");
      const priced = found.filter(({ items }) => price === undefined || items.data[0]?.price.id === price);
      if (status === "all") return priced;
      if (status === "ended") return priced.filter((each) => ["canceled", "incomplete_expired"].includes(each.status));
      return priced.filter((each) => (status === undefined ? each.status !== "canceled" : each.status === status));
    },
  ),
  get("/v1/subscriptions/:id", ({ world }, _parameters, id) => world.store.subscriptions.get(id)),
  post("/v1/subscriptions/:id", updateParameters, ({ world, changes }, parameters, id) =>
    changes.update(world.store.subscriptions.get(id), parameters),
  ),
  {
    ...{ method: "DELETE", path: "/v1/subscriptions/:id" },
    takes: ["cancellation_details", "invoice_now", "prorate"],
    answer: ({ world, subscriptions }, parameters, id) => {
      const subscription = world.store.subscriptions.get(id);
      if (subscription.status === "canceled") throw noSuch("subscription", id);
      const details = parameters.record("cancellation_details");
      for (const name of ["comment", "feedback"] as const) {
        if (details?.has(name)) subscription.cancellation_details[name] = details.text(name) ?? null;
      }
      const [prorates, invoicesNow] = [parameters.flag("prorate"), parameters.flag("invoice_now")];
      subscriptions.cancel(subscription, {
        ...{ reason: "cancellation_requested", prorates: prorates ?? false, invoicesNow: invoicesNow ?? false },
      });
      return subscription;
    },
  },
  post(
    "/v1/subscriptions/:id/pause",
    ["bill_for", "invoicing_behavior", "type"],
    ({ world, changes }, parameters, id) => changes.pause(world.store.subscriptions.get(id), parameters),
  ),
  post(
    "/v1/subscriptions/:id/resume",
    ["billing_cycle_anchor", "payment_behavior", "proration_behavior", "proration_date"],
    ({ world, changes }, parameters, id) => changes.resume(world.store.subscriptions.get(id), parameters),
  ),

  list(
    "/v1/invoices",
    ["collection_method", "customer", "due_date", "status", "subscription"],
    ({ world, invoices }, parameters) => {
      const subscription = parameters.text("subscription");
      const found = subscription === undefined ? world.store.invoices.all : invoices.of(subscription);
      return matching(found, parameters, ["customer", "status"]);
    },
  ),
  post(
    "/v1/invoices/create_preview",
    [
      ...["automatic_tax", "currency", "customer", "customer_details", "discounts", "invoice_items", "issuer"],
      ...["on_behalf_of", "preview_mode", "schedule", "schedule_details", "subscription", "subscription_details"],
    ],
    ({ world, changes }, parameters) => {
      const subscription = world.store.subscriptions.get(parameters.required("subscription"), "subscription");
      return changes.preview(subscription, parameters.record("subscription_details"));
    },
  ),
  get("/v1/invoices/:id", ({ world }, _parameters, id) => world.store.invoices.get(id)),
  post("/v1/invoices/:id", ["auto_advance"], ({ world }, parameters, id) => {
    const invoice = world.store.invoices.get(id);
    invoice.auto_advance = parameters.flag("auto_advance") ?? invoice.auto_advance;
    return invoice;
  }),
  post(
    "/v1/invoices/:id/pay",
    ["payment_method", "off_session", "paid_out_of_band", "forgive", "mandate", "source"],
    (account, _parameters, id) => payInvoice(account, id),
  ),
  post("/v1/invoices/:id/void", [], ({ world, invoices }, _parameters, id) => {
    const invoice = world.store.invoices.get(id);
    if (invoice.status !== "open") throw invalid("You can only void an open invoice.");
    invoices.void(invoice);
    return invoice;
  }),
  list("/v1/invoice_payments", ["invoice", "payment", "status"], ({ world }, parameters) =>
    matching(world.store.invoicePayments.all, parameters, ["invoice", "status"]).filter(
      ({ payment }) =>
        (parameters.record("payment")?.text("payment_intent") ?? payment.payment_intent) === payment.payment_intent,
    ),
  ),
  get("/v1/invoice_payments/:id", ({ world }, _parameters, id) => world.store.invoicePayments.get(id)),

  post(
    "/v1/payment_intents",
    [
      ...["amount", "automatic_payment_methods", "confirm", "currency", "customer", "description", "metadata"],
      ...["off_session", "payment_method", "receipt_email", "return_url", "setup_future_usage", "statement_descriptor"],
    ],
    (account, parameters) => createPayment(account, parameters),
  ),
  list("/v1/payment_intents", ["customer"], ({ world }, parameters) =>
    matching(world.store.paymentIntents.all, parameters, ["customer"]),
  ),
  get("/v1/payment_intents/:id", ({ world }, _parameters, id) => world.store.paymentIntents.get(id)),
  list("/v1/charges", ["customer", "payment_intent", "transfer_group"], ({ world }, parameters) =>
    matching(world.store.charges.all, parameters, ["customer", "payment_intent"]),
  ),
  get("/v1/charges/:id", ({ world }, _parameters, id) => world.store.charges.get(id)),
  post("/v1/refunds", ["amount", "charge", "metadata", "payment_intent", "reason"], ({ reversals }, parameters) =>
    reversals.refund(parameters),
  ),
  list("/v1/refunds", ["charge", "payment_intent"], ({ world }, parameters) =>
    matching(world.store.refunds.all, parameters, ["charge", "payment_intent"]),
  ),
  get("/v1/refunds/:id", ({ world }, _parameters, id) => world.store.refunds.get(id)),
  list("/v1/disputes", ["charge", "payment_intent"], ({ world }, parameters) =>
    matching(world.store.disputes.all, parameters, ["charge", "payment_intent"]),
  ),
  get("/v1/disputes/:id", ({ world }, _parameters, id) => world.store.disputes.get(id)),
  list("/v1/radar/early_fraud_warnings", ["charge", "payment_intent"], ({ world }, parameters) =>
    matching(world.store.fraudWarnings.all, parameters, ["charge", "payment_intent"]),
  ),
  get("/v1/radar/early_fraud_warnings/:id", ({ world }, _parameters, id) => world.store.fraudWarnings.get(id)),
  get("/v1/payment_methods/:id", ({ world }, _parameters, id) => world.store.paymentMethods.get(id)),

  list("/v1/events", ["delivery_success", "type", "types"], ({ world }, parameters) => {
    const types = [...parameters.texts("types"), ...(parameters.has("type") ? [parameters.required("type")] : [])];
    return world.store.events.all.filter(({ type }) => types.length === 0 || types.some((each) => covers(each, type)));
  }),
  get("/v1/events/:id", ({ world }, _parameters, id) => world.store.events.get(id)),
];

/** `invoice.*` is every type of that beginning. */
function covers(pattern: string, type: string): boolean {
  return pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : pattern === type;
}
