/** Whether the whole message is a yes to an offer. Anything beside it ("yes but", "yeah right", "i guess") makes it none. */
export function isYes(text: string): boolean {
  if (text.length > LONGEST_CHARACTERS) return false;
  const sentences = sentencesOf(text);
  return sentences !== undefined && sentences.length > 0 && YES.test(sentences.join(" "));
}

/**
 * Whether a message says in clear words that its writer is safe, and says nothing that could take it back. Asked only
 * after the fixed question; to miss a clear word costs another question, to hear one that was not said ends a hold.
 */
export function isClearlySafe(text: string): boolean {
  if (text.length > LONGEST_CHARACTERS) return false;
  const sentences = withNoInFront(sentencesOf(text)?.map(withoutGreeting).filter(Boolean) ?? []);
  if (sentences.length === 0) return false;
  if (sentences.some((sentence) => !SAFE.test(sentence) && !BESIDE_IT.test(sentence))) return false;
  // "Estoy bien, ya no": each half alone says too little.
  return (
    sentences.some((sentence) => SAFE.test(sentence) && sentence !== "ya no") ||
    FINE_AND_NO_MORE.test(sentences.join(", "))
  );
}

/** Nobody needs more for it, and who writes more says more than that. */
const LONGEST_CHARACTERS = 300;

/** A heart or folded hands. Other signs turn a word around as often as not. */
const PLAIN_SIGNS =
  /[\u2764\u2665\u{1F90D}\u{1F90E}\u{1F499}-\u{1F49C}\u{1F5A4}\u{1F9E1}\u{1F64F}]|[\uFE0F\u200D]|[\u{1F3FB}-\u{1F3FF}]/gu;
const THUMB = /\u{1F44D}/gu;

