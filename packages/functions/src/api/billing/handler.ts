import { type Payments, PERIODS, type Period, standingOf } from "@jules/core/billing";
import {
  type Ending,
  keep,
  mayOrderEnd,
  offerTo,
  openCheckout,
  orderEnd,
  subscriptionTerms,
  type Till,
} from "@jules/core/billing/selling";
import { Failure, type Instant } from "@jules/core/kernel";
import type { Member } from "@jules/core/member";
import type { Links } from "@jules/core/privacy";
import type { Limits } from "@jules/core/quotas";
import type { Language } from "@jules/core/safety";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { failureOf } from "../../runtime/failure-code.ts";
import type { BillingStep } from "../../runtime/log-lines.ts";
import type { Reporter } from "../../runtime/reporter.ts";
import { watched } from "../../runtime/watched.ts";
import { formOf } from "../public/pages/form.ts";
import { languageOf } from "../public/pages/language.ts";
import { addressOf, buyPage, digestOf, managePage, nothingPage, outcomePage, policyOf } from "./page.ts";

export interface Dependencies extends Omit<Till & Ending, "payments" | "returnTo"> {
  readonly payments: Pick<Payments, "prices" | "openPortal"> & Till["payments"] & Ending["payments"];
  readonly reporter: Reporter;
  readonly links: () => Promise<Pick<Links, "read">>;
  /** Of the service, as the stage has them: the terms say them. */
  readonly limits: Limits;
  /** Where the public API is for the world. */
  readonly publicUrl: string;
  readonly stripeUrl: string;
}

type Answer = APIGatewayProxyStructuredResultV2;

/** Who came by a link of ours that still counts. */
interface Visit {
  readonly token: string;
  readonly linkUntil: Instant;
  readonly language: Language;
  readonly member: Member;
}

/**
 * The page behind the link to one's subscription: what there is to buy, with the terms to accept, or what somebody has, with
 * the ways to change and to end it. What is in the link is the whole right to it. Nobody is asked why, or to stay.
 */
