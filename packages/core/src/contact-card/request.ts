import { latePattern } from "../kernel/index.ts";

/** Most texts have none of these, and need no other look. */
const HINT = latePattern("contact|card|number|add you|tarjeta|n(?:u|\\u00FA)mero|vcf");

const OPENING = /^(?:(?:hey|hi|hello|ok|okay|yes|sure|jules|please|pls|hola|oye|si|claro|por favor)\s){0,4}/;
const CLOSING = /(?:\s(?:please|pls|plz|again|thanks|thank you|jules|por favor|porfa|gracias|otra vez)){0,3}$/;

const CARD = "(?:contact(?: (?:card|info|information|details))?|vcard|v card|vcf|business card|card)";
const TARJETA = "(?:contacto|tarjeta(?: de contacto)?|vcard)";

const REQUESTS = [
  `(?:(?:can|could|would|will) (?:you|u) )?(?:send|share|text|give|drop|show)(?: me| over)? (?:your|ur|a|the) ${CARD}(?: (?:to me|with me|so i can save (?:it|you)))?`,
  `(?:can|could|may) i (?:have|get) (?:your|ur) ${CARD}`,
  "(?:do you have )?(?:a |your |the )?(?:contact card|vcard|v card)",
  "(?:how (?:do|can|should) i |can i |could i |may i |let me |i (?:want|need|d like|would like) to |i wanna )?(?:save|add) (?:your|ur) (?:number|contact)(?: (?:in|to) my (?:phone|contacts))?",
  "(?:how (?:do|can|should) i |can i |could i |let me |i (?:want|need|d like|would like) to |i wanna )add (?:you|u) to my (?:phone|contacts)",
  `(?:me )?(?:puedes |podrias |puede )?(?:mandar|enviar|pasar|compartir|dar)(?:me)? (?:tu|su|una|la) ${TARJETA}`,
  `(?:me )?(?:mandas|envias|pasas|compartes|das) (?:tu|su|una|la) ${TARJETA}`,
  `(?:mandame|enviame|pasame|comparteme|compartime|dame) (?:tu|su|una|la) ${TARJETA}`,
  "(?:tu |la )?tarjeta de contacto",
  "(?:como |puedo |quiero |quisiera |me gustaria |dejame )?(?:guardo|guardar|agregar|agrego) tu (?:numero|contacto)",
] as const;

let compiled: readonly RegExp[] | undefined;

/** Whether the whole text asks for our contact card, or how to save our number. */
export function asksForContactCard(body: string): boolean {
  if (body.length > MOST_CHARACTERS || !HINT.test(body.toLowerCase())) return false;
  const words = body
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z]+/g, " ")
    .trim()
    .replace(OPENING, "")
    .replace(CLOSING, "");
  compiled ??= REQUESTS.map((source) => new RegExp(`^${source}$`));
  return compiled.some((request) => request.test(words));
}

/** What is longer says more than that. */
const MOST_CHARACTERS = 120;
