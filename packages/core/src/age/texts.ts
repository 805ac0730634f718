/** A fixed text about age; `body` has the link in it where it needs one. */
export interface AgeText {
  readonly code: AgeTextCode;
  readonly version: number;
  readonly language: "en" | "es";
  readonly body: string;
}

interface Wording {
  readonly version: number;
  readonly en: string;
  readonly es: string;
}

/** Stands for the link in the words below. */
const LINK = "{link}";

/**
 * The words of every fixed text about age. Warm and short, without blame and without a promise; English keeps to GSM-7,
 * Spanish keeps its accents. Whom a minor may turn to is named in each text that ends a conversation: 988, Crisis Text
 * Line, The Trevor Project, love is respect, Childhelp (packages/core/src/crisis/resources.ts).
 */
const TEXTS = {
  /** Asks for the birth year; a line under a reply. */
  "age-question": {
    version: 1,
    en: "One quick thing: Jules is for adults 18+. What year were you born?",
    es: "Una cosa: Jules es para mayores de 18. ¿En qué año naciste?",
  },
  /** One question before somebody counts as a child (COPPA, 16 CFR 312). */
  "child-question": {
    version: 1,
    en: "Just to be sure I understood: are you under 13? Please answer YES or NO.",
    es: "Para estar seguro de que entendí: ¿tienes menos de 13 años? Responde SÍ o NO.",
  },
  /**
   * To whoever may be a minor: instead of an answer, once an hour at most, so that it is the hourly notice too
   * (Wash. HB 2225, Conn. PA 26-15; Cal. B&P 22602(c) asks for the break and for "artificially generated and not human").
   */
  "wind-down": {
    version: 1,
    en: `Thank you for telling me. Jules is only for adults, so we can't keep chatting. You did nothing wrong. Good listeners for teens: call or text 988; text HOME to 741741; thetrevorproject.org; text LOVEIS to 22522; Childhelp 1-800-422-4453. 18 or older? Show it here: ${LINK} You are not communicating with a human: Jules is an AI, artificially generated and not human. Time to take a break.`,
    es: `Gracias por decírmelo. Jules es solo para adultos, así que no podemos seguir. No hiciste nada malo. Hay gente que sabe escuchar a jóvenes: llama al 988 y oprime 2; manda HOLA al 741741; Childhelp 1-800-422-4453. ¿Tienes 18 o más? Demuéstralo: ${LINK} No hablas con un humano: Jules es una IA, generada artificialmente, no humana. Tómate un descanso.`,
  },
  /** The same to whoever proved to be a minor: there is nothing to appeal. */
  "wind-down-known": {
    version: 1,
    en: "Thank you for showing me. Jules is only for adults, so we can't chat until you're 18. You did nothing wrong. Good listeners for teens: call or text 988; text HOME to 741741; thetrevorproject.org; text LOVEIS to 22522; Childhelp 1-800-422-4453. You are not communicating with a human: Jules is an AI, artificially generated and not human. Time to take a break.",
    es: "Gracias por mostrármelo. Jules es solo para adultos: no podemos hablar hasta que tengas 18. No hiciste nada malo. Hay gente que sabe escuchar a jóvenes: llama al 988 y oprime 2; manda HOLA al 741741; Childhelp 1-800-422-4453. No hablas con un humano: Jules es una IA, generada artificialmente, no humana. Tómate un descanso.",
  },
  /** The last text to a child. Neutral. */
  "child-end": {
    version: 1,
    en: `Jules is for adults 18 and older. This chat ends here, and what was said will be deleted within 24 hours. In danger? Call 911. To talk to a person: call or text 988, or Childhelp 1-800-422-4453. If this is a mistake and you are an adult: ${LINK}`,
    es: `Jules es para mayores de 18 años. Este chat termina aquí y lo dicho se borrará en 24 horas. ¿Peligro? Llama al 911. Para hablar con alguien: llama al 988 y oprime 2, o Childhelp 1-800-422-4453. Si es un error y eres una persona adulta: ${LINK}`,
  },
  /** Where a rule wants proof of everybody. */
  "please-verify": {
    version: 1,
    en: `Before we can chat, a law where you are asks me to check that you're an adult. It takes a minute, and only the result is kept: ${LINK} Text DONE when you have. In crisis? Call or text 988. Emergency: 911.`,
    es: `Antes de hablar, una ley de tu lugar me pide comprobar que eres una persona adulta. Toma un minuto y solo se guarda el resultado: ${LINK} Escribe LISTO al terminar. ¿Crisis? Llama al 988 y oprime 2. Emergencia: 911.`,
  },
  checking: {
    version: 1,
    en: "Thanks. I'm asking for the result, it can take a few minutes. I'll text you.",
    es: "Gracias. Estoy pidiendo el resultado, puede tardar unos minutos. Te escribo.",
  },
  verified: {
    version: 1,
    en: "Thanks, you're verified as an adult. Only that result is kept. What's on your mind?",
    es: "Gracias, quedó comprobado que eres una persona adulta. Solo se guarda ese resultado. ¿De qué quieres hablar?",
  },
  "once-more": {
    version: 1,
    en: `The check could not read everything. Please try once more, with good light and the whole document in the picture: ${LINK}`,
    es: `No se pudo leer todo. Inténtalo otra vez, con buena luz y el documento completo en la foto: ${LINK}`,
  },
  "document-needed": {
    version: 1,
    en: `The selfie alone could not show that you're an adult. Please use a document this time: ${LINK}`,
    es: `La selfie sola no bastó para mostrar que eres una persona adulta. Usa un documento esta vez: ${LINK}`,
  },
  "no-result": {
    version: 1,
    en: `That check did not show your age, so nothing has changed. You can try again: ${LINK}`,
    es: `La comprobación no mostró tu edad, así que nada cambia. Puedes intentarlo otra vez: ${LINK}`,
  },
  "no-more-tries": {
    version: 1,
    en: "That check did not show your age, and it cannot be tried again for now. Questions: help@jules.example",
    es: "La comprobación no mostró tu edad y por ahora no se puede repetir. Preguntas: help@jules.example",
  },
} as const satisfies Record<string, Wording>;

export type AgeTextCode = keyof typeof TEXTS;

export const AGE_TEXT_CODES = Object.keys(TEXTS) as AgeTextCode[];

/** Whether the words need a link. */
export function needsLink(code: AgeTextCode): boolean {
  return TEXTS[code].en.includes(LINK);
}

/** @param link where somebody proves their age, for the texts that need it. */
export function ageText(code: AgeTextCode, language: "en" | "es", link = ""): AgeText {
  const { version, [language]: words } = TEXTS[code];
  return { code, version, language, body: words.replace(LINK, link) };
}