export function createHandler(dependencies: Dependencies) {
  const { reporter, links, clock, members, payments, limits, publicUrl, stripeUrl } = dependencies;
  const headers = headersOf(policyOf(stripeUrl));
  const doneUrl = (language: Language, was?: "left" | "back") =>
    new URL(`/b/done?${was ? `was=${was}&` : ""}lang=${language}`, publicUrl).href;
  const till: Till & Ending = {
    ...dependencies,
    // Stripe does not learn the link.
    returnTo: (language) => ({ successUrl: doneUrl(language), cancelUrl: doneUrl(language, "left") }),
  };

  function said(step: BillingStep, statusCode: number, body: string): Answer {
    reporter.report("billing.page", { step });
    return { statusCode, headers, body };
  }

  function sentTo(step: BillingStep, location: string): Answer {
    reporter.report("billing.page", { step });
    return { statusCode: 303, headers: { ...headers, location }, body: "" };
  }

  /** To the page itself, which says how it is now: what was sent is not sent again when somebody loads it anew. */
  function backToPage(step: BillingStep, { token, language }: Visit): Answer {
    return sentTo(step, addressOf(token, language));
  }

  async function show(visit: Visit, asked: string | undefined, wrong?: "not-accepted" | "changed"): Promise<Answer> {
    const { token, language, member } = visit;
    const offer = await offerTo(till, member);
    const page = { token, language, standing: standingOf(member, clock.now()) };
    switch (offer.kind) {
      case "nothing":
        return said("nothing-sold", 200, nothingPage(language, offer.because));
      case "manage":
        return said("shown", 200, managePage(page, offer));
      case "buy": {
        const { prices, price } = await priceOf(asked);
        const terms = subscriptionTerms({ price, trialEndsAt: offer.trialEndsAt, limits }, language);
        const isCustomer = member.billing.customer !== undefined;
        const body = buyPage(page, { prices, period: price.period, terms, isCustomer, wrong });
        if (!wrong) return said("shown", 200, body);
        return wrong === "changed" ? said("terms-changed", 409, body) : said("not-accepted", 400, body);
      }
      default:
        return offer satisfies never;
    }
  }

  async function priceOf(asked: string | undefined) {
    const prices = await payments.prices();
    const price = prices.find(({ period }) => period === periodIn(asked)) ?? prices[0];
    if (!price) throw new Failure("billing.unpriced", "nothing of the plans has a price");
    return { prices, price };
  }

  async function pay(visit: Visit, form: URLSearchParams): Promise<Answer> {
    const { language, linkUntil, member } = visit;
    const offer = await offerTo(till, member);
    if (offer.kind !== "buy") return backToPage("shown", visit);
    const asked = form.get("period") ?? undefined;
    const { price } = await priceOf(asked);
    const sold = { price, trialEndsAt: offer.trialEndsAt, limits };
    const terms = subscriptionTerms(sold, language);
    if (form.get("terms") !== digestOf(terms)) return show(visit, asked, "changed");
    if (form.get("accepted") !== "yes") return show(visit, asked, "not-accepted");
    const opened = await openCheckout(till, member.id, { ...sold, terms, linkUntil, language });
    switch (opened.kind) {
      case "open":
        return sentTo("sent-to-pay", opened.url);
      case "already":
        return backToPage("paid-already", visit);
      case "nothing":
        return backToPage("nothing-sold", visit);
      case "gone":
        return said("gone", 410, outcomePage(language, "gone"));
      default:
        return opened satisfies never;
    }
  }

  async function toPortal(visit: Visit): Promise<Answer> {
    const { language, member } = visit;
    const { customer } = member.billing;
    const offer = await offerTo(till, member);
    const isSomebodyElse = offer.kind === "nothing" && offer.because === "somebody-else";
    if (!customer || isSomebodyElse) return backToPage("shown", visit);
    const { url } = await payments.openPortal(customer, doneUrl(language, "back"), language);
    return sentTo("sent-to-portal", url);
  }

  async function end(visit: Visit): Promise<Answer> {
    const offer = await offerTo(till, visit.member);
    const isSomebodyElse = offer.kind === "nothing" && offer.because === "somebody-else";
    if (isSomebodyElse || !mayOrderEnd(visit.member)) return backToPage("shown", visit);
    await orderEnd(till, visit.member);
    return backToPage("ended", visit);
  }

  async function keepOn(visit: Visit): Promise<Answer> {
    const offer = await offerTo(till, visit.member);
    if (offer.kind !== "manage" || !offer.mayKeep) return backToPage("shown", visit);
    const result = await keep(till, visit.member);
    return backToPage(result === "kept" ? "kept" : "not-kept", visit);
  }

  async function answerTo(event: APIGatewayProxyEventV2, language: Language): Promise<Answer> {
    const { routeKey, queryStringParameters: query } = event;
    if (routeKey === "GET /b/done") {
      const was = query?.was === "left" || query?.was === "back" ? query.was : "paid";
      return said("came-back", 200, outcomePage(language, was));
    }
    const token = event.pathParameters?.token ?? "";
    const link = (await links()).read("billing", token, clock.now());
    if (!link) return said("expired", 404, outcomePage(language, "expired"));
    const member = await members.byId(link.member);
    if (!member) return said("gone", 410, outcomePage(language, "gone"));
    const visit = { token, language, linkUntil: link.expiresAt, member };
    if (routeKey === "GET /b/{token}") return show(visit, query?.period);
    const form = formOf(event);
    if (!form) return said("bad-form", 400, outcomePage(language, "failed"));
    switch (routeKey) {
      case "POST /b/{token}/checkout":
        return pay(visit, form);
      case "POST /b/{token}/portal":
        return toPortal(visit);
      case "POST /b/{token}/end":
        return end(visit);
      case "POST /b/{token}/keep":
        return keepOn(visit);
      default:
        return said("not-there", 404, outcomePage(language, "not-there"));
    }
  }

  return watched(reporter, async (event: APIGatewayProxyEventV2): Promise<Answer> => {
    const language = languageOf(event.queryStringParameters?.lang, event.headers["accept-language"]);
    try {
      return await answerTo(event, language);
    } catch (error) {
      reporter.caught(error);
      reporter.warn("billing.page-failed", failureOf(error), { BillingPagesFailed: 1 });
      return { statusCode: 503, headers, body: outcomePage(language, "failed") };
    }
  });
}

function periodIn(asked: string | undefined): Period {
  return PERIODS.find((period) => period === asked) ?? "month";
}

/** As the other pages'; nothing of it is kept anywhere, and Stripe does not learn the link. */
function headersOf(policy: string): Record<string, string> {
  return {
    "content-type": "text/html; charset=utf-8",
    vary: "accept-language",
    "cache-control": "no-store",
    "content-security-policy": policy,
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-robots-tag": "noindex",
  };
}
