import type { FixedText } from "../disclosure/index.ts";
import type { Assessment } from "./assessment.ts";

/**
 * What is said back at once. Fixed words; each names a person to reach (988 by call and text and its link: N.Y. Gen.
 * Bus. Law 1701, Cal. B&P 22602(b), Ore. SB 1546) and says plainly that Jules cannot call anyone. Contacts were checked
 * at the organisations in September 2026.
 */
const REPLIES = {
  "suicide-high": {
    en: "I'm really glad you told me. Please let a person help: call or text 988, or chat https://988lifeline.org (free, 24/7). In immediate danger? Call 911. I'm still here.",
    es: "Gracias por decirmelo. Por favor habla con una persona: llama al 988 y oprime 2, o manda AYUDA por texto al 988 (gratis, 24/7), https://988lifeline.org. En peligro ahora? 911.",
  },
  "suicide-imminent": {
    en: "Please call 911 now or get to someone near you. I'm an AI and can't call for you. Call or text 988 too, or chat https://988lifeline.org. Move away from anything that could hurt you. Keep texting me.",
    es: "Por favor llama al 911 ahora o busca a alguien cerca. Soy una IA y no puedo llamar por ti. Llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Sigue escribiendome.",
  },
  "self-harm": {
    en: "Thank you for telling me, that took courage. Please reach a person: call or text 988, or chat https://988lifeline.org (free, 24/7). If you're badly hurt, call 911. I'm still here.",
    es: "Gracias por contarmelo. Por favor habla con una persona: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org (gratis, 24/7). Si la herida es grave, 911.",
  },
  violence: {
    en: "That sounds really heavy. Before anything happens, please step away and talk to a person: call or text 988, or chat https://988lifeline.org. If anyone is in danger, call 911. I'm still here.",
    es: "Eso suena muy duro. Antes de que pase algo, alejate y habla con una persona: llama al 988 y oprime 2, https://988lifeline.org. Si alguien corre peligro, llama al 911.",
  },
  abuse: {
    en: "I'm so sorry. It is not your fault. If you're in danger now, call 911. The Hotline, any hour: 1-800-799-7233 or text START to 88788. Or call or text 988, https://988lifeline.org. Is it safe to text?",
    es: "Lo siento mucho. No es tu culpa. En peligro ahora? Llama al 911. Linea de ayuda, 24/7: 1-800-799-7233. O llama al 988 y oprime 2, https://988lifeline.org. Es seguro escribir?",
  },
} as const;

const VERSION = 1;

/** The fixed reply to a text of tier high or imminent. */
export function crisisReply(assessment: Assessment, step: number): FixedText {
  const kind = replyKind(assessment);
  const body = REPLIES[kind][assessment.language];
  const further = step > 1 ? ` (${step})` : "";
  return {
    code: `crisis.${kind}${step > 1 ? `-${step}` : ""}.${assessment.language}`,
    version: VERSION,
    body: body + further,
  };
}

type Language = Assessment["language"];

const fixed =
  (name: string, en: string, es: string) =>
  (language: Language): FixedText => ({
    ...{ code: `crisis.${name}.${language}`, version: VERSION, body: language === "es" ? es : en },
  });

export const careLine = fixed("care", "If it gets heavy: call or text 988, any time.", "Si pesa mucho: llama al 988.");
export const softCheckIn = fixed(
  "check-in",
  "I'm here. Are you having thoughts of ending your life? You can also call or text 988.",
  "Aqui estoy. Piensas en quitarte la vida? Tambien puedes llamar al 988.",
);
export const stayingText = fixed(
  "staying",
  "I'm still here with you. Please reach a person too: call or text 988, or 911 in danger.",
  "Sigo aqui contigo. Habla con una persona: 988, o 911 si hay peligro.",
);
export const safetyQuestion = fixed(
  "question",
  "One thing I want to ask plainly: are you safe now, or are there still thoughts of ending your life?",
  "Quiero preguntarte algo: estas a salvo, o sigues pensando en quitarte la vida?",
);
export const releasedText = fixed(
  "released",
  "I'm really glad to hear that. Want me to check in once tomorrow? Reply YES if so.",
  "Me alegra mucho. Quieres que te escriba una vez manana? Responde SI.",
);
export const followUpText = fixed(
  "follow-up",
  "Hey, Jules here. How is today going?",
  "Hola, soy Jules. Como va el dia?",
);

/** Clear words only. */
export function isClearlySafe(text: string): boolean {
  return /^(yes,? )?(im|i'm|i am) safe( now)?[.!]?$|^no thoughts like that anymore[.!]?$|^estoy bien, ya no[.!]?$/i.test(
    text.trim(),
  );
}

export function isYes(text: string): boolean {
  return /^(yes|yeah|yep|si|s\u00ed|ok please)[.!]?$/i.test(text.trim());
}

/** Danger to the writer's own life is answered first, whatever else the text speaks of. */
function replyKind({ categories, tier }: Assessment): keyof typeof REPLIES {
  if (categories.includes("suicide")) return tier === "imminent" ? "suicide-imminent" : "suicide-high";
  if (categories.includes("self-harm")) return "self-harm";
  if (categories.includes("abuse")) return "abuse";
  return "violence";
}
