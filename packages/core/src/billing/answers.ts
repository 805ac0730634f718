import { dayInWords, USUAL_ZONE } from "../agenda/index.ts";
import type { FixedText } from "../disclosure/index.ts";
import { type Instant, instantPlus, millisecondsOf } from "../kernel/index.ts";
import type { TimeZone } from "../numbering/index.ts";
import { PLANS } from "./plans.ts";
import type { Standing } from "./standing.ts";
import { renews, type Subscription } from "./subscription.ts";

type Language = "en" | "es";
type Words = Readonly<Record<Language, string>>;

const PLUS = PLANS.plus.name;
const TEXTS_A_DAY = String(PLANS.free.entitles.textsADay);
const TRIAL_DAYS = String(PLANS.trial.days);

/** For how long the link to somebody's page works: what is on it is nobody else's business. */
export const LINK_MINUTES = 30;

/** What is said to who asks about a subscription: what is so, and no more. English keeps to GSM-7. `{…}` is filled in. */
const TEXTS = {
  offer: {
    en: `${PLUS} has many more texts a day, remembers, checks in and looks at pictures. Price and terms, before anything is charged: {link} (works for ${LINK_MINUTES} minutes)`,
    es: `${PLUS}: muchos más mensajes al día; recuerda, pregunta y mira fotos. Precio y condiciones antes de cobrar: {link} (sirve ${LINK_MINUTES} minutos)`,
  },
  "has-it": {
    en: `You have ${PLUS}. Your page: {link} (works for ${LINK_MINUTES} minutes)`,
    es: `Ya tienes ${PLUS}. Tu página: {link} (sirve ${LINK_MINUTES} minutos)`,
  },
  page: {
    en: `Your subscription: {link} There you can change your card, or end the plan. The link works for ${LINK_MINUTES} minutes.`,
    es: `Tu suscripción: {link} Ahí cambias tu tarjeta o terminas el plan. El enlace sirve ${LINK_MINUTES} minutos.`,
  },
  /** Of who has a plan that runs: of anybody else the text that it names would end our texts. */
  "page-or-text": {
    en: `Your subscription: {link} There you can change your card, or end the plan. Or text me just this: cancel my subscription. The link works for ${LINK_MINUTES} minutes.`,
    es: `Tu suscripción: {link} Ahí cambias tu tarjeta o terminas el plan. O escríbeme solo esto: cancela mi suscripción. El enlace sirve ${LINK_MINUTES} minutos.`,
  },
  "first-days": {
    en: `Your first ${TRIAL_DAYS} days have everything, until {day}, and no payment follows. After that ${TEXTS_A_DAY} texts a day are free. For ${PLUS}, reply UPGRADE.`,
    es: `Tus primeros ${TRIAL_DAYS} días lo incluyen todo, hasta el {day}, y no sigue ningún cobro. Después, ${TEXTS_A_DAY} mensajes al día son gratis. Para ${PLUS}: UPGRADE.`,
  },
  free: {
    en: `You are on ${PLANS.free.name}: ${TEXTS_A_DAY} texts a day, nothing is charged. Help in a crisis has no limit. For ${PLUS}, reply UPGRADE.`,
    es: `Tienes ${PLANS.free.name}: ${TEXTS_A_DAY} mensajes al día, sin cobros. La ayuda en una crisis no tiene límite. Para ${PLUS}: UPGRADE.`,
  },
  trial: {
    en: `Your trial of ${PLUS} runs until {day}. Then it is charged every {period} until you end it. Your page: reply BILLING.`,
    es: `Tu prueba de ${PLUS} dura hasta el {day}. Luego se cobra cada {period} hasta que la termines. Tu página: responde BILLING.`,
  },
  renews: {
    en: `You have ${PLUS}. It renews on {day}, every {period}. Your page: reply BILLING.`,
    es: `Tienes ${PLUS}. Se renueva el {day}, cada {period}. Tu página: responde BILLING.`,
  },
  ends: {
    en: `${PLUS} runs until {day} and then ends. Nothing more is charged.`,
    es: `${PLUS} dura hasta el {day} y luego termina. No se cobra nada más.`,
  },
  late: {
    en: `You have ${PLUS}. A payment is open; if it still is on {day}, the plan stops. Your page: reply BILLING.`,
    es: `Tienes ${PLUS}. Hay un pago pendiente; si sigue así el {day}, el plan se detiene. Tu página: responde BILLING.`,
  },
  paused: {
    en: `${PLUS} is paused, and nothing is charged. ${TEXTS_A_DAY} texts a day are free. Your page: reply BILLING.`,
    es: `${PLUS} está en pausa y no se cobra nada. ${TEXTS_A_DAY} mensajes al día son gratis. Tu página: responde BILLING.`,
  },
  "end-on": {
    en: `OK. ${PLUS} ends on {day}, and nothing more is charged. Until then nothing changes. If you want no more texts either, reply STOP.`,
    es: `De acuerdo. ${PLUS} termina el {day} y no se cobra nada más. Hasta entonces nada cambia. Si tampoco quieres más mensajes, responde STOP.`,
  },
  "end-renewed": {
    en: `OK. ${PLUS} ends, and nothing more is charged. If the new {period} is paid already, it runs until {day}; if not, it ends within the hour. If you want no more texts either, reply STOP.`,
    es: `De acuerdo. ${PLUS} termina y no se cobra nada más. Si el nuevo {period} ya está pagado, dura hasta el {day}; si no, termina en una hora. Si tampoco quieres más mensajes, responde STOP.`,
  },
  "end-now": {
    en: `OK. ${PLUS} ends now, and nothing more is charged. If you want no more texts either, reply STOP.`,
    es: `De acuerdo. ${PLUS} termina ahora y no se cobra nada más. Si tampoco quieres más mensajes, responde STOP.`,
  },
  "end-paid": {
    en: `OK. If ${PLUS} runs for this number, it ends with what is paid, and nothing more is charged. If you want no more texts either, reply STOP.`,
    es: `De acuerdo. Si hay ${PLUS} en este número, termina con lo pagado y no se cobra nada más. Si tampoco quieres más mensajes, responde STOP.`,
  },
  none: {
    en: "You have no subscription, so nothing is charged. If you want no more texts, reply STOP.",
    es: "No tienes suscripción, así que no se cobra nada. Si no quieres más mensajes, responde STOP.",
  },
  "not-now": {
    en: `I couldn't end ${PLUS} just now. Text me that again later and it ends.`,
    es: `Ahora no pude terminar ${PLUS}. Escríbemelo de nuevo más tarde y termina.`,
  },
  "not-sold": {
    en: "Jules costs nothing: nothing is charged.",
    es: "Jules no cuesta nada: no se cobra nada.",
  },
} as const satisfies Readonly<Record<string, Words>>;

