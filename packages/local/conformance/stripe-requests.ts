import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createStripePayments } from "@jules/adapters/stripe";
import type { CustomerId, Payments, Subscription } from "@jules/core/billing";
import { instant, instantPlus, memberId } from "@jules/core/kernel";
import { startStripeSimulator } from "@jules/simulators/stripe";

export interface SentRequest {
  /** The method, the path without ids, and the parameters by their names: what tells one shape from another. */
  readonly shape: string;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const MEMBER = memberId(`m_${"a".repeat(32)}`);
const KEY = "sk_test_conformance";
const HOUR_MS = 60 * 60_000;
const START_MS = Date.parse("2026-11-20T17:00:00Z");

/**
 * One request of each shape that the adapter sends, as it was sent to our simulator while everything was asked of it that it can be
 * asked: in the order in which they came.
 */
export async function requestsOfAdapter(): Promise<readonly SentRequest[]> {
  const simulator = await startStripeSimulator({
    ...{ apiKey: KEY, clock: { now: () => START_MS, schedule: () => ({ cancel: () => {} }) } },
  });
  const shapes = new Map<string, SentRequest>();
  async function record(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url: path = "/" } = request;
    const body = await text(request);
    const headers = Object.fromEntries(
      ["authorization", "stripe-version", "content-type", "idempotency-key"].flatMap((name) => {
        const value = request.headers[name];
        return typeof value === "string" && value !== "" ? [[name, value]] : [];
      }),
    );
    const sent = { shape: shapeOf(method, path, body), method, path, headers, body };
    if (!shapes.has(sent.shape)) shapes.set(sent.shape, sent);
    const invented = ofDraft(method, path);
    const answer =
      invented ?? (await fetch(`${simulator.url}${path}`, { method, headers, ...(body !== "" && { body }) }));
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(await answer.text());
  }

  const recorder = createServer((request, response) => void record(request, response));
  await new Promise<void>((resolve) => recorder.listen(0, "127.0.0.1", resolve));
  const { port } = recorder.address() as AddressInfo;
  try {
    const baseUrl = `http://127.0.0.1:${port}`;
    const payments = createStripePayments({
      ...{ baseUrl, secretKey: async () => KEY, timeoutMs: 10_000, now: () => START_MS },
    });
    await askEverything(payments, simulator);
  } finally {
    recorder.close();
    await simulator.close();
  }
  return [...shapes.values()];
}

async function askEverything(
  payments: Payments,
  simulator: Awaited<ReturnType<typeof startStripeSimulator>>,
): Promise<void> {
  const now = instant(START_MS);
  const [month, year] = await payments.prices();
  if (!month || !year) throw new Error("there is a price for each period");
  const customer = await payments.createCustomer(MEMBER);
  await payments.customer(customer);

  const open = (attempt: string, trialEndsAt = instantPlus(now, 72 * HOUR_MS), ofTrial = true) =>
    payments.openCheckout({
      ...{ member: MEMBER, customer, price: month, trialEndsAt: ofTrial ? trialEndsAt : undefined, language: "es" },
      expiresAt: instantPlus(now, HOUR_MS),
      ...{ successUrl: "https://jules.example/b/done", cancelUrl: "https://jules.example/b/t", attempt },
    });
  await payments.closeCheckout((await open("trial")).id);
  const { id: checkout, url } = await open("paid", undefined, false);
  const card = { email: "robin@example.com", number: "4242 4242 4242 4242", expiry: "12 / 34", cvc: "123" };
  await fetch(url, { method: "POST", body: new URLSearchParams({ ...card, action: "pay" }), redirect: "manual" });
  await payments.openPortal(customer, "https://jules.example/b/done", "es");

  let subscription = await theOne(payments, customer);
  const { id } = subscription;
  subscription = await payments.pause(subscription);
  await payments.resume(id);
  await payments.endAtPeriodEnd(subscription, false);
  await payments.endAtPeriodEnd(subscription, true);
  await payments.keep(id);
  await payments.endAtPeriodEnd(subscription, true);
  await payments.keep(id);
  // As the portal ends one: without the end of its period being named.
  await fetch(`${simulator.url}/v1/subscriptions/${id}`, {
    method: "POST",
    headers: { authorization: `Bearer ${KEY}` },
    body: new URLSearchParams({ cancel_at: String(Math.floor(Date.parse(subscription.periodEndsAt) / 1_000) - 60) }),
  });
  await payments.keep(id);
  const { at } = await payments.previewChange(id, year, now);
  await payments.change(id, year, at);

  const paid = await payments.lastPayment(id);
  if (!paid) throw new Error("something was paid");
  await payments.refund(paid);
  await payments.refund({ ...paid, id: simulator.charges()[0]?.id ?? "" }, 100);
  simulator.script({ kind: "decline" });
  await fetch(`${simulator.url}/simulator/subscriptions/${id}/renew`, { method: "POST", body: "{}" });
  await payments.endNow(id);

  await payments.subject("customer", customer);
  await payments.subject("subscription", id);
  await payments.subject("checkout", checkout);
  await payments.subject("charge", simulator.charges()[0]?.id ?? "");
  // The simulator need not have one of each: what counts is that it is asked for.
  for (const kind of ["invoice", "refund", "dispute", "fraud-warning"] as const) await payments.subject(kind, "none_1");
  for await (const _changed of payments.changedBetween(now, instantPlus(now, HOUR_MS))) break;
  await payments.deleteCustomer(customer);
}

/** A draft, as there is one for an hour after a renewal: our simulator's time stands still here. On a second page, to ask for one. */
function ofDraft(method: string, path: string): Response | undefined {
  const draft = { id: "in_1Draft", status: "draft", auto_advance: true };
  if (method === "POST" && path === `/v1/invoices/${draft.id}`) return Response.json(draft);
  if (method !== "GET" || !path.includes("status=draft")) return undefined;
  return path.includes("starting_after")
    ? Response.json({ data: [], has_more: false })
    : Response.json({ data: [draft], has_more: true });
}

async function theOne(payments: Payments, customer: CustomerId): Promise<Subscription> {
  const [subscription] = await payments.subscriptionsOf(customer);
  if (!subscription) throw new Error("somebody has paid");
  return subscription;
}

function shapeOf(method: string, path: string, body: string): string {
  const [route = "", query = ""] = path.split("?");
  const names = [...new URLSearchParams(method === "POST" ? body : query)].map(([name, value]) =>
    // What is sent empty takes something back.
    value === "" ? `${name}=` : name.replace(/\[\d+\]/g, "[]"),
  );
  const parameters = [...new Set(names)].toSorted().join(" ");
  return `${method} ${route.replaceAll(/\/[a-z]+_\w+(?=\/|$)/g, withoutId)}${parameters === "" ? "" : `: ${parameters}`}`;
}

/** An id has digits or capitals in it; the name of a resource has not. */
function withoutId(segment: string): string {
  return /[\dA-Z]/.test(segment) ? "/:id" : segment;
}
