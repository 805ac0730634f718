import { latePattern, withoutAccents } from "../kernel/index.ts";
import type { CrisisCategory } from "./assessment.ts";

/** Whether the whole message is a yes to an offer. Anything beside it ("yes but", "yeah right", "i guess") makes it none. */
export function isYes(text: string): boolean {
  if (text.length > LONGEST_CHARACTERS) return false;
  const sentences = sentencesOf(text);
  return sentences !== undefined && sentences.length > 0 && YES.test(sentences.join(" "));
}

/**
 * Whether a message says in clear words that the danger is over, and says nothing that could take it back. Asked only
 * after the fixed question; to miss a clear word costs another question, to hear one that was not said ends a hold.
 * @param categories what the hold is about. Who was beaten is not out of danger for not wanting to die, nor by being
 * with the family: of abuse and violence only being safe counts, and where it is safe is not taken for granted.
 */
export function isClearlySafe(text: string, categories: readonly CrisisCategory[]): boolean {
  if (text.length > LONGEST_CHARACTERS) return false;
  const sentences = withNoInFront(sentencesOf(text)?.map(withoutGreeting).filter(Boolean) ?? []);
  const isOfOthers = categories.includes("abuse") || categories.includes("violence");
  if (!isOfOthers && SAID_AS_A_WHOLE.test(sentences.join(", "))) return true;
  const { over, beside } = isOfOthers ? FROM_OTHERS : FROM_ONESELF;
  if (sentences.some((sentence) => !over.test(sentence) && !beside.test(sentence))) return false;
  return sentences.some((sentence) => over.test(sentence));
}

/**
 * Whether the whole message says that the danger is still there. Asked only after the fixed question: elsewhere a "no" or a
 * "still" says nothing. Who is taken at their word too soon gets one more way to a person.
 */
export function isStillInDanger(text: string): boolean {
  return answersIn(text).length > 0;
}

/**
 * Whether the whole message says that its writer is not safe, in so many words. The first thing that is said in a danger ends
 * with the question whether they are: within a hold these words need no other question before them.
 */
export function isUnsafe(text: string): boolean {
  return answersIn(text).some((sentence) => NOT_SAFE.test(sentence));
}

/** The sentences of a message that says nothing but that the danger is still there. */
function answersIn(text: string): readonly string[] {
  if (text.length > LONGEST_CHARACTERS) return [];
  const sentences = sentencesOf(text)?.map(withoutGreeting).filter(Boolean) ?? [];
  return sentences.every((sentence) => STILL_THERE.test(sentence)) ? sentences : [];
}

/** Nobody needs more for it, and who writes more says more than that. */
const LONGEST_CHARACTERS = 300;

/** A heart or folded hands. Other signs turn a word around as often as not. */
const PLAIN_SIGNS =
  /[\u2764\u2665\u{1F90D}\u{1F90E}\u{1F499}-\u{1F49C}\u{1F5A4}\u{1F9E1}\u{1F64F}]|[\uFE0F\u200D]|[\u{1F3FB}-\u{1F3FF}]/gu;
const THUMB = /\u{1F44D}/gu;

