import type { ReceivedRequest } from "../http-server.ts";
import type { Interval } from "./objects.ts";

type Language = "en" | "es";

const english = {
  language: "en",
  simulated: "simulated payments",
  banner: "This is a simulator. It is not Stripe, no card is real, and no money moves.",
  noLink: "There is no such link",
  noLinkText: "It is mistyped, or it has run out.",
  subscribeTo: "Subscribe to",
  daysFree: (days: number) => (days === 1 ? "1 day free" : `${days} days free`),
  afterwards: (price: string) => `Then ${price}`,
  startingOn: (date: string) => `starting on ${date}`,
  discount: "Promotion code",
  afterTrial: (date: string) => `Due on ${date}`,
  dueToday: "Due today",
  promotionCode: "Promotion code",
  apply: "Apply",
  noSuchCode: "This code is not valid.",
  payWith: "Pay with card",
  email: "E-mail",
  cardNumber: "Card number",
  expiry: "Expires (MM / YY)",
  securityCode: "Security code",
  testCards: "Test cards",
  cardWorks: "works",
  cardDeclined: "is declined",
  cardInsufficient: "is declined: insufficient funds",
  cardFailsLater: "can be saved, and every payment fails",
  cardConfirms: "has to be confirmed once",
  cardConfirmsAlways: "has to be confirmed each time",
  cardDisputed: "pays, and the payment is disputed",
  cardWarned: "pays, and an early fraud warning follows",
  noCardNeeded: "No card is needed for the trial.",
  agree: "I agree to the terms of service.",
  startTrial: "Start trial",
  subscribe: "Subscribe",
  back: "Back",
  wrongEmail: "This is no e-mail address.",
  wrongNumber: "Take one of the test cards: no other card is known here.",
  wrongExpiry: "This card has expired, or the date is no date.",
  wrongSecurityCode: "The security code has three or four digits.",
  mustAgree: "The terms have to be agreed to.",
  expired: "This page has run out",
  expiredText: "Go back to where you came from, and begin again.",
  complete: "This is done already",
  completeText: "The subscription has been made. Nothing is charged again.",
  confirmTitle: "Your bank asks: is it you?",
  confirmText: (amount: string) => `A payment of ${amount} has to be confirmed.`,
  confirmSaving: "Saving this card has to be confirmed.",
  confirm: "Yes, it is me",
  refuse: "No, stop it",
  notConfirmed: "The payment was not confirmed. Try again, or take another card.",
  portal: "Your subscription",
  returnTo: "Go back to where you came from",
  nothing: "There is no subscription.",
  ended: (date: string) => `It ended on ${date}.`,
  renewsOn: (date: string) => `Renews on ${date}.`,
  endsOn: (date: string) => `Ends on ${date}. Nothing is charged any more.`,
  trialUntil: (date: string) => `The trial ends on ${date}; then it renews.`,
  pastDue: "The last payment failed.",
  pausedText: "It is paused.",
  collectionPaused: "Nothing is being charged at the moment.",
  incompleteText: "The first payment is not done.",
  changePlan: (price: string) => `Change to ${price}`,
  changePlanText: (today: string, price: string) => `Today ${today} is charged, and from then on ${price}.`,
  cancel: "Cancel subscription",
  cancelTitle: "Cancel the subscription?",
  cancelText: (date: string) => `It goes on until ${date}, and ends then.`,
  keep: "Keep subscription",
  card: "Card",
  noCard: "None.",
  cardLine: (brand: string, last4: string, month: number, year: number) =>
    `${brand} ending in ${last4}, expires ${month}/${year}`,
  changeCard: "Change card",
  saveCard: "Save card",
  invoices: "Invoices",
  noInvoices: "None yet.",
  invoice: "Invoice",
  total: "Total",
  pay: (amount: string) => `Pay ${amount}`,
  statuses: { draft: "being made", open: "not paid", paid: "paid", uncollectible: "written off", void: "void" },
  statusLabel: "Status",
};

export type Words = typeof english;

