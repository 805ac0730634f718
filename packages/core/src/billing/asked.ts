import { namesRevocation, wishIn } from "../consent/index.ts";
import { type LatePattern, latePattern } from "../kernel/index.ts";

/**
 * What a text asks about a subscription. end: that it ends; upgrade: what it costs and how to pay; billing: the page where a
 * card is changed or a plan ended, or how it is ended; plan: how they stand.
 */
export type BillingRequest = "end" | "upgrade" | "billing" | "plan";

export interface BillingAsked {
  readonly request: BillingRequest;
  /** Nothing is said besides. */
  readonly isWhole: boolean;
}

/** Longer than any text that asks for it, with what people say around it. */
const LONGEST_CHARACTERS = 300;

/**
 * What a text asks about its writer's subscription, English or Spanish; undefined for everything else. That it is to end counts
 * beside other sentences too, as long as it is asked of us: of a gym, of Netflix, or of somebody who was told so, it is talk.
 * All else has to be the whole text.
 */
export function billingAsked(text: string): BillingAsked | undefined {
  const said = partsOf(text);
  if (!said) return undefined;
  const own = said.filter(({ words }) => words !== "");
  if (own.some(isEnding)) return { request: "end", isWhole: own.every(isEnding) };
  const [only, ...more] = own;
  if (!only || more.length > 0) return undefined;
  for (const [request, pattern] of WHOLE) if (pattern.test(only.words)) return { request, isWhole: true };
  return undefined;
}

/**
 * Whether a text asks that a subscription ends, and certainly nothing about our texts: that is to be known by the words, for a
 * revocation that is not heard as one is worse than a plan that ends with the texts.
 */
export function endsOnlyPlan(text: string): boolean {
  const said = partsOf(text);
  if (!said?.some(isEnding)) return false;
  return said.every((part) => isEnding(part) || !mayBeAboutTexts(part.raw));
}

/** What else may be meant by the texts, beside a subscription. */
const ALL_OF_IT = latePattern(
  "\\b(?:every ?thing|all|both|too|as well|else|the rest|them|these|bye|goodbye|everyone|todo|todos|todas|tambien|adios|ambos)\\b",
);
const ITSELF = /\b(?:subscri|suscri|member|membres)[a-z]*/g;

function mayBeAboutTexts(raw: string): boolean {
  return wishIn(raw, false) !== undefined || namesRevocation(raw.replace(ITSELF, " ")) || ALL_OF_IT.test(raw);
}

interface Part {
  readonly raw: string;
  /** Lower case, without accents and marks, and without what is said for politeness; empty where nothing is left. */
  readonly words: string;
  /** Nothing but endings stands before it in its sentence: what follows another thing may be what that one told of. */
  readonly isFirst: boolean;
}

/** At least one of these stands in all that is asked here; of most texts nothing else is asked. */
const NAMES_IT = latePattern(
  "upgrade|billing|factura|\\bplan\\b|subscri|suscri|charg|cobr|pay|pag[ao]|\\bcost|cuest|price|precio|member|membres|\\btrial|prueba|jules plus|\\bcard|tarjeta|free|gratis",
);

function partsOf(text: string): readonly Part[] | undefined {
  if (text.length > LONGEST_CHARACTERS) return undefined;
  const plain = plainOf(text);
  if (!NAMES_IT.test(plain)) return undefined;
  return plain.split(/[.!?;\n]+/).flatMap((sentence) => {
    let isFirst = true;
    return sentence.split(/,|\b(?:and|but|because|cause|since|so|y|pero|porque)\b/).map((raw) => {
      const words = bared(raw);
      const part = { raw: raw.trim(), words, isFirst };
      // Two of them are said in one breath.
      if (words !== "" && !ENDING.test(words)) isFirst = false;
      return part;
    });
  });
}

