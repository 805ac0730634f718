import { plainWords } from "../kernel/index.ts";
/** What somebody asks of us about their own data. */
export type PrivacyRequest =
  | { readonly kind: "access" | "export" | "erase" }
  /** The answer to the question whether everything is to be deleted; conversation where that was not asked. */
  | { readonly kind: "erase-confirmed" }
  | { readonly kind: "forget"; readonly about: string };

/** Far more than any request with what people put around it, and the longest thing that can be forgotten by name. */
const LONGEST_CHARACTERS = 200;
const LONGEST_ABOUT_CHARACTERS = 80;

/**
 * The request that a whole text is, in English or Spanish; undefined for everything else. Only a text that says nothing
 * besides counts: who tells a friend's name in the same breath is talking, not asking.
 */
export function privacyRequest(text: string): PrivacyRequest | undefined {
  if (text.length > LONGEST_CHARACTERS || !text.trim()) return undefined;
  const said = plainWords(text);
  if (!MAY_BE_ONE.test(said)) return undefined;
  for (const [kind, pattern] of wholeTexts()) if (pattern.test(said)) return { kind };
  return forgetting(text, said);
}

/** What every request has in it; most texts are nothing more than this one look. */
const MAY_BE_ONE =
  /know|remember|note|have|got|export|data|info|delete|erase|remove|wipe|forget|sabe|recuerda|tiene|datos|borra|elimin|acuerda|olvid|descarg|manda|envia/;

type WholeText = Exclude<PrivacyRequest["kind"], "forget">;

let compiled: readonly (readonly [WholeText, RegExp])[] | undefined;

/** Compiled with the first text that may be one: a cold start is in a hurry. */
function wholeTexts(): readonly (readonly [WholeText, RegExp])[] {
  compiled ??= SOURCES.map(([kind, sources]) => [kind, new RegExp(`^(?:${sources.join("|")})$`)] as const);
  return compiled;
}

const PLEASE_FIRST =
  "(?:(?:hey |hi |ok |okay )?(?:jules )?(?:please |pls )?(?:(?:can|could|would|will) you (?:please )?)?)?";
const I_WANT = "(?:(?:i want|i'd like|i would like|i need)(?: you)?(?: to)? )?";
const PLEASE = "(?: please| pls| now| jules)*";
const POR_FAVOR_FIRST = "(?:(?:oye |hola )?(?:jules )?(?:por favor )?(?:puedes |podrias )?)?";
const QUIERO = "(?:(?:quiero|quisiera|necesito)(?: que)? )?";
const POR_FAVOR = "(?: por favor| ya| jules)*";
const MINE = "(?:my|all my|all of my)";
const MIS = "(?:mis|todos mis)";
const DATA = "(?:data|info|information|personal data|personal info|personal information|records)";
const DATOS = "(?:datos|datos personales|informacion)";

