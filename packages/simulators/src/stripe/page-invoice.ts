import type { Answer, ReceivedRequest } from "../http-server.ts";
import type { Account } from "./account.ts";
import { declineMessage } from "./cards.ts";
import { alert, escaped, html, redirect } from "./layout.ts";
import type { Invoice } from "./objects.ts";
import { moneyText, type Words, wordsFor } from "./words.ts";

const pagePattern = /^\/i\/(in_\w+)$/;

/** The page of an invoice, which can be paid there. Undefined for any other path. */
export function answerInvoicePage(request: ReceivedRequest, account: Account): Answer | undefined {
  const [, id] = pagePattern.exec(request.url.pathname) ?? [];
  if (id === undefined) return undefined;
  const { store } = account.world;
  const words = wordsFor(null, request);
  const invoice = store.invoices.find(id);
  if (!invoice || invoice.number === null) return html(words, 404, words.noLink, `<p>${words.noLinkText}</p>`);
  if (request.method === "GET") return shown(words, invoice, undefined);
  if (request.method !== "POST") return { status: 405 };
  if (invoice.status !== "open") return redirect(`/i/${id}`);
  const subscription = store.subscriptions.get(invoice.parent.subscription_details.subscription);
  const outcome = account.subscriptions.payByHand(subscription, invoice, true);
  if (outcome.kind === "succeeds") return redirect(`/i/${id}`);
  const code = outcome.kind === "declined" ? outcome.declineCode : "authentication_required";
  return shown(words, invoice, declineMessage(code));
}

function shown(words: Words, invoice: Invoice, problem: string | undefined): Answer {
  const { id, number, status, lines, amount_due: due, total } = invoice;
  const row = (label: string, amount: number, kind = "") =>
    `<tr${kind}><th scope="row">${escaped(label)}</th><td class="amount">${moneyText(words, amount)}</td></tr>`;
  const rows = lines.data.map(({ description, amount }) => row(description, amount)).join("");
  const pay =
    status === "open"
      ? `<form method="post" action="/i/${id}"><button class="whole">${words.pay(moneyText(words, due))}</button></form>`
      : "";
  const content = `<section class="card"><p role="status">${words.statusLabel}: ${words.statuses[status]}</p>${alert(problem)}
<table>${rows}${row(words.total, total, ' class="total"')}</table>${pay}</section>`;
  return html(words, problem === undefined ? 200 : 402, `${words.invoice} ${number ?? ""}`, content);
}