function plainOf(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase()
    .replace(/['\u2018\u2019`\u00B4]/g, "")
    .replace(/[^a-z0-9.!?;,\n]+/g, " ");
}

const BEFORE = latePattern(
  "^(?:(?:hi|hey|hello|ok|okay|yes|please|pls|jules|just|also|actually|sorry|thanks|hola|oye|si|bueno|por favor|porfa|gracias|disculpa|tambien)|(?:can|could|will|would) (?:you|u)|(?:i|id) (?:want|need|would like|like) (?:you )?to|i wanna|go ahead|help me|puedes|podrias|quiero|quisiera|necesito|ayudame a)(?= |$)",
);
const AFTER = latePattern(
  "(?:^| )(?:please|pls|plz|now|today|asap|right away|immediately|thanks|thank you|ty|por favor|porfa|gracias|ya|hoy|ahora)$",
);

/** What is said, without what is said around it. */
function bared(raw: string): string {
  let words = raw.replace(/\s+/g, " ").trim();
  while (BEFORE.test(words)) words = words.slice(BEFORE.match(words).length).trim();
  while (AFTER.test(words)) words = words.slice(0, words.length - AFTER.match(words).length).trim();
  return words;
}

const OURS =
  "(?:my |the |this |your )?(?:jules )?(?:plus )?(?:subscription|plan|membership|trial|free trial|paid plan)";
const PLUS = "(?:my )?jules plus(?: subscription| plan| membership)?";
const OF_US = "(?: (?:(?:to|for|of|with|from) )?(?:jules(?: plus)?|you|this))?";
const NUESTRO =
  "(?:mi |la |el |esta |este )?(?:suscripcion|plan|membresia|prueba)(?: (?:de|a|con) (?:jules(?: plus)?|ustedes))?";
const NO_MORE = "(?: anymore| any more| again| any longer)?";

const ENDING: LatePattern = latePattern(
  `^(?:${[
    `(?:cancel|end|stop|terminate|discontinue|close|quit) (?:${OURS}${OF_US}|${PLUS})`,
    `(?:unsubscribe|remove|cancel) me from (?:${PLUS}|jules (?:subscription|plan)|the (?:paid )?plan)`,
    `(?:stop|quit) (?:charging|billing) (?:me|my card)${NO_MORE}`,
    `(?:do not|dont) (?:charge|bill|renew) (?:me|my card|my subscription|my plan)${NO_MORE}`,
    "stop taking my money",
    `(?:i )?(?:do not|dont) (?:want|wanna|want to|wish to) (?:pay|be charged)(?: (?:for )?(?:jules(?: plus)?|this|it|you))?${NO_MORE}`,
    "(?:stop|quit) paying (?:for )?(?:jules(?: plus)?|this|you)",
    `(?:cancela|cancelar|cancelen|cancele|termina|terminar|anula|anular|deten) (?:${NUESTRO}|jules plus)`,
    "(?:dejen|deja|dejar) de (?:cobrarme|cobrar|pagar)(?: (?:jules(?: plus)?|esto))?",
    "no me (?:cobres|cobren)(?: mas)?",
    "(?:ya )?no (?:quiero )?(?:pagar|seguir pagando)(?: (?:por )?(?:jules(?: plus)?|esto))?(?: mas)?",
  ].join("|")})$`,
);

function isEnding({ words, isFirst }: Part): boolean {
  return isFirst && ENDING.test(words);
}

const IT = "(?:it|this|jules|jules plus|you|the plan|plus|the subscription)";
const LO = "(?:jules|jules plus|esto|el plan|la suscripcion)";

/** Whole texts. */
const WHOLE: readonly (readonly [BillingRequest, LatePattern])[] = [
  [
    "upgrade",
    latePattern(
      `^(?:${[
        "upgrade(?: me)?(?: (?:to )?(?:jules )?plus)?(?: my plan)?",
        `how much (?:does|do|would|is|are) ${IT}(?: cost)?(?: (?:a|per) (?:month|year))?`,
        `(?:what|whats) (?:does|do|is|are) ${IT} cost|what does ${IT} cost`,
        "(?:what is|whats) the (?:price|cost)(?: of jules(?: plus)?)?",
        `is ${IT} free|do i (?:have|need) to pay(?: (?:for (?:this|it|jules)|you))?`,
        "how (?:do|can|would) i (?:pay|subscribe|upgrade|sign up for (?:jules )?plus)(?: (?:for (?:this|it|jules(?: plus)?)|you|to jules(?: plus)?))?",
        "(?:subscribe|pay for jules|get jules plus|subscribe to jules(?: plus)?|pay for jules plus)|sign me up for (?:jules )?plus|i want jules plus",
        `cuanto (?:cuesta|cuestas|vale)(?: ${LO})?(?: al (?:mes|ano))?|(?:cual es )?el precio|que precio tiene(?: ${LO})?`,
        `(?:${LO} )?es gratis|tengo que pagar(?: (?:por )?${LO})?`,
        "como (?:pago|puedo pagar|me suscribo|puedo suscribirme)(?: (?:por )?(?:jules(?: plus)?|esto|a jules(?: plus)?))?",
        "suscribirme(?: a jules(?: plus)?)?|jules plus|mejora(?:r)? mi plan|pagar jules(?: plus)?",
      ].join("|")})$`,
    ),
  ],
  [
    "billing",
    latePattern(
      `^(?:${[
        "(?:my )?billing|(?:my )?subscription|manage (?:my )?(?:subscription|plan|billing)",
        "(?:change|update) my (?:card|credit card|payment|payment method|billing)(?: info)?",
        `how (?:do|can) i (?:cancel|end|stop) (?:${OURS}${OF_US}|${PLUS})`,
        `can i (?:cancel|end) (?:${OURS}${OF_US}|${PLUS})(?: (?:anytime|any time|whenever))?`,
        "(?:mi )?(?:suscripcion|facturacion|membresia)|(?:cambiar|actualizar) mi tarjeta",
        `como (?:cancelo|termino|puedo cancelar|puedo terminar) ${NUESTRO}`,
      ].join("|")})$`,
    ),
  ],
  [
    "plan",
    latePattern(
      `^(?:${[
        "(?:my |mi )?plan|(?:what|which|whats) (?:is )?(?:my )?plan(?: (?:am i on|do i have))?|what plan im on",
        "(?:am i|do i) (?:subscribed|paying|have a (?:plan|subscription))|when does my (?:plan|trial|subscription) (?:end|renew)",
        "(?:que|cual es mi) plan(?: tengo)?|cuando (?:termina|se renueva) mi (?:plan|prueba|suscripcion)",
      ].join("|")})$`,
    ),
  ],
];
