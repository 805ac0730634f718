import type { TimeOfDay } from "./preferences.ts";

/** A time of day as people write it, as a part of a pattern. */
export const TIME = String.raw`(?:\d{1,2}(?::[0-5]\d)? ?(?:am|pm)?|noon|midnight|mediodia|medianoche|(?:\d{1,2}(?::[0-5]\d)?) de la (?:manana|tarde|noche))(?: o'?clock| en punto)?`;

/** Which half of the day is meant where nobody says it. */
export type Half = "am" | "pm" | "waking";

/**
 * The time that is meant by such words.
 * @param half for an hour without a half; `waking` is the one between 8:00 and 20:00.
 */
export function timeOfDay(words: string, half: Half): TimeOfDay | undefined {
  const plain = words
    .toLowerCase()
    .replace(/\u00F1/g, "n")
    .replace(/\u00ED/g, "i");
  if (/noon|mediodia/.test(plain)) return "12:00" as TimeOfDay;
  if (/midnight|medianoche/.test(plain)) return "00:00" as TimeOfDay;
  const [, hours = "", minutes = "00"] = /(\d{1,2})(?::(\d\d))?/.exec(plain) ?? [];
  const hour = Number(hours);
  if (hours === "" || hour > 23) return undefined;
  const said = /pm|tarde|noche/.test(plain) ? "pm" : /am|manana/.test(plain) ? "am" : undefined;
  const is24 = hour > 12 || hour === 0 || (hours.length === 2 && hours.startsWith("0"));
  if (said && hour > 12) return said === "pm" ? at(hour, minutes) : undefined;
  // Nobody means midnight by a bare twelve.
  const isBareNoon = hour === 12 && !said;
  return at((is24 && !said) || isBareNoon ? hour : hourOf(hour, said ?? half), minutes);
}

function hourOf(hour: number, half: Half): number {
  if (half === "waking") return hour >= 8 && hour <= 12 ? hour : (hour % 12) + 12;
  return (hour % 12) + (half === "pm" ? 12 : 0);
}

function at(hour: number, minutes: string): TimeOfDay {
  return `${String(hour).padStart(2, "0")}:${minutes}` as TimeOfDay;
}

export function saysHalf(words: string): boolean {
  return /[ap]m|noon|midnight|d[i\u00ED]a|medianoche|ma[n\u00F1]ana|tarde|noche|^\s*(?:0\d|1[3-9]|2[0-3])/i.test(words);
}

export function hourIn(time: TimeOfDay): number {
  return Number(time.slice(0, 2));
}
