import type { FixedText, Language } from "../disclosure/index.ts";

const CODE = {
  version: 1,
  en: "Jules AI companion: your code is {code}. It works for 10 minutes. Do not share it with anyone. Not you? Ignore this text.",
  es: "Jules (IA): tu c\u00F3digo es {code}. Vale 10 minutos. No lo compartas.",
} as const;

/** Brings a code: who we are, how long it works, and to keep it to oneself. One segment in both languages. */
export function codeWords(code: string, language: Language): FixedText {
  return { code: `verification-code.${language}`, version: CODE.version, body: CODE[language].replace("{code}", code) };
}

/**
 * What somebody agrees to on the page, word for word: the five elements of the carriers (CTIA Messaging Principles
 * 5.1.2.1), that an AI writes, and that it is no condition of anything (47 CFR 64.1200(f)(9)).
 */
const CONSENT = {
  version: 1,
  en: "I am 18 or older and agree to recurring automated text messages (SMS) from Jules, an AI companion, at this number. I am texting with an AI, not a human; texts are artificially generated. Message frequency varies. Message and data rates may apply. Reply HELP for help or write to help@jules.example, reply STOP to cancel. Agreeing is not a condition of any purchase. My number is not shared with third parties for their marketing.",
  es: "Tengo 18 a\u00F1os o m\u00E1s y acepto mensajes de texto (SMS) autom\u00E1ticos y recurrentes de Jules, una compa\u00F1era de IA, en este n\u00FAmero. Converso con una IA, no con un humano; los textos son generados artificialmente. La frecuencia de los mensajes var\u00EDa. Pueden aplicarse tarifas de mensajes y datos. Responde AYUDA para recibir ayuda o escribe a help@jules.example; responde STOP para cancelar. Aceptar no es condici\u00F3n de ninguna compra. Mi n\u00FAmero no se comparte con terceros para su publicidad.",
} as const;

export function consentWords(language: Language): FixedText {
  return { code: `page-consent.${language}`, version: CONSENT.version, body: CONSENT[language] };
}
