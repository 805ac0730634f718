import { signOfAge } from "../age/index.ts";
import { latePattern, withoutAccents } from "../kernel/index.ts";

/** Why something is not kept. A code: it says nothing of the words. */
export type Unfit =
  | "empty"
  | "too-long"
  | "form"
  | "link"
  | "number"
  | "secret"
  | "instruction"
  | "hotline"
  | "safety"
  | "minor"
  | "unknown-source";

/** Of a fact; of a sentence of the summary twice as much. */
export const LONGEST_FACT = 160;

/**
 * Why words are not to be kept as something that is known of a member; undefined where they are. What is kept comes back in
 * every prompt, so whoever could put an instruction, a number or a link there would speak through Jules (OWASP LLM04). Facts
 * are somebody's own words about themselves: what speaks to a "you" or gives orders is none.
 * @param isHarmless the crisis check: nothing that it hears anything in is memory, for safety is looked after elsewhere.
 */
export function unfitness(
  text: string,
  isHarmless: (text: string) => boolean,
  longest = LONGEST_FACT,
): Unfit | undefined {
  if (text.length > longest) return "too-long";
  if (FORM.match(text)) return "form";
  const words = canonical(text);
  if (DISGUISE.match(words)) return "form";
  if (!/\p{L}.*\p{L}/u.test(words)) return "empty";
  if (LINK.match(words)) return "link";
  const isNumber = /\d{7}/.test(words.replace(SEPARATORS, "")) || SPELLED_NUMBER.match(words);
  if (HOTLINE.match(words)) return "hotline";
  if (SECRET.match(words)) return "secret";
  if (isNumber) return "number";
  if (ORDER.match(words) || ABOUT_JULES.match(words)) return "instruction";
  const sign = signOfAge(text);
  if (sign && (sign.kind === "age" ? sign.years < ADULT : sign.year > YOUNGEST_ADULT_BORN)) return "minor";
  return isHarmless(text) ? undefined : "safety";
}

const ADULT = 18;
/** Who was born later than this is no adult in any year in which this code runs. */
const YOUNGEST_ADULT_BORN = 2008;

