import { type Clock, realClock } from "../clock.ts";
import { answerControl } from "../control.ts";
import { serve } from "../http-server.ts";
import { Script } from "../script.ts";
import { Timers } from "../timers.ts";
import { openAccount } from "./account.ts";
import { Api, type KnownRequest } from "./api.ts";
import type { CatalogOptions } from "./catalog.ts";
import { Events } from "./events.ts";
import { faultKinds, type StripeFault } from "./faults.ts";
import { answerCheckoutPage } from "./page-checkout.ts";
import { answerInvoicePage } from "./page-invoice.ts";
import { answerPortalPage } from "./page-portal.ts";
import type { LedgerEntry } from "./payments.ts";
import { answerSideDoor } from "./side-door.ts";
import { Store } from "./store.ts";
import { type WebhookAnswer, type WebhookCounters, type WebhookEndpoint, Webhooks } from "./webhooks.ts";
import type { World } from "./world.ts";

export type { KnownRequest } from "./api.ts";
export type { CatalogOptions, PriceOffer } from "./catalog.ts";
export type { StripeFault } from "./faults.ts";
export type { LedgerEntry } from "./payments.ts";
export type { WebhookAnswer, WebhookEndpoint } from "./webhooks.ts";

export interface StripeSimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly clock?: Clock;
  /** Any text will do; `sk_test_…` at the vendor's. */
  readonly apiKey: string;
  readonly webhooks?: WebhookEndpoint;
  /** What is sold: Jules Plus by the month and by the year unless given. */
  readonly catalog?: CatalogOptions;
  /** Whether objects and events say that they are about real money. */
  readonly livemode?: boolean;
  /** Takes lines without anything about a person; the first says that this is a simulation. */
  readonly log?: (line: string) => void;
}

export interface StripeSimulator {
  /** Scheme, host and port: of the API, of the hosted pages and of the side door. */
  readonly url: string;
  readonly webhooks: Readonly<WebhookCounters>;
  /** What the integration answered to each attempt, the newest thousand, oldest first. */
  readonly answers: readonly WebhookAnswer[];
  configureWebhooks(endpoint: WebhookEndpoint): void;
  /** The newest thousand, oldest first. */
  requests(): readonly KnownRequest[];
  /** Every charge that took money, oldest first. */
  charges(): readonly LedgerEntry[];
  script(fault: StripeFault): void;
  clearScript(): void;
  /**
   * Webhooks in flight, and with `withinMs` also what is due within that much of the clock. A caller that holds the
   * clock must not wait for the latter.
   */
  pending(withinMs?: number): number;
  close(): Promise<void>;
}

/**
 * Starts a server that behaves like one account with Stripe: its API, the hosted pages where customers pay and look after
 * their subscriptions, and signed webhooks. Trials, renewals, retries and expiries follow the clock.
 */
export async function startStripeSimulator(options: StripeSimulatorOptions): Promise<StripeSimulator> {
  const clock = options.clock ?? realClock;
  const log = options.log ?? (() => {});
  const isLive = options.livemode ?? false;
  const timers = new Timers(clock);
  const script = new Script<StripeFault>();
  const webhooks = new Webhooks(clock, timers, script, log);
  if (options.webhooks) webhooks.configure(options.webhooks);
  const store = new Store();
  const events = new Events({ clock, isLive, store, send: (event, customer) => webhooks.send(event, customer) });
  const world: World = { clock, timers, script, store, events, isLive, host: () => server.url };
  const account = openAccount(world, options.catalog);
  const api = new Api(account, options.apiKey, log);
  const asked = () => ({ requests: api.requests, webhooks: webhooks.counters, answers: webhooks.answers });
  const server = await serve(options.port ?? 0, async (request, response) => {
    return (
      answerControl(request, script, faultKinds, asked) ??
      answerSideDoor(request, { account, webhooks }) ??
      answerCheckoutPage(request, account) ??
      answerPortalPage(request, account) ??
      answerInvoicePage(request, account) ??
      (await api.answer(request, response))
    );
  });
  log("This is a simulation: no card is real, and no money moves.");
  return {
    url: server.url,
    webhooks: webhooks.counters,
    answers: webhooks.answers,
    configureWebhooks: (endpoint) => webhooks.configure(endpoint),
    requests: () => api.requests,
    charges: () => account.payments.ledger,
    script: (fault) => script.add(fault),
    clearScript: () => script.clear(),
    pending: (withinMs) => webhooks.inFlight + (withinMs === undefined ? 0 : timers.dueWithin(withinMs)),
    async close() {
      timers.cancelAll();
      webhooks.close();
      await server.close();
    },
  };
}
