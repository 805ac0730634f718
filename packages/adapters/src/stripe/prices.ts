import { PERIODS, PLANS, type Price } from "@jules/core/billing";
import { Failure } from "@jules/core/kernel";
import * as z from "zod/mini";
import type { StripeApi } from "./client.ts";
import { id, reference } from "./fields.ts";

const FRESH_MS = 5 * 60_000;

const Prices = z.object({
  data: z.array(
    z.object({
      id,
      lookup_key: z.string(),
      product: reference,
      unit_amount: z.int().check(z.minimum(0)),
      currency: z.string().check(z.regex(/^[a-z]{3}$/)),
    }),
  ),
});

export interface PriceList {
  readonly prices: readonly Price[];
  /** What they are prices of. */
  readonly products: ReadonlySet<string>;
}

/** What is sold, kept for five minutes in this process; older prices answer while Stripe does not. */
export function createPriceList(api: StripeApi): () => Promise<PriceList> {
  let known: { readonly list: PriceList; readonly readAt: number } | undefined;

  async function read(): Promise<PriceList> {
    const { data } = await api.ask(Prices, (stripe) =>
      stripe.prices.list({ active: true, lookup_keys: Object.values(PLANS.plus.lookupKeys), limit: 10 }),
    );
    const prices = PERIODS.flatMap((period) => {
      const price = data.find(({ lookup_key }) => lookup_key === PLANS.plus.lookupKeys[period]);
      return price ? [{ id: price.id, period, minor: price.unit_amount, currency: price.currency }] : [];
    });
    return { prices, products: new Set(data.map(({ product }) => product)) };
  }

  return async () => {
    if (known && api.now() - known.readAt < FRESH_MS) return known.list;
    try {
      known = { list: await read(), readAt: api.now() };
    } catch (error) {
      if (!known || !(error instanceof Failure && error.code === "payments.unavailable")) throw error;
    }
    return known.list;
  };
}
