import type { Instant } from "../kernel/index.ts";
import type { TimeZone } from "../numbering/index.ts";
import { type TimeOfDay, timeInWords, zoneName } from "../preferences/index.ts";
import type { Entry } from "./agenda.ts";
import { localTimeOf, weekdayOf } from "./wall-clock.ts";

type Language = "en" | "es";

const DAYS = {
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
  es: ["domingo", "lunes", "martes", "mi\u00E9rcoles", "jueves", "viernes", "s\u00E1bado"],
} as const;
const WHOLE_DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
const MONTHS = {
  en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  es: [
    ...["enero", "febrero", "marzo", "abril", "mayo", "junio"],
    ...["julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
  ],
} as const;

/** A moment with its day, its time and its zone: "Fri, Nov 27 at 9:00 AM Pacific". Own tables: the platform's words change. */
export function inWords(at: Instant, timeZone: TimeZone, language: Language): string {
  const local = localTimeOf(at, timeZone);
  const day = DAYS[language][weekdayOf(local)];
  const month = MONTHS[language][Number(local.slice(5, 7)) - 1];
  const date = Number(local.slice(8, 10));
  const time = timeInWords(local.slice(-"09:00".length) as TimeOfDay, language);
  const zone = zoneName(timeZone, language);
  return language === "es"
    ? `el ${day} ${date} de ${month} a las ${time} (hora ${zone})`
    : `${day}, ${month} ${date} at ${time} ${zone}`;
}

/** The day of a moment on a clock: "Dec 3". */
export function dayInWords(at: Instant, timeZone: TimeZone, language: Language): string {
  const local = localTimeOf(at, timeZone);
  const month = MONTHS[language][Number(local.slice(5, 7)) - 1];
  const date = Number(local.slice(8, 10));
  return language === "es" ? `${date} de ${month}` : `${month} ${date}`;
}

/** How often something comes: "every day at 8:00 AM Pacific". */
export function everyInWords({ every, dueAt }: Pick<Entry, "every" | "dueAt">, language: Language): string {
  if (!every) return "";
  const time = timeInWords(every.at, language);
  const zone = zoneName(every.timeZone, language);
  const weekday = weekdayOf(localTimeOf(dueAt, every.timeZone));
  if (language === "es") {
    const days = every.days === "day" ? "todos los d\u00EDas" : `los ${pluralDay(weekday)}`;
    return `${days} a las ${time} (hora ${zone})`;
  }
  return `every ${every.days === "day" ? "day" : WHOLE_DAYS[weekday]} at ${time} ${zone}`;
}

function pluralDay(weekday: number): string {
  const day = DAYS.es[weekday] ?? "";
  return day.endsWith("s") ? day : `${day}s`;
}

/** What is said to who asks for something of their agenda. */
export type AgendaAnswer =
  | {
      readonly kind: "added";
      readonly entry: Entry;
      readonly timeZone: TimeZone;
      readonly isMoved: boolean;
      readonly needsStart: boolean;
      /** So far ahead that by then it may be open whose number it is, if nothing is heard of them. */
      readonly isFar?: boolean;
    }
  | { readonly kind: "listed"; readonly entries: readonly Entry[]; readonly timeZone: TimeZone }
  | { readonly kind: "cancelled"; readonly count: number }
  | { readonly kind: "which"; readonly entries: readonly Entry[]; readonly timeZone: TimeZone }
  | { readonly kind: "when" | "past" | "too-far" | "never" | "full" | "needs-age" | "none" | "not-found" };

/** So many are shown; more would be a long text. */
const MOST_SHOWN = 6;

export function agendaText(answer: AgendaAnswer, language: Language): string {
  const say = (en: string, es: string) => (language === "es" ? es : en);
  switch (answer.kind) {
    case "added":
      return addedText(answer, language);
    case "listed":
      if (answer.entries.length === 0) return say("You have no reminders.", "No tienes recordatorios.");
      return `${say("Your reminders:", "Tus recordatorios:")}\n${listOf(answer.entries, answer.timeZone, language)}`;
    case "cancelled":
      return answer.count === 1
        ? say("Okay, that reminder is off.", "De acuerdo, quit\u00E9 ese recordatorio.")
        : say("Okay, all your reminders are off.", "De acuerdo, quit\u00E9 todos tus recordatorios.");
    case "which":
      return `${say("Which one? For example: cancel reminder 1", "\u00BFCu\u00E1l? Por ejemplo: borra el recordatorio 1")}\n${listOf(answer.entries, answer.timeZone, language)}`;
    case "when":
      return say(
        "When should I remind you? For example: remind me tomorrow at 9 to call mom.",
        "\u00BFCu\u00E1ndo te lo recuerdo? Por ejemplo: recu\u00E9rdame ma\u00F1ana a las 9 llamar a mam\u00E1.",
      );
    case "past":
      return say(
        "That time has already passed. When should I remind you instead?",
        "Esa hora ya pas\u00F3. \u00BFCu\u00E1ndo te lo recuerdo?",
      );
    case "too-far":
      return say(
        "That's further ahead than I keep reminders. Could you pick a day within a year?",
        "Eso est\u00E1 m\u00E1s lejos de lo que guardo. \u00BFPuedes elegir un d\u00EDa dentro de un a\u00F1o?",
      );
    case "never":
      return say(
        "Your quiet hours leave no time around then. When would a reminder suit you?",
        "Tus horas de silencio no dejan hueco a esa hora. \u00BFCu\u00E1ndo te vendr\u00EDa bien?",
      );
    case "full":
      return say(
        "You already have 20 reminders, which is all I can hold. Cancel one first?",
        "Ya tienes 20 recordatorios, no puedo guardar m\u00E1s. \u00BFBorras uno primero?",
      );
    case "needs-age":
      return say(
        "I can only text first once I know your birth year.",
        "Solo puedo escribirte primero cuando sepa en qu\u00E9 a\u00F1o naciste.",
      );
    case "none":
      return say("You have no reminders to cancel.", "No tienes recordatorios que borrar.");
    case "not-found":
      return say(
        "I don't find a reminder like that. Ask me: what are my reminders",
        "No encuentro un recordatorio as\u00ED. Preg\u00FAntame: cu\u00E1les son mis recordatorios",
      );
    default:
      return answer satisfies never;
  }
}

function addedText(
  { entry, timeZone, isMoved, needsStart, isFar }: Extract<AgendaAnswer, { readonly kind: "added" }>,
  language: Language,
): string {
  const say = (en: string, es: string) => (language === "es" ? es : en);
  const when = entry.every ? everyInWords(entry, language) : inWords(entry.dueAt, timeZone, language);
  const isCheckIn = entry.kind === "check-in";
  const set = isCheckIn
    ? say(`I'll check in ${when}.`, `Te pregunto ${when}.`)
    : say(`I'll remind you ${when}.`, `Te lo recuerdo ${when}.`);
  return [
    isMoved
      ? say(
          `I don't text first at that hour, so ${set}`,
          `A esa hora no escribo primero, as\u00ED que ${set.replace(/^Te/, "te")}`,
        )
      : say(`Okay, ${set}`, `De acuerdo, ${set.replace(/^Te/, "te")}`),
    ...(isMoved && !isCheckIn ? [say("Another time? Just tell me.", "\u00BFOtra hora? Solo dime.")] : []),
    ...(needsStart
      ? [
          say(
            "Reply START first, so I may text you regularly.",
            "Responde START primero, para que pueda escribirte con regularidad.",
          ),
        ]
      : []),
    ...(isFar
      ? [
          say(
            "It only comes if we've texted in the weeks before.",
            "Solo llega si nos escribimos en las semanas antes.",
          ),
        ]
      : []),
  ].join(" ");
}

function listOf(entries: readonly Entry[], timeZone: TimeZone, language: Language): string {
  const lines = entries.slice(0, MOST_SHOWN).map((entry, index) => {
    const when = entry.every ? everyInWords(entry, language) : inWords(entry.dueAt, timeZone, language);
    return `${index + 1}. ${when}${entry.about === "" ? "" : `: ${entry.about}`}`;
  });
  const more = entries.length - lines.length;
  if (more > 0) lines.push(language === "es" ? `y ${more} m\u00E1s` : `and ${more} more`);
  return lines.join("\n");
}

/** A reminder as it arrives: what was asked for, in the words of who asked. */
export function reminderText(about: string, language: Language): string {
  if (about === "") {
    return language === "es" ? "Aqu\u00ED va el recordatorio que me pediste." : "Here's the reminder you asked for.";
  }
  return language === "es" ? `Tu recordatorio: ${about}` : `Your reminder: ${about}`;
}
