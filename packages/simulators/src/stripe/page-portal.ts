import type { Answer, ReceivedRequest } from "../http-server.ts";
import type { Account } from "./account.ts";
import { cardFields, cardProblem, readCard } from "./card-form.ts";
import { declineMessage } from "./cards.ts";
import { alert, escaped, fieldsOf, html, redirect } from "./layout.ts";
import type { Customer, PortalSession, Price, Subscription } from "./objects.ts";
import { itemOf } from "./subscriptions.ts";
import { nowSeconds } from "./time.ts";
import { dateText, moneyText, priceText, type Words, wordsFor } from "./words.ts";

const pagePattern = /^\/p\/session\/(\w+)(?:\/(card|switch|cancel|keep))?$/;

interface View {
  readonly account: Account;
  readonly session: PortalSession;
  readonly customer: Customer;
  /** The newest that goes on; else the newest that has ended. */
  readonly subscription: Subscription | undefined;
  readonly words: Words;
  readonly base: string;
}

/** The page where a customer looks after a subscription. Undefined for any other path. */
export function answerPortalPage(request: ReceivedRequest, account: Account): Answer | undefined {
  const [, token, step = ""] = pagePattern.exec(request.url.pathname) ?? [];
  if (token === undefined) return undefined;
  const session = account.portal.open(token);
  const words = wordsFor(session?.locale ?? null, request);
  if (!session) return html(words, 410, words.noLink, `<p>${words.noLinkText}</p>`);
  const { store } = account.world;
  const own = store.subscriptions.all.filter(({ customer }) => customer === session.customer).reverse();
  const view: View = {
    ...{ account, session, words, base: `/p/session/${token}` },
    customer: store.liveCustomer(session.customer),
    subscription: own.find(isGoingOn) ?? own[0],
  };
  switch (request.method) {
    case "GET":
      return shown(view, step);
    case "POST":
      return done(view, step, fieldsOf(request.body));
    default:
      return { status: 405 };
  }
}

function shown(view: View, step: string): Answer {
  const { words, subscription } = view;
  if (step === "card") return cardPage(view, {}, undefined);
  if (step !== "" && (!subscription || !isGoingOn(subscription))) return redirect(view.base);
  switch (step) {
    case "cancel": {
      const ends = subscription ? dateText(words, itemOf(subscription).current_period_end) : "";
      return question(view, words.cancelTitle, words.cancelText(ends), "cancel", words.cancel);
    }
    case "switch":
      return switchPage(view);
    default:
      return overview(view);
  }
}

function done(view: View, step: string, entered: Readonly<Record<string, string>>): Answer {
  const { account, subscription, base } = view;
  if (step === "card") return cardGiven(view, entered);
  if (!subscription || !isGoingOn(subscription)) return redirect(base);
  switch (step) {
    case "cancel":
      if (subscription.cancel_at === null) account.changes.cancelAtPeriodEnd(subscription, true);
      return redirect(base);
    case "keep":
      account.changes.keep(subscription);
      return redirect(base);
    case "switch": {
      const price = otherPrice(view, subscription);
      if (price && entered.price === price.id) account.changes.switchPrice(subscription, price);
      return redirect(base);
    }
    default:
      return { status: 405 };
  }
}

function overview(view: View): Answer {
  const { words, session } = view;
  const back =
    session.return_url === null ? "" : `<p><a href="${escaped(session.return_url)}">${words.returnTo}</a></p>`;
  return html(words, 200, words.portal, `${back}${planSection(view)}${cardSection(view)}${invoiceSection(view)}`);
}

function planSection(view: View): string {
  const { words, subscription, account, base } = view;
  if (!subscription) return `<section class="card"><p>${words.nothing}</p></section>`;
  const { price, quantity } = itemOf(subscription);
  const product = account.world.store.products.get(price.product);
  const other = otherPrice(view, subscription);
  const ends = subscription.cancel_at !== null;
  const link = (step: string, label: string) => `<a class="button quiet" href="${base}/${step}">${label}</a>`;
  const actions = isGoingOn(subscription)
    ? `<div class="actions">${
        ends
          ? `<form method="post" action="${base}/keep"><button>${words.keep}</button></form>`
          : `${other ? link("switch", words.changePlan(priceOf(words, other))) : ""}${link("cancel", words.cancel)}`
      }</div>`
    : "";
  return `<section class="card"><h2>${escaped(product.name)}</h2>
<p class="price">${priceText(words, price.unit_amount * quantity, price.recurring.interval)}</p>
<p class="note" role="status">${standing(words, subscription)}</p>${actions}</section>`;
}

