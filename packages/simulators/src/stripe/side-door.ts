import { type Answer, isRecord, parseJson, type ReceivedRequest } from "../http-server.ts";
import type { Account } from "./account.ts";
import { Refusal } from "./refusals.ts";
import type { Webhooks } from "./webhooks.ts";

interface SideDoorParts {
  readonly account: Account;
  readonly webhooks: Webhooks;
}

const actionPattern = /^\/simulator\/(\w+)\/([^/]+)\/([\w-]+)$/;

/**
 * What another process can do beyond the script; the README lists it. Undefined for any other path.
 */
export function answerSideDoor(request: ReceivedRequest, parts: SideDoorParts): Answer | undefined {
  const { method, url, body } = request;
  const { account, webhooks } = parts;
  const given = parseJson(body);
  const details = isRecord(given) ? given : {};
  switch (`${method} ${url.pathname}`) {
    case "GET /simulator/charges":
      return { status: 200, body: account.payments.ledger };
    case "POST /simulator/webhooks": {
      const { body: text, type = "simulated", customer = "" } = details;
      if (text === undefined) return { status: 400, body: { description: "body is missing" } };
      webhooks.post(typeof text === "string" ? text : JSON.stringify(text), "", String(type), String(customer));
      return { status: 204 };
    }
  }
  const [, kind, id, action] = actionPattern.exec(url.pathname) ?? [];
  if (method !== "POST" || kind === undefined || id === undefined) return undefined;
  try {
    return act(`${kind} ${String(action)}`, decodeURIComponent(id), details, parts);
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, body: { description: error.message } };
    throw error;
  }
}

function act(what: string, id: string, details: Record<string, unknown>, { account }: SideDoorParts): Answer {
  const { world, subscriptions, reversals, customers, cards } = account;
  const { store } = world;
  const done = (isDone: boolean): Answer => ({ status: isDone ? 204 : 409 });
  switch (what) {
    case "subscriptions renew": {
      const subscription = store.subscriptions.get(id);
      if (!["trialing", "active", "past_due"].includes(subscription.status)) return done(false);
      subscriptions.turnPeriod(subscription, details.draft !== true);
      return { status: 200, body: subscription };
    }
    case "charges dispute": {
      const reason = typeof details.reason === "string" ? details.reason : undefined;
      return { status: 200, body: reversals.openDispute(store.charges.get(id), reason) };
    }
    case "charges warn":
      return { status: 200, body: reversals.warn(store.charges.get(id)) };
    case "disputes close":
      return done(reversals.closeDispute(store.disputes.get(id), details.status === "won" ? "won" : "lost"));
    case "refunds fail":
      return done(reversals.failRefund(store.refunds.get(id)));
    case "customers card": {
      const card = cards.create(String(details.number ?? ""));
      if (!card) return { status: 400, body: { description: "number is none of the test cards" } };
      cards.attach(card, store.liveCustomer(id).id);
      customers.setCard(store.liveCustomer(id), card.id);
      return { status: 200, body: card };
    }
    case "customers delete":
      customers.delete(store.liveCustomer(id));
      return done(true);
    case "events replay":
      world.events.replay(store.events.get(id));
      return done(true);
    default:
      return { status: 404, body: { description: `There is no ${what}.` } };
  }
}
