import type { Cards } from "./cards.ts";
import { escaped } from "./layout.ts";
import type { PaymentMethod } from "./objects.ts";
import type { Words } from "./words.ts";

export type CardField = "number" | "expiry" | "cvc";

export type CardEntry =
  | { readonly kind: "card"; readonly card: PaymentMethod }
  | { readonly kind: "none" }
  | { readonly kind: "wrong"; readonly field: CardField };

const offered = [
  ["4242 4242 4242 4242", "cardWorks"],
  ["4000 0000 0000 0002", "cardDeclined"],
  ["4000 0000 0000 9995", "cardInsufficient"],
  ["4000 0000 0000 0341", "cardFailsLater"],
  ["4000 0025 0000 3155", "cardConfirms"],
  ["4000 0027 6000 3184", "cardConfirmsAlways"],
  ["4000 0000 0000 0259", "cardDisputed"],
  ["4000 0000 0000 5423", "cardWarned"],
] as const;

/** The fields of a card, filled in with what was entered, or with a card that works. */
export function cardFields(words: Words, entered: Readonly<Record<string, string>>, wrong: string | undefined): string {
  const { number = "4242 4242 4242 4242", expiry = "12 / 34", cvc = "123" } = entered;
  const field = (name: CardField, label: string, value: string, more: string) =>
    `<div><label for="${name}">${label}</label><input id="${name}" name="${name}" value="${escaped(value)}" inputmode="numeric" ${more}${
      wrong === name ? ' aria-invalid="true" autofocus' : ""
    }></div>`;
  return `${field("number", words.cardNumber, number, 'autocomplete="cc-number" list="test-cards"')}
<datalist id="test-cards">${offered.map(([each, meaning]) => `<option value="${each}">${words[meaning]}</option>`).join("")}</datalist>
<div class="pair">${field("expiry", words.expiry, expiry, 'autocomplete="cc-exp"')}${field("cvc", words.securityCode, cvc, 'autocomplete="cc-csc"')}</div>
<details><summary>${words.testCards}</summary><table>${offered
    .map(([each, meaning]) => `<tr><td><code>${each}</code></td><td>${words[meaning]}</td></tr>`)
    .join("")}</table></details>`;
}

/** The card that was entered, if it is one of the test cards. `now` is in seconds. */
export function readCard(cards: Cards, entered: Readonly<Record<string, string>>, now: number): CardEntry {
  const { number = "", expiry = "", cvc = "" } = entered;
  if (number.trim() === "") return { kind: "none" };
  const [, month = "", year = ""] = /^\s*(\d{1,2})\s*\/\s*(?:20)?(\d{2})\s*$/.exec(expiry) ?? [];
  const date = { month: Number(month), year: 2000 + Number(year) };
  const isOver = Date.UTC(date.year, date.month, 1) <= now * 1000;
  if (month === "" || date.month < 1 || date.month > 12 || isOver) return { kind: "wrong", field: "expiry" };
  if (!/^\d{3,4}$/.test(cvc.trim())) return { kind: "wrong", field: "cvc" };
  const card = cards.create(number, date);
  return card ? { kind: "card", card } : { kind: "wrong", field: "number" };
}

export function cardProblem(words: Words, field: CardField): string {
  switch (field) {
    case "number":
      return words.wrongNumber;
    case "expiry":
      return words.wrongExpiry;
    case "cvc":
      return words.wrongSecurityCode;
    default:
      return field satisfies never;
  }
}
