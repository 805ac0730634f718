import { createHash } from "node:crypto";
import type { Period, Price, Standing } from "@jules/core/billing";
import { amountInWords, type NotSold, type Offer, type Terms } from "@jules/core/billing/selling";
import type { Language } from "@jules/core/safety";
import { CONTENT_SECURITY_POLICY, documentOf } from "../public/pages/document.ts";
import { html, type Markup } from "../public/pages/html.ts";
import type { BillingWording } from "./wording.ts";
import { ENGLISH } from "./wording-english.ts";
import { SPANISH } from "./wording-spanish.ts";

const WORDINGS: Readonly<Record<Language, BillingWording>> = { en: ENGLISH, es: SPANISH };

/**
 * The same policy as the other pages', and forms that may lead to Stripe's pages: browsers hold a redirect after a form to it
 * too.
 * @param stripeUrl where Stripe's API is; in a rehearsal its pages are there as well.
 */
export function policyOf(stripeUrl: string): string {
  const { origin } = new URL(stripeUrl);
  return CONTENT_SECURITY_POLICY.replace(
    "form-action 'none'",
    `form-action 'self' https://checkout.stripe.com https://billing.stripe.com ${origin}`,
  );
}

/** By what a form tells which words it was sent under. */
export function digestOf({ body }: Pick<Terms, "body">): string {
  return createHash("sha256").update(body, "utf8").digest("hex").slice(0, 32);
}

/** Where the page of a link is, or what its forms are sent to. */
export function addressOf(token: string, language: Language, what?: "checkout" | "portal" | "end" | "keep"): string {
  return `/b/${token}${what ? `/${what}` : ""}?lang=${language}`;
}

interface Visit {
  readonly token: string;
  readonly language: Language;
  readonly standing: Standing;
}

/**
 * What a plan costs, all the terms, and the way to pay.
 * @param sale.isCustomer they paid before, and may look at their invoices.
 * @param sale.wrong why the form came back.
 */
export function buyPage(
  { token, language, standing }: Visit,
  sale: {
    readonly prices: readonly Price[];
    readonly period: Period;
    readonly terms: Terms;
    readonly isCustomer: boolean;
    readonly wrong?: keyof BillingWording["buy"]["wrong"] | undefined;
  },
): string {
  const wording = WORDINGS[language];
  const { buy } = wording;
  const { prices, period, terms, wrong } = sale;
  const choices = prices.map(
    (price) =>
      html`<a href="/b/${token}?period=${price.period}&lang=${language}"${price.period === period ? CURRENT : ""}><strong>${amountInWords(price)}</strong>${buy.every[price.period]}</a>`,
  );
  const main = html`<p class="card">${wording.standing(standing)}</p>
<h2 id="choose">${buy.choose}</h2>
<nav class="choice" aria-labelledby="choose">${choices}</nav>
<h2>${buy.terms}</h2>
${terms.sections.map(({ heading, points }) => html`<h3>${heading}</h3>\n<ul>${points.map((point) => html`<li>${point}</li>`)}</ul>\n`)}
<form method="post" action="${addressOf(token, language, "checkout")}">
<input type="hidden" name="period" value="${period}">
<input type="hidden" name="terms" value="${digestOf(terms)}">
${wrong ? html`<p class="help" role="alert">${buy.wrong[wrong]}</p>\n` : html``}<label class="tick"><input type="checkbox" name="accepted" value="yes" required> <span>${terms.acceptance}</span></label>
<p><button type="submit">${buy.go}</button></p>
<p class="meta">${buy.goesOn}</p>
</form>
${sale.isCustomer ? formOf(token, language, "portal", QUIET) : html``}`;
  return whole(language, buy.title, buy.summary, main, `/b/${token}?period=${period}&`);
}

/** What somebody has, until when, and what they may do about it: one press each. */
export function managePage(
  { token, language, standing }: Visit,
  offer: Extract<Offer, { readonly kind: "manage" }>,
): string {
  const wording = WORDINGS[language];
  const { subscription, mayEnd, mayKeep } = offer;
  const lines = wording.course(subscription, offer, standing);
  const main = html`<div class="card"><h3>${wording.plan(subscription.period)}</h3>${lines.map((line) => html`<p>${line}</p>`)}</div>
${formOf(token, language, "portal")}
${mayEnd ? formOf(token, language, "end") : html``}
${mayKeep ? formOf(token, language, "keep") : html``}`;
  return whole(language, wording.manage.title, wording.plan(subscription.period), main, `/b/${token}?`);
}

/** Why there is nothing to buy. */
export function nothingPage(language: Language, because: NotSold): string {
  const { title, words } = WORDINGS[language].nothing[because];
  return whole(language, title, words, html`<p>${words}</p>`, "?");
}

/** What there is to say instead, or afterwards. */
export function outcomePage(language: Language, outcome: keyof BillingWording["outcomes"]): string {
  const { title, words } = WORDINGS[language].outcomes[outcome];
  const address = outcome === "left" || outcome === "back" ? `?was=${outcome}&` : "?";
  return whole(language, title, words, html`<p>${words}</p>`, address);
}

const CURRENT: Markup = { markup: ' aria-current="true"' };
/** Beside what somebody came for. */
const QUIET: Markup = { markup: ' class="quiet"' };

function formOf(token: string, language: Language, what: "portal" | "end" | "keep", look = html``): Markup {
  const { manage } = WORDINGS[language];
  return html`<form method="post" action="${addressOf(token, language, what)}">
<p><button type="submit"${look}>${manage[what]}</button></p>
<p class="meta">${manage[`${what}Words`]}</p>
</form>`;
}

function whole(language: Language, title: string, summary: string, main: Markup, address: string): string {
  const { skip, otherLanguage, footer } = WORDINGS[language];
  const more = { main, footer: html`<p>${footer}</p>`, address };
  return documentOf({ language, title, summary, skip, otherLanguage, ...more });
}
