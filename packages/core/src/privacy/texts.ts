import type { FixedText } from "../disclosure/index.ts";
import type { Tally } from "./desk.ts";

type Language = "en" | "es";

type Words = Readonly<Record<Language, string>>;

/**
 * What requests about one's own data are answered with. Fixed words that say what is so and promise what is kept; `{…}` is
 * filled in. Each has a version, and in English all keep to GSM-7.
 */
const TEXTS = {
  access: {
    version: 3,
    en: "{notes} What I keep of you, sealed with a key of your own: {texts} from you, {replies} from me, for 12 months at most; what I remember of them; how you want me to talk; your reminders; when we were in touch; what you said of your age; my notes on whether you are safe. Apart from that, without your words: what you agreed to and what I told you. EXPORT sends you all of it, FORGET in capitals and a topic deletes that, DELETE MY DATA deletes everything. jules.example/privacy",
    es: "{notes} Lo que guardo de ti, sellado con una llave solo tuya: {texts} tuyos, {replies} míos, 12 meses como máximo; lo que recuerdo de ellos; cómo quieres que te hable; tus recordatorios; cuándo hablamos; lo que dijiste de tu edad; mis notas sobre si estás a salvo. Aparte, sin tus palabras: lo que aceptaste y lo que te avisé. EXPORT te manda todo, OLVIDA en mayúsculas y un tema lo borra, BORRA MIS DATOS borra todo. jules.example/privacy",
  },
  exporting: {
    version: 1,
    en: "I'm putting your data together. The link comes in a minute and works for 24 hours.",
    es: "Estoy juntando tus datos. El enlace llega en un minuto y sirve por 24 horas.",
  },
  exported: {
    version: 1,
    en: "Your data: {link} The link works for 24 hours. Whoever has it can open it, so keep it to yourself.",
    es: "Tus datos: {link} El enlace sirve por 24 horas. Quien lo tenga puede abrirlo: no lo compartas.",
  },
  forgetting: {
    version: 2,
    en: "OK. I'm deleting what mentions it: your texts, mine, and my notes. I tell you when it is gone.",
    es: "Va. Estoy borrando lo que lo menciona: tus mensajes, los míos y mis notas. Te aviso cuando ya no esté.",
  },
  forgotten: {
    version: 1,
    en: "Done: {texts} deleted for good. I keep no other notes that could name it. Your phone still has its own copies.",
    es: "Listo: {texts} para siempre. No guardo otras notas que lo nombren. Tu teléfono aún tiene sus copias.",
  },
  "notes-forgotten": {
    version: 1,
    en: "Done: my notes that mention it are deleted for good. None of our texts mentions it.",
    es: "Listo: borré para siempre mis notas que lo mencionan. Ninguno de nuestros mensajes lo menciona.",
  },
  "nothing-forgotten": {
    version: 2,
    en: "I looked through our texts and my notes, and nothing mentions it. There was nothing to delete.",
    es: "Busqué en nuestros mensajes y en mis notas, y nada lo menciona. No había nada que borrar.",
  },
  "erase-question": {
    version: 1,
    en: "This deletes all I have of you for good: our texts, your settings, my notes. Only a record without your words or number stays, as the law asks. Reply DELETE within 24 hours to do it. In crisis? Call or text 988.",
    es: "Esto borra para siempre todo lo que tengo de ti: mensajes, ajustes, mis notas. Solo queda un registro sin tus palabras ni tu número, como pide la ley. Responde BORRAR en 24 horas para hacerlo. ¿En crisis? Llama al 988 y oprime 2.",
  },
  erasing: {
    version: 1,
    en: "OK. I'm deleting everything now. One last text with a reference follows. In crisis, any time: call or text 988.",
    es: "Va. Estoy borrando todo. Sigue un último mensaje con una referencia. En crisis, a cualquier hora: llama al 988 y oprime 2.",
  },
  erased: {
    version: 1,
    en: "Jules: your data is deleted. Reference {reference}. You get no more texts; START would begin anew. Crisis: call/text 988. Emergency: 911.",
    es: "Jules: tus datos están borrados. Referencia {reference}. No recibirás más mensajes; START empezaría de nuevo. Crisis: 988, oprime 2. Emergencia: 911.",
  },
  "not-now": {
    version: 1,
    en: "What you asked about your data I could not do just now. Please ask me once more in a while.",
    es: "Lo que pediste sobre tus datos no lo pude hacer ahora. Por favor pídemelo otra vez en un rato.",
  },
} as const satisfies Record<string, Words & { readonly version: number }>;

