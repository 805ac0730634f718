import type { Customer, Payments } from "@jules/core/billing";
import * as z from "zod/mini";
import type { StripeApi } from "./client.ts";
import { customer, MEMBER_KEY, memberIn, metadata } from "./fields.ts";
import { keys } from "./keys.ts";

const CustomerBody = z.object({ id: customer, deleted: z.optional(z.boolean()), metadata });
const Deleted = z.object({ id: customer });

/** The customers of members: an opaque id each, and nothing that we know of a person. */
export function customersAt(api: StripeApi): Pick<Payments, "createCustomer" | "customer" | "deleteCustomer"> {
  async function find(id: string): Promise<Customer | undefined> {
    const found = await api.find(CustomerBody, (stripe) => stripe.customers.retrieve(id));
    return found && { id: found.id, member: memberIn(found.metadata), isDeleted: found.deleted === true };
  }

  return {
    async createCustomer(member) {
      const make = (idempotencyKey: string) =>
        api.ask(CustomerBody, (stripe) =>
          stripe.customers.create({ metadata: { [MEMBER_KEY]: member } }, { idempotencyKey }),
        );
      let { id } = await make(keys.customer(member));
      // Under its key Stripe gives the same one for a day, also when somebody deleted it meanwhile.
      while ((await find(id))?.isDeleted !== false) id = (await make(keys.customerAfter(member, id))).id;
      return id;
    },
    customer: find,
    async deleteCustomer(id) {
      await api.find(Deleted, (stripe) => stripe.customers.del(id));
    },
  };
}
