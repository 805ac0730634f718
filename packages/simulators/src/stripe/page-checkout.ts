import type { Answer, ReceivedRequest } from "../http-server.ts";
import type { Account } from "./account.ts";
import { cardFields, cardProblem, readCard } from "./card-form.ts";
import type { CheckoutOutcome, Paying } from "./checkout.ts";
import { alert, escaped, fieldsOf, html, redirect } from "./layout.ts";
import type { CheckoutSession } from "./objects.ts";
import { daySeconds } from "./periods.ts";
import { nowSeconds } from "./time.ts";
import { dateText, moneyText, priceText, type Words, wordsFor } from "./words.ts";

const pagePattern = /^\/c\/pay\/(\w+)(\/confirm)?$/;

/** What is wrong with a form, and in which field. */
interface Problem {
  readonly message: string;
  readonly field?: string;
  readonly status: number;
}

type Entered = Readonly<Record<string, string>>;

/** The page of a checkout session: what is sold, a card, a button. Undefined for any other path. */
export function answerCheckoutPage(request: ReceivedRequest, account: Account): Answer | undefined {
  const [, id, step = ""] = pagePattern.exec(request.url.pathname) ?? [];
  if (id === undefined) return undefined;
  const session = account.world.store.checkoutSessions.find(id);
  const words = wordsFor(session?.locale ?? null, request);
  if (!session) return html(words, 404, words.noLink, `<p>${words.noLinkText}</p>`);
  if (session.status !== "open") return over(words, session);
  const view = { account, session, words };
  switch (`${request.method} ${step}`) {
    case "GET ":
      return form(view, {}, undefined);
    case "POST ":
      return submitted(view, fieldsOf(request.body));
    case "GET /confirm":
      return account.checkout.basketOf(session).confirming ? confirmation(view) : redirect(`/c/pay/${id}`);
    case "POST /confirm":
      return confirmed(view, fieldsOf(request.body).action === "confirm");
    default:
      return { status: 405 };
  }
}

interface View {
  readonly account: Account;
  readonly session: CheckoutSession;
  readonly words: Words;
}

function submitted(view: View, entered: Entered): Answer {
  const { account, session, words } = view;
  const { checkout, cards, world } = account;
  const basket = checkout.basketOf(session);
  if (entered.action === "apply") {
    const isApplied = checkout.applyPromotion(session, entered.code ?? "");
    const problem = { message: words.noSuchCode, field: "code", status: 400 };
    return form(view, entered, isApplied ? undefined : problem);
  }
  const wrong = (message: string, field: string) => form(view, entered, { message, field, status: 400 });
  const email = (entered.email ?? "").trim();
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) return wrong(words.wrongEmail, "email");
  const entry = readCard(cards, entered, nowSeconds(world));
  if (entry.kind === "wrong") return wrong(cardProblem(words, entry.field), entry.field);
  const needsCard = basket.needsCard || checkout.amounts(basket).today > 0;
  if (entry.kind === "none" && needsCard) return wrong(words.wrongNumber, "number");
  if (basket.asksTerms && entered.terms !== "on") return wrong(words.mustAgree, "terms");
  const paying: Paying = { email, card: entry.kind === "card" ? entry.card : undefined, confirmed: false };
  return outcomePage(view, entered, checkout.pay(session, paying));
}

function confirmed(view: View, isConfirmed: boolean): Answer {
  const { account, session, words } = view;
  const { confirming } = account.checkout.basketOf(session);
  if (!confirming) return redirect(`/c/pay/${session.id}`);
  const { email, card } = confirming;
  if (!isConfirmed) return form(view, { email }, { message: words.notConfirmed, status: 402 });
  return outcomePage(view, { email }, account.checkout.pay(session, { email, card, confirmed: true }));
}

function outcomePage(view: View, entered: Entered, outcome: CheckoutOutcome): Answer {
  const { session, words } = view;
  switch (outcome.kind) {
    case "done":
      return redirect(outcome.location);
    case "confirm":
      return redirect(`/c/pay/${session.id}/confirm`);
    case "declined":
      return form(view, entered, { message: outcome.message, field: "number", status: 402 });
    case "over":
      return over(words, session);
    default:
      return outcome satisfies never;
  }
}

