import type { TimeZone } from "../numbering/index.ts";
import type { Preferences, TimeOfDay } from "./preferences.ts";
import { TIME_ZONES } from "./time-zones.ts";
import { plainOf } from "./words.ts";

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

/** What people call themselves when they think little of themselves, or of being alive. Jules does not say it back. */
const AGAINST_ONESELF =
  /\b(?:dead|dying|death|die|suicid\w*|pain|worthless|useless|trash|garbage|nothing|nobody|failure|loser|burden|waste|ugly|fat|fatso|stupid|idiot|moron|dumb|dumbass|retard\w*|pathetic|disgusting|freak|monster|psycho|pig|cow|corpse|damaged|broken|unloved|unlovable|unwanted|hopeless|mistake|disappointment|scum|filth|basura|muert[ao]|muerte|dolor|inutil|fracas\w*|idiota|estupid[ao]|tont[ao]|imbecil|perdedora?|fe[ao]|nadie|carga|estorbo|asco|asqueros[ao]|cerd[ao]|escoria|monstruo|maldit[ao])\b/;

/**
 * Danger, and the way out of it. Who does not want to hear of these is answered by Jules: a setting would keep it from ever
 * naming help.
 */
const HELP_AND_HARM =
  /\b(?:help\w*|ayud\w*|support|apoyo|therap\w*|terap\w*|counsel\w*|consejer[ao]s?|psych\w*|psic\w*|psiq\w*|doctor\w*|medic[ao]s?|hospital\w*|emergenc\w*|clinic\w*|cut|cuts|cutting|cort(?:es|arme|arse)|self[ -]?(?:harm\w*|injur\w*)|autolesi\w*|harm\w*|hurt\w*|da(?:no|narme)|die|dying|dead|deaths?|mort\w*|muert\w*|morir\w*|kill\w*|matar\w*|vida|pills?|pastillas?|overdos\w*|sobredosis|bruis\w*|moret\w*|hit|hits|hitting|beat\w*|golpe\w*|peg(?:a|ar|arme|o)|abus\w*|violen\w*|rap(?:e|ed|ist)|violaci\w*|assault\w*|danger\w*|peligr\w*|safe\w*|guns?|armas?|pistolas?|weapons?)\b/;

/**
 * Of these Jules speaks whatever anybody prefers: what it is, what its rules are, and where help is. And words that turn a
 * topic into an order.
 */
const UNFIT_TOPIC =
  /\b(?:ai|ia|a\.?i|bots?|robots?|machine|human|humano|crisis|hotlines?|988|911|suicid\w*|help ?lines?|stop|opt|prompts?|rules?|reglas?|instructions?|instrucciones|guidelines?|system|sistema|safety|seguridad|ignore|ignora|always|siempre|must|debes|reply|respond|say|saying|tell|disclos\w*|age|edad|privacy|privacidad)\b/i;

/** Whether it is a name that somebody can be called by. */
export function isName(value: unknown): value is string {
  if (typeof value !== "string" || value.length > LONGEST_NAME || !NAME.test(value)) return false;
  return !UNFIT_NAME.test(value) && !AGAINST_ONESELF.test(plainOf(value));
}

/** Whether it names something that can be left out of a conversation. */
export function isTopic(value: unknown): value is string {
  if (typeof value !== "string" || value.length > LONGEST_TOPIC || !TOPIC.test(value)) return false;
  return !UNFIT_TOPIC.test(value) && !HELP_AND_HARM.test(plainOf(value));
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
