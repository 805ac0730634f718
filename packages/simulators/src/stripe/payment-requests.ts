import type { Account } from "./account.ts";
import { declineMessage } from "./cards.ts";
import type { Invoice, PaymentIntent } from "./objects.ts";
import type { Parameters } from "./parameters.ts";
import { invalid, missing, Refusal } from "./refusals.ts";

/** A payment of its own, confirmed at once if that is asked for. */
export function createPayment({ world, cards, payments }: Account, parameters: Parameters): PaymentIntent {
  const amount = parameters.integer("amount");
  if (amount === undefined) throw missing("amount");
  if (amount < 50) throw invalid("Amount must be at least $0.50 usd", "amount", "amount_too_small");
  const customer = parameters.text("customer");
  if (customer !== undefined) world.store.liveCustomer(customer, "customer");
  const methodId = parameters.text("payment_method");
  const method = methodId === undefined ? undefined : cards.resolve(methodId, "payment_method");
  const intent = payments.open({
    ...{ customer: customer ?? null, amount, currency: parameters.required("currency") },
    description: parameters.text("description") ?? null,
    metadata: parameters.metadata("metadata"),
  });
  if (method) Object.assign(intent, { payment_method: method.id, status: "requires_confirmation" });
  if (parameters.flag("confirm") !== true) return intent;
  const presence = parameters.text("off_session") === "true" ? "absent" : "on-page";
  const outcome = cards.charging(method, customer ?? null, presence);
  payments.settle(intent, method, outcome);
  if (outcome.kind === "declined") throw declined(outcome.declineCode, intent);
  if (outcome.kind === "requires-action" && presence === "absent") {
    throw new Refusal(
      402,
      "This payment requires authentication.",
      { ...cardError, code: "authentication_required", payment_intent: intent },
      true,
    );
  }
  return intent;
}

/** Pays an open invoice now. */
export function payInvoice({ world, subscriptions }: Account, id: string): Invoice {
  const { store } = world;
  const invoice = store.invoices.get(id);
  if (invoice.status === "paid") throw invalid("Invoice is already paid", undefined, "invoice_already_paid");
  if (invoice.status !== "open") throw invalid(`Invoice is ${invoice.status}, and cannot be paid.`);
  const subscription = store.subscriptions.get(invoice.parent.subscription_details.subscription);
  const outcome = subscriptions.payByHand(subscription, invoice);
  if (outcome.kind === "declined") throw declined(outcome.declineCode);
  if (outcome.kind === "requires-action") {
    throw new Refusal(
      402,
      "This payment requires additional user action.",
      { ...cardError, code: "invoice_payment_intent_requires_action" },
      true,
    );
  }
  return invoice;
}

const cardError = { type: "card_error" } as const;

function declined(declineCode: string, intent?: PaymentIntent): Refusal {
  const details = { ...cardError, code: "card_declined", decline_code: declineCode };
  return new Refusal(402, declineMessage(declineCode), { ...details, ...(intent && { payment_intent: intent }) }, true);
}
