import type { TimeZone } from "../numbering/index.ts";
import type { Preferences, TimeOfDay } from "./preferences.ts";
import { TIME_ZONES } from "./time-zones.ts";

export const LONGEST_NAME = 40;
export const LONGEST_TOPIC = 60;
export const MOST_TOPICS = 10;

const TONES: readonly unknown[] = ["gentle", "direct", "playful", "brief"] satisfies Preferences["tone"][];
const LANGUAGES: readonly unknown[] = ["en", "es"] satisfies Preferences["language"][];

/** Letters, and what holds them together: no digit, no link, no sentence, nothing that a prompt could take for more. */
const NAME = /^\p{L}[\p{L}\p{M}]*(?:[ '\u2019-]\p{L}[\p{L}\p{M}]*){0,3}$/u;
const TOPIC = /^\p{L}[\p{L}\p{M}]*(?:[ '\u2019-]{1,2}\p{L}[\p{L}\p{M}]*){0,9}$/u;

/**
 * What people are not called by Jules: titles of a game that it does not play, words that would pass for somebody else's,
 * and abuse.
 */
const UNFIT_NAME =
  /\b(?:dadd(?:y|ies)|mommy|master|mistress|god|jesus|jules|admin|system|assistant|developer|operator|human|bot|anthropic|claude|openai|fuck\w*|shit\w*|bitch\w*|cunt|slut|whore|nigg\w*|fag\w*|rape\w*|hitler|nazi|puta|puto|mierda|pendej\w*|cabron\w*|amo|papi|papacito)\b/i;

/**
 * Of these Jules speaks whatever anybody prefers: what it is, what its rules are, and where help is. And words that turn a
 * topic into an order.
 */
const UNFIT_TOPIC =
  /\b(?:ai|ia|a\.?i|bots?|robots?|machine|human|humano|crisis|hotlines?|988|911|suicid\w*|help ?lines?|stop|opt|prompts?|rules?|reglas?|instructions?|instrucciones|guidelines?|system|sistema|safety|seguridad|ignore|ignora|always|siempre|must|debes|reply|respond|say|saying|tell|disclos\w*|age|edad|privacy|privacidad)\b/i;

/** Whether it is a name that somebody can be called by. */
export function isName(value: unknown): value is string {
  return typeof value === "string" && value.length <= LONGEST_NAME && NAME.test(value) && !UNFIT_NAME.test(value);
}

/** Whether it names something that can be left out of a conversation. */
export function isTopic(value: unknown): value is string {
  return typeof value === "string" && value.length <= LONGEST_TOPIC && TOPIC.test(value) && !UNFIT_TOPIC.test(value);
}

export function isTimeOfDay(value: unknown): value is TimeOfDay {
  return typeof value === "string" && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value);
}

export function isTimeZone(value: unknown): value is TimeZone {
  return TIME_ZONES.includes(value as TimeZone);
}

type Checks = { readonly [Name in keyof Required<Preferences>]: (value: unknown) => boolean };

const CHECKS: Checks = {
  name: isName,
  tone: (value) => TONES.includes(value),
  emoji: (value) => typeof value === "boolean",
  avoid: (value) => Array.isArray(value) && value.length <= MOST_TOPICS && value.every(isTopic),
  checkInAt: isTimeOfDay,
  checkInOn: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 6,
  quietHours: (value) =>
    isRecord(value) &&
    Object.keys(value).every((name) => name === "from" || name === "to") &&
    isTimeOfDay(value.from) &&
    isTimeOfDay(value.to) &&
    value.from !== value.to,
  language: (value) => LANGUAGES.includes(value),
  timeZone: isTimeZone,
};

/**
 * Preferences as anybody may hand them in; what is missing is not said.
 * @returns undefined when anything of it is none, or is more than Jules keeps: nothing of it is taken then.
 */
export function validPreferences(value: unknown): Preferences | undefined {
  if (!isRecord(value)) return undefined;
  for (const [name, given] of Object.entries(value)) {
    if (!Object.hasOwn(CHECKS, name)) return undefined;
    if (given !== undefined && !CHECKS[name as keyof Checks](given)) return undefined;
  }
  return { ...value, avoid: (value.avoid as readonly string[] | undefined) ?? [] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
