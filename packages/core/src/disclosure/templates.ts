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
    es: "Le escribes a Jules, una IA. Aquí no te comunicas con un humano; cada respuesta es un texto generado artificialmente. Jules no es terapeuta, médico ni abogado. Solo para mayores de 18; los chatbots de compañía pueden no ser adecuados para algunos menores. ¿En crisis? Llama al 988 y oprime 2, o manda AYUDA al 988. Emergencia: 911. Protocolo: jules.example/safety",
  },
  /** Wash. HB 2225, Conn. PA 26-15, N.Y. 1702: to an adult who proved it, at every beginning and every three hours. */
  reminder: {
    version: 1,
    body: "Reminder: you are not communicating with a human. Jules is an AI; messages are artificially generated.",
    es: "Recordatorio: no te comunicas con un humano. Jules es una IA; cada mensaje es generado artificialmente.",
  },
  /** Cal. B&P 22602(c), Ore. SB 1546: the same to everybody else, every hour, and that it is time for a break. */
  "break-reminder": {
    version: 2,
    body: "Reminder: you are not communicating with a human. Jules is an AI; texts are artificially generated and not human. Been texting a while? Take a break.",
    es: "Recordatorio: no te comunicas con un humano. Jules es una IA; cada mensaje es generado artificialmente y no es humano. ¿Mucho tiempo aquí? Tómate un descanso.",
  },
  /** Cal. B&P 22602(a), Utah 13-72a-203: whoever asks is told. */
  "are-ai": {
    version: 1,
    body: "I'm Jules, an AI program. There's no human writing these messages. You can ask me that any time.",
    es: "Soy Jules, un programa de IA. Ningún humano escribe estos mensajes. Puedes preguntármelo cuando quieras.",
  },
  /** Once a month to whoever agreed to recurring texts: what Jules is, how to end it, and what may be asked for. */
  periodic: {
    version: 1,
    body: "Jules here, your AI companion: you are not communicating with a human, texts are artificially generated. Text EXPORT for a copy of your data or DELETE MY DATA to erase it. HELP for help, STOP to cancel.",
    es: "Jules, tu compañera de IA: no te comunicas con un humano, cada texto es generado artificialmente. Escribe EXPORT para una copia de tus datos o DELETE MY DATA para borrarlos. AYUDA para ayuda, STOP para cancelar.",
  },
  /** After a long silence a number may be somebody else's (CTIA 5.1.5): says nothing of whose it was. */
  "whose-number": {
    version: 2,
    body: "It's been a while, so one question: is this still your number? Reply STILL ME, or NEW if you got it recently.",
    es: "Ha pasado tiempo, así que una pregunta: ¿este número sigue siendo tuyo? Responde SIGO AQUÍ, o NUEVO si lo tienes desde hace poco.",
  },
  "new-owner": {
    version: 1,
    body: "Thanks for telling me. Nothing from before will be used, and it is being deleted. Text me any time to begin anew.",
    es: "Gracias por decírmelo. Nada de antes se usará, y se está borrando. Escríbeme cuando quieras para empezar de nuevo.",
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
    es: "Perdón, ahora mismo no logro pensar con claridad. Te escribo en cuanto pueda. Si es urgente: llama al 988 y oprime 2, o al 911.",
  },
} as const satisfies Record<string, Wording>;

export type FixedTextCode = keyof typeof TEXTS;

/** @param language English where there are no Spanish words. */
export function fixedText(code: FixedTextCode, language: Language = "en"): FixedText {
  const { version, body, es }: Wording = TEXTS[code];
  return { code, version, body: language === "es" ? (es ?? body) : body };
}

const DISCLOSURES: readonly FixedTextCode[] = ["disclosure", "reminder", "break-reminder", "periodic"];

/** Which disclosure a text is, word for word; undefined when it is none, or one of an earlier version. */
export function disclosureOfWords(body: string): FixedText | undefined {
  for (const code of DISCLOSURES) {
    for (const language of ["en", "es"] as const) {
      const text = fixedText(code, language);
      if (text.body === body) return text;
    }
  }
  return undefined;
}
