import { dayInWords, USUAL_ZONE } from "../agenda/index.ts";
import type { FixedText } from "../disclosure/index.ts";
import { type Instant, instantPlus } from "../kernel/index.ts";
import type { TimeZone } from "../numbering/index.ts";
import type { NoticeCode } from "./notices.ts";
import { PLANS } from "./plans.ts";
import { graceEnd, type Paying, standingOf } from "./standing.ts";
import { isRunning, renews, type Subscription } from "./subscription.ts";

type Language = "en" | "es";
type Words = Readonly<Record<Language, string>>;

const PLUS = PLANS.plus.name;
const TEXTS_A_DAY = String(PLANS.free.entitles.textsADay);

/**
 * The words of notices. They tell what is so and what can be done about it; they neither plead nor offer anything, and a
 * stranger who reads one over a shoulder learns that somebody has a plan. English keeps to GSM-7. `{…}` is filled in.
 */
const TEXTS = {
  began: {
    en: `${PLUS} has begun. It renews every {period} until you end it. The price and how to end it: reply BILLING. Or text me: cancel my subscription.`,
    es: `${PLUS} comenzó y se renueva cada {period} hasta que lo termines. Precio y cómo terminarlo: responde BILLING o "cancela mi suscripción".`,
  },
  "began-trial": {
    en: `${PLUS} has begun. The first payment is on {day}, then every {period} until you end it. The price and how to end it: reply BILLING. Or text me: cancel my subscription.`,
    es: `${PLUS} comenzó. Primer pago: {day}, luego cada {period} hasta que lo termines. Precio y cómo terminarlo: responde BILLING.`,
  },
  "trial-ending": {
    en: `Your trial of ${PLUS} ends on {day}. Then your card is charged every {period} until you end it. The price: reply BILLING. To end it, text me: cancel my subscription.`,
    es: `La prueba de ${PLUS} termina el {day}; luego se cobra cada {period}. Precio: responde BILLING. Para terminarlo: "cancela mi suscripción".`,
  },
  "payment-failed": {
    en: `A payment for ${PLUS} didn't go through. Nothing changes until {day}; if it is still open then, the plan stops. For the page where you can change your card, reply BILLING.`,
    es: `Un pago de ${PLUS} no se completó. Todo sigue igual hasta el {day}; luego el plan se detiene. Para cambiar tu tarjeta: responde BILLING.`,
  },
  "action-required": {
    en: `Your bank wants you to confirm a payment for ${PLUS}. Nothing changes until {day}; if it is still open then, the plan stops. For your page, reply BILLING.`,
    es: `Tu banco pide que confirmes un pago de ${PLUS}. Todo sigue igual hasta el {day}; luego el plan se detiene. Tu página: responde BILLING.`,
  },
  renewal: {
    en: `${PLUS} renews by itself on {day}, and then every {period} until you end it. The price and how to end it: reply BILLING. Or text me: cancel my subscription.`,
    es: `${PLUS} se renueva el {day} y luego cada {period}. Precio y cómo terminarlo: responde BILLING o "cancela mi suscripción".`,
  },
  ending: {
    en: `${PLUS} ends on {day}, and nothing more is charged. Until then nothing changes.`,
    es: `${PLUS} termina el {day} y no se cobra nada más. Hasta entonces nada cambia.`,
  },
  ended: {
    en: `${PLUS} has ended. ${TEXTS_A_DAY} texts a day are free, and so is help in a crisis, always. Your page: reply BILLING.`,
    es: `${PLUS} terminó. ${TEXTS_A_DAY} mensajes al día son gratis, y la ayuda en una crisis siempre. Tu página: responde BILLING.`,
  },
  refunded: {
    en: `A payment for ${PLUS} is being refunded. Banks take up to 10 days to show it.`,
    es: `Se está devolviendo un pago de ${PLUS}. El banco puede tardar hasta 10 días.`,
  },
} as const satisfies Readonly<Record<string, Words>>;

const PERIODS = { en: { month: "month", year: "year" }, es: { month: "mes", year: "año" } } as const;

const DAY_MS = 24 * 60 * 60_000;
/** That something began or ended is news so long. */
const NEWS_MS = 30 * DAY_MS;
/** Until then a bank shows what was given back. */
const REFUND_MS = 10 * DAY_MS;

/** Whether the law wants it said before money is taken: it goes out though a long silence or a missing proof of age speak against it. */
export function isOwedByLaw(code: NoticeCode): boolean {
  return code === "renewal" || code === "trial-ending";
}

/**
 * A notice as it is said at a moment, made from what is true by then.
 * @param foundAt when it was found out that it is to be said.
 * @returns undefined for one that is true no more: it was paid meanwhile, ended, or begun anew.
 */
export function noticeText(
  code: NoticeCode,
  member: Paying,
  language: Language,
  at: Instant,
  timeZone: TimeZone = USUAL_ZONE,
  foundAt: Instant = at,
): FixedText | undefined {
  const said = saidOf(code, member, at, foundAt);
  if (!said) return undefined;
  const { text, day, period } = said;
  const body = TEXTS[text][language]
    .replace("{day}", day ? dayInWords(day, timeZone, language) : "")
    .replace("{period}", period ? PERIODS[language][period] : "");
  return { code: `billing-notice.${text}.${language}`, version: 1, body };
}

interface SaidOf {
  readonly text: keyof typeof TEXTS;
  readonly day?: Instant | undefined;
  readonly period?: Subscription["period"];
}

function saidOf(code: NoticeCode, member: Paying, at: Instant, foundAt: Instant): SaidOf | undefined {
  // Money that goes back does so whatever is true otherwise.
  if (code === "refunded") return at > instantPlus(foundAt, REFUND_MS) ? undefined : { text: "refunded" };
  const { subscription } = member.billing;
  if (!subscription) return undefined;
  const { period, periodEndsAt, trialEndsAt, endsAt, createdAt } = subscription;
  const { state, isPaid } = standingOf(member, at);
  switch (code) {
    case "began":
      if (!renews(subscription) || at > instantPlus(createdAt, NEWS_MS)) return undefined;
      return state === "trialing" && isPaid
        ? { text: "began-trial", day: trialEndsAt ?? periodEndsAt, period }
        : { text: "began", period };
    case "trial-ending": {
      if (subscription.status !== "trialing" || !renews(subscription)) return undefined;
      const day = trialEndsAt ?? periodEndsAt;
      return day > at ? { text: "trial-ending", day, period } : undefined;
    }
    case "payment-failed":
    case "action-required":
      return state === "grace" ? { text: code, day: graceEnd(subscription), period } : undefined;
    case "renewal":
      if (subscription.status !== "active" || !renews(subscription) || periodEndsAt <= at) return undefined;
      return { text: "renewal", day: periodEndsAt, period };
    case "ending":
      if (!isRunning(subscription) || endsAt === undefined || endsAt <= at) return undefined;
      return { text: "ending", day: endsAt };
    case "ended":
      return hasJustEnded(subscription, at) ? { text: "ended" } : undefined;
    default:
      code satisfies never;
      // Put down by a later release than this one.
      return undefined;
  }
}

/** With `unpaid` Stripe has given up, and the plan stopped, though nobody ended it. */
function hasJustEnded(subscription: Subscription, at: Instant): boolean {
  if (subscription.status === "unpaid") return true;
  return !isRunning(subscription) && at <= instantPlus(subscription.endsAt ?? subscription.periodEndsAt, NEWS_MS);
}