/** Lower case, without accents and apostrophes, cut at marks. Undefined when a mark is in it that leaves things open. */
function sentencesOf(text: string): readonly string[] | undefined {
  const plain = text
    .replace(PLAIN_SIGNS, " ")
    .replace(THUMB, " yes ")
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase()
    .replace(/['\u2018\u2019`]/g, "");
  // NFKD makes three dots of an ellipsis; an inverted mark begins a question or a cry.
  if (/\.\.|[?\u00BF]|[^a-z0-9\s.,!;\u00A1-]/.test(plain)) return undefined;
  return plain
    .split(/[.,!;\u00A1\n]|\s-+\s|\s(?:and|y|because|porque|since)\s/)
    .map((sentence) => sentence.replace(/-/g, " ").trim().split(/\s+/).filter(Boolean).join(" "))
    .filter(Boolean);
}

const anyOf = (...patterns: readonly string[]) => `(?:${patterns.join("|")})`;
const whole = (pattern: string) => new RegExp(`^${pattern}$`);

const GREETING = /^(?:(?:hi|hey|hello|hola|jules|ok|okay|well|bueno|pues) )+/;

function withoutGreeting(sentence: string): string {
  return sentence.replace(GREETING, "");
}

/** No two of them match the same word: a repeated choice between equals costs two to the power of its length. */
const A_YES = anyOf(
  ...["ye+s+", "yea+h?", "yep+", "yup+", "ya+h?", "ye", "y", "sure", "ok", "okay", "please", "absolutely"],
  ...[
    "definitely",
    "of course",
    "for sure",
    "si+",
    "sip",
    "claro",
    "claro que si",
    "por favor",
    "dale",
    "vale",
    "bueno",
  ],
  ...["esta bien", "por supuesto", "de acuerdo"],
);
const LIKING = anyOf(
  ...["id (?:really )?like that", "i would like that", "that would be (?:really )?(?:nice|great|good|lovely)"],
  ...["(?:that )?sounds (?:good|nice|great)", "me (?:gustaria|encantaria)"],
);
const WITH_A_YES = anyOf(
  ...["thanks", "thank you", "thanks jules", "thank you jules", "jules", "do", "thanks so much", "thank you so much"],
  ...["i want that", "you can", "check in", "text me(?: tomorrow)?", "maam", "sir", LIKING],
  ...["gracias", "muchas gracias", "gracias jules", "quiero", "si quiero"],
);
/** "No, I don't want to die" is one sentence; a no in front of "I'm safe" leaves it open. */
function withNoInFront(sentences: readonly string[]): readonly string[] {
  const [no, next, ...rest] = sentences;
  return next !== undefined && (no === "no" || no === "nope") ? [`${no} ${next}`, ...rest] : sentences;
}

const YES = whole(
  anyOf(`${A_YES}(?: ${A_YES})*(?: ${WITH_A_YES})?`, `${LIKING}(?: please| thanks| thank you| gracias)?`),
);

const NOW = `(?: ${anyOf("now", "right now", "today", "tonight", "again", "here", "at the moment", "at home", "at my (?:moms|dads|sisters|brothers|friends|parents|aunts)(?: house| place)?", "with (?:my )?(?:mom|dad|sister|brother|friend|husband|wife|family|parents)", "thank you", "thanks", "jules", "i promise")})*`;
const ANYMORE = `(?: ${anyOf("anymore", "any more", "any longer", "now", "right now", "today", "tonight", "at all")})*`;
const MUCH = "(?:really |very |completely |totally |definitely |all |perfectly )?";
const ENDING_IT = anyOf("die", "be dead", "end it", "end it all", "end my life", "(?:kill|hurt|harm) myself");
const ENDING_IT_ING = anyOf("dying", "ending (?:it|it all|my life)", "suicide", "(?:killing|hurting|harming) myself");
const THOUGHTS = anyOf(
  `(?:more )?(?:suicidal |bad |dark |such |those |these )?thoughts(?: like (?:that|those|this))?(?: (?:of|about) ${ENDING_IT_ING})?`,
  "suicidal thoughts",
);
const YES_AND = "(?:(?:yes|yeah|yep|yea|honestly|i promise|truly|really|actually) )*";
const NO_AND = "(?:(?:no|nope|yes|yeah|honestly|i promise|truly|really|actually) )*";

const AHORA = `(?: ${anyOf("ahora", "ya", "hoy", "en este momento", "en casa", "con mi (?:mama|papa|hermana|hermano|familia|amiga|amigo)", "gracias", "jules", "de verdad")})*`;
const MATARME = anyOf(
  "morir",
  "morirme",
  "matarme",
  "suicidarme",
  "hacerme dano",
  "lastimarme",
  "quitarme la vida",
  "acabar con (?:todo|mi vida)",
);

const SAFE = whole(
  anyOf(
    `${YES_AND}(?:(?:im|i am|i feel|i do feel|feeling|feel) )?${MUCH}safe${NOW}`,
    `${YES_AND}(?:im|i am) out of danger${NOW}`,
    `${NO_AND}(?:im|i am) not in (?:any )?danger${ANYMORE}`,
    `${NO_AND}(?:i have |i am having |im having |ive had |there are |theres )?no ${THOUGHTS}${ANYMORE}`,
    `${NO_AND}i (?:dont|do not|no longer) (?:really )?have (?:any |any more )?${THOUGHTS}${ANYMORE}`,
    `${NO_AND}(?:im|i am) (?:not|no longer) having (?:any |any more )?${THOUGHTS}${ANYMORE}`,
    `${NO_AND}i (?:dont|do not|no longer) (?:want to|wanna|feel like i want to) ${ENDING_IT}${ANYMORE}`,
    `${NO_AND}(?:im|i am) (?:not|no longer) (?:going to|gonna) ${ENDING_IT}${ANYMORE}`,
    `${NO_AND}(?:im|i am) (?:not|no longer) (?:thinking (?:about|of) )${anyOf(ENDING_IT_ING, "it", "that", "those things")}${ANYMORE}`,
    `${NO_AND}(?:im|i am) (?:not|no longer) suicidal${ANYMORE}`,
    `${YES_AND}(?:the|those|these|my|the bad|the dark|the suicidal) ?(?:bad |dark |suicidal )?thoughts (?:are|have) (?:all )?(?:gone|gone away|stopped|passed)${ANYMORE}`,
    `${YES_AND}(?:the|those|my) (?:bad |dark |suicidal )?thoughts (?:stopped|went away|passed)${ANYMORE}`,
    `${YES_AND}i want to live${NOW}`,
    `(?:si |si si )?(?:(?:yo )?(?:estoy|me siento|ya estoy) )?(?:a salvo|fuera de peligro)${AHORA}`,
    `(?:no )?(?:ya )?no (?:estoy|corro) (?:en )?peligro${AHORA}`,
    `(?:no )?(?:ya )?no tengo (?:esos |mas |malos |esos malos )?pensamientos(?: (?:asi|malos|suicidas|de eso|de ${MATARME}))?${AHORA}`,
    `(?:no )?(?:ya )?no (?:me )?quiero ${MATARME}${AHORA}`,
    `(?:no )?(?:ya )?no (?:pienso|estoy pensando) en (?:eso|ello|${MATARME}|la muerte|el suicidio)${AHORA}`,
    `(?:los|esos|mis) (?:malos )?pensamientos (?:ya )?(?:se fueron|pasaron|desaparecieron|no estan)${AHORA}`,
    `quiero vivir${AHORA}`,
    "ya no",
  ),
);

/** May stand beside it: thanks, being better, somebody who was there, harm to others denied. */
const BESIDE_IT = whole(
  anyOf(
    "(?:yes|yeah|yep|yea|si|thanks|thank you|ty|thx|gracias|muchas gracias|jules|thanks jules|gracias jules|amen|hi|hey|hello|hola|honestly|i promise|de verdad|ok|okay)",
    "(?:thanks|thank you)(?: so much)?(?: for (?:asking|checking(?: in)?|being (?:here|there)|listening|your help))?(?: jules)?",
    "gracias por (?:preguntar|estar(?: ahi| aqui)?|escuchar(?:me)?|todo)",
    `(?:yes |yeah )?(?:(?:im|i am|i feel|feeling|doing|im doing|im feeling) )?(?:so |much |a lot |really |way )?(?:better|good|well|calm|calmer|ok|okay|fine|alright)${NOW}`,
    "(?:i )?(?:dont|do not) (?:want to|wanna) (?:hurt|harm|kill) (?:anyone|anybody|him|her|them)(?: anymore)?",
    "(?:i )?(?:slept|slept well|got some sleep|rested|ate|ate something)",
    "(?:i )?(?:talked|spoke|texted|chatted) (?:to|with) (?:988|someone|somebody|my (?:mom|dad|sister|brother|friend|best friend|husband|wife|partner|family|parents|doctor|therapist|counselor|pastor)|a (?:friend|person|counselor|doctor))(?: (?:today|last night|yesterday|about it))?",
    "(?:i )?called (?:988|my (?:mom|dad|sister|brother|friend|husband|wife|doctor|therapist)|a friend)(?: (?:today|last night|yesterday))?",
    "(?:(?:im|i am) )?(?:with|at|staying with|staying at) (?:my (?:mom|dad|sister|brother|friend|best friend|husband|wife|family|parents)s?|a friend|home|work|a friends)(?: (?:place|house|now))?",
    `(?:ya )?(?:(?:estoy|me siento) )?(?:muy |mucho |mas )?(?:bien|mejor|tranquil[oa]|calmad[oa])${AHORA}`,
    "(?:ya )?(?:hable|platique) con (?:mi (?:mama|papa|hermana|hermano|amiga|amigo|familia|esposo|esposa|doctora?|terapeuta)|alguien|una (?:amiga|persona)|un amigo|el 988)",
    "estoy con mi (?:mama|papa|hermana|hermano|amiga|amigo|familia)",
  ),
);

const FINE_AND_NO_MORE = /^(?:si, )?(?:ya )?(?:estoy|me siento) (?:muy )?(?:bien|mejor), ya no(?:, gracias)?$/;
