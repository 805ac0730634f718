import type { Language } from "../safety/index.ts";

/** How long something is kept at most; with `atLeast`, how long it must be. */
export type Keeping =
  | { readonly hours: number }
  | { readonly days: number; readonly after?: "last-text" }
  | { readonly atLeastYears: number }
  | { readonly until: "account-ends" | "outcome-is-known" | "vendor-deleted" }
  | { readonly forever: "nobody-in-it" };

/**
 * How something goes: an item's own time to live; the destruction of its member's key; the cron `retention`; the lifecycle
 * of the bucket, of a log group, of a queue or of a table's backups; a call to the vendor; a yearly look at this schedule;
 * or not at all.
 */
export type Going =
  | "time-to-live"
  | "key-destroyed"
  | "purge-cron"
  | "bucket-lifecycle"
  | "log-retention"
  | "queue-retention"
  | "backups-expire"
  | "vendor-call"
  | "yearly-look"
  | "never";

/** One class of data: what it is, where it lies, how long, why, and how it goes. */
export interface Retained {
  readonly code: string;
  readonly what: Readonly<Record<Language, string>>;
  /** Tables with their kinds of items, buckets, queues, logs, vendors. */
  readonly where: readonly string[];
  readonly keeps: Keeping;
  readonly goes: readonly Going[];
  /** Whether it goes at once when its member asks for everything to be deleted. */
  readonly isErasable: boolean;
  /** Codes of the rules that ask for it. */
  readonly because: readonly string[];
}

/**
 * What is kept of anybody, and for how long: the schedule that items, buckets, logs and the cron `retention` keep, and that
 * the privacy notice is made from (16 CFR 312.10, Cal. Civ. Code 1798.100(a)(3)).
 */
