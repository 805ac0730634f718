import type { Asked } from "./asked.ts";
import type { Preferences, TimeOfDay } from "./preferences.ts";
import { zoneName } from "./time-zones.ts";

type Language = "en" | "es";

const TONES = {
  gentle: { en: "gentler", es: "m\u00E1s suave" },
  direct: { en: "more direct", es: "m\u00E1s directa" },
  playful: { en: "more playful", es: "m\u00E1s divertida" },
  brief: { en: "shorter", es: "m\u00E1s breve" },
} as const;

/** A time of day as people write it: "9:00 PM", "21:00". */
export function timeInWords(time: TimeOfDay, language: Language): string {
  if (language === "es") return time.replace(/^0/, "");
  const hour = Number(time.slice(0, 2));
  return `${hour % 12 || 12}${time.slice(2)} ${hour < 12 ? "AM" : "PM"}`;
}

/** What is said once a preference is kept: a line, and no question. */
export function preferenceLine(asked: Asked, preferences: Preferences, language: Language): string {
  const say = (en: string, es: string) => (language === "es" ? es : en);
  switch (asked.kind) {
    case "name":
      return asked.name === undefined
        ? say("Okay, I won't call you by a name.", "De acuerdo, no usar\u00E9 tu nombre.")
        : say(`Okay, ${asked.name} it is.`, `Vale, te llamo ${asked.name}.`);
    case "not-name":
      return say(`Okay, I won't call you ${asked.name}.`, `De acuerdo, no te llamo ${asked.name}.`);
    case "tone":
      return asked.tone === undefined
        ? say("Okay, I'll talk the way I always do.", "De acuerdo, hablo como siempre.")
        : say(`Okay, I'll be ${TONES[asked.tone].en}.`, `De acuerdo, ser\u00E9 ${TONES[asked.tone].es}.`);
    case "emoji":
      return asked.emoji
        ? say("Okay, I'll use an emoji now and then.", "De acuerdo, usar\u00E9 alg\u00FAn emoji.")
        : say("Okay, no emojis.", "De acuerdo, sin emojis.");
    case "avoid":
      return say("Okay, I won't bring that up.", "De acuerdo, no saco ese tema.");
    case "allow":
      return say("Okay, we can talk about that again.", "De acuerdo, podemos hablar de eso otra vez.");
    case "check-in":
      return "";
    case "no-check-in":
      return say("Okay, I won't check in.", "De acuerdo, no te pregunto.");
    case "quiet":
      return quietLine(preferences, language);
    case "no-quiet":
      return say(
        "Okay, no quiet hours of your own. I still never text first before 8 AM or after 8 PM.",
        "De acuerdo, sin horas de silencio tuyas. Aun as\u00ED nunca escribo primero antes de las 8:00 ni despu\u00E9s de las 20:00.",
      );
    case "language":
      return asked.language === "es" ? "Claro, seguimos en espa\u00F1ol." : "Sure, English it is.";
    case "time-zone":
      return say(
        `Got it: your clock is ${zoneName(asked.timeZone, "en")}.`,
        `Anotado: tu hora es la ${zoneName(asked.timeZone, "es")}.`,
      );
    case "show":
      return settingsText(preferences, language);
    case "reset":
      return say("Okay, your settings are cleared.", "De acuerdo, tus ajustes quedan borrados.");
    default:
      return asked satisfies never;
  }
}

function quietLine({ quietHours }: Preferences, language: Language): string {
  if (!quietHours) return "";
  const from = timeInWords(quietHours.from, language);
  const to = timeInWords(quietHours.to, language);
  return language === "es"
    ? `De acuerdo, no te escribo primero entre las ${from} y las ${to}.`
    : `Okay, I won't text first between ${from} and ${to}.`;
}

/** What somebody has set, in a text of a few lines. */
function settingsText(preferences: Preferences, language: Language): string {
  const { name, tone, emoji, avoid, checkInAt, quietHours, language: spoken, timeZone } = preferences;
  const say = (en: string, es: string) => (language === "es" ? es : en);
  const lines = [
    name && say(`Name: ${name}`, `Nombre: ${name}`),
    tone && say(`Tone: ${TONES[tone].en}`, `Tono: ${TONES[tone].es}`),
    emoji !== undefined && say(`Emojis: ${emoji ? "yes" : "no"}`, `Emojis: ${emoji ? "s\u00ED" : "no"}`),
    avoid.length > 0 && say(`Not brought up: ${avoid.join(", ")}`, `Temas que no saco: ${avoid.join(", ")}`),
    checkInAt && say(`Check-in: ${timeInWords(checkInAt, "en")}`, `Te pregunto: ${timeInWords(checkInAt, "es")}`),
    quietHours &&
      say(
        `Quiet: ${timeInWords(quietHours.from, "en")} to ${timeInWords(quietHours.to, "en")}`,
        `Silencio: de ${timeInWords(quietHours.from, "es")} a ${timeInWords(quietHours.to, "es")}`,
      ),
    spoken &&
      say(
        `Language: ${spoken === "es" ? "Spanish" : "English"}`,
        `Idioma: ${spoken === "es" ? "espa\u00F1ol" : "ingl\u00E9s"}`,
      ),
    timeZone && say(`Clock: ${zoneName(timeZone, "en")}`, `Hora: ${zoneName(timeZone, "es")}`),
  ].filter((line) => typeof line === "string" && line !== "");
  if (lines.length === 0) {
    return say(
      "You haven't set anything yet. You can say things like: call me Sam, no emojis, don't text me before 10.",
      "A\u00FAn no tienes ajustes. Puedes decirme, por ejemplo: ll\u00E1mame Ana, sin emojis, no me escribas antes de las 10.",
    );
  }
  return [say("Your settings:", "Tus ajustes:"), ...lines].join("\n");
}
