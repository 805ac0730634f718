import { type LatePattern, latePattern } from "../kernel/index.ts";

/**
 * How surely words ask that a subscription of ours ends. sure: they name it; of-payers: they do, of who pays, and may be about
 * anything of anybody else; whole: they may be about something else, unless nothing is said besides; perhaps: they may be even
 * then, as "cancel the plan" is said of a weekend.
 */
export type EndingWords = "sure" | "of-payers" | "whole" | "perhaps";

export const OURS =
  "(?:my |the |this |your )?(?:jules )?(?:plus )?(?:subscription|plan|membership|trial|free trial|paid plan)";
export const PLUS = "(?:my )?jules plus(?: subscription| plan| membership)?";
export const OF_US = "(?: (?:(?:to|for|of|with|from) )?(?:jules(?: plus)?|you|this))?";
export const NUESTRO =
  "(?:mi |la |el |esta |este )?(?:suscripcion|plan|membresia|prueba)(?: (?:de|a|con) (?:jules(?: plus)?|ustedes))?";

/** How often it is paid: "text subscription" is one to our texts. */
const PAID = "(?:monthly |yearly |annual |paid |current )?";
const NO_MORE = "(?: anymore| any more| again| any longer)?";
const END = "(?:cancel|end|stop|terminate|discontinue|close|quit)";
const OF_JULES = "(?:to|for|of|with|from) jules(?: plus)?";
const TERMINA = "(?:cancel|cancela|cancelar|cancelen|cancele|termina|terminar|anula|anular|deten)";
const DE_JULES = "(?:de|a|con) (?:jules(?: plus)?|ustedes)";

const SURE: LatePattern = latePattern(
  `^(?:${[
    `${END} (?:(?:my |the |this |your )?${PAID}(?:jules )?(?:plus )?subscription${OF_US}|${PLUS})`,
    `${END} (?:my |the |this |your )?jules (?:plus )?(?:plan|membership|(?:free )?trial)`,
    `${END} my (?:membership|(?:free )?trial|paid plan)${OF_US}`,
    `${END} (?:my |the |this |your )?(?:plan|membership|(?:free )?trial|paid plan) ${OF_JULES}`,
    `(?:unsubscribe|remove|cancel) me from (?:${PLUS}|jules (?:subscription|plan)|the (?:paid )?plan)`,
    `(?:stop|quit) (?:charging|billing) (?:me|my card)${NO_MORE}`,
    `(?:do not|dont) (?:charge|bill|renew) (?:me|my card|my subscription|my plan)${NO_MORE}`,
    "stop taking my money",
    `(?:i )?(?:do not|dont) (?:want|wanna|want to|wish to) (?:pay|be charged)(?: (?:for )?(?:jules(?: plus)?|this|it|you))?${NO_MORE}`,
    "(?:stop|quit) paying (?:for )?(?:jules(?: plus)?|this|you)",
    `${TERMINA} (?:(?:mi |la |esta )?suscripcion(?: ${DE_JULES})?|mi (?:membresia|prueba)|(?:mi |la |el |esta |este )?(?:plan|membresia|prueba) ${DE_JULES}|jules plus)`,
    "(?:dejen|deja|dejar) de (?:cobrarme|cobrar|pagar)(?: (?:jules(?: plus)?|esto))?",
    "no me (?:cobres|cobren)(?: mas)?",
    "(?:ya )?no (?:quiero )?(?:pagar|seguir pagando)(?: (?:por )?(?:jules(?: plus)?|esto))?(?: mas)?",
  ].join("|")})$`,
);

const MONEY = "(?:(?:any |my )?(?:more )?money)";
const FROM_ME = "(?: (?:from|out of|off) (?:me|my (?:bank )?(?:account|card)))?";
const RENEWAL = "(?:the |my )?auto(?:matic)? ?renew(?:al|als|ing)?";

const OF_PAYERS: LatePattern = latePattern(
  `^(?:${[
    `(?:i )?(?:no longer (?:want|need)|(?:do not|dont) (?:want|need)) (?:(?:my|the|this|your|a) subscription|(?:jules )?plus)${OF_US}${NO_MORE}`,
    `${END} (?:my )?(?:plus|sub)|${END} my (?:automatic |recurring |monthly |future )?payments?${OF_US}`,
    `(?:turn|switch|shut) off ${RENEWAL}|(?:turn|switch|shut) ${RENEWAL} off|(?:${END}|disable) ${RENEWAL}`,
    `(?:stop|quit) taking ${MONEY}${FROM_ME}${NO_MORE}|(?:do not|dont) take ${MONEY}${FROM_ME}${NO_MORE}`,
    "take me off (?:of )?(?:(?:the |my |your |this )(?:paid )?(?:plan|subscription)|(?:jules )?plus)",
    `${TERMINA} (?:plus|(?:mis? |los? )pagos?|la renovacion automatica)`,
    "(?:ya )?no quiero (?:(?:mi |la |esta )?suscripcion|(?:jules )?plus)(?: mas)?",
  ].join("|")})$`,
);

