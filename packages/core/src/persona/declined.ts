import type { Language } from "../disclosure/index.ts";
import type { ReplyOutcome } from "./prompt.ts";

type Reason = Extract<ReplyOutcome, { kind: "declined" }>["reason"];

/** Several, so that who meets it twice does not meet a machine's one sentence. English keeps to GSM-7. */
const WITHOUT_ANSWER: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "I don't have a good answer to that one, and I'd rather say so than make something up. Tell me a bit more about what's on your mind?",
    "That one I have to pass on, and I'd rather tell you than talk around it. What else is going on today?",
    "Honestly, I've got nothing useful to say to that one. What's behind it, if you feel like telling me?",
  ],
  es: [
    "A eso no te tengo una buena respuesta, y prefiero decírtelo que inventar algo. ¿Me cuentas un poco más de lo que traes en mente?",
    "Esa la tengo que dejar pasar, y prefiero decírtelo de frente. ¿Qué más hay en tu día?",
    "La verdad, no tengo nada útil que decir a eso. ¿Qué hay detrás, si quieres contarme?",
  ],
};

const MODERATED: Readonly<Record<Language, string>> = {
  en: "That's not something I can go into. I'm still glad to talk about how things are going for you, though. What's today been like?",
  es: "En eso no me puedo meter. Pero con gusto platico de cómo van las cosas contigo. ¿Qué tal tu día?",
};

/**
 * What is said when the model declines, or its words may not leave: not silence, and nothing that pretends to be more than
 * it is.
 * @param occasion what it answers: the same occasion always gets the same words.
 */
export function declinedReply(reason: Reason | "held-back", language: Language, occasion: string): string {
  if (reason === "moderated") return MODERATED[language];
  const variants = WITHOUT_ANSWER[language];
  let sum = 0;
  for (let at = 0; at < occasion.length; at++) sum = (sum * 31 + occasion.charCodeAt(at)) % 65_521;
  return variants[sum % variants.length] ?? MODERATED[language];
}

/** Every one of them, for whoever checks what may leave. */
export const DECLINED_REPLIES: readonly string[] = /* @__PURE__ */ [
  ...WITHOUT_ANSWER.en,
  ...WITHOUT_ANSWER.es,
  MODERATED.en,
  MODERATED.es,
];