function form(view: View, entered: Entered, problem: Problem | undefined): Answer {
  const { account, session, words } = view;
  const { checkout, world } = account;
  const basket = checkout.basketOf(session);
  const product = world.store.products.get(basket.price.product);
  const isTrial = basket.trial !== null;
  const needsCard = basket.needsCard || !isTrial;
  const customer = session.customer === null ? undefined : world.store.customers.find(session.customer);
  const known = session.customer_email ?? customer?.email;
  const email = known ?? entered.email ?? "robin@example.com";
  const back = session.cancel_url === null ? "" : `<p><a href="${escaped(session.cancel_url)}">${words.back}</a></p>`;
  const code =
    session.allow_promotion_codes === true && !basket.promotion
      ? `<div class="joined"><div><label for="code">${words.promotionCode}</label><input id="code" name="code" value="${escaped(entered.code ?? "")}" autocapitalize="characters"${invalidMark(problem, "code")}></div>
<button class="quiet" name="action" value="apply" formnovalidate>${words.apply}</button></div>`
      : "";
  const terms = basket.asksTerms
    ? `<label class="check"><input type="checkbox" name="terms" required${invalidMark(problem, "terms")}> <span>${words.agree}</span></label>`
    : "";
  // A form's first button is what the enter key presses.
  const content = `${back}<div class="columns">
<section>${summary(view)}</section>
<form method="post" action="/c/pay/${session.id}">
<button hidden name="action" value="pay"></button>
<div class="card"><h2>${words.payWith}</h2>${alert(problem?.message)}
${needsCard ? "" : `<p class="note">${words.noCardNeeded}</p>`}
<label for="email">${words.email}</label><input id="email" name="email" type="email" required autocomplete="email" value="${escaped(String(email))}"${known == null ? "" : " readonly"}${invalidMark(problem, "email")}>
${cardFields(words, needsCard ? entered : { number: "", expiry: "", cvc: "", ...entered }, problem?.field)}
${code}${terms}
<button class="whole" name="action" value="pay">${isTrial ? words.startTrial : words.subscribe}</button></div>
</form>
</div>`;
  return html(words, problem?.status ?? 200, `${words.subscribeTo} ${product.name}`, content, true);
}

function summary({ account, session, words }: View): string {
  const { checkout, world } = account;
  const basket = checkout.basketOf(session);
  const product = world.store.products.get(basket.price.product);
  const { full, first, today } = checkout.amounts(basket);
  const trialEnd = checkout.trialEnd(basket);
  const price = priceText(words, full, basket.price.recurring.interval);
  const days = trialEnd === null ? 0 : Math.round((trialEnd - nowSeconds(world)) / daySeconds);
  const headline =
    trialEnd === null
      ? `<p class="price">${price}</p>`
      : `<p class="price">${words.daysFree(days)}</p><p class="note">${words.afterwards(price)}, ${words.startingOn(dateText(words, trialEnd))}</p>`;
  const row = (label: string, amount: number, kind = "") =>
    `<tr${kind}><th scope="row">${escaped(label)}</th><td class="amount">${moneyText(words, amount)}</td></tr>`;
  const discount = first < full ? row(`${words.discount} ${basket.promotion?.code ?? ""}`.trim(), first - full) : "";
  const later = trialEnd === null ? "" : row(words.afterTrial(dateText(words, trialEnd)), first);
  return `${headline}<table>${row(product.name, full)}${discount}${later}${row(words.dueToday, today, ' class="total"')}</table>`;
}

function confirmation({ account, session, words }: View): Answer {
  const { today } = account.checkout.amounts(account.checkout.basketOf(session));
  const text = today > 0 ? words.confirmText(moneyText(words, today)) : words.confirmSaving;
  const content = `<p>${text}</p>
<form class="actions" method="post" action="/c/pay/${session.id}/confirm">
<button name="action" value="confirm">${words.confirm}</button>
<button class="quiet" name="action" value="refuse">${words.refuse}</button>
</form>`;
  return html(words, 200, words.confirmTitle, content);
}

function over(words: Words, { status, success_url: successUrl, cancel_url: cancelUrl, id }: CheckoutSession): Answer {
  const isComplete = status === "complete";
  const url = isComplete ? successUrl.replaceAll("{CHECKOUT_SESSION_ID}", id) : cancelUrl;
  const back = url === null ? "" : `<p><a class="button" href="${escaped(url)}">${words.returnTo}</a></p>`;
  const text = isComplete ? words.completeText : words.expiredText;
  return html(words, 410, isComplete ? words.complete : words.expired, `<p>${text}</p>${back}`);
}

function invalidMark(problem: Problem | undefined, field: string): string {
  return problem?.field === field ? ' aria-invalid="true"' : "";
}