/** As normalised texts: lower case, no accents, no punctuation but the apostrophe. */
const SOURCES: readonly (readonly [WholeText, readonly string[]])[] = [
  [
    "access",
    [
      `${PLEASE_FIRST}(?:tell me |show me )?what (?:(?:all )?do you|you|all you|exactly do you) (?:know|remember|have|have stored|keep|store|have saved|got|have on file)(?: saved| stored)? (?:about|on|of) me${PLEASE}`,
      `${PLEASE_FIRST}(?:tell me |show me )?what (?:all )?do you remember${PLEASE}`,
      `${PLEASE_FIRST}(?:tell me |show me )?(?:what (?:are )?(?:your|the) notes|your notes) (?:about|on|of) me${PLEASE}`,
      `${PLEASE_FIRST}(?:tell me |show me )?(?:what|which) (?:data|info|information|personal data) (?:do you|you) (?:have|keep|store|hold|collect)(?: (?:about|on|of) me)?${PLEASE}`,
      `${PLEASE_FIRST}(?:tell me|show me) (?:everything|all) (?:that )?you (?:know|remember|have) (?:about|on) me${PLEASE}`,
      `${POR_FAVOR_FIRST}(?:dime |muestrame )?que (?:sabes|recuerdas|te acuerdas|datos tienes|informacion tienes|guardas|tienes guardado) (?:de|sobre|acerca de) mi${POR_FAVOR}`,
      `${POR_FAVOR_FIRST}(?:dime |muestrame )?(?:que recuerdas|de que te acuerdas|que te acuerdas)${POR_FAVOR}`,
    ],
  ],
  [
    "export",
    [
      `export(?: ${MINE}| all)?(?: ${DATA})?${PLEASE}`,
      `${PLEASE_FIRST}${I_WANT}(?:export|download|send me|give me|get|get me) (?:a copy of )?${MINE} ${DATA}${PLEASE}`,
      `${PLEASE_FIRST}${I_WANT}a copy of ${MINE} ${DATA}${PLEASE}`,
      `(?:exportar|exporta)(?: ${MIS} ${DATOS})?${POR_FAVOR}`,
      `${POR_FAVOR_FIRST}${QUIERO}(?:exportar|exporta|exportes|descargar|mandame|enviame|manda|me mandes|me envies|una copia de|mandame una copia de) ${MIS} ${DATOS}${POR_FAVOR}`,
    ],
  ],
  [
    "erase",
    [
      `${PLEASE_FIRST}${I_WANT}(?:delete|erase|remove|wipe) (?:${MINE} ${DATA}|my account|me and my data|everything (?:you (?:have|know|remember) )?(?:about|on) me|everything you (?:have|know) (?:about|on) me|all (?:the )?${DATA} (?:you have )?(?:about|on) me)${PLEASE}`,
      `${PLEASE_FIRST}forget (?:everything|all)(?: you know| that you know)? about me${PLEASE}`,
      `${POR_FAVOR_FIRST}${QUIERO}(?:borra|borrar|borres|elimina|eliminar|elimines) (?:${MIS} ${DATOS}|mi cuenta|todo (?:lo que (?:sabes|tienes) )?(?:de|sobre) mi)${POR_FAVOR}`,
      `${POR_FAVOR_FIRST}olvida todo (?:lo que sabes )?(?:de|sobre) mi${POR_FAVOR}`,
    ],
  ],
  [
    "erase-confirmed",
    [
      "(?:yes )?delete(?: it all| everything)?",
      "yes delete (?:it|my data)",
      "(?:si )?borrar(?: todo)?",
      "si borra todo",
    ],
  ],
];

/** The word as the help shouts it, which nobody does who talks of a thing. */
const SHOUTED = /^\s*(?:(?:[Pp]lease|PLEASE|[Pp]or favor|POR FAVOR)[\s,]+)?(?:FORGET|OLVIDA(?:TE)?)(?!\p{L})/u;

const AFTER_SHOUT =
  /^(?:please |por favor )?(?:forget about|forget that|forget|olvida lo de|olvida que|olvidate de|olvida a|olvida) (.+)$/;

/** What is asked for in so many words: to forget or delete what was said of something. */
const WHAT_WAS_SAID =
  /^(?:jules )?(?:please |pls )?(?:(?:can|could|would|will) you (?:please )?)?(?:forget|delete|erase|remove) (?:what|(?:everything|all)(?: that| of what)?) (?:i|i've|i have|we) (?:said|told you|wrote|texted you|talked|have said|have told you)(?: to you)? (?:about|of) (.+)$/;
const LO_QUE_SE_DIJO =
  /^(?:jules )?(?:por favor )?(?:puedes )?(?:olvida|olvidar|borra|borrar|elimina|eliminar) (?:todo )?lo que (?:te )?(?:dije|conte|escribi|he dicho|he contado) (?:de|sobre|acerca de) (.+)$/;

/**
 * What is to be deleted for good: named after the word that is shouted, as the help says it, or asked for in so many words.
 * Everything else with "forget" in it is talk: who forgets their work for a day wants none of it deleted.
 */
function forgetting(text: string, said: string): PrivacyRequest | undefined {
  if (/[?\u00BF]/.test(text)) return undefined;
  const isShouted = SHOUTED.test(text);
  const rest = (WHAT_WAS_SAID.exec(said) ??
    LO_QUE_SE_DIJO.exec(said) ??
    ((isShouted && AFTER_SHOUT.exec(said)) || undefined))?.[1];
  const about = rest?.replace(/(?: please| por favor)+$/, "");
  if (!about || about.length > LONGEST_ABOUT_CHARACTERS || LETTING_BE.test(about)) return undefined;
  return { kind: "forget", about };
}

const LETTING_BE =
  /^(?:it|that|this|about it|it all|it ever happened|this ever happened|i said (?:that|it|anything)|i asked|i said anything|what i said|you|me|him|her|them|us|all|all that|all this|everything|everyone|everybody|nevermind|never mind|eso|esto|lo|todo|todos|todo eso|lo que dije|de eso|mi|de mi)(?: for now| then| lol| ok)?$/;
