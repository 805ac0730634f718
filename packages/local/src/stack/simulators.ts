import { startAnthropicSimulator } from "@jules/simulators/anthropic";
import { type BandwidthSimulator, startBandwidthSimulator } from "@jules/simulators/bandwidth";
import { startLangfuseSimulator } from "@jules/simulators/langfuse";
import { startOpenAiSimulator } from "@jules/simulators/openai";
import { startSentrySimulator } from "@jules/simulators/sentry";
import { type StripeSimulator, startStripeSimulator } from "@jules/simulators/stripe";
import { startVeriffSimulator, type VeriffSimulator } from "@jules/simulators/veriff";
import type { LocalClock } from "../clock/index.ts";
import type { FunctionResource } from "../cloudformation/index.ts";
import type { Providers } from "./providers.ts";
import type { Secret } from "./secrets.ts";

export interface Simulators extends AsyncDisposable {
  /** Absent when the carrier is replaced, or when no function uses one. */
  readonly carrier: BandwidthSimulator | undefined;
  /** Absent when Stripe is replaced, or when no function uses it. */
  readonly stripe: StripeSimulator | undefined;
  /** Absent when Veriff is replaced, or when no function uses it. */
  readonly veriff: VeriffSimulator | undefined;
  /** The variables that lead to a simulator. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Where each simulator is, with its side door, by its name. */
  readonly urls: Readonly<Record<string, string>>;
}

export interface SimulatorsOptions {
  readonly clock: LocalClock;
  readonly functions: readonly FunctionResource[];
  readonly secrets: readonly Secret[];
  readonly providers: Providers;
  readonly onLine: (source: string, line: string) => void;
}

