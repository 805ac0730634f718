type Language = "en" | "es";

/** Ways to say a time that the grammar does not know, and the way in which it does. */
const KNOWN_AS: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  en: [
    [/\btues\b/gi, "tuesday"],
    [/\bweds?\b/gi, "wednesday"],
    [/\bthurs?\b/gi, "thursday"],
    [/\b(?:an|one) hour and a half\b/gi, "90 minutes"],
    [/\b(\d{1,2}(?::\d\d)?) in the morning\b/gi, "$1 am"],
    [/\b(\d{1,2}(?::\d\d)?) (?:in the (?:evening|afternoon)|at night)\b/gi, "$1 pm"],
    [/\bfirst thing tomorrow\b/gi, "tomorrow morning"],
  ],
  es: [
    [/\bpasado ma(?:\u00F1|n)ana\b/gi, "en 2 d\u00EDas"],
    [/\bmedia hora\b/gi, "30 minutos"],
    [/\b(?:que viene|pr(?:\u00F3|o)ximo)(?!\p{L})/giu, ""],
    [/\b(\d{1,2}(?::\d\d)?) (?:de|por|en) la (?:tarde|noche)\b/gi, "$1 pm"],
    [/\b(\d{1,2}(?::\d\d)?) (?:de|por|en) la (?:ma(?:\u00F1|n)ana|madrugada)\b/gi, "$1 am"],
    [/\b(?:por|en) la ma(?:\u00F1|n)ana\b/gi, "a las 9 am"],
    [/\b(?:por|en) la tarde\b/gi, "a las 3 pm"],
    [/\besta tarde\b/gi, "hoy a las 3 pm"],
    [/\b(?:por|en) la noche\b/gi, "a las 7 pm"],
    [/\besta noche a las (\d{1,2}(?::\d\d)?)\b(?! ?[ap]m)/gi, "hoy a las $1 pm"],
    [/\besta noche\b/gi, "hoy a las 7 pm"],
  ],
};

const NUMBERS: Readonly<Record<Language, readonly string[]>> = {
  en: ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
  es: ["una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"],
};
const HOUR_WORD: Readonly<Record<Language, RegExp>> = {
  en: new RegExp(`\\bat (${NUMBERS.en.join("|")})\\b`, "gi"),
  es: new RegExp(`\\ba las? (${NUMBERS.es.join("|")})\\b`, "gi"),
};

/** The text in words that the grammar knows. */
export function phrased(text: string, language: Language): string {
  const inDigits = text.replace(HOUR_WORD[language], (all, word: string) =>
    all.replace(word, String(NUMBERS[language].indexOf(word.toLowerCase()) + 1)),
  );
  return KNOWN_AS[language].reduce((phrase, [said, known]) => phrase.replace(said, known), inDigits);
}

export interface Recurring {
  readonly every: "day" | "week";
  /** The text with the day of the week alone where one is named. */
  readonly text: string;
  /** When in the day, as far as it says so. */
  readonly time?: string | undefined;
}

const DAILY: Readonly<Record<Language, RegExp>> = {
  en: /\b(?:every ?day|each day|daily|(?:every|each) (?:single )?(morning|afternoon|evening|night|day))\b/i,
  es: /(?<!\p{L})(?:todos los d(?:\u00ED|i)as|cada d(?:\u00ED|i)a|a diario|diariamente|cada (ma\u00F1ana|manana|tarde|noche)|todas las (ma\u00F1anas|mananas|tardes|noches))(?!\p{L})/iu,
};
const WEEKLY: Readonly<Record<Language, RegExp>> = {
  en: /\b(?:(?:every|each) week|weekly|once a week|(?:every|each) (mon|tues|wednes|thurs|fri|satur|sun)days?|on (mon|tues|wednes|thurs|fri|satur|sun)days)\b/i,
  es: /(?<!\p{L})(?:cada semana|todas las semanas|una vez a la semana|(?:cada|todos los) (lunes|martes|mi(?:\u00E9|e)rcoles|jueves|viernes|s(?:\u00E1|a)bado|domingo)s?)(?!\p{L})/iu,
};
/** Said of anything else, it is more than is kept. */
const OTHERWISE = /\b(?:every|each)\b|(?<!\p{L})cada(?!\p{L})/iu;

const PARTS: Readonly<Record<string, string>> = { m: "09:00", a: "15:00", t: "15:00", e: "19:00", n: "19:00" };

/** Whether a text names a time that comes again; `unknown` when it does so in a way that is not kept. */
export function recurring(text: string, language: Language): Recurring | "unknown" | undefined {
  const daily = DAILY[language].exec(text);
  if (daily) {
    const part = daily[1] ?? daily[2];
    return {
      every: "day",
      text: text.replace(daily[0], " "),
      time: part === "day" ? undefined : PARTS[part?.[0]?.toLowerCase() ?? ""],
    };
  }
  const weekly = WEEKLY[language].exec(text);
  if (weekly) {
    const weekday = weekly[1] ?? weekly[2];
    const day = weekday && (language === "en" ? `${weekday}day` : weekday);
    return { every: "week", text: text.replace(weekly[0], day ?? " ") };
  }
  return OTHERWISE.test(text) ? "unknown" : undefined;
}
