import { afterEach, expect, test } from "vitest";
import { closeAll, dayMs, hourMs, setUp, subscribe } from "./rehearsal.ts";

afterEach(closeAll);

test.each([
  [true, "paid", 2],
  [false, "draft", 1],
])(
  "a renewal that is still a draft, and is to advance: %s, is %s an hour later",
  async (auto_advance, status, charges) => {
    const { stripe, simulator, advance } = await setUp();
    const { id } = await subscribe(stripe);
    await advance(30 * dayMs + 30 * 60_000);
    const [draft] = (await stripe.invoices.list({ subscription: id, status: "draft" })).data;
    if (!draft) throw new Error("a renewal is a draft for an hour");
    await stripe.invoices.update(draft.id, { auto_advance });
    await advance(hourMs);
    expect((await stripe.invoices.retrieve(draft.id)).status).toBe(status);
    expect(simulator.charges()).toHaveLength(charges);
  },
);