/** Starts the simulators of the providers that are not replaced, set up as the functions and their secrets expect them. */
export async function startSimulators(options: SimulatorsOptions): Promise<Simulators> {
  const { clock, functions, secrets, providers, onLine } = options;
  await using started = new AsyncDisposableStack();
  const addresses: Record<string, string> = {};
  const urls: Record<string, string> = {};
  let carrier: BandwidthSimulator | undefined;
  let stripe: StripeSimulator | undefined;
  let veriff: VeriffSimulator | undefined;

  const account = bandwidthAccount(functions);
  const apiCredentials = credentialsOf(secrets, "BandwidthApiCredentials");
  if (account && apiCredentials && !providers.isReplaced("Bandwidth")) {
    carrier = await startBandwidthSimulator({
      clock,
      ...account,
      clientId: apiCredentials.username,
      clientSecret: apiCredentials.password,
      log: (line) => onLine("bandwidth-simulator", line),
    });
    started.defer(carrier.close);
    urls.bandwidthSimulator = carrier.url;
    addresses.BANDWIDTH_API_URL = carrier.apiUrl;
    addresses.BANDWIDTH_TOKEN_URL = carrier.tokenUrl;
  }

  const apiKey = secrets.find((secret) => secret.name === "AnthropicApiKey")?.value;
  if (apiKey && !providers.isReplaced("Anthropic")) {
    const anthropic = await startAnthropicSimulator({
      clock,
      apiKey,
      log: (line) => onLine("anthropic-simulator", line),
    });
    started.defer(anthropic.close);
    urls.anthropicSimulator = anthropic.url;
    addresses.ANTHROPIC_BASE_URL = anthropic.url;
  }

  const openAiKey = secrets.find((secret) => secret.name === "OpenAiApiKey")?.value;
  if (openAiKey && !providers.isReplaced("OpenAI")) {
    const openAi = await startOpenAiSimulator({
      clock,
      apiKey: openAiKey,
      log: (line) => onLine("openai-simulator", line),
    });
    started.defer(openAi.close);
    urls.openAiSimulator = openAi.url;
    addresses.OPENAI_BASE_URL = openAi.apiUrl;
  }

  const veriffKey = secrets.find((secret) => secret.name === "VeriffApiKey")?.value;
  const sharedSecret = secrets.find((secret) => secret.name === "VeriffSharedSecret")?.value;
  const usesVeriff = functions.some((each) => each.environment.VERIFF_API_URL !== undefined);
  if (usesVeriff && veriffKey && sharedSecret && !providers.isReplaced("Veriff")) {
    veriff = await startVeriffSimulator({
      clock,
      apiKey: veriffKey,
      sharedSecret,
      // The pages that users are sent back to are on this machine, too.
      allowsLocalCallbacks: true,
      log: (line) => onLine("veriff-simulator", line),
    });
    started.defer(veriff.close);
    urls.veriffSimulator = veriff.url;
    addresses.VERIFF_API_URL = veriff.url;
  }

  const stripeKey = secrets.find((secret) => secret.name === "StripeSecretKey")?.value;
  const usesStripe = functions.some((each) => each.environment.STRIPE_API_URL !== undefined);
  if (usesStripe && stripeKey && !providers.isReplaced("Stripe")) {
    stripe = await startStripeSimulator({ clock, apiKey: stripeKey, log: (line) => onLine("stripe-simulator", line) });
    started.defer(stripe.close);
    urls.stripeSimulator = stripe.url;
    addresses.STRIPE_API_URL = stripe.url;
  }

  const langfuseKeys = credentialsOf(secrets, "LangfuseKeys");
  if (langfuseKeys && !providers.isReplaced("Langfuse")) {
    const { username: publicKey, password: secretKey } = langfuseKeys;
    const langfuse = await startLangfuseSimulator({ publicKey, secretKey });
    started.defer(langfuse.close);
    urls.langfuseSimulator = langfuse.url;
    addresses.LANGFUSE_BASE_URL = langfuse.url;
  }

  if (functions.some((each) => each.environment.SENTRY_DSN !== undefined) && !providers.isReplaced("Sentry")) {
    const sentry = await startSentrySimulator();
    started.defer(sentry.close);
    urls.sentrySimulator = sentry.url;
    addresses.SENTRY_DSN = sentry.dsn;
  }

  const running = started.move();
  return { carrier, stripe, veriff, addresses, urls, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

export interface BandwidthAccount {
  readonly accountId: string;
  readonly applicationId: string;
  readonly numbers: readonly string[];
}

/** Our account with the carrier, as the functions that use it know it. */
export function bandwidthAccount(functions: readonly FunctionResource[]): BandwidthAccount | undefined {
  const variables: Readonly<Record<string, string>> = Object.assign({}, ...functions.map((each) => each.environment));
  const { BANDWIDTH_ACCOUNT_ID, BANDWIDTH_APPLICATION_ID, BANDWIDTH_NUMBERS } = variables;
  if (!BANDWIDTH_ACCOUNT_ID || !BANDWIDTH_APPLICATION_ID || !BANDWIDTH_NUMBERS) return undefined;
  return {
    accountId: BANDWIDTH_ACCOUNT_ID,
    applicationId: BANDWIDTH_APPLICATION_ID,
    numbers: BANDWIDTH_NUMBERS.split(",").map((number) => number.trim()),
  };
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** A secret of the form `username:password`. */
export function credentialsOf(secrets: readonly Secret[], name: string): Credentials | undefined {
  const value = secrets.find((secret) => secret.name === name)?.value;
  if (value === undefined) return undefined;
  const colon = value.indexOf(":");
  return { username: value.slice(0, colon), password: value.slice(colon + 1) };
}

/** Tells the carrier where it calls back, and with which credentials. */
export function configureCallbacks(
  carrier: BandwidthSimulator,
  webhooks: Readonly<Record<string, string>>,
  secrets: readonly Secret[],
): void {
  const { bandwidthInbound, bandwidthStatus } = webhooks;
  const inbound = credentialsOf(secrets, "BandwidthInboundCredentials");
  const status = credentialsOf(secrets, "BandwidthStatusCredentials");
  if (!bandwidthInbound || !bandwidthStatus || !inbound || !status) {
    throw new Error("The stacks use the carrier, but lack a webhook of it or the credentials for one.");
  }
  carrier.configureCallbacks({
    inbound: { url: bandwidthInbound, ...inbound },
    status: { url: bandwidthStatus, ...status },
  });
}

/** Tells Veriff where it calls back. It needs neither: without an address that kind of webhook is not sent. */
export function configureWebhooks(veriff: VeriffSimulator, webhooks: Readonly<Record<string, string>>): void {
  const { veriffDecision, veriffEvent } = webhooks;
  veriff.configureWebhooks({
    ...(veriffDecision !== undefined && { decision: veriffDecision }),
    ...(veriffEvent !== undefined && { event: veriffEvent }),
  });
}

/** The types that the endpoint of a stage is set up for. */
const stripeEvents = [
  ...["checkout.session.completed", "checkout.session.async_payment_succeeded"],
  ...["checkout.session.async_payment_failed", "checkout.session.expired"],
  ...["created", "updated", "deleted", "trial_will_end", "paused", "resumed", "pending_update_expired"].map(
    (what) => `customer.subscription.${what}`,
  ),
  ...["invoice.paid", "invoice.payment_failed", "invoice.payment_action_required", "invoice.finalization_failed"],
  ...["customer.deleted", "charge.refunded", "refund.created", "refund.failed"],
  ...["charge.dispute.created", "charge.dispute.closed", "radar.early_fraud_warning.created"],
];

/** Tells Stripe where it calls back, and with which secrets it signs. Without an address, or without a secret, it does not call. */
export function configureStripe(
  simulator: StripeSimulator,
  webhooks: Readonly<Record<string, string>>,
  secrets: readonly Secret[],
): void {
  const { stripe: url } = webhooks;
  const [secret, ...previous] = ["StripeWebhookSecret", "StripeWebhookSecretPrevious"].flatMap(
    (name) => secrets.find((each) => each.name === name)?.value ?? [],
  );
  if (url !== undefined && secret !== undefined) {
    simulator.configureWebhooks({ url, secrets: [secret, ...previous], enabledEvents: stripeEvents });
  }
}