const WHOLE: LatePattern = latePattern(
  `^(?:${[
    `${END} (?:my plan|(?:the |this |your )?(?:membership|(?:free )?trial|paid plan))${OF_US}`,
    `${TERMINA} (?:mi plan|(?:la |esta )?(?:membresia|prueba))`,
  ].join("|")})$`,
);

const PERHAPS: LatePattern = latePattern(
  `^(?:${END} (?:the |this |your )?plan${OF_US}|${TERMINA} (?:el |este )?plan)$`,
);

const ANY_MORE = "(?: anymore| any more| any longer| right now| now)?";

/** Until when, or why: said after it without a stop, and about money alone. */
const AFTER_IT: LatePattern = latePattern(
  ` (?:${[
    "before (?:it|my (?:plan|subscription|trial)|the (?:plan|subscription|trial)) (?:renews|is renewed|ends|charges me)(?: again)?",
    "before (?:i|my card) (?:get|gets|am|is) (?:charged|billed)(?: again)?|before im (?:charged|billed)(?: again)?",
    "before (?:you|they) (?:charge|bill) (?:me|my card)(?: again)?",
    "(?:at|by|from) the end of (?:the|this|my) (?:week|month|year|period|billing (?:period|cycle)|trial)",
    "(?:this|next) month",
    `i (?:really |just )?(?:cant|can not|cannot|couldnt) (?:really )?afford (?:it|this|that)${ANY_MORE}`,
    `i (?:dont|do not|never|no longer) (?:need|use) it${ANY_MORE}`,
    "(?:its|it is) too expensive|it costs too much",
    "antes de que (?:me (?:cobren|cobres)|se renueve)(?: otra vez| de nuevo)?|(?:ya )?no (?:lo|la) puedo pagar|al final del mes",
  ].join("|")})$`,
);

/** @param words lower case, without accents and marks, and without what is said for politeness. */
export function endingWords(words: string): EndingWords | undefined {
  const after = AFTER_IT.match(words);
  return surenessOf(words.slice(0, words.length - after.length));
}

function surenessOf(words: string): EndingWords | undefined {
  if (SURE.test(words)) return "sure";
  if (OF_PAYERS.test(words)) return "of-payers";
  if (WHOLE.test(words)) return "whole";
  return PERHAPS.test(words) ? "perhaps" : undefined;
}

const ENDING = "(?:cancel|end|stop|quit|terminate|discontinue|close|unsubscribe|canceling|cancelling|ending|stopping)";
const MAYBE: LatePattern = latePattern(
  `\\b(?:${[
    `${ENDING} (?:[a-z]+ ){0,4}?(?:subscriptions?|membership|auto(?:matic)? ?renew(?:al|s|ing)?|jules plus)`,
    "(?:stop|quit|dont|do not|why are you|still|keep|keeps) (?:[a-z]+ ){0,2}?(?:charge|charging|bill|billing) (?:me|my card)",
    "(?:cancel|termin|anul|deten)[a-z]* (?:[a-z]+ ){0,4}?(?:suscripcion|membresia)",
    "(?:dejen|deja|dejar) de cobrar(?:me)?",
  ].join("|")})\\b`,
);

/** It is somebody else's, of something else, or thought about. */
const OF_OTHERS: LatePattern = latePattern(
  `\\b(?:${[
    "he|she|they|him|her|them|his|hers|their|hes|shes|theyre|(?:my|the|our) (?:mom|mother|dad|father|husband|wife|son|daughter|brother|sister|friend|boss|landlord|bank|doctor|job|phone|company)",
    "said|says|told|tell|asked|remind|reminded|should|life|gym|club|netflix|spotify|hulu|disney|hbo|max|prime|amazon|apple|google|youtube|xbox|playstation|tinder|peacock|paramount|adobe",
    "cable|internet|magazine|newspaper|paper|box|app|roaming|parking|rent|costco|onlyfans|patreon|el|ella|ellos|dijo|dijeron|recuerdame|gimnasio",
  ].join("|")})\\b`,
);

/**
 * Whether a text that is not understood may still ask of who pays that their plan ends, or is no more charged: whoever does is
 * to hear how.
 * @param words of the whole text, as those above.
 */
export function mayBeEndingWords(words: string): boolean {
  return MAYBE.test(words) && !OF_OTHERS.test(words);
}
