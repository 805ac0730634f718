import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { type Answer, serve } from "../http-server.ts";
import { ManualClock } from "../manual-clock.ts";
import { startVeriffSimulator, type VeriffSimulator, type VeriffSimulatorOptions } from "./index.ts";

export const apiKey = "8c1f0b1e-0b5a-4c59-9d64-3e0a4a3f7b11";
/** Of the fixtures V01 to V14. */
export const sharedSecret = "5a1f0c3e-7b2d-4c9a-9e41-2f6d8b0c1a77";
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

export interface ReceivedWebhook {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** As it came. */
  readonly body: string;
}

/** An expression of the tests' own, so that the simulator is not checked with itself. */
export function hmac(text: string, secret = sharedSecret): string {
  return createHmac("sha256", secret).update(text, "utf8").digest("hex");
}

export function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), "utf8");
}

const opened: { close(): Promise<void> }[] = [];

/** After each test. */
export async function closeAll(): Promise<void> {
  for (const server of opened.splice(0)) await server.close();
}

interface Setup {
  readonly clock: ManualClock;
  readonly veriff: VeriffSimulator;
  readonly received: ReceivedWebhook[];
  readonly settle: () => Promise<void>;
}

export async function setUp(
  options: Partial<VeriffSimulatorOptions> = {},
  answer: (webhook: ReceivedWebhook, received: readonly ReceivedWebhook[]) => Promise<Answer> | Answer = () => ({
    status: 200,
  }),
): Promise<Setup> {
  const clock = new ManualClock("2026-11-20T17:00:00Z");
  const received: ReceivedWebhook[] = [];
  const integration = await serve(0, async ({ url, headers, body }) => {
    const webhook = { path: url.pathname, headers, body };
    received.push(webhook);
    return answer(webhook, received);
  });
  const webhooks = { decision: `${integration.url}/decision`, event: `${integration.url}/event` };
  const veriff = await startVeriffSimulator({ clock, apiKey, sharedSecret, webhooks, ...options });
  opened.push(veriff, integration);
  const settle = async () => {
    do await new Promise((resolve) => setImmediate(resolve));
    while (veriff.pending() > 0);
  };
  return { clock, veriff, received, settle };
}

export interface CreatedSession {
  readonly id: string;
  readonly url: string;
  readonly vendorData: string | null;
  readonly host: string;
  readonly status: string;
  readonly sessionToken: string;
}

export function post(
  veriff: VeriffSimulator,
  body: unknown,
  headers: Readonly<Record<string, string>> = { "x-auth-client": apiKey },
): Promise<Response> {
  return fetch(`${veriff.url}/v1/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

export async function create(veriff: VeriffSimulator, verification: object = {}): Promise<CreatedSession> {
  const response = await post(veriff, { verification: { vendorData: "usr_01JDCKZ6N4Q8", ...verification } });
  return ((await response.json()) as { verification: CreatedSession }).verification;
}

/** A signed request about a session. */
export function ask(
  veriff: VeriffSimulator,
  id: string,
  { method = "GET", headers = {} }: { method?: "GET" | "DELETE"; headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> {
  const path = method === "GET" ? `${id}/decision` : id;
  return fetch(`${veriff.url}/v1/sessions/${path}`, {
    method,
    headers: { "x-auth-client": apiKey, "x-hmac-signature": hmac(id), ...headers },
  });
}

/** Presses a button of the hosted page. */
export function press(url: string, outcome: string, more: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${url}/outcome`, {
    method: "POST",
    body: new URLSearchParams({ outcome, ...more }),
    redirect: "manual",
  });
}

export interface Decision {
  readonly verification: {
    readonly id: string;
    readonly attemptId: string | null;
    readonly status: string;
    readonly code: number;
    readonly reasonCode: number | null;
    readonly decisionTime: string;
    readonly vendorData: string | null;
    readonly person: { readonly dateOfBirth: string | null; readonly firstName: string } | null;
    readonly document: unknown;
    readonly additionalVerifiedData: { readonly estimatedAge?: number };
  };
}

export function decisions(received: readonly ReceivedWebhook[]): Decision["verification"][] {
  const bodies = received.filter(({ path }) => path === "/decision").map(({ body }) => JSON.parse(body) as Decision);
  return bodies.map(({ verification }) => verification);
}

/** What came in order: an event's action or a decision's status. */
export function told(received: readonly ReceivedWebhook[]): string[] {
  return received.map(({ body }) => {
    const { action, verification } = JSON.parse(body) as { action?: string } & Partial<Decision>;
    return action ?? verification?.status ?? "?";
  });
}
