import type { Answer } from "../http-server.ts";
import { ManualClock } from "../manual-clock.ts";
import { type CallbackReceiver, type ReceivedCallback, startCallbackReceiver } from "./callback-receiver.ts";
import { type BandwidthSimulator, type BandwidthSimulatorOptions, startBandwidthSimulator } from "./index.ts";

export const account = {
  accountId: "9900123",
  applicationId: "5d1c9a52-7f0e-4a55-9d1b-3b6a0f2c7e11",
  clientId: "client",
  clientSecret: "secret",
  numbers: ["+19195550100", "+18005550100"],
};
export const ours = "+19195550100";
export const ourTollFree = "+18005550100";
export const phone = "+14155550123";
export const text = { applicationId: account.applicationId, from: ours, to: [phone], text: "always up for you" };
export const ok: Answer = { status: 200 };
export const challenge: Answer = { status: 401, headers: { "www-authenticate": 'Basic realm=""' } };
export const credentials = `Basic ${btoa("carrier:correct horse")}`;
export const hourMs = 3_600_000;

const opened: { close(): Promise<void> }[] = [];

/** After each test. */
export async function closeAll(): Promise<void> {
  for (const server of opened.splice(0)) await server.close();
}

interface Setup {
  readonly clock: ManualClock;
  readonly carrier: BandwidthSimulator;
  readonly webhooks: CallbackReceiver;
  readonly settle: () => Promise<void>;
}

export async function setUp(
  options: Partial<BandwidthSimulatorOptions> = {},
  answer: (callback: ReceivedCallback, received: readonly ReceivedCallback[]) => Promise<Answer> | Answer = () => ok,
): Promise<Setup> {
  const clock = new ManualClock("2026-11-20T17:00:00Z");
  const webhooks = await startCallbackReceiver(answer);
  const callbacks = { inbound: webhooks.target("/inbound"), status: webhooks.target("/status") };
  const carrier = await startBandwidthSimulator({ ...account, clock, callbacks, ...options });
  opened.push(carrier, webhooks);
  const settle = async () => {
    while (carrier.pending() > 0) await new Promise((resolve) => setImmediate(resolve));
  };
  return { clock, carrier, webhooks, settle };
}

export function requestToken(carrier: BandwidthSimulator, clientSecret = account.clientSecret): Promise<Response> {
  return fetch(carrier.tokenUrl, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${account.clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
}

export async function bearer(carrier: BandwidthSimulator): Promise<string> {
  const { access_token } = (await (await requestToken(carrier)).json()) as { access_token: string };
  return `Bearer ${access_token}`;
}

export async function send(carrier: BandwidthSimulator, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${carrier.apiUrl}/users/${account.accountId}/messages`, {
    method: "POST",
    headers: { authorization: await bearer(carrier), "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

export async function get(carrier: BandwidthSimulator, path: string): Promise<Response> {
  return fetch(`${carrier.apiUrl}/users/${account.accountId}/${path}`, {
    headers: { authorization: await bearer(carrier) },
  });
}

export function events(webhooks: CallbackReceiver): unknown[] {
  return webhooks.received.flatMap(({ body }) => body);
}
