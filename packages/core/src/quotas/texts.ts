import { PLANS } from "../billing/index.ts";
import type { FixedText } from "../disclosure/index.ts";
import type { LimitOf } from "./limits.ts";

type Language = "en" | "es";

/** The fixed words about limits. `{wait}` is filled in. English keeps to GSM-7. */
const TEXTS = {
  member: {
    version: 1,
    en: "We've texted a lot, and that's OK. I can answer only so many texts at a time, so I'm quiet for {wait} and then here again. In danger before that? Call or text 988, or 911.",
    es: "Hemos hablado mucho, y est\u00E1 bien. Solo puedo responder cierta cantidad de mensajes: vuelvo en {wait} y sigo aqu\u00ED. Si est\u00E1s en peligro antes: llama al 988 y oprime 2, o al 911.",
  },
  service: {
    version: 1,
    en: "So many people are texting right now that I have to pause. It's nothing you did. I'm here again in {wait}. In danger before that? Call or text 988, or 911.",
    es: "Ahora escribe tanta gente que tengo que hacer una pausa. No es por ti. Vuelvo en {wait}. Si est\u00E1s en peligro antes: llama al 988 y oprime 2, o al 911.",
  },
  plan: {
    version: 1,
    en: `That was today's ${PLANS.free.entitles.textsADay} free texts. I answer again in {wait}; for more today, reply UPGRADE. If you're in danger I always answer. Or call or text 988, or 911.`,
    es: `Esos fueron los ${PLANS.free.entitles.textsADay} mensajes gratis de hoy. Vuelvo en {wait}; para m\u00E1s hoy, responde UPGRADE. Si est\u00E1s en peligro, siempre respondo. O llama al 988 y oprime 2, o al 911.`,
  },
  loop: {
    version: 1,
    en: "It looks as if two machines were texting each other here, so I pause for an hour. Are you a person? Text GO ON and I'm here. In danger? Call or text 988, or 911.",
    es: "Parece que aqu\u00ED se escriben dos m\u00E1quinas, as\u00ED que hago una pausa de una hora. \u00BFEres una persona? Escribe SIGUE y aqu\u00ED estoy. \u00BFEn peligro? Llama al 988 y oprime 2, o al 911.",
  },
} as const;

/** Says to a member that they, or all of us, have used up a window, or what is free of a day, and when it ends. */
export function limitText(of: Exclude<LimitOf, "prefix">, endsInMs: number, language: Language): FixedText {
  const { version, [language]: body } = TEXTS[of];
  return { code: `limit.${of}.${language}`, version, body: body.replace("{wait}", waitIn(endsInMs, language)) };
}

/** Says that Jules pauses because a machine seems to answer, and how a person goes on. */
export function loopText(language: Language): FixedText {
  const { version, [language]: body } = TEXTS.loop;
  return { code: `limit.loop.${language}`, version, body };
}

const MINUTE_MS = 60_000;

/** A wait in words, never shorter than it is: nobody is to come back too early. */
function waitIn(milliseconds: number, language: Language): string {
  const minutes = Math.max(1, Math.ceil(milliseconds / MINUTE_MS));
  const [count, one, many] =
    minutes > 90 ? ([Math.ceil(minutes / 60), "hour", "hours"] as const) : ([minutes, "minute", "minutes"] as const);
  const english = count === 1 ? one : many;
  return `${count} ${language === "en" ? english : SPANISH[english]}`;
}

const SPANISH = { hour: "hora", hours: "horas", minute: "minuto", minutes: "minutos" } as const;
