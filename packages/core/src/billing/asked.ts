import { namesRevocation, wishIn } from "../consent/index.ts";
import { type LatePattern, latePattern, withoutAccents } from "../kernel/index.ts";
import { type EndingWords, endingWords, mayBeEndingWords, NUESTRO, OF_US, OURS, PLUS } from "./ending-words.ts";

/**
 * What a text asks about a subscription. end: that it ends; upgrade: what it costs and how to pay; billing: the page where a
 * card is changed or a plan ended, or how it is ended; plan: how they stand.
 */
export type BillingRequest = "end" | "upgrade" | "billing" | "plan";

export interface BillingAsked {
  readonly request: BillingRequest;
  /** Nothing is said besides. */
  readonly isWhole: boolean;
  /** It is that of who pays alone; of anybody else it is talk. */
  readonly ofPayers?: true;
}

/** Longer than any text that asks for it, with what people say around it. */
const LONGEST_CHARACTERS = 300;

/**
 * What a text asks about its writer's subscription, English or Spanish; undefined for everything else. That it is to end counts
 * beside other sentences too, as long as it is surely asked of us: of a gym, of Netflix, or of somebody who was told so, it is
 * talk. Where it may be of a weekend's plan, or is not understood, who pays gets the page instead: a model knows nothing of
 * plans, and ends none. All else has to be the whole text.
 */
export function billingAsked(text: string): BillingAsked | undefined {
  const own = partsOf(text)?.filter(({ words }) => words !== "");
  if (!own) return undefined;
  const endings = own.flatMap(({ ending }) => ending ?? []);
  if (endings.length > 0) return endingAsked(endings, endings.length === own.length);
  const [only, ...more] = own;
  if (only && more.length === 0) {
    for (const [request, pattern] of WHOLE) if (pattern.test(only.words)) return { request, isWhole: true };
    if (PAGE_OF_PAYERS.test(only.words)) return { request: "billing", isWhole: true, ofPayers: true };
  }
  const isPerhaps = mayBeEndingWords(own.map(({ raw }) => raw).join(" "));
  return isPerhaps ? { request: "billing", isWhole: false, ofPayers: true } : undefined;
}

function endingAsked(endings: readonly EndingWords[], isWhole: boolean): BillingAsked {
  if (endings.includes("sure") || (isWhole && endings.includes("whole"))) return { request: "end", isWhole };
  return { request: endings.includes("of-payers") ? "end" : "billing", isWhole, ofPayers: true };
}

/**
 * Whether a text asks that a subscription ends, and certainly nothing about our texts: that is to be known by the words, for a
 * revocation that is not heard as one is worse than a plan that ends with the texts.
 */
export function endsOnlyPlan(text: string): boolean {
  if (billingAsked(text)?.request !== "end") return false;
  return partsOf(text)?.every(({ ending, raw }) => ending !== undefined || !mayBeAboutTexts(raw)) ?? false;
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
  /** That a subscription ends. What follows another thing in its sentence may be what that one told of, and is none. */
  readonly ending: EndingWords | undefined;
}

/** At least one of these stands in all that is asked here; of most texts nothing else is asked. */
const NAMES_IT = latePattern(
  "upgrade|billing|cancel|renew|renov|\\bplus\\b|\\bsub\\b|money|refund|reembols|dinero|factura|\\bplan\\b|subscri|suscri|charg|cobr|pay|pag[ao]|\\bcost|cuest|price|precio|member|membres|\\btrial|prueba|jules plus|\\bcard|tarjeta|free|gratis",
);

function partsOf(text: string): readonly Part[] | undefined {
  if (text.length > LONGEST_CHARACTERS) return undefined;
  const plain = plainOf(text);
  if (!NAMES_IT.test(plain)) return undefined;
  return plain.split(/[.!?;\n]+/).flatMap((sentence) => {
    let isTold = false;
    return sentence.split(/,|\b(?:and|but|because|cause|since|so|y|pero|porque)\b/).map((raw) => {
      const words = bared(raw);
      const ending = isTold ? undefined : endingWords(words);
      isTold ||= words !== "" && ending === undefined;
      return { raw: raw.trim(), words, ending };
    });
  });
}

function plainOf(text: string): string {
  return withoutAccents(text)
    .toLowerCase()
    .replace(/['\u2018\u2019`\u00B4]/g, "")
    .replace(/[^a-z0-9.!?;,\n]+/g, " ")
    .replace(MISSPELT, (word) => (word.startsWith("s") ? "subscription" : "cancel"));
}

/** The two long words, as they are typed in a hurry. */
const MISSPELT = /\b(?:sub?s?cri[bp]?t(?:io|oi|i|o)n|canc(?:le|ell|il)|cansel)\b/g;

const BEFORE = latePattern(
  "^(?:(?:hi|hey|hello|ok|okay|yes|please|pls|jules|just|also|actually|sorry|thanks|hola|oye|si|bueno|por favor|porfa|gracias|disculpa|tambien)|(?:can|could|will|would) (?:you|u)|(?:i|id) (?:want|need|would like|like) (?:you )?to|i wanna|go ahead|help me|puedes|podrias|quiero|quisiera|necesito|ayudame a)(?= |$)",
);
const AFTER = latePattern(
  "(?:^| )(?:effective )?(?:please|pls|plz|now|today|asap|right away|immediately|thanks|thank you|ty|por favor|porfa|gracias|ya|hoy|ahora)$",
);

/** What is said, without what is said around it. */
function bared(raw: string): string {
  let words = raw.replace(/\s+/g, " ").trim();
  while (BEFORE.test(words)) words = words.slice(BEFORE.match(words).length).trim();
  while (AFTER.test(words)) words = words.slice(0, words.length - AFTER.match(words).length).trim();
  return words;
}

const IT = "(?:it|this|jules|jules plus|you|the plan|plus|the subscription)";
const LO = "(?:jules|jules plus|esto|el plan|la suscripcion)";

/** Whole texts, which ask of who pays for the page where they see to it. */
const PAGE_OF_PAYERS = latePattern(
  `^(?:${[
    "how (?:do|can|would) i (?:cancel|unsubscribe)(?: (?:it|this|plus|my sub|my payments?|auto ?renew(?:al)?))?",
    "(?:give me |i want |i need |i would like |id like |can i (?:get|have) )?(?:a |my )?refund|refund (?:me|my (?:money|payment))",
    "(?:give me |i want |can i (?:get|have) )my money back|(?:do not|dont) renew(?: it)?",
    "como (?:cancelo|puedo cancelar)(?: esto)?|(?:quiero |necesito )?(?:un |mi )?reembolso|(?:quiero|devuelvanme|devuelveme) mi dinero",
  ].join("|")})$`,
);

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
        "is (?:this|jules|jules plus|plus|the subscription) free|do i (?:have|need) to pay (?:for (?:this|jules(?: plus)?)|you)",
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
