import type { Customer } from "./objects.ts";
import type { Parameters } from "./parameters.ts";
import { deletedCustomer, newId } from "./store.ts";
import type { Subscriptions } from "./subscriptions.ts";
import { nowSeconds } from "./time.ts";
import type { World } from "./world.ts";

export const customerParameters = [
  ...["address", "balance", "business_name", "cash_balance", "description", "email", "individual_name"],
  ...["invoice_prefix", "invoice_settings", "metadata", "name", "next_invoice_sequence", "payment_method", "phone"],
  ...["preferred_locales", "shipping", "source", "tax", "tax_exempt", "tax_id_data", "test_clock", "default_source"],
];

/** Who pays. */
export class Customers {
  readonly #world: World;
  readonly #subscriptions: Subscriptions;

  constructor(world: World, subscriptions: Subscriptions) {
    this.#world = world;
    this.#subscriptions = subscriptions;
  }

  create(parameters: Parameters): Customer {
    const { store, events, isLive } = this.#world;
    const customer: Customer = store.customers.add({
      id: newId("cus", 14),
      object: "customer",
      address: null,
      balance: parameters.integer("balance") ?? 0,
      created: nowSeconds(this.#world),
      currency: null,
      customer_account: null,
      default_source: null,
      delinquent: false,
      description: parameters.text("description") ?? null,
      discount: null,
      email: parameters.text("email") ?? null,
      invoice_prefix: newId("x", 8).slice(2).toUpperCase(),
      invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
      livemode: isLive,
      metadata: parameters.metadata("metadata"),
      name: parameters.text("name") ?? null,
      next_invoice_sequence: 1,
      phone: parameters.text("phone") ?? null,
      preferred_locales: parameters.texts("preferred_locales"),
      shipping: null,
      tax_exempt: "none",
      test_clock: null,
    });
    events.record("customer.created", customer);
    return customer;
  }

  update(customer: Customer, parameters: Parameters): Customer {
    this.#world.events.recordChange("customer.updated", customer, (changed) => {
      for (const name of ["email", "name", "phone", "description"]) {
        if (parameters.has(name)) changed[name] = parameters.text(name) ?? null;
      }
      if (parameters.has("metadata")) changed.metadata = parameters.metadata("metadata", changed.metadata);
      if (parameters.has("preferred_locales")) changed.preferred_locales = parameters.texts("preferred_locales");
      const method = parameters.record("invoice_settings")?.text("default_payment_method");
      if (method !== undefined) {
        this.#world.store.paymentMethods.get(method, "invoice_settings[default_payment_method]");
        changed.invoice_settings.default_payment_method = method;
      }
    });
    return customer;
  }

  /** Its subscriptions end at once. */
  delete(customer: Customer): object {
    const { store, events } = this.#world;
    for (const subscription of store.subscriptions.all) {
      if (subscription.customer !== customer.id) continue;
      if (subscription.status === "incomplete_expired") continue;
      this.#subscriptions.cancel(subscription, { reason: null });
    }
    store.deletedCustomers.add(customer.id);
    events.record("customer.deleted", customer);
    return deletedCustomer(customer.id);
  }

  /** A card that later payments are made with, of the customer and of what they have subscribed to. */
  setCard(customer: Customer, method: string): void {
    const { store, events } = this.#world;
    events.recordChange("customer.updated", customer, (changed) => {
      changed.invoice_settings.default_payment_method = method;
    });
    for (const subscription of store.subscriptions.all) {
      if (subscription.customer !== customer.id || subscription.default_payment_method === null) continue;
      if (subscription.status === "canceled" || subscription.status === "incomplete_expired") continue;
      this.#subscriptions.change(subscription, (changed) => {
        changed.default_payment_method = method;
      });
    }
  }
}
