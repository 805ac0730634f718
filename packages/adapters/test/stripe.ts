import { type Instant, instant } from "@jules/core/kernel";
import { type StripeSimulator, startStripeSimulator } from "@jules/simulators/stripe";
import { createStripePayments } from "../src/stripe/index.ts";

const KEY = "sk_test_adapter";

/** Stripe's stand-in and the adapter that asks it, at a time that stands still until it is moved. */
export async function startStripe(livemode = false) {
  let nowMs = Date.parse("2026-11-20T17:00:00Z");
  const simulator = await startStripeSimulator({
    ...{ apiKey: KEY, livemode },
    // Nothing falls due by itself: periods are turned by the side door.
    clock: { now: () => nowMs, schedule: () => ({ cancel: () => {} }) },
  });
  const paymentsWithin = (timeoutMs: number) =>
    createStripePayments({ baseUrl: simulator.url, secretKey: async () => KEY, timeoutMs, now: () => nowMs });
  return {
    ...{ payments: paymentsWithin(5_000), simulator },
    /** The same for somebody who waits for 30 milliseconds. */
    hurried: paymentsWithin(30),
    now: (): Instant => instant(nowMs),
    advance(milliseconds: number) {
      nowMs += milliseconds;
    },
    /** Somebody pays on the page. */
    async pay({ url }: { readonly url: string }): Promise<void> {
      const card = { email: "robin@example.com", number: "4242 4242 4242 4242", expiry: "12 / 34", cvc: "123" };
      const body = new URLSearchParams({ ...card, action: "pay" });
      const { status } = await fetch(url, { method: "POST", body, redirect: "manual" });
      if (status !== 303 && status !== 302) throw new Error(`nobody can pay there: ${status}`);
    },
    async renew(subscription: string, isPaid: boolean): Promise<void> {
      if (!isPaid) simulator.script({ kind: "decline" });
      await sideDoor(simulator, `subscriptions/${subscription}/renew`);
    },
    /** What the API itself says. */
    async ask(path: string): Promise<{ readonly data: readonly { readonly id: string }[] }> {
      const response = await fetch(`${simulator.url}${path}`, { headers: { authorization: `Bearer ${KEY}` } });
      return (await response.json()) as { readonly data: readonly { readonly id: string }[] };
    },
    /** Somebody sets something on a subscription in the dashboard. */
    async set(subscription: string, parameters: Record<string, string>): Promise<void> {
      const { ok, status } = await fetch(`${simulator.url}/v1/subscriptions/${subscription}`, {
        ...{ method: "POST", headers: { authorization: `Bearer ${KEY}` } },
        body: new URLSearchParams(parameters),
      });
      if (!ok) throw new Error(`the API did not set it: ${status}`);
    },
    sideDoor: (path: string, body: object = {}) => sideDoor(simulator, path, body),
  };
}

async function sideDoor({ url }: StripeSimulator, path: string, body: object = {}): Promise<void> {
  const response = await fetch(`${url}/simulator/${path}`, { method: "POST", body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`the simulation did not do it: ${response.status}`);
}
