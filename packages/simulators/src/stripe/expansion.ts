import { isRecord } from "../http-server.ts";
import type { Basket } from "./basket.ts";
import type { Wire } from "./objects.ts";
import { invalid } from "./refusals.ts";
import { newId, type Store } from "./store.ts";

/** What is in an object only when it is asked for. */
export interface Includable {
  readonly store: Store;
  readonly basketOf: (sessionId: string) => Basket | undefined;
}

/** The answer with what `expand` asks for in the place of ids; a copy, so that nothing that is kept changes. */
export function expanded(answer: object, paths: readonly string[], parts: Includable): object {
  if (paths.length === 0) return answer;
  const copy = structuredClone(answer);
  for (const path of paths) {
    if (path.split(".").length > 4) throw invalid("You cannot expand more than 4 levels of a property.", "expand");
    follow(copy, path.split("."), path, parts);
  }
  return copy;
}

function follow(value: unknown, [name, ...rest]: readonly string[], path: string, parts: Includable): void {
  if (name === undefined) return;
  if (Array.isArray(value)) {
    for (const each of value) follow(each, [name, ...rest], path, parts);
    return;
  }
  if (!isRecord(value)) return;
  if (value[name] === undefined) {
    const included = include(value, name, parts);
    if (included === undefined) throw invalid(`This property cannot be expanded (${path}).`, "expand");
    value[name] = included;
  }
  value[name] = inPlaceOf(value[name], parts.store);
  follow(value[name], rest, path, parts);
}

function inPlaceOf(value: unknown, store: Store): unknown {
  if (typeof value === "string") return structuredClone(store.findAny(value)) ?? value;
  if (Array.isArray(value)) return value.map((each) => inPlaceOf(each, store));
  return value;
}

function include(object: Record<string, unknown>, name: string, { store, basketOf }: Includable): unknown {
  const id = String(object.id);
  switch (`${String(object.object)}.${name}`) {
    case "invoice.payments": {
      const payments = store.invoicePayments.all.filter(({ invoice }) => invoice === id);
      return list(payments, `/v1/invoice_payments?invoice=${id}`);
    }
    case "customer.subscriptions": {
      const live = store.subscriptions.all.filter(({ customer, status }) => customer === id && status !== "canceled");
      return list(live, `/v1/customers/${id}/subscriptions`);
    }
    case "charge.refunds":
      return list(
        store.refunds.all.filter(({ charge }) => charge === id),
        `/v1/charges/${id}/refunds`,
      );
    case "checkout.session.line_items": {
      const basket = basketOf(id);
      return basket && list([lineItem(basket)], `/v1/checkout/sessions/${id}/line_items`);
    }
    default:
      return undefined;
  }
}

function list(data: readonly Wire[], url: string): object {
  return { object: "list", data: structuredClone(data), has_more: false, url };
}

function lineItem({ price, quantity }: Basket): Wire {
  const amount = price.unit_amount * quantity;
  return {
    id: newId("li"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: "Jules Plus",
    metadata: {},
    price,
    quantity,
  };
}