export const RETENTION = [
  {
    code: "texts",
    what: {
      en: "The texts between you and Jules, pictures' addresses and, in a sentence, what is on them, encrypted under a key of your own",
      es: "Los mensajes entre tú y Jules, las direcciones de las imágenes y, en una frase, lo que muestran, cifrados con una clave solo tuya",
    },
    where: ["Members: TEXT#, OUT#"],
    keeps: { days: 365 },
    goes: ["time-to-live", "key-destroyed"],
    isErasable: true,
    because: ["us-coppa-retention", "ca-ccpa", "wa-mhmda"],
  },
  {
    code: "last-texts",
    what: {
      en: "The last texts between you and Jules once more, encrypted in the same way, so that an answer comes sooner",
      es: "Los últimos mensajes entre tú y Jules una vez más, cifrados de la misma manera, para que la respuesta llegue antes",
    },
    where: ["Redis: window"],
    keeps: { hours: 1 },
    goes: ["time-to-live", "key-destroyed"],
    isErasable: true,
    because: ["us-coppa-retention", "ca-ccpa", "wa-mhmda"],
  },
  {
    code: "use",
    what: {
      en: "How much you and Jules texted in the last hour and day, with marks by which the same text is known again and no word can be read, under a code made from your account: so that nobody uses up what is meant for all",
      es: "Cuánto se escribieron tú y Jules en la última hora y el último día, con marcas que reconocen un mensaje repetido y de las que no se lee ninguna palabra, bajo un código hecho a partir de tu cuenta: para que nadie agote lo que es para todos",
    },
    where: ["Redis: quota"],
    keeps: { hours: 25 },
    goes: ["time-to-live"],
    isErasable: false,
    because: ["us-coppa-retention", "ca-ccpa"],
  },
  {
    code: "safety-notes",
    what: {
      en: "What was noted about your safety in a crisis, encrypted in the same way",
      es: "Lo que se anotó sobre tu seguridad en una crisis, cifrado de la misma manera",
    },
    where: ["Members: MEMBER (episode)"],
    keeps: { until: "account-ends" },
    goes: ["key-destroyed", "purge-cron"],
    isErasable: true,
    because: ["wa-mhmda", "own-crisis-first"],
  },
  {
    code: "profile",
    what: {
      en: "What Jules remembers of you from your texts, and how you want to be spoken to, encrypted in the same way",
      es: "Lo que Jules recuerda de ti por tus mensajes, y cómo quieres que te hable, cifrado de la misma manera",
    },
    where: ["Members: PROFILE"],
    keeps: { until: "account-ends" },
    goes: ["key-destroyed", "purge-cron"],
    isErasable: true,
    because: ["us-coppa-retention", "ca-ccpa", "wa-mhmda"],
  },
  {
    code: "agenda",
    what: {
      en: "What you asked to be reminded of or asked about, and what Jules is to tell you of your plan, encrypted under your key, until it is over",
      es: "Lo que pediste que se te recordara o preguntara, y lo que Jules debe avisarte de tu plan, cifrado con tu clave, hasta que haya pasado",
    },
    where: ["Members: AGENDA#"],
    keeps: { days: 30 },
    goes: ["time-to-live", "key-destroyed", "purge-cron"],
    isErasable: true,
    because: ["us-coppa-retention", "ca-ccpa", "wa-mhmda"],
  },
  {
    code: "account",
    what: {
      en: "Your account: what you agreed to, your age state, when we were in touch",
      es: "Tu cuenta: lo que aceptaste, tu estado de edad, cuándo hablamos",
    },
    where: ["Members: MEMBER, NUMBER, MOMENT, VERIFICATION, ERASURE, EXPORT", "MemberKeys"],
    keeps: { days: 365, after: "last-text" },
    goes: ["purge-cron", "key-destroyed"],
    isErasable: true,
    because: ["us-coppa-retention", "ca-ccpa"],
  },
  {
    code: "proofs",
    what: {
      en: "What proves that you asked for texts outside of a text, for example on a page, encrypted under your key",
      es: "Lo que demuestra que pediste mensajes por otra vía que un mensaje, por ejemplo en una página, cifrado con tu clave",
    },
    where: ["Members: PROOF#"],
    keeps: { until: "account-ends" },
    goes: ["purge-cron", "key-destroyed"],
    isErasable: true,
    because: ["us-tcpa-limitation", "ca-ccpa"],
  },
  {
    code: "under-13",
    what: {
      en: "Anything from somebody who says that they are under 13",
      es: "Todo lo de alguien que dice tener menos de 13 años",
    },
    where: ["Members", "MemberKeys"],
    keeps: { hours: 24 },
    goes: ["purge-cron", "key-destroyed"],
    isErasable: true,
    because: ["us-coppa"],
  },
  {
    code: "files",
    what: {
      en: "A copy of your data that you asked for, and files of pictures",
      es: "Una copia de tus datos que pediste, y archivos de imágenes",
    },
    where: ["Media bucket"],
    keeps: { days: 30 },
    goes: ["bucket-lifecycle"],
    isErasable: true,
    because: ["ca-ccpa"],
  },
  {
    code: "age-evidence",
    what: {
      en: "A selfie or an identity document, if you prove your age: at Veriff, never at Jules, which learns the outcome only",
      es: "Una selfi o un documento de identidad, si demuestras tu edad: en Veriff, nunca en Jules, que solo conoce el resultado",
    },
    where: ["Veriff"],
    keeps: { until: "outcome-is-known" },
    goes: ["vendor-call"],
    isErasable: true,
    because: ["us-ftc-age", "il-bipa"],
  },
  {
    code: "verifications",
    what: {
      en: "Which of the sessions at Veriff was yours and how it ended, by its number there, so that a late answer finds nobody else",
      es: "Cuál de las sesiones en Veriff era tuya y cómo terminó, por su número allí, para que una respuesta tardía no llegue a otra persona",
    },
    where: ["Members: VERIFF# SESSION"],
    keeps: { days: 45 },
    goes: ["time-to-live"],
    isErasable: false,
    because: ["us-ftc-age"],
  },
  {
    code: "vendor-deletions",
    what: {
      en: "That Veriff is still to delete a session, by its number there, should it not do so at once",
      es: "Que Veriff todavía debe borrar una sesión, por su número allí, si no lo hace enseguida",
    },
    where: ["Members: VERIFF# DELETION"],
    keeps: { until: "vendor-deleted" },
    goes: ["purge-cron", "vendor-call"],
    isErasable: false,
    because: ["us-ftc-age", "il-bipa"],
  },
  {
    code: "billing",
    what: {
      en: "If you take a plan: which one, from when until when, how it stands, and your number at Stripe; for a minute, that it is to end. Never your card or your e-mail address",
      es: "Si tomas un plan: cuál, desde cuándo y hasta cuándo, cómo está, y tu número en Stripe; por un minuto, que debe terminar. Nunca tu tarjeta ni tu correo",
    },
    where: ["Members: MEMBER (billing), BILLING-ORDER"],
    keeps: { until: "account-ends" },
    goes: ["purge-cron"],
    isErasable: true,
    because: ["us-coppa-retention", "ca-ccpa"],
  },
  {
    code: "billing-news",
    what: {
      en: "Which messages of Stripe were read, by their numbers there and without anything of you, so that none counts twice",
      es: "Qué mensajes de Stripe se leyeron, por sus números allí y sin nada de ti, para que ninguno cuente dos veces",
    },
    where: ["Members: STRIPE# EVENT"],
    keeps: { days: 35 },
    goes: ["time-to-live"],
    isErasable: false,
    because: ["ca-ccpa"],
  },
  {
    code: "billing-comparison",
    what: {
      en: "Up to when what Stripe knows was compared with what we know, without anything of anybody",
      es: "Hasta cuándo se comparó lo que sabe Stripe con lo que sabemos, sin nada de nadie",
    },
    where: ["Members: STRIPE# COMPARED"],
    keeps: { forever: "nobody-in-it" },
    goes: ["never"],
    isErasable: false,
    because: ["ca-ccpa"],
  },
  {
    code: "payment-details",
    what: {
      en: "Your card, or how else you pay, and your e-mail address: at Stripe, where you type them, never at Jules",
      es: "Tu tarjeta, o cómo pagues, y tu correo: en Stripe, donde los escribes, nunca en Jules",
    },
    where: ["Stripe"],
    keeps: { until: "account-ends" },
    goes: ["vendor-call"],
    isErasable: true,
    because: ["ca-ccpa"],
  },
  {
    code: "payments",
    what: {
      en: "What you paid and when, with the e-mail address of the receipt: invoices at Stripe, which bookkeeping and tax law ask for, without your number and without a word of yours",
      es: "Qué pagaste y cuándo, con el correo del recibo: facturas en Stripe, que piden las leyes contables y fiscales, sin tu número y sin ninguna palabra tuya",
    },
    where: ["Stripe (invoices)"],
    keeps: { atLeastYears: 7 },
    goes: ["yearly-look"],
    isErasable: false,
    because: ["ct-pa-26-15-1", "ca-ccpa"],
  },
  {
    code: "ledger",
    what: {
      en: "A record of what you agreed to, the terms and the price of a plan among it, what you were told, whether your age was proven and what you asked of us. It has no words of yours and no telephone number, only a keyed code made from it",
      es: "Un registro de lo que aceptaste, también las condiciones y el precio de un plan, lo que se te avisó, si demostraste tu edad y lo que nos pediste. No tiene palabras tuyas ni número de teléfono, solo un código con clave hecho a partir de él",
    },
    where: ["Ledger: ROW#"],
    keeps: { atLeastYears: 5 },
    goes: ["yearly-look"],
    isErasable: false,
    because: ["us-tcpa-limitation", "ca-ccpa", "ct-pa-26-15-1", "own-ledger"],
  },
  {
    code: "suppression",
    what: {
      en: "That a number said STOP, or is a child's: a keyed code made from the number",
      es: "Que un número dijo STOP, o que es de un niño: un código con clave hecho a partir del número",
    },
    where: ["Ledger: SUPPRESSION"],
    keeps: { atLeastYears: 10 },
    goes: ["yearly-look"],
    isErasable: false,
    because: ["va-sb-1339", "us-coppa"],
  },
  {
    code: "counters",
    what: {
      en: "How often texts referred people to help, by year and state, without anything of anybody",
      es: "Cuántas veces los mensajes remitieron a personas a un servicio de ayuda, por año y estado, sin nada de nadie",
    },
    where: ["Counters"],
    keeps: { forever: "nobody-in-it" },
    goes: ["never"],
    isErasable: false,
    because: ["ca-22603", "wa-hb-2225-crisis", "or-sb-1546-crisis", "co-hb26-1263"],
  },
  {
    code: "queues",
    what: {
      en: "Texts on their way through our systems",
      es: "Mensajes en camino por nuestros sistemas",
    },
    where: ["Queues"],
    keeps: { days: 4 },
    goes: ["queue-retention"],
    isErasable: false,
    because: ["us-coppa-retention"],
  },
  {
    code: "dead-letters",
    what: {
      en: "Texts that our systems failed at, until somebody has looked at why",
      es: "Mensajes en que fallaron nuestros sistemas, hasta que alguien vea por qué",
    },
    where: ["Dead-letter queues"],
    keeps: { days: 14 },
    goes: ["queue-retention"],
    isErasable: false,
    because: ["us-coppa-retention"],
  },
  {
    code: "logs",
    what: {
      en: "Logs of our systems, without words and numbers of anybody",
      es: "Registros técnicos de nuestros sistemas, sin palabras ni números de nadie",
    },
    where: ["Log groups"],
    keeps: { days: 30 },
    goes: ["log-retention"],
    isErasable: false,
    because: ["us-coppa-retention"],
  },
  {
    code: "backups",
    what: {
      en: "Backups, in which nothing of yours can be read any more once your key is gone",
      es: "Copias de seguridad, en las que nada tuyo se puede leer una vez que tu clave ya no existe",
    },
    where: ["Backups of Members, Ledger and Counters"],
    keeps: { days: 28 },
    goes: ["backups-expire", "key-destroyed"],
    isErasable: false,
    because: ["wa-mhmda", "us-coppa"],
  },
  {
    code: "key-backups",
    what: {
      en: "Backups of the keys",
      es: "Copias de seguridad de las claves",
    },
    where: ["Backups of MemberKeys"],
    keeps: { days: 7 },
    goes: ["backups-expire"],
    isErasable: false,
    because: ["wa-mhmda", "us-coppa"],
  },
] as const satisfies readonly Retained[];

export type RetainedCode = (typeof RETENTION)[number]["code"];

const DAY_SECONDS = 24 * 60 * 60;

/**
 * How many seconds a class of data is kept at most.
 * @throws RangeError for one that is not kept for a number of hours or days.
 */
export function keptSeconds(code: RetainedCode): number {
  const keeps: Keeping | undefined = RETENTION.find((each) => each.code === code)?.keeps;
  if (keeps && "days" in keeps) return keeps.days * DAY_SECONDS;
  if (keeps && "hours" in keeps) return keeps.hours * 60 * 60;
  throw new RangeError(`${code} is not kept for a number of hours or days`);
}