function standing(words: Words, subscription: Subscription): string {
  const { status, cancel_at: cancelAt, ended_at: endedAt, pause_collection: pause } = subscription;
  const date = dateText(words, itemOf(subscription).current_period_end);
  if (endedAt !== null) return words.ended(dateText(words, endedAt));
  const notes = [
    ...(status === "past_due" ? [words.pastDue] : []),
    ...(status === "incomplete" ? [words.incompleteText] : []),
    ...(pause ? [words.collectionPaused] : []),
  ];
  if (status === "paused") return words.pausedText;
  if (cancelAt !== null) return [...notes, words.endsOn(dateText(words, cancelAt))].join(" ");
  return [...notes, status === "trialing" ? words.trialUntil(date) : words.renewsOn(date)].join(" ");
}

function cardSection({ account, customer, subscription, words, base }: View): string {
  const { store } = account.world;
  const own = customer.invoice_settings.default_payment_method;
  const method = (subscription && account.subscriptions.methodOf(subscription)) ?? store.paymentMethods.find(own ?? "");
  const line = method
    ? words.cardLine(method.card.brand, method.card.last4, method.card.exp_month, method.card.exp_year)
    : words.noCard;
  return `<section class="card"><h2>${words.card}</h2><p class="note">${escaped(line)}</p>
<div class="actions"><a class="button quiet" href="${base}/card">${words.changeCard}</a></div></section>`;
}

function invoiceSection({ account, customer, words }: View): string {
  const invoices = account.world.store.invoices.all.filter(
    (each) => each.customer === customer.id && each.number !== null,
  );
  const rows = invoices
    .reverse()
    .map(
      ({ id, created, amount_due: due, status }) =>
        `<tr><td><a href="/i/${id}">${dateText(words, created)}</a></td><td>${words.statuses[status]}</td><td class="amount">${moneyText(words, due)}</td></tr>`,
    );
  const content = rows.length === 0 ? `<p class="note">${words.noInvoices}</p>` : `<table>${rows.join("")}</table>`;
  return `<section class="card"><h2>${words.invoices}</h2>${content}</section>`;
}

function cardPage(view: View, entered: Readonly<Record<string, string>>, problem: string | undefined): Answer {
  const { words, base } = view;
  const content = `<p><a href="${base}">${words.back}</a></p>
<form class="card" method="post" action="${base}/card">${alert(problem)}${cardFields(words, entered, undefined)}
<button class="whole">${words.saveCard}</button></form>`;
  return html(words, problem === undefined ? 200 : 402, words.changeCard, content);
}

function cardGiven(view: View, entered: Readonly<Record<string, string>>): Answer {
  const { account, customer, words, base } = view;
  const entry = readCard(account.cards, entered, nowSeconds(account.world));
  if (entry.kind === "none") return cardPage(view, entered, words.wrongNumber);
  if (entry.kind === "wrong") return cardPage(view, entered, cardProblem(words, entry.field));
  // The bank's question is not asked here: the page of a checkout shows how that goes.
  const saving = account.cards.saving(entry.card, true);
  if (saving.kind === "declined") return cardPage(view, entered, declineMessage(saving.declineCode));
  account.cards.attach(entry.card, customer.id);
  account.customers.setCard(customer, entry.card.id);
  return redirect(base);
}

function switchPage(view: View): Answer {
  const { account, words, subscription, base } = view;
  const price = subscription && otherPrice(view, subscription);
  if (!subscription || !price) return redirect(base);
  const today = account.changes.costToday(subscription, price);
  const text = words.changePlanText(moneyText(words, today), priceOf(words, price));
  return question(
    view,
    words.changePlan(priceOf(words, price)),
    text,
    "switch",
    words.changePlan(priceOf(words, price)),
    price.id,
  );
}

function question(view: View, title: string, text: string, step: string, label: string, price = ""): Answer {
  const { words, base } = view;
  const content = `<p>${text}</p><form class="actions" method="post" action="${base}/${step}">
<input type="hidden" name="price" value="${price}"><button>${label}</button>
<a class="button quiet" href="${base}">${words.back}</a></form>`;
  return html(words, 200, title, content);
}

function otherPrice({ account }: View, subscription: Subscription): Price | undefined {
  const { price } = itemOf(subscription);
  if (subscription.status === "paused" || subscription.status === "incomplete") return undefined;
  return account.world.store.prices.all.find(
    ({ id, product, active }) => active && product === price.product && id !== price.id,
  );
}

function priceOf(words: Words, { unit_amount: amount, recurring }: Price): string {
  return priceText(words, amount, recurring.interval);
}

function isGoingOn({ status }: Subscription): boolean {
  return status !== "canceled" && status !== "incomplete_expired";
}