/** Lower case, without accents and invisible signs, with plain quotes; signs stay, for a link is made of them. */
function canonical(text: string): string {
  return withoutAccents(text)
    .replace(/[\u2018\u2019`]/g, "'")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

/** What could end a fence, begin a line or hide something. */
const FORM = latePattern(
  "[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u200b-\\u200f\\u202a-\\u202e\\u2066-\\u2069<>{}\\[\\]|\\\\`]",
);

/** Words in a code, and words whose letters stand apart. */
const DISGUISE = latePattern(
  "[a-z0-9+/]{20,}={1,2}(?![a-z0-9])|[a-z0-9+/_-]{40,}|(?:^|[^a-z0-9])(?:[a-z][ ._*-]{1,3}){5,}[a-z](?![a-z0-9])",
);

const LINK = latePattern(
  "https?:|www\\.|://|@|\\b[a-z0-9-]{2,}\\.(?:com|net|org|io|co|me|ly|app|dev|info|biz|us|gov|edu|link|xyz|ai|mx|es|gg|tv|site|online|shop|top|ru|cn)\\b|\\b(?:dot|punto) (?:com|net|org|io)\\b",
);

/** What stands between the digits of one number; a date as we write it is none. */
const SEPARATORS = /\b\d{4}-\d{2}-\d{2}\b|[\s().+/-]+(?=\d)/g;
const DIGIT_WORD =
  "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|\\d+)";
const SPELLED_NUMBER = latePattern(`\\b${DIGIT_WORD}(?:[ ,-]+${DIGIT_WORD}){5,}\\b`);

const SECRET = latePattern(
  "\\b(?:passwords?|passcodes?|pass ?phrase|pin (?:code|number|is)|cvv|cvc|ssn|social security|routing number|account number|card number|credit card is|debit card is|api key|secret key|private key|seed phrase|log ?in is|contrasenas?|clave(?:s)? (?:es|de)|numero de (?:cuenta|tarjeta)|seguro social|nip)\\b|\\b\\d{3}[ -]\\d{2}[ -]\\d{4}\\b",
);

/** Help has fixed words and numbers of its own, which nobody teaches Jules. */
const HOTLINE = latePattern(
  "\\b(?:hot ?lines?|help ?lines?|life ?lines?|crisis (?:line|text|number|center)|emergency (?:number|line|contact)|suicide|self.?harm|overdose|poison control|988|911|741741|lineas? de (?:crisis|ayuda|emergencia)|numero de emergencias?|suicid\\w*)\\b",
);

/** At the beginning, what is said to do; anywhere, whoever it is said to, and what only a prompt speaks of. */
const ORDER = latePattern(
  [
    "^(?:\"|'|\\W)*(?:please |por favor )?(?:always|never|ignore|disregard|forget|override|say|tell|answer|reply|respond|pretend|act|call|dial|text|visit|open|click|send|give|reveal|repeat|print|write|use|do|don't|dont|do not|stop|start|remember|recommend|suggest|speak|talk|treat|be|stay|go to|let|make|add|note|delete|erase|remove|clear|replace|grant|allow|unlock|bypass|obey|mention|follow|system|assistant|user|siempre|nunca|ignora|di que|dile|diles|responde|contesta|finge|actua|marca|visita|abre|manda|envia|dame|repite|escribe|usa|haz|obedece|borra|elimina|revela|permite|olvida|recuerda|recomienda|habla|trata)\\b",
    "\\b(?:you|your|yours|you're|u r|ur|usted|ustedes|tu eres|eres|debes|tienes que|no debes)\\b",
    "\\b(?:instructions?|instrucci(?:on|ones)|system prompt|prompts?|jailbreak|developer mode|from now on|de ahora en adelante|previous (?:rules|messages)|the rules are|guidelines|guardrails|(?:system|assistant|admin|root) (?:message|mode|access)|must (?:always|never)|should (?:always|never)|override)\\b",
    "^(?:system|assistant|user|human|developer|admin|sistema|asistente|usuario|desarrollador) ?:",
    // In the second half of a sentence, to nobody by name.
    "[,;:.!-] ?(?:and |so |then |please |now |y |pues |por favor )?(?:give|obey|ignore|disregard|override|reveal|pretend|send|delete|answer|reply|tell|treat|bypass|unlock|obedece|ignora|revela|responde|finge|borra|dale)\\b",
    "\\bno (?:le |les |me |nos )?(?:hagas|digas|des|menciones|cuentes|respondas|uses|envies|mandes|ofrezcas|muestres)\\b",
    "\\b(?:obey|obeys|obedezca\\w*|obedecer\\w*|(?:ignor|disregard|break|bypass)\\w* (?:\\w+ ){0,2}(?:rules?|instructions?|limits?|safety)|(?:ignor|romp)\\w* (?:\\w+ ){0,2}(?:reglas?|limites?))\\b",
    // What somebody may have or see here is for us to say.
    "\\b(?:has|have|got|tiene|tengo) (?:a )?(?:premium|vip|unlimited|admin|root|full access|acceso total)\\b|\\beverything (?:is )?(?:for )?free\\b|\\btodo (?:es )?gratis\\b",
  ].join("|"),
);

/** What Jules is and does is for us to say. A sister of that name is only ever called so. */
const ABOUT_JULES = latePattern(
  "\\bjules (?:is|isn't|was|are|can|can't|cannot|will|won't|must|should|has|may|knows|says|works|does|always|never|es|puede|debe|tiene|sabe|dice|siempre|nunca|to|shall|would|could|obeys?|ignores?)\\b|\\bjules(?:'|'s) (?:developer|creator|maker|owner|admin|boss|engineer|operator|rules?|programmer)\\b|\\b(?:desarrollador|creador|duen)[a-z]* de jules\\b|\\b(?:the (?:ai|bot|chatbot|assistant|model|companion)|this (?:ai|bot|chatbot|chat|assistant)|la ia|el bot|el asistente)\\b",
);
