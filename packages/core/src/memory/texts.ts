import type { FixedText, Language } from "../disclosure/index.ts";
import type { Unfit } from "./fitness.ts";

/** What requests about memory are answered with. Each has a version; in English all keep to GSM-7. */
const TEXTS = {
  remembered: {
    version: 1,
    en: "Got it. I'll remember that.",
    es: "Listo, lo voy a recordar.",
  },
  "not-kept": {
    version: 1,
    en: "I'd rather not keep that one. I remember things about your life, but no numbers, links, passwords or rules for me. Want to tell me in other words?",
    es: "Eso prefiero no guardarlo. Recuerdo cosas de tu vida, pero no números, enlaces, contraseñas ni reglas para mí. ¿Me lo dices de otra forma?",
  },
  "too-long": {
    version: 1,
    en: "That's a lot for one note. Tell me the heart of it in one short text, and I'll remember it.",
    es: "Es mucho para una nota. Dime lo esencial en un mensaje corto y lo recuerdo.",
  },
  "help-stays": {
    version: 1,
    en: "Where to find help is one thing I never learn anew. In crisis, call or text 988. Emergency: 911.",
    es: "Dónde hay ayuda es lo único que no aprendo de nuevo. En crisis, llama al 988 y oprime 2. Emergencia: 911.",
  },
  "not-yet": {
    version: 1,
    en: "I don't keep notes about you yet: Jules is for adults, and I don't know your age. Tell me the year you were born, and then I can.",
    es: "Todavía no guardo notas sobre ti: Jules es para adultos y no sé tu edad. Dime en qué año naciste y entonces puedo.",
  },
  unsaying: {
    version: 2,
    en: "Okay. I'm deleting what you just said, with my notes and reminders from it. A setting it changed stays: tell me to change it back. Your phone still has its own copy.",
    es: "Va. Estoy borrando lo que acabas de decir, con mis notas y recordatorios de eso. Un ajuste que cambió se queda: dime y lo cambio. Tu teléfono aún tiene su copia.",
  },
} as const satisfies Record<string, Readonly<Record<Language, string>> & { readonly version: number }>;

export type MemoryTextCode = keyof typeof TEXTS;

export const MEMORY_TEXT_CODES = Object.keys(TEXTS) as readonly MemoryTextCode[];

export function memoryText(code: MemoryTextCode, language: Language): FixedText {
  const { version, [language]: body } = TEXTS[code];
  return { code: `memory-${code}-${language}`, version, body };
}

/** What is said of a note that is not kept. */
export function refusalText(reason: Unfit): MemoryTextCode {
  return reason === "too-long" ? "too-long" : reason === "hotline" ? "help-stays" : "not-kept";
}