/** Lower case, without accents and apostrophes, cut at marks. Undefined when a mark is in it that leaves things open. */
function sentencesOf(text: string): readonly string[] | undefined {
  const plain = withoutAccents(text.replace(PLAIN_SIGNS, " ").replace(THUMB, " yes "))
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
const whole = (pattern: string) => latePattern(`^${pattern}$`);

const STILL_THERE = whole(
  anyOf(
    ...[
      "no+",
      "nope",
      "nah",
      "no not really",
      "not really",
      "not yet",
      "no not yet",
      "not safe",
      "not at all",
      "not ok",
    ],
    "(?:no )?(?:im|i am|we are|were) (?:still )?not (?:really |very |feeling )?(?:safe|ok|okay|fine|good|better)(?: anymore| yet| here| now| at all)?",
    "(?:no )?i (?:still )?(?:dont|do not) feel (?:really |very )?(?:safe|ok|okay|better)(?: anymore| yet| here| now| at all)?",
    "(?:yes |yeah )?(?:(?:its|it is|theyre|they are|(?:the )?(?:danger|thoughts?|feelings?)(?: is| are)?) )?still (?:there|here|bad|the same|around)",
    "(?:yes |yeah )?(?:the thoughts|they) (?:never|havent|have not|didnt|did not) (?:left|leave|stopped|stop|gone away|go away|went away)",
    "(?:yes |yeah )?i still (?:have (?:them|the thoughts|those thoughts|these thoughts)|think about it|want to|feel (?:that way|the same|like that|it))",
    ...["todavia", "todavia no", "aun no", "no la verdad", "la verdad no", "sigo igual", "sigo mal", "siguen ahi"],
    "(?:no )?no (?:estoy|estamos|me siento) (?:a salvo|bien|mejor|segur[oa]s?)(?: todavia| aun| aqui)?",
    "(?:si )?(?:todavia|aun) (?:estan?(?: ahi| aqui)?|siguen?(?: ahi| igual)?|(?:tengo|pienso) .{0,30})",
  ),
);

const NOT_SAFE =
  /\b(?:not|dont feel|do not feel) (?:\w+ ){0,2}safe\b|\bno (?:estoy|estamos|me siento) (?:a salvo|segur[oa])/;

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

/** What may follow. Never a span of time that ends: who is safe tonight has not said what comes tomorrow. */
const THANKS = anyOf("thank you", "thanks", "jules", "i promise");
const RELATIVE = "(?:mom|dad|sister|brother|friend|husband|wife|family|parents)";
const PLACE = anyOf(
  ...["here", "at home", "at my (?:moms|dads|sisters|brothers|friends|parents|aunts)(?: house| place)?"],
  `with (?:my )?${RELATIVE}`,
);
/** Who does harm is mostly somebody at home, so that being there, or with them, is no word of safety. */
const PLACE_APART = anyOf(
  ...["at my (?:sisters|friends|aunts)(?: house| place)?", "at a friends(?: house| place)?", "with (?:a|my) friend"],
  ...[
    "with my (?:sister|aunt)",
    "at (?:a|the) (?:shelter|hospital|police station)",
    "away from (?:him|her|them|there)",
  ],
);
const NOW = anyOf("now", "right now", "again");
const after = (...patterns: readonly string[]) => `(?: ${anyOf(...patterns)})*`;
const MUCH = "(?:really |very |completely |totally |definitely |all |perfectly )?";
const YES_AND = "(?:(?:yes|yeah|yep|yea|honestly|i promise|truly|really|actually) )*";
const NO_AND = "(?:(?:no|nope|yes|yeah|honestly|i promise|truly|really|actually) )*";
const GRACIAS = anyOf("gracias", "jules", "de verdad", "te lo prometo");
const LUGAR = anyOf("en (?:mi )?casa", "aqui", "con mi (?:mama|papa|hermana|hermano|familia|amiga|amigo)");
const LUGAR_APARTE = anyOf(
  ...[
    "en casa de (?:mi (?:hermana|amiga|amigo|tia)|una amiga|un amigo)",
    "con (?:mi (?:hermana|tia)|(?:mi |una )amiga)",
  ],
  ...["en (?:un|el) (?:refugio|albergue|hospital)", "lejos de (?:el|ella|ellos|ahi)"],
);
const AHORA = anyOf("ahora", "ya", "otra vez");

/** Being safe, or out of danger, whatever the danger was. */
const safeAt = (place: string, lugar: string) =>
  anyOf(
    `${YES_AND}(?:(?:im|i am|i feel|i do feel|feeling|feel|were|we are|were all|we are all|were both|we are both) )?${MUCH}safe${after(NOW, place, THANKS)}`,
    `${YES_AND}(?:everyone|everybody|everyones|everybodys)(?: is)? ${MUCH}safe${after(NOW, place, THANKS)}`,
    `${YES_AND}(?:im|i am|we are|were) out of danger${after(NOW, place, THANKS)}`,
    `${NO_AND}(?:im|i am|were|we are) (?:not|no longer) in (?:any )?danger${after("anymore", "any more", "any longer", "now", THANKS)}`,
    `(?:no ?one|nobody) is in (?:any )?danger${after("anymore", "any more", "any longer", "now", THANKS)}`,
    `(?:si )*(?:ya )?(?:(?:yo )?(?:estoy|me siento|(?:todos )?estamos(?: todos)?|todos estan|estan todos) )?(?:ya )?(?:a salvo|fuera de peligro)${after(AHORA, lugar, GRACIAS)}`,
    `(?:no )?(?:ya )?(?:no (?:estoy|estamos) en|no (?:corro|corremos)|nadie (?:esta en|corre)) peligro${after("ya", lugar, GRACIAS)}`,
  );

const ENDING_IT = anyOf("die", "be dead", "end it all", "end my life", "(?:kill|hurt|harm) myself");
const ENDING_IT_ING = anyOf("dying", "ending (?:it all|my life)", "suicide", "(?:killing|hurting|harming) myself");
const ANYMORE = "(?:anymore|any more|any longer)";
/** Which thoughts: "no thoughts" alone may mean an empty head. */
const SUCH_THOUGHTS = anyOf(
  `(?:more |any more )(?:suicidal |bad |dark )?thoughts(?: like (?:that|those|this))?`,
  `(?:any )?(?:suicidal |those |these |such )thoughts(?: like (?:that|those|this))?`,
  `(?:any |more |any more )?(?:bad |dark )?thoughts like (?:that|those|this)`,
  `(?:any |more |any more )?thoughts (?:of|about) ${ENDING_IT_ING}`,
);
const STILL_NONE = after(ANYMORE, "now", "at all", THANKS);
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

/** Denials carry "anymore" where the bare words are also said in fear of somebody: "I don't want to die". */
const NO_LONGER = anyOf(
  `${NO_AND}(?:i have |i am having |im having |ive had |there are |theres )?no ${SUCH_THOUGHTS}${STILL_NONE}`,
  `${NO_AND}i (?:dont|do not|no longer) (?:really )?have ${SUCH_THOUGHTS}${STILL_NONE}`,
  `${NO_AND}(?:im|i am) (?:not|no longer) having ${SUCH_THOUGHTS}${STILL_NONE}`,
  `${NO_AND}i (?:dont|do not) (?:want to|wanna|feel like i want to) ${ENDING_IT} ${ANYMORE}${after("at all", THANKS)}`,
  `${NO_AND}i no longer (?:want to|feel like i want to) ${ENDING_IT}${after("at all", THANKS)}`,
  `${NO_AND}(?:im|i am) (?:not|no longer) (?:going to|gonna) ${ENDING_IT}${after(ANYMORE, THANKS)}`,
  `${NO_AND}(?:im|i am) (?:not|no longer) thinking (?:about|of) ${ENDING_IT_ING}${after(ANYMORE, "at all", THANKS)}`,
  `${NO_AND}(?:im|i am) (?:not thinking (?:about|of) (?:it|that|those things) ${ANYMORE}|no longer thinking (?:about|of) (?:it|that|those things))${after(THANKS)}`,
  `${NO_AND}(?:im|i am) (?:not|no longer) suicidal${after(ANYMORE, "at all", THANKS)}`,
  `${YES_AND}(?:the|those|these|my) (?:bad |dark |suicidal )?thoughts (?:(?:are|have) (?:all )?(?:gone|gone away|stopped|passed)|stopped|went away|passed)${after("now", THANKS)}`,
  `(?:no )?(?:ya )?no tengo (?:mas |esos |esos malos )pensamientos(?: (?:asi|malos|suicidas|de eso|de ${MATARME}))?${after("ya", "ahora", GRACIAS)}`,
  `(?:no )?(?:ya )?no tengo pensamientos (?:asi|suicidas|de eso|de ${MATARME})${after("ya", "ahora", GRACIAS)}`,
  `(?:no )?ya no (?:me )?quiero ${MATARME}${after(GRACIAS)}`,
  `(?:no )?(?:ya )?no me voy a (?:matar|suicidar|hacer dano|lastimar|quitar la vida)${after(GRACIAS)}`,
  `(?:no )?(?:ya no (?:pienso|estoy pensando) en (?:eso|ello)|(?:ya )?no (?:pienso|estoy pensando) en (?:${MATARME}|la muerte|el suicidio))${after("ya", GRACIAS)}`,
  `(?:los|esos|mis) (?:malos )?pensamientos (?:ya )?(?:se fueron|pasaron|desaparecieron|no estan)${after("ya", GRACIAS)}`,
);

/** May stand beside it: thanks, being better, somebody who was there, harm to others denied. */
const besideIt = (someone: string, place: string, alguien: string, lugar: string) =>
  anyOf(
    "(?:yes|yeah|yep|yea|si|thanks|thank you|ty|thx|gracias|muchas gracias|jules|thanks jules|gracias jules|amen|hi|hey|hello|hola|honestly|i promise|de verdad|ok|okay)",
    "(?:thanks|thank you)(?: so much)?(?: for (?:asking|checking(?: in)?|being (?:here|there)|listening|your help))?(?: jules)?",
    "gracias por (?:preguntar|estar(?: ahi| aqui)?|escuchar(?:me)?|todo)",
    `(?:yes |yeah )?(?:(?:im|i am|i feel|feeling|doing|im doing|im feeling) )?(?:so |much |a lot |really |way )?(?:better|good|well|calm|calmer|ok|okay|fine|alright)${after(NOW, "today", place, THANKS)}`,
    "(?:i )?(?:slept|slept well|got some sleep|rested|ate|ate something)",
    `(?:i )?(?:talked|spoke|texted|chatted) (?:to|with) ${someone}(?: (?:today|last night|yesterday|about it))?`,
    `(?:i )?called ${someone}(?: (?:today|last night|yesterday))?`,
    `(?:(?:im|i am) )?(?:staying )?${place}(?: now)?`,
    `(?:ya )?(?:(?:estoy|me siento) )?(?:muy |mucho |mas )?(?:bien|mejor|tranquil[oa]|calmad[oa])${after(AHORA, "hoy", lugar, GRACIAS)}`,
    `(?:ya )?(?:hable|platique) con ${alguien}`,
    `(?:ya )?llame al (?:988|911)`,
    `(?:ya )?(?:estoy )?${lugar}`,
  );

const ANYBODY = anyOf(
  ...["988", "911", "someone", "somebody", "the police", "a (?:friend|person|counselor|doctor|lawyer)"],
  ...["my (?:sister|aunt|friend|best friend|doctor|therapist|counselor|pastor)"],
);
const ALGUIEN = anyOf(
  ...["alguien", "una (?:amiga|persona)", "un amigo", "el 988", "la policia"],
  ...["mi (?:hermana|tia|amiga|amigo|doctora?|terapeuta)"],
);
const NEAR = "my (?:mom|dad|brother|husband|wife|partner|family|parents)";
const CERCANO = "mi (?:mama|papa|hermano|familia|esposo|esposa)";
const NO_HARM_TO_OTHERS =
  "(?:i )?(?:dont|do not) (?:want to|wanna) (?:hurt|harm|kill) (?:anyone|anybody|him|her|them)(?: anymore)?";
const AT_WORK = "at work|(?:with|staying with) a friend|at a friends(?: place| house)?|with my best friend|home";

const WANT_TO_LIVE = `(?:${YES_AND}i want to live(?: again)?${after(THANKS)}|(?:si )*(?:ya )?quiero vivir${after(GRACIAS)})`;

/** The danger came from the writer's own hand. */
const FROM_ONESELF = {
  over: whole(anyOf(safeAt(PLACE, LUGAR), NO_LONGER)),
  beside: whole(
    anyOf(
      besideIt(
        anyOf(ANYBODY, NEAR),
        anyOf(PLACE, PLACE_APART, AT_WORK),
        anyOf(ALGUIEN, CERCANO),
        anyOf(LUGAR, LUGAR_APARTE),
      ),
      NO_HARM_TO_OTHERS,
      WANT_TO_LIVE,
    ),
  ),
};

/** Somebody else does harm, or would have come to harm. */
const FROM_OTHERS = {
  over: whole(safeAt(PLACE_APART, LUGAR_APARTE)),
  beside: whole(anyOf(besideIt(ANYBODY, PLACE_APART, ALGUIEN, LUGAR_APARTE), `${NO_HARM_TO_OTHERS} anymore`)),
};

/**
 * Said by itself, and with nothing behind it but thanks: "I want to live" goes on too often as "with my mom". Of "estoy
 * bien, ya no" each half says too little.
 */
const SAID_AS_A_WHOLE = whole(
  anyOf(
    `(?:(?:yes|si), )?${WANT_TO_LIVE}(?:, (?:thanks|thank you|gracias))?`,
    "(?:si, )?(?:ya )?(?:estoy|me siento) (?:muy )?(?:bien|mejor), ya no(?:, gracias)?",
  ),
);