type Code = keyof typeof TEXTS;

function textOf(code: Code, language: Language, filled: Readonly<Record<string, string>> = {}): FixedText {
  const { version, [language]: words } = TEXTS[code];
  const body = Object.entries(filled).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, () => value),
    words as string,
  );
  return { code: `privacy-${code}-${language}`, version, body };
}

/** So many notes are named, in so many characters: what else there is comes with EXPORT. */
const MOST_NOTES = 8;
const NOTES_CHARACTERS = 360;

/**
 * What is remembered, as they said it, and what is kept, in kinds and counts.
 * @param notes the most telling first; undefined where this is no moment to name them.
 */
export function accessText(
  { texts, replies, isMore }: Tally,
  language: Language,
  notes?: readonly string[],
): FixedText {
  const atLeast = isMore ? { en: "more than ", es: "más de " }[language] : "";
  const count = (number: number) => `${atLeast}${number} ${textsIn(number, language)}`;
  const filled = textOf("access", language, { texts: count(texts), replies: count(replies) });
  return { ...filled, body: filled.body.replace("{notes} ", () => notesInWords(notes, language)) };
}

const NOTES = {
  en: {
    some: "What I remember, as you told it: {list}.",
    more: " And {count} more.",
    none: "I have no notes on you so far.",
  },
  es: {
    some: "Lo que recuerdo, como me lo contaste: {list}.",
    more: " Y {count} más.",
    none: "Todavía no tengo notas sobre ti.",
  },
} as const;

function notesInWords(notes: readonly string[] | undefined, language: Language): string {
  if (!notes) return "";
  const { some, more, none } = NOTES[language];
  if (notes.length === 0) return `${none} `;
  let left = NOTES_CHARACTERS;
  const named = notes.slice(0, MOST_NOTES).filter((note) => {
    left -= note.length + 2;
    return left >= 0;
  });
  const rest = notes.length - named.length;
  const list = named.map((note) => note.replace(/[.!\s]+$/, "")).join("; ");
  return `${some.replace("{list}", () => list)}${rest > 0 ? more.replace("{count}", String(rest)) : ""} `;
}

export const exportingText = (language: Language): FixedText => textOf("exporting", language);

export const exportedText = (link: string, language: Language): FixedText => textOf("exported", language, { link });

export const forgettingText = (language: Language): FixedText => textOf("forgetting", language);

/**
 * @param count of the texts that were deleted.
 * @param notes how many notes were, beside them.
 */
export function forgottenText(count: number, notes: number, language: Language): FixedText {
  if (count === 0) return textOf(notes > 0 ? "notes-forgotten" : "nothing-forgotten", language);
  const texts = { en: `${count} of our texts`, es: `${count} ${textsIn(count, "es")} borrados` }[language];
  return textOf("forgotten", language, { texts });
}

/** Of a request that was not carried out, and is not going to be by itself. */
export const notNowText = (language: Language): FixedText => textOf("not-now", language);

export const eraseQuestion = (language: Language): FixedText => textOf("erase-question", language);

export const erasingText = (language: Language): FixedText => textOf("erasing", language);

export function erasedText(reference: string, language: Language): FixedText {
  return textOf("erased", language, { reference });
}

function textsIn(count: number, language: Language): string {
  const isOne = count === 1;
  return language === "es" ? (isOne ? "mensaje" : "mensajes") : isOne ? "text" : "texts";
}
