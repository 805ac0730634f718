import type { PaymentMethod } from "./objects.ts";
import { newId } from "./store.ts";
import { nowSeconds } from "./time.ts";
import type { World } from "./world.ts";

/** How a test card behaves, by the vendor's list. */
interface CardBehaviour {
  readonly brand: string;
  /** The decline code of every attempt to take money, if it fails. */
  readonly charging?: string;
  /** The decline code of saving it, if that fails. */
  readonly saving?: string;
  /** When the customer has to confirm: on the page only, or at every later payment as well. */
  readonly confirms?: "on-page" | "always";
  /** What follows a payment. */
  readonly followedBy?: "dispute" | "fraud-warning";
}

const behaviours: Readonly<Record<string, CardBehaviour>> = {
  "4242424242424242": { brand: "visa" },
  "4000056655665556": { brand: "visa" },
  "5555555555554444": { brand: "mastercard" },
  "378282246310005": { brand: "amex" },
  "4000000000000002": { brand: "visa", charging: "generic_decline", saving: "generic_decline" },
  "4000000000009995": { brand: "visa", charging: "insufficient_funds", saving: "insufficient_funds" },
  "4000000000000069": { brand: "visa", charging: "expired_card", saving: "expired_card" },
  "4000000000000127": { brand: "visa", charging: "incorrect_cvc", saving: "incorrect_cvc" },
  "4000000000000341": { brand: "visa", charging: "generic_decline" },
  "4000002500003155": { brand: "visa", confirms: "on-page" },
  "4000002760003184": { brand: "visa", confirms: "always" },
  "4000000000000259": { brand: "visa", followedBy: "dispute" },
  "4000000000005423": { brand: "visa", followedBy: "fraud-warning" },
};

/** The payment methods that the vendor's documents name for tests. */
const named: Readonly<Record<string, string>> = {
  pm_card_visa: "4242424242424242",
  pm_card_mastercard: "5555555555554444",
  pm_card_chargeDeclined: "4000000000000002",
  pm_card_chargeCustomerFail: "4000000000000341",
  pm_card_authenticationRequired: "4000002760003184",
};

export type PaymentOutcome =
  | { readonly kind: "succeeds" }
  | { readonly kind: "declined"; readonly declineCode: string }
  | { readonly kind: "requires-action" };

/** The cards that customers have given. Numbers are kept here only; the objects have the last four digits. */
export class Cards {
  readonly #world: World;
  readonly #numbers = new Map<string, string>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Undefined for a number that is none of the test cards'. Spaces do not matter. */
  create(
    number: string,
    expiry: { month: number; year: number } = { month: 12, year: 2034 },
  ): PaymentMethod | undefined {
    const digits = number.replaceAll(/[ -]/g, "");
    const behaviour = behaviours[digits];
    if (!behaviour) return undefined;
    const method: PaymentMethod = {
      id: newId("pm"),
      object: "payment_method",
      allow_redisplay: "limited",
      billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
      card: {
        brand: behaviour.brand,
        country: "US",
        exp_month: expiry.month,
        exp_year: expiry.year,
        fingerprint: newId("fp", 16).slice(3),
        funding: "credit",
        last4: digits.slice(-4),
      } as PaymentMethod["card"],
      created: nowSeconds(this.#world),
      customer: null,
      customer_account: null,
      livemode: this.#world.isLive,
      metadata: {},
      type: "card",
    };
    this.#numbers.set(method.id, digits);
    return this.#world.store.paymentMethods.add(method);
  }

  /** One of the vendor's named ones becomes a card of its own; any other id is looked up. */
  resolve(id: string, param: string): PaymentMethod {
    const number = named[id];
    return (number === undefined ? undefined : this.create(number)) ?? this.#world.store.paymentMethods.get(id, param);
  }

  attach(method: PaymentMethod, customer: string): void {
    if (method.customer === customer) return;
    method.customer = customer;
    this.#world.events.record("payment_method.attached", method);
  }

  /** What saving it on a page comes to; `confirmed` when the customer has just confirmed it. */
  saving(method: PaymentMethod, confirmed: boolean): PaymentOutcome {
    const { saving, confirms } = this.#behaviourOf(method);
    if (saving !== undefined) return { kind: "declined", declineCode: saving };
    return confirms !== undefined && !confirmed ? { kind: "requires-action" } : { kind: "succeeds" };
  }

  /** What taking money comes to. A script has the first word, and loses it by that. */
  charging(
    method: PaymentMethod | undefined,
    customer: string | null,
    presence: "confirmed" | "on-page" | "absent",
  ): PaymentOutcome {
    const isMeant = (fault: { readonly customer?: string }) =>
      fault.customer === undefined || fault.customer === customer;
    const declined = this.#world.script.take(["decline"], isMeant);
    if (declined) return { kind: "declined", declineCode: declined.declineCode ?? "generic_decline" };
    if (this.#world.script.take(["require-action"], isMeant)) return { kind: "requires-action" };
    if (!method) return { kind: "declined", declineCode: "no_payment_method" };
    const { charging, confirms } = this.#behaviourOf(method);
    if (charging !== undefined) return { kind: "declined", declineCode: charging };
    const mustConfirm =
      confirms === "always" ? presence !== "confirmed" : confirms === "on-page" && presence === "on-page";
    return mustConfirm ? { kind: "requires-action" } : { kind: "succeeds" };
  }

  followedBy(methodId: string | null): CardBehaviour["followedBy"] {
    return methodId === null ? undefined : behaviours[this.#numbers.get(methodId) ?? ""]?.followedBy;
  }

  #behaviourOf({ id }: PaymentMethod): CardBehaviour {
    return behaviours[this.#numbers.get(id) ?? ""] ?? { brand: "visa" };
  }
}

/** What the customer is told of a decline, as the vendor's page does. */
export function declineMessage(declineCode: string): string {
  switch (declineCode) {
    case "insufficient_funds":
      return "Your card has insufficient funds.";
    case "expired_card":
      return "Your card has expired.";
    case "incorrect_cvc":
      return "Your card's security code is incorrect.";
    default:
      return "Your card was declined.";
  }
}
