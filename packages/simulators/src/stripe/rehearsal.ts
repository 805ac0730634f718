import Stripe from "stripe";
import { type Answer, serve } from "../http-server.ts";
import { ManualClock } from "../manual-clock.ts";
import { type StripeSimulator, type StripeSimulatorOptions, startStripeSimulator } from "./index.ts";

export const apiKey = "sk_test_rehearsal";
export const secret = "whsec_rehearsal";
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
export const start = Date.parse("2026-11-20T17:00:00Z") / 1000;

export interface ReceivedWebhook {
  readonly signature: string;
  /** As it came. */
  readonly body: string;
  readonly event: Stripe.Event;
}

const opened: { close(): Promise<void> }[] = [];

/** After each test. */
export async function closeAll(): Promise<void> {
  for (const server of opened.splice(0)) await server.close();
}

export interface Setup {
  readonly clock: ManualClock;
  readonly simulator: StripeSimulator;
  /** Where its webhooks go. */
  readonly endpoint: string;
  /** The vendor's own client. */
  readonly stripe: Stripe;
  readonly received: ReceivedWebhook[];
  readonly settle: () => Promise<void>;
  readonly advance: (ms: number) => Promise<void>;
}

export async function setUp(
  options: Partial<StripeSimulatorOptions> = {},
  answer: (received: readonly ReceivedWebhook[]) => Answer = () => ({ status: 200 }),
): Promise<Setup> {
  const clock = new ManualClock("2026-11-20T17:00:00Z");
  const received: ReceivedWebhook[] = [];
  const integration = await serve(0, async ({ headers, body }) => {
    received.push({ signature: String(headers["stripe-signature"]), body, event: JSON.parse(body) as Stripe.Event });
    return answer(received);
  });
  const webhooks = { url: `${integration.url}/webhooks/stripe`, secrets: [secret] } as const;
  const simulator = await startStripeSimulator({ clock, apiKey, webhooks, ...options });
  opened.push(simulator, integration);
  const settle = async () => {
    do await new Promise((resolve) => setImmediate(resolve));
    while (simulator.pending() > 0);
  };
  const stripe = client(simulator);
  return {
    clock,
    simulator,
    endpoint: webhooks.url,
    stripe,
    received,
    settle,
    advance: (ms) => clock.advance(ms, settle),
  };
}

export function client({ url }: StripeSimulator, key = apiKey): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, { host: hostname, port, protocol: "http", telemetry: false, maxNetworkRetries: 0 });
}

export async function priceOf(stripe: Stripe, lookupKey = "jules_plus_monthly"): Promise<Stripe.Price> {
  const { data } = await stripe.prices.list({ lookup_keys: [lookupKey], active: true });
  const [price] = data;
  if (!price) throw new Error(`There is no price ${lookupKey}.`);
  return price;
}

/** A subscription that began without the page, with one of the vendor's named cards. */
export async function subscribe(
  stripe: Stripe,
  more: Partial<Stripe.SubscriptionCreateParams> = {},
): Promise<Stripe.Subscription> {
  const customer = await stripe.customers.create({ email: "robin@example.com" });
  const price = await priceOf(stripe);
  return stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    default_payment_method: "pm_card_visa",
    ...more,
  });
}

/** A checkout page's session for Jules Plus. */
export async function checkout(
  stripe: Stripe,
  more: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Promise<Stripe.Checkout.Session> {
  const price = await priceOf(stripe);
  return stripe.checkout.sessions.create({
    mode: "subscription",
    line_items: [{ price: price.id, quantity: 1 }],
    success_url: "https://jules.example.com/thanks?session={CHECKOUT_SESSION_ID}",
    cancel_url: "https://jules.example.com/later",
    ...more,
  });
}

/** Sends a form of a hosted page. */
export function submit(url: string | null, fields: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(url ?? "", { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
}

export const goodCard = {
  email: "robin@example.com",
  number: "4242 4242 4242 4242",
  expiry: "12 / 34",
  cvc: "123",
  action: "pay",
} as const;

export function types(received: readonly ReceivedWebhook[]): string[] {
  return received.map(({ event }) => event.type);
}