const spanish: Words = {
  language: "es",
  simulated: "pagos simulados",
  banner: "Esto es un simulador. No es Stripe, ninguna tarjeta es real y no se mueve dinero.",
  noLink: "Este enlace no existe",
  noLinkText: "Está mal escrito o ya venció.",
  subscribeTo: "Suscribirse a",
  daysFree: (days) => (days === 1 ? "1 día gratis" : `${days} días gratis`),
  afterwards: (price) => `Después, ${price}`,
  startingOn: (date) => `a partir del ${date}`,
  discount: "Código promocional",
  afterTrial: (date) => `Por pagar el ${date}`,
  dueToday: "Por pagar hoy",
  promotionCode: "Código promocional",
  apply: "Aplicar",
  noSuchCode: "Este código no es válido.",
  payWith: "Pagar con tarjeta",
  email: "Correo electrónico",
  cardNumber: "Número de tarjeta",
  expiry: "Vence (MM / AA)",
  securityCode: "Código de seguridad",
  testCards: "Tarjetas de prueba",
  cardWorks: "funciona",
  cardDeclined: "es rechazada",
  cardInsufficient: "es rechazada: fondos insuficientes",
  cardFailsLater: "se puede guardar, y todos los pagos fallan",
  cardConfirms: "hay que confirmarla una vez",
  cardConfirmsAlways: "hay que confirmarla cada vez",
  cardDisputed: "paga, y el pago se disputa",
  cardWarned: "paga, y sigue una alerta de fraude",
  noCardNeeded: "La prueba no necesita tarjeta.",
  agree: "Acepto las condiciones del servicio.",
  startTrial: "Empezar la prueba",
  subscribe: "Suscribirse",
  back: "Volver",
  wrongEmail: "Esto no es un correo electrónico.",
  wrongNumber: "Usa una de las tarjetas de prueba: aquí no se conoce ninguna otra.",
  wrongExpiry: "La tarjeta venció, o la fecha no es una fecha.",
  wrongSecurityCode: "El código de seguridad tiene tres o cuatro cifras.",
  mustAgree: "Hay que aceptar las condiciones.",
  expired: "Esta página venció",
  expiredText: "Vuelve al lugar de donde viniste y empieza otra vez.",
  complete: "Esto ya está hecho",
  completeText: "La suscripción está hecha. No se cobra nada más.",
  confirmTitle: "Tu banco pregunta: ¿eres tú?",
  confirmText: (amount) => `Hay que confirmar un pago de ${amount}.`,
  confirmSaving: "Hay que confirmar que se guarda esta tarjeta.",
  confirm: "Sí, soy yo",
  refuse: "No, detener",
  notConfirmed: "El pago no se confirmó. Inténtalo otra vez, o usa otra tarjeta.",
  portal: "Tu suscripción",
  returnTo: "Volver al lugar de donde viniste",
  nothing: "No hay suscripción.",
  ended: (date) => `Terminó el ${date}.`,
  renewsOn: (date) => `Se renueva el ${date}.`,
  endsOn: (date) => `Termina el ${date}. Ya no se cobra nada.`,
  trialUntil: (date) => `La prueba termina el ${date}; después se renueva.`,
  pastDue: "El último pago falló.",
  pausedText: "Está en pausa.",
  collectionPaused: "En este momento no se cobra nada.",
  incompleteText: "El primer pago no está hecho.",
  changePlan: (price) => `Cambiar a ${price}`,
  changePlanText: (today, price) => `Hoy se cobran ${today}, y desde entonces ${price}.`,
  cancel: "Cancelar la suscripción",
  cancelTitle: "¿Cancelar la suscripción?",
  cancelText: (date) => `Sigue hasta el ${date}, y entonces termina.`,
  keep: "Conservar la suscripción",
  card: "Tarjeta",
  noCard: "Ninguna.",
  cardLine: (brand, last4, month, year) => `${brand} que termina en ${last4}, vence ${month}/${year}`,
  changeCard: "Cambiar la tarjeta",
  saveCard: "Guardar la tarjeta",
  invoices: "Facturas",
  noInvoices: "Todavía ninguna.",
  invoice: "Factura",
  total: "Total",
  pay: (amount) => `Pagar ${amount}`,
  statuses: {
    draft: "en preparación",
    open: "sin pagar",
    paid: "pagada",
    uncollectible: "incobrable",
    void: "anulada",
  },
  statusLabel: "Estado",
};

/** The language of a page: that of the session, and the browser's when the session has none. */
export function wordsFor(locale: string | null, { headers }: ReceivedRequest): Words {
  const wanted = locale === null || locale === "auto" ? (headers["accept-language"] ?? "en") : locale;
  return wanted.toLowerCase().startsWith("es") ? spanish : english;
}

/** `$9.99 / month` */
export function priceText(words: Words, amount: number, interval: Interval): string {
  const names: Readonly<Record<Language, Readonly<Record<Interval, string>>>> = {
    en: { day: "day", week: "week", month: "month", year: "year" },
    es: { day: "día", week: "semana", month: "mes", year: "año" },
  };
  return `${moneyText(words, amount)} / ${names[languageOf(words)][interval]}`;
}

export function moneyText(words: Words, amount: number): string {
  return new Intl.NumberFormat(`${words.language}-US`, { style: "currency", currency: "usd" }).format(amount / 100);
}

/** A moment in seconds as a day of UTC. */
export function dateText(words: Words, moment: number): string {
  const format = new Intl.DateTimeFormat(`${words.language}-US`, { dateStyle: "long", timeZone: "UTC" });
  return format.format(moment * 1000);
}

function languageOf({ language }: Words): Language {
  return language === "es" ? "es" : "en";
}
