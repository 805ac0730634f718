/** What fixed texts are written in. */
export type Language = "en" | "es";

/**
 * Texts that the law or the carriers ask for. Fixed words, never a model's; each has a version, which is stored with
 * every send. English keeps to GSM-7, so that one of 160 characters is one segment; Spanish keeps its accents.
 */
export interface FixedText {
  readonly code: string;
  readonly version: number;
  readonly body: string;
}

interface Wording {
  /** Of both languages: who changes one looks at the other. */
  readonly version: number;
  readonly body: string;
  readonly es?: string;
}

const TEXTS = {
  /** CTIA Messaging Principles 5.1.2.1: programme, frequency, rates, HELP, STOP, care contact. */
  welcome: {
    version: 1,
    body: "Jules AI companion: recurring automated AI texts on. Msg freq varies. Msg&data rates may apply. HELP for help, STOP to cancel. Care: help@jules.example",
    es: "Jules, compañera de IA: textos recurrentes de IA activados. Frecuencia variable. Pueden cobrarse msjs y datos. AYUDA: info. STOP cancela. help@jules.example",
  },
  /**
   * N.Y. Gen. Bus. Law 1702 ("not communicating with a human"), Cal. B&P 22602(a) ("artificially generated"),
   * 22604 (may not be suitable for some minors), and the crisis pointer of both laws' protocols.
   */
  disclosure: {
    version: 1,
    body: "You're texting Jules, an AI. You are not communicating with a human; replies are artificially generated. Jules is not a therapist, doctor or lawyer. For adults 18+; companion chatbots may not be suitable for some minors. In crisis? Call or text 988. Emergency: 911. Crisis protocol: jules.example/safety",
  },
  /** 47 CFR 64.1200(a)(12): one text that confirms and promotes nothing. */
  stopped: {
    version: 1,
    body: "Jules: you're unsubscribed and will get no more texts. Reply START to resubscribe. Emergency: 911. Crisis: call/text 988.",
    es: "Jules: te diste de baja. No te enviaremos otro mensaje. Responde START para volver. Emergencia: 911. Crisis: llama al 988 y oprime 2.",
  },
  restarted: {
    version: 1,
    body: "Jules AI companion: resubscribed to recurring AI texts. Msg freq varies. Msg&data rates may apply. HELP for help, STOP to cancel. Care: help@jules.example",
    es: "Jules, compañera de IA: textos recurrentes de IA otra vez. Frecuencia variable. Pueden cobrarse msjs y datos. AYUDA: info. STOP cancela. help@jules.example",
  },
  /** The same rule: what was meant, when several things may be. Who does not answer is opted out. */
  clarification: {
    version: 1,
    body: "Jules: do you want to keep getting texts from this number? Reply YES to keep them or STOP to end them. No more texts until you reply. Crisis: call/text 988.",
    es: "Jules: ¿quieres seguir con estos textos? Responde SI para seguir o STOP para terminar. No te escribo hasta que respondas. Crisis: 988, oprime 2.",
  },
  /** To who left their number on a page of ours: the five elements again, and how to say yes. */
  "opt-in": {
    version: 1,
    body: "Jules AI companion: reply YES for recurring AI texts. Msg freq varies. Msg&data rates may apply. HELP for help, STOP to cancel. Care: help@jules.example",
    es: "Jules, compañera de IA: responde SI para textos recurrentes. Frecuencia variable. Pueden cobrarse msjs y datos. AYUDA: info. STOP cancela. help@jules.example",
  },
  help: {
    version: 1,
    body: "Jules AI companion help: help@jules.example. Msg freq varies. Msg&data rates may apply. Reply STOP to cancel. Crisis: call/text 988. Emergency: 911.",
  },
  /** The same, to who asks for it in Spanish. */
  "help-es": {
    version: 1,
    body: "Jules, compañera de IA. Ayuda: help@jules.example. Frecuencia variable. Pueden cobrarse msjs y datos. STOP cancela. Crisis: 988, oprime 2. Emergencia: 911.",
  },
  /** No model has an answer now. Promises what the sweeper keeps, and names help that does not wait for us. */
  holding: {
    version: 1,
    body: "I'm having trouble thinking clearly right now, sorry. I'll text you back as soon as I can. If it's urgent: call or text 988, or 911.",
  },
} as const satisfies Record<string, Wording>;

/** @param language English where there are no Spanish words. */
export function fixedText(code: keyof typeof TEXTS, language: Language = "en"): FixedText {
  const { version, body, es }: Wording = TEXTS[code];
  return { code, version, body: language === "es" ? (es ?? body) : body };
}
