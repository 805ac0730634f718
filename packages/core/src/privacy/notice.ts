import type { Language } from "../safety/index.ts";
import { ENGLISH } from "./notice-english.ts";
import { SPANISH } from "./notice-spanish.ts";
import type { NoticeWording } from "./notice-wording.ts";
import { RETENTION, type Retained } from "./retention.ts";

/** Grows with every change of the notice, of the schedule and of the list of companies. */
export const NOTICE_VERSION = 7;

/** When this version was written; it is to be looked at again every year. */
const NOTICE_DAY = "2026-11-26";

/** A company that receives something of a member, because Jules does not work without it. */
interface Company {
  readonly name: string;
  readonly site: string;
  readonly gets: Readonly<Record<Language, string>>;
}

const COMPANIES: readonly Company[] = [
  {
    name: "Amazon Web Services",
    site: "https://aws.amazon.com",
    gets: {
      en: "runs our systems: everything on this page lies there, encrypted",
      es: "opera nuestros sistemas: todo lo de esta página está ahí, cifrado",
    },
  },
  {
    name: "Bandwidth",
    site: "https://www.bandwidth.com",
    gets: {
      en: "carries the texts: your number and what is written, in both directions",
      es: "transporta los mensajes: tu número y lo que se escribe, en ambas direcciones",
    },
  },
  {
    name: "Anthropic",
    site: "https://www.anthropic.com",
    gets: {
      en: "runs the language model: the texts of the conversation, pictures, and what Jules remembers of you, without your number, to answer you, to note what is worth remembering and to judge whether you are safe",
      es: "opera el modelo de lenguaje: los mensajes de la conversación, las imágenes y lo que Jules recuerda de ti, sin tu número, para responderte, anotar lo que vale la pena recordar y valorar si estás a salvo",
    },
  },
  {
    name: "OpenAI",
    site: "https://openai.com",
    gets: {
      en: "where it is switched on: the same, when the first model has no answer, and texts of both sides that are looked at a second time, for danger and for what does not belong there",
      es: "donde está activado: lo mismo, cuando el primer modelo no responde, y mensajes de ambas partes que se miran por segunda vez, por peligro y por lo que no corresponde",
    },
  },
  {
    name: "Veriff",
    site: "https://www.veriff.com",
    gets: {
      en: "only if you choose to prove your age: your selfie or document, from you directly, and a code of ours instead of your number",
      es: "solo si eliges demostrar tu edad: tu selfi o documento, directamente de ti, y un código nuestro en lugar de tu número",
    },
  },
  {
    name: "Stripe",
    site: "https://stripe.com",
    gets: {
      en: "only if you take a plan: your card, or how else you pay, and your e-mail address, from you directly, and a code of ours instead of your number; it takes the money and sends the receipts",
      es: "solo si tomas un plan: tu tarjeta, o cómo pagues, y tu correo, directamente de ti, y un código nuestro en lugar de tu número; cobra y manda los recibos",
    },
  },
  {
    name: "Upstash",
    site: "https://upstash.com",
    gets: {
      en: "keeps the last texts of a conversation for an hour, encrypted under your own key, which it does not have; how much is texted, under a code instead of your number; and which of these services is down",
      es: "guarda por una hora los últimos mensajes de una conversación, cifrados con tu propia clave, que no tiene; cuánto se escribe, bajo un código en lugar de tu número; y cuál de estos servicios no funciona",
    },
  },
  {
    name: "Langfuse",
    site: "https://langfuse.com",
    gets: {
      en: "only where it is switched on: how an answer came about, how long it took and what it cost, without its words and without your number",
      es: "solo donde está activado: cómo se hizo una respuesta, cuánto tardó y cuánto costó, sin sus palabras y sin tu número",
    },
  },
  {
    name: "Sentry",
    site: "https://sentry.io",
    gets: {
      en: "only where it is switched on: mistakes of our programs, without words and numbers of anybody",
      es: "solo donde está activado: errores de nuestros programas, sin palabras ni números de nadie",
    },
  },
];

/** All that is public about members' data, in one language. */
export interface PrivacyNotice {
  readonly version: number;
  readonly day: string;
  readonly language: Language;
  readonly wording: NoticeWording;
  readonly kept: readonly {
    readonly code: string;
    readonly what: string;
    readonly howLong: string;
    /** Undefined for what never was anybody's, or never ours. */
    readonly isErasable: boolean | undefined;
  }[];
  readonly companies: readonly { readonly name: string; readonly site: string; readonly gets: string }[];
  /** Where we are reached; the address that our texts name. */
  readonly contact: string;
}

const SCHEDULE: readonly Retained[] = RETENTION;

const WORDINGS: Readonly<Record<Language, NoticeWording>> = { en: ENGLISH, es: SPANISH };

const untilOf = (keeps: Retained["keeps"]) => ("until" in keeps ? keeps.until : undefined);

/** Made of the schedule that is kept. */
export function privacyNotice(language: Language): PrivacyNotice {
  const wording = WORDINGS[language];
  return {
    version: NOTICE_VERSION,
    day: NOTICE_DAY,
    language,
    wording,
    kept: SCHEDULE.map(({ code, what, keeps, isErasable, goes }) => ({
      code,
      what: what[language],
      howLong: wording.kept.keeping(keeps),
      isErasable: goes.includes("never") || "outcome-is-known" === untilOf(keeps) ? undefined : isErasable,
    })),
    companies: COMPANIES.map(({ name, site, gets }) => ({ name, site, gets: gets[language] })),
    contact: "help@jules.example",
  };
}
