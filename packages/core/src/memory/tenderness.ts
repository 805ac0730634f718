import { latePattern, plainWords } from "../kernel/index.ts";

/**
 * Whether words are about how their writer feels, about dying, or a farewell. Those are said to be heard and not to be kept:
 * Jules answers them. Rather too often than once too rarely, for who is answered by Jules loses no more than a note.
 */
export function isTender(words: string): boolean {
  const line = plainWords(words).replaceAll("'", "");
  return TENDER.some((pattern) => pattern.test(line));
}

const oneOf = (...words: readonly string[]) => latePattern(`\\b(?:${words.join("|")})\\b`);

const DEAR =
  "you|u|them|him|her|everyone|everybody|(?:my|our) (?:\\w+ )?(?:kids?|child|children|sons?|daughters?|baby|babies|family|mom|mum|mother|dad|father|parents|brothers?|sisters?|wife|husband|partner|boyfriend|girlfriend|friends?)";
const DOWN =
  "sad|tired|exhausted|lonely|alone|scared|afraid|terrified|worthless|hopeless|helpless|useless|pathetic|empty|numb|broken|done|finished|lost|ashamed|sorry|depressed|anxious|hurt|hurting|miserable|suffering|drowning|trapped|stuck|angry|furious|happy|ok|okay|fine|good enough|enough|nothing|nobody|no one|a failure|a burden|a mistake|a monster|a mess|a disappointment|in pain|not (?:here|there|worth)|sick of|giving up|leaving|going away|ready to (?:go|leave)|so over";

const TENDER = [
  // How they feel.
  oneOf(
    "i (?:still |just |really |always )*(?:feel|felt|feeling)",
    `(?:im|i am|i was|ive been|i have been|we are|were) (?:\\w+ ){0,2}?(?:${DOWN})`,
    "(?:cant|cannot|can not|couldnt|dont want to|do not want to|wont) (?:\\w+ )?(?:go on|take|do (?:this|it|that)|keep|live|cope|handle|bear|stand (?:it|this|me|myself|my|being|life)|continue|breathe|wake|be here|be alive|exist|survive|fight|try)",
    "(?:i )?(?:hate|despise|hated) (?:me|myself|my (?:life|self|body|existence)|everything|everyone|being|living|life|waking|existing|it here|what i am|who i am)",
    "(?:nobody|no one|noone|everybody|everyone|nothing|they all|you all)(?: \\w+){0,2} (?:me|matters?|cares?|left|helps?|worth)",
    "(?:love|hurt|lose|losing|lost|end|ending|hurting|blame|forgive|hit|burn|starve|trust) (?:me|myself)",
    "my (?:fault|life (?:is|was|has|isnt|means)|pain|last|heart)",
    "worth (?:it|living|anything|nothing)|no (?:point|hope|reason|way out|future)|gave up|give up|had enough|without me|better off|miss me|burden|wish i|want it to (?:stop|end)|for the best|too much|not (?:here|worth)",
  ),
  // A farewell, or what one leaves.
  oneOf(
    "i (?:have |ve |always |really |truly |never |did |do |only |just |still |will )*(?:loved|love|adored) (?:" +
      DEAR +
      ")",
    "i (?:have |always |really |truly |never |only |just )*(?:loved|adored|tried|meant|cared|forgave|forgive)",
    "ive (?:always |really )?(?:loved|tried)",
    "did my best|love (?:you|u|ya|them|her|him)|proud of|(?:any|no) ?ones fault|(?:your|their|his|her|anybodys|nobodys|everyones) fault|fault|to blame|apologi[sz]e|im sorry|i am sorry|good ?bye|farewell|bye|thank(?:s| you)|last (?:time|day|night|words?|text|message|wish|thing)|the end|end of (?:me|it|this)|take care of|look after|my will|will miss|remember me|forgive|when im gone|if i (?:die|go|dont|am not|disappear)|once im|after im|gone|leaving (?:this|everything|everyone|you|soon|tonight)",
  ),
  // Dying, and how.
  oneOf(
    "die|died|dies|dying|dead|deaths?|kill\\w*|suicid\\w*|funerals?|graves?|buried|bury|ashes|heaven|afterlife|overdos\\w*|pills?|took (?:them|it|all|everything|enough|too many|my)|swallow\\w*|bridge|guns?|rope|noose|knife|razor|blade|cut(?:s|ting)? (?:me|myself|my)|bleed\\w*|hang(?:ed|ing)?|jump\\w*|end (?:it|things|everything|my life)|disappear\\w*|not be here|wont be (?:here|around)|hurts?|hit me|hits me|beats? me|rap(?:e|ed)|abus\\w+|touche[ds]",
  ),
  // The same in Spanish.
  oneOf(
    "me (?:siento|senti|sentia|odio|mato|muero|rindo|duele|despido|voy para siempre|pega|quiero (?:ir|morir|matar))",
    "(?:ya )?no (?:puedo|aguanto|soporto|doy|quiero) (?:mas|vivir|seguir|estar|esto|nada|con|despertar|existir)|ya no (?:puedo|aguanto|soporto|doy|quiero)|no (?:aguanto|soporto)|no valgo|no sirvo|no importo|no le importo|no hay salida|sin salida|sin esperanza",
    "(?:estoy|estaba|soy|era) (?:\\w+ ){0,2}?(?:triste|cansad[oa]|sol[oa]|hart[oa]|deprimid[oa]|vaci[oa]|perdid[oa]|rot[oa]|desesperad[oa]|asustad[oa]|mal|acabad[oa]|inutil|un[oa]? (?:carga|estorbo|fracaso|error)|nada|nadie)",
    "(?:odio|odie) (?:mi|vivir|estar|ser|todo)|nadie|a nadie|todos me|todo el mundo me|la culpa|culpas?|perdon\\w*|perdo\\w+|lo siento|adios|hasta siempre|despedida|despid\\w*|gracias por|cuid(?:a|en|ame|alos) (?:a|de|mis)",
    "(?:los|las|te|la|le|lo|les|os) (?:ame|amo|amaba|quise|quiero|queria|adoro|extran\\w+)|(?:ame|amo|amaba|quise|quiero) (?:mucho |tanto |siempre )*a (?:mi|mis|todos|ustedes)|(?:siempre|solo) (?:ame|quise|te)|hice lo que pude",
    "morir\\w*|muert[oae]s?|muer[aeo]\\w*|murio|muri\\w+|mata\\w*|suicid\\w*|funeral|entierro|tumba|cielo|cenizas|pastillas|(?:me )?(?:las|los|lo) tome|me tome|ultim[oa]s? (?:vez|dia|noche|mensaje|palabras?|adios|deseo)|cuando (?:ya |yo )*no este|cuando me (?:vaya|muera)|si me pasa|sin mi|una carga|estorbo|cort(?:o|e|arme)|desaparecer|puente|pistola|cuerda|no despertar|dolor",
  ),
];