type BillingTextCode = keyof typeof TEXTS;

const PERIODS = { en: { month: "month", year: "year" }, es: { month: "mes", year: "año" } } as const;

/** What stands in an answer. */
export interface Told {
  readonly text: BillingTextCode;
  readonly link?: string | undefined;
  readonly day?: Instant | undefined;
  readonly period?: Subscription["period"] | undefined;
}

export function billingText(told: Told, language: Language, timeZone: TimeZone = USUAL_ZONE): FixedText {
  const { text, link = "", day, period } = told;
  const body = TEXTS[text][language]
    .replace("{link}", link)
    .replace("{day}", day ? dayInWords(day, timeZone, language) : "")
    .replace("{period}", period ? PERIODS[language][period] : "");
  return { code: `billing.${text}.${language}`, version: 1, body };
}

/** The same without the line that says how to get more. */
export function withoutOffer(text: FixedText): FixedText {
  return { ...text, body: text.body.replace(/ (?:For|Para) [\w ]+[,:] (?:reply )?UPGRADE\.$/, "") };
}

/** The same without the line that says how to get no more texts. */
export function withoutStop(text: FixedText): FixedText {
  return { ...text, body: text.body.replace(/ (?:If you want|Si (?:tampoco|no) quieres) [^.]+ STOP\.$/, "") };
}

/** How somebody stands, for who asks. */
export function standingTold({ state, isPaid, until }: Standing, subscription: Subscription | undefined): Told {
  if (state === "trialing" && !isPaid) return { text: "first-days", day: until };
  const period = subscription?.period;
  const ends = subscription && !renews(subscription);
  switch (state) {
    case "trialing":
    case "active":
      if (ends) return { text: "ends", day: until };
      return { text: state === "trialing" ? "trial" : "renews", day: until, period };
    case "grace":
      return { text: "late", day: until };
    case "paused":
      return { text: "paused" };
    case "ended":
      return { text: "free" };
    default:
      return state satisfies never;
  }
}

/** Stripe charges a renewal an hour after it began: so long nobody here knows whether it is paid, and runs on, or ends at once. */
const PERHAPS_UNPAID_MS = 2 * 60 * 60_000;

/**
 * What is said to who ends a subscription that runs, once that is ordered: when it ends, as far as that is known. What is not
 * paid for ends at once.
 */
export function endingTold(
  { state, until }: Standing,
  { createdAt, periodStartsAt, period }: Pick<Subscription, "createdAt" | "periodStartsAt" | "period">,
  at: Instant,
): Told {
  switch (state) {
    case "trialing":
    case "active":
      // It may have been renewed at this moment, without anybody here knowing until when.
      if (!until || millisecondsOf(until) <= millisecondsOf(at)) return { text: "end-paid" };
      return periodStartsAt > createdAt && at <= instantPlus(periodStartsAt, PERHAPS_UNPAID_MS)
        ? { text: "end-renewed", day: until, period }
        : { text: "end-on", day: until };
    case "grace":
    case "paused":
    case "ended":
      return { text: "end-now" };
    default:
      return state satisfies never;
  }
}
