import type { TimeZone } from "../numbering/index.ts";
import type { Preferences, TimeOfDay } from "./preferences.ts";
import { zoneOfClock, zoneOfPlace } from "./time-zones.ts";
import { hourIn, saysHalf, TIME, timeOfDay } from "./times-of-day.ts";
import { isName, isTopic } from "./valid.ts";
import { bare, type Found, isFiller, type Piece, plainOf, sentencesOf, wholePattern } from "./words.ts";

/** One thing that somebody wants of how they are spoken to; without a value, that they want it no more. */
export type Asked =
  | { readonly kind: "name"; readonly name?: string | undefined }
  /** Of a name that they are not to be called by; it says nothing while they have another. */
  | { readonly kind: "not-name"; readonly name: string }
  | { readonly kind: "tone"; readonly tone?: NonNullable<Preferences["tone"]> | undefined }
  | { readonly kind: "emoji"; readonly emoji: boolean }
  | { readonly kind: "avoid"; readonly topic: string }
  | { readonly kind: "allow"; readonly topic: string }
  | {
      readonly kind: "check-in";
      readonly at?: TimeOfDay | undefined;
      readonly days: "day" | "week";
      readonly weekday?: Preferences["checkInOn"];
    }
  | { readonly kind: "no-check-in" }
  | { readonly kind: "quiet"; readonly from?: TimeOfDay | undefined; readonly to?: TimeOfDay | undefined }
  | { readonly kind: "no-quiet" }
  | { readonly kind: "language"; readonly language: "en" | "es" }
  | { readonly kind: "time-zone"; readonly timeZone: TimeZone }
  | { readonly kind: "show" }
  | { readonly kind: "reset" };

/** What a text asks for. */
export interface AskedFor {
  /** In the order in which it was said; not empty. */
  readonly asked: readonly Asked[];
  /** The text says nothing besides. */
  readonly isWhole: boolean;
  readonly language: "en" | "es";
}

interface Rule {
  readonly language: "en" | "es";
  /** A text that it matches has one of these. */
  readonly words: readonly string[];
  readonly match: (piece: Piece) => Found | undefined;
  readonly ask: (found: Found) => Asked | undefined;
}

const rule =
  (language: "en" | "es") =>
  (words: string, source: string, ask: (found: Found) => Asked | undefined): Rule => ({
    language,
    words: words.split("|"),
    match: wholePattern(words, source),
    ask,
  });
const en = rule("en");
const es = rule("es");

/** So many of them stand in one text at most; the rest of a list that long is something else. */
const MOST_ASKED = 6;

/**
 * What a text asks for of how its writer is spoken to, in English or Spanish. Only whole texts and whole sentences count, and
 * of a sentence with several clauses each must ask for something: what is told of others, quoted or meant otherwise is talk.
 * Takes a time that grows with the length of the text and no faster.
 */
export function preferencesAsked(text: string): AskedFor | undefined {
  const asked: Asked[] = [];
  let isWhole = true;
  let language: "en" | "es" = "en";
  for (const sentence of sentencesOf(text, mayAsk)) {
    const heard = heardIn(sentence) ?? heardInEach(sentence.clauses);
    if (heard) {
      asked.push(...heard.asked);
      language = heard.language;
    } else if (!isFiller(sentence)) isWhole = false;
  }
  return asked.length > 0 && asked.length <= MOST_ASKED ? { asked, isWhole, language } : undefined;
}

let words: ReadonlySet<string> | undefined;

/** Most texts have no word of any rule; in a cold sandbox all that follows takes milliseconds. */
function mayAsk(plain: string): boolean {
  words ??= new Set(RULES.flatMap((each) => each.words));
  for (const word of words) if (plain.includes(word)) return true;
  return false;
}

interface Heard {
  readonly asked: readonly Asked[];
  readonly language: "en" | "es";
}

function heardIn(piece: Piece): Heard | undefined {
  const what = bare(piece);
  for (const { language, match, ask } of RULES) {
    const found = match(what) ?? (what.plain === piece.plain ? undefined : match(piece));
    const asked = found && ask(found);
    if (asked) return { asked: [asked], language };
  }
  return undefined;
}

/** Of several clauses nothing, unless all of them ask for something. */
function heardInEach(clauses: readonly Piece[]): Heard | undefined {
  if (clauses.length < 2) return undefined;
  const asked: Asked[] = [];
  let language: "en" | "es" = "en";
  for (const clause of clauses) {
    if (isFiller(clause)) continue;
    const heard = heardIn(clause);
    if (!heard) return undefined;
    asked.push(...heard.asked);
    language = heard.language;
  }
  return asked.length > 0 ? { asked, language } : undefined;
}

/** What follows "call me" and is no name: a time, a judgement, a figure of speech. */
const NO_NAMES = new Set(
  [
    "when|later|back|tomorrow|tonight|today|maybe|if|at|in|on|a|an|the|whatever|anytime|any|anything|names|name|by|asap|soon|now|please|again|and|or|but|before|after|once|because|cause|cuz|so|that|this|it|what|who|how|out|up|over|first|instead|sometime|every|everyday|once|only|my|your|his|her|their|you|me|i|he|she|him|they|them|not|no|yes|ok|okay",
    "crazy|stupid|dumb|weird|old|old-fashioned|paranoid|lazy|cynical|biased|naive|selfish|skeptical|sentimental|silly|romantic|picky|petty|dramatic|jaded|ignorant|insane|mad|greedy|boring|cheap|nosy|spoiled|superstitious|basic|bitter|sensitive|heartless|hopeful|optimistic|impressed|surprised|confused|curious|late|maybe|ishmael|mud|irresponsible|judgmental|ungrateful|common|weird|unique|long|short|difficult|hard|spelled|pronounced|everywhere|already|still|just|also|actually|really|too|very|spanish|mexican|irish|italian|hebrew|french|cursed|ruined|dirt|known|safe|gone|changed|everything|fat|ugly|worthless|useless|trash|nothing|nobody",
    "cuando|luego|despues|manana|hoy|si|a|en|el|la|los|las|un|una|loco|loca|tonto|tonta|que|como|por|para|mas|siempre|nunca|ya|no|mucho|todos|dicen|mi|tu|ahora|antes|pronto|duro|ridiculo|exagerada|exagerado|atencion",
  ]
    .join("|")
    .split("|"),
);

const NAME = String.raw`(?<name>[^\d,.!?]{1,40})`;

function nameIn({ name }: Found): string | undefined {
  const fit = name?.trim().replace(/\u2019/g, "'");
  if (!fit || !isName(fit)) return undefined;
  const words = plainOf(fit).split(/[ ]/);
  if (words.length > 3 || NO_NAMES.has(words[0] ?? "") || words.some((word, index) => index > 0 && ENDS_NAME.has(word)))
    return undefined;
  return isLower(fit) ? capitalised(fit) : fit;
}

const ENDS_NAME = new Set(
  "when|later|back|if|at|in|on|tomorrow|tonight|today|and|or|but|because|maybe|then|for|to|is|was|again|soon|asap|after|before|with|from|about|cuando|si|en|y|o|pero|porque|manana|hoy|para|por".split(
    "|",
  ),
);

const isLower = (text: string) => text === text.toLowerCase();
const capitalised = (text: string) =>
  text.replace(/(^|[ '-])(\p{L})/gu, (_all, before, letter) => before + letter.toUpperCase());

const TOPIC = String.raw`(?<topic>[^\d,.!?]{2,60})`;
/** What may stand after a topic, and is none of it. */
const LAST =
  " (?:again|anymore|any more|ever|at all|to me|with me|around me|unless i do|unless i do first|nunca|mas|otra vez|conmigo|jamas|por nada)";

/** Nobody but the writer knows whom or what these are, or they say how and not what. */
const NO_TOPICS = new Set(
  "it|that|this|them|him|her|me|us|you|yourself|myself|anything|everything|nothing|things|stuff|something|one|what|how|why|whatever|eso|esto|ello|ella|ellos|ellas|ti|nada|todo|algo|nosotros|lo".split(
    "|",
  ),
);
const ONLY_BY_THEMSELVES = new Set(["el", "mi"]);
const AS_WELL =
  /\b(?:that way|like that|behind|asi|esa (?:manera|forma)|right now|tonight|today|yet|ahora|hoy|todavia|until|hasta|because|porque|when|cuando|if|unless|too much|so much|the way|how|than|but|except)\b/;

function topicIn({ topic }: Found): string | undefined {
  const fit = topic?.trim().replace(/\u2019/g, "'");
  if (!fit || !isTopic(fit)) return undefined;
  const plain = plainOf(fit);
  const words = plain.split(" ");
  if (words.length > 6 || NO_TOPICS.has(words[0] ?? "") || ONLY_BY_THEMSELVES.has(plain)) return undefined;
  if (AS_WELL.test(plain)) return undefined;
  return fit;
}

const TONES: Readonly<Record<string, NonNullable<Preferences["tone"]>>> = {
  ...{
    gentler: "gentle",
    gentle: "gentle",
    softer: "gentle",
    soft: "gentle",
    kinder: "gentle",
    nicer: "gentle",
    sweeter: "gentle",
  },
  ...{ warmer: "gentle", warm: "gentle", patient: "gentle", sweet: "gentle" },
  ...{ direct: "direct", blunt: "direct", blunter: "direct", straightforward: "direct", frank: "direct" },
  ...{
    funnier: "playful",
    funny: "playful",
    playful: "playful",
    sillier: "playful",
    silly: "playful",
    lighthearted: "playful",
  },
  ...{ goofy: "playful", goofier: "playful", humorous: "playful", witty: "playful" },
  ...{ shorter: "brief", short: "brief", brief: "brief", briefer: "brief", concise: "brief", succinct: "brief" },
  ...{ amable: "gentle", suave: "gentle", dulce: "gentle", carinosa: "gentle", carinoso: "gentle", paciente: "gentle" },
  ...{ directa: "direct", directo: "direct", franca: "direct", franco: "direct", clara: "direct" },
  ...{
    divertida: "playful",
    divertido: "playful",
    graciosa: "playful",
    gracioso: "playful",
    chistosa: "playful",
    juguetona: "playful",
  },
  ...{ breve: "brief", corta: "brief", concisa: "brief", conciso: "brief" },
};
/** These say what is wanted by themselves; the others need a "more". */
const PLAIN_TONES = "direct|blunt|straightforward|gentle|playful|brief|concise|succinct|frank";
const MORE_TONES = `${PLAIN_TONES}|funny|silly|goofy|witty|humorous|lighthearted|soft|warm|patient|sweet`;
const OWN_TONES = "gentler|softer|kinder|nicer|sweeter|warmer|blunter|funnier|sillier|goofier|shorter|briefer";
const TONOS =
  "amable|suave|dulce|carinos[ao]|paciente|direct[ao]|franc[ao]|clara|divertid[ao]|gracios[ao]|chistosa|juguetona|breve|corta|concis[ao]";

const toneOf = ({ tone }: Found): Asked | undefined => {
  const meant = tone === undefined ? undefined : TONES[plainOf(tone)];
  return meant ? { kind: "tone", tone: meant } : undefined;
};
const BRIEF = (): Asked => ({ kind: "tone", tone: "brief" });
const PLAYFUL = (): Asked => ({ kind: "tone", tone: "playful" });

const NO_EMOJI = (): Asked => ({ kind: "emoji", emoji: false });
const EMOJI = (): Asked => ({ kind: "emoji", emoji: true });
const EMOJIS = "(?:emojis?|emoticons?|smileys|smiley faces)";

const WEEKDAYS: readonly string[] = [
  "sunday|domingo",
  "monday|lunes",
  "tuesday|martes",
  "wednesday|miercoles",
  "thursday|jueves",
  "friday|viernes",
  "saturday|sabado",
];
const WEEKDAY = WEEKDAYS.map((names) => names.replace("|", "s?|")).join("|");
const EVERY = `(?<every>every ?day|each day|daily|every (?:single )?(?:morning|evening|night|afternoon|day)|each (?:morning|evening|night|afternoon)|(?:once a|every|each) week|weekly|(?:every|each|on) (?:${WEEKDAY})|in the (?:morning|evening|afternoon)s?)`;
const CADA = `(?<every>cada (?:dia|manana|tarde|noche|semana)|todos los dias|todas las (?:mananas|tardes|noches|semanas)|(?:cada|todos los|los) (?:${WEEKDAY})|una vez (?:al dia|a la semana|por semana|por dia)|por la (?:manana|tarde|noche))`;

function checkIn({ every = "", at, at2 }: Found): Asked | undefined {
  const words = plainOf(every);
  const half = /evening|night|afternoon|tarde|noche/.test(words)
    ? "pm"
    : /morning|manana/.test(words)
      ? "am"
      : "waking";
  const named = at ?? at2;
  const time = named === undefined ? undefined : timeOfDay(plainOf(named), half);
  if (named !== undefined && !time) return undefined;
  const weekday = WEEKDAYS.findIndex((names) => names.split("|").some((name) => words.includes(name)));
  const days = weekday >= 0 || /week|semana/.test(words) ? "week" : "day";
  const atAll =
    time ??
    (PARTS[half === "pm" ? (/afternoon|tarde/.test(words) ? "afternoon" : "evening") : half] as TimeOfDay | undefined);
  return {
    kind: "check-in",
    days,
    ...(atAll && { at: atAll }),
    ...(weekday >= 0 && { weekday: weekday as Preferences["checkInOn"] }),
  };
}

/** What is meant by a part of the day. */
const PARTS: Readonly<Record<string, string>> = { am: "09:00", afternoon: "15:00", evening: "18:00" };

const NO_CHECK_IN = (): Asked => ({ kind: "no-check-in" });
const NO_QUIET = (): Asked => ({ kind: "no-quiet" });

const quietBefore = ({ to = "" }: Found): Asked | undefined => {
  const time = timeOfDay(plainOf(to), "am");
  return time && hourIn(time) <= 18 ? { kind: "quiet", to: time } : undefined;
};
const quietAfter = ({ from = "" }: Found): Asked | undefined => {
  const time = timeOfDay(plainOf(from), "pm");
  return time && hourIn(time) >= 8 ? { kind: "quiet", from: time } : undefined;
};

/** Hours of the night, where nobody says which; but for "9 to 5". Where one half is said, the other hour has the other. */
function quietBetween(found: Found): Asked | undefined {
  const from = plainOf(found.from ?? "");
  const to = plainOf(found.to ?? "");
  const isOfWork = hourOf(from) >= 7 && hourOf(from) <= 9 && hourOf(to) <= 6;
  const isUnsaid = !saysHalf(from) && !saysHalf(to);
  const begins = timeOfDay(from, saysHalf(to) ? otherHalf(to) : isUnsaid && isOfWork ? "am" : "pm");
  const ends = timeOfDay(to, saysHalf(from) ? otherHalf(from) : isUnsaid && isOfWork ? "pm" : "am");
  return begins && ends && begins !== ends ? { kind: "quiet", from: begins, to: ends } : undefined;
}

const hourOf = (words: string) => Number(/\d+/.exec(words)?.[0]);
const otherHalf = (words: string) => (hourIn(timeOfDay(words, "am") ?? ("00:00" as TimeOfDay)) >= 12 ? "am" : "pm");

/** The hours in which they do want texts. */
function onlyBetween(found: Found): Asked | undefined {
  const from = timeOfDay(plainOf(found.from ?? ""), "am");
  const to = timeOfDay(plainOf(found.to ?? ""), "pm");
  return from && to && from < to ? { kind: "quiet", from: to, to: from } : undefined;
}

const FROM = `(?<from>${TIME})`;
const TO = `(?<to>${TIME})`;

const inPlace = ({ place = "" }: Found): Asked | undefined => {
  const timeZone = zoneOfPlace(plainOf(place).trim());
  return timeZone && { kind: "time-zone", timeZone };
};
const onClock = ({ clock, zone }: Found): Asked | undefined => {
  const timeZone = zoneOfClock(plainOf(clock ?? zone ?? "").trim());
  return timeZone && { kind: "time-zone", timeZone };
};
const PLACE = "(?:the )?(?<place>[a-z][a-z .,]{1,29}?)";
const CLOCK = PLACE.replace("<place>", "<clock>");

const speak = (language: "en" | "es") => (): Asked => ({ kind: "language", language });

const DO_NOT = "(?:don'?t|do not|never|dont ever|please don'?t)(?: ever)?";
const SETTINGS = "(?:settings|preferences|prefs)";
const AJUSTES = "(?:ajustes|preferencias|configuracion)";

const ENGLISH: readonly Rule[] = [
  en(
    "call me|go by",
    `(?:you (?:can|may|should) |(?:everyone|everybody|people|my friends|friends|most people) (?:just )?)?(?:calls? me|i go by) ${NAME}`,
    withName,
  ),
  en(
    "name",
    `(?:my (?:real |first |actual )?name'?s|my (?:real |first |actual )?name is|the name'?s|the name is) ${NAME}`,
    withName,
  ),
  en("call", `(?:${DO_NOT} call|stop calling|quit calling) me (?:by )?my name`, () => ({ kind: "name" })),
  en("name", `(?:forget|delete|remove|${DO_NOT} use|stop using|quit using) my name`, () => ({ kind: "name" })),
  en("call", `(?:${DO_NOT} call|stop calling|quit calling) me ${NAME}`, withoutName),
  en(
    "be ",
    `(?:be|get|sound|you can be|you could be|you should be) (?:(?:a (?:little|bit|lot|tad)|a little bit|much|way|even|just|so much) )?(?:more )?(?<tone>${PLAIN_TONES})(?: (?:with|to|towards) me)?`,
    toneOf,
  ),
  en(
    "more",
    `(?:be|get|sound|talk|act|you can be|you could be) (?:(?:a (?:little|bit|lot|tad)|a little bit|much|way|even) )?more (?<tone>${MORE_TONES})(?: (?:with|to|towards) me)?`,
    toneOf,
  ),
  en(
    OWN_TONES,
    `(?:be|get|sound|you can be|you could be) (?:(?:a (?:little|bit|lot|tad)|a little bit|much|way|even) )?(?<tone>${OWN_TONES})(?: (?:with|to|towards) me)?`,
    toneOf,
  ),
  en(
    "please|pls|plz",
    `(?:a (?:little|bit) )?(?:more (?<more>${MORE_TONES})|(?<tone>${OWN_TONES})) (?:please|pls|plz)`,
    ({ more, tone }) => toneOf({ tone: more ?? tone }),
  ),
  en("short|brief", "(?:shorter|briefer) (?:texts|messages|replies|answers|responses)", BRIEF),
  en(
    "short|brief|concise",
    "(?:(?:keep|make) (?:it|them|things|your (?:texts|messages|replies|answers|responses)) (?:a (?:little|bit) |much )?(?:short|shorter|brief|briefer|concise|more concise)|(?:write|send|give me) (?:me )?(?:shorter|brief|short) (?:texts|messages|replies|answers|responses))",
    BRIEF,
  ),
  en(
    "words|wordy|long",
    "(?:use fewer words|be less wordy|less wordy|don'?t (?:write|text|talk) so (?:much|long)|your (?:texts|messages|replies) are too long|no (?:more )?long (?:texts|messages|replies))",
    BRIEF,
  ),
  en(
    "joke",
    "(?:you can )?(?:joke (?:around )?(?:more|more with me)|make more jokes|tell more jokes|use more humou?r)",
    PLAYFUL,
  ),
  en(
    "normal",
    "(?:go back to|talk|be|just talk|just be)(?: to)?(?: being)? (?:your )?(?:normal|normally)(?: again| self| tone)?",
    () => ({ kind: "tone" }),
  ),
  en("emo|smile", `(?:no(?: more)?|less|fewer|without|drop the|skip the|lose the|enough with the) ${EMOJIS}`, NO_EMOJI),
  en(
    "emo|smile",
    `(?:${DO_NOT} (?:use|send|text|add|put)|stop (?:using|sending|with)|quit (?:using|sending|it with|with)|avoid(?: using)?)(?: me)?(?: any| the| so many| all the| all those| those)? ${EMOJIS}(?: anymore| any more| ever)?`,
    NO_EMOJI,
  ),
  en(
    "emo|smile",
    `(?:you can|you may|feel free to|it'?s (?:ok|okay|fine) to|go ahead and|please)? ?(?:use|send|add)(?: some| more| me)? ${EMOJIS}(?: again| if you (?:want|like)| too| with me)?`,
    EMOJI,
  ),
  en(
    "emo|smile",
    `(?:i like|i love) (?:it when you use )?${EMOJIS}|${EMOJIS} are (?:ok|okay|fine|cool|welcome|allowed)(?: again| with me| too)?`,
    EMOJI,
  ),
  en(
    "about|bring|mention",
    `(?:${DO_NOT} (?:ever )?(?:(?:talk|speak|text|write)(?: to me| with me)? about|(?:ask|remind|tell) me about|ask about|bring up|mention)|(?:stop|quit) (?:(?:talking|asking|texting|going on)(?: to me| me)? about|bringing up|mentioning)|avoid (?:talking about|the topic of|the subject of|mentioning|bringing up)) ${TOPIC}`,
    (found) => withTopic("avoid", found),
  ),
  en("bring", `${DO_NOT} (?:ever )?bring ${TOPIC} up`, (found) => withTopic("avoid", found)),
  en("off limits|off-limits", `${TOPIC} (?:is|are) (?:off limits|off-limits|an off limits topic)`, (found) =>
    withTopic("avoid", found),
  ),
  en(
    "about|bring|mention",
    `(?:you can|you may|it'?s (?:ok|okay|fine) (?:to|if you)|feel free to) (?:(?:talk|speak)(?: to me| with me)? about|ask(?: me)? about|bring up|mention) ${TOPIC}`,
    (found) => withTopic("allow", found),
  ),
  en(
    "check",
    `(?:${DO_NOT} check ?-?in|stop checking ?-?in|quit checking ?-?in)(?: (?:with|on) me)?(?: anymore| any more| every ?day| every \\w+)?|no(?: more)? check-? ?ins?|(?:cancel|stop|end|turn off|delete|remove) (?:my |the |all |all my |your )?(?:daily |weekly )?check-? ?ins?`,
    NO_CHECK_IN,
  ),
  en(
    "check",
    `check ?-?in (?:with|on) me (?:${EVERY}(?: (?:at|around|about) (?<at>${TIME}))?|(?:at|around|about) (?<at2>${TIME}))`,
    checkIn,
  ),
  en("check", `check ?-?in (?:with|on) me (?:at|around|about) (?<at2>${TIME}) ${EVERY}`, checkIn),
  en(
    "how i",
    `(?:ask me|check|text me and ask|text me to ask) how i'?(?:m| am|m) (?:doing|feeling) (?:${EVERY}(?: (?:at|around|about) (?<at>${TIME}))?|(?:at|around|about) (?<at2>${TIME}) ${EVERY.replace("every>", "each>")})`,
    (found) => checkIn({ ...found, every: found.every ?? found.each }),
  ),
  en(
    "text|message|write",
    `(?:text|message|write)(?: to)? me ${EVERY}(?: (?:at|around|about) (?<at>${TIME}))?`,
    checkIn,
  ),
  en(
    "before",
    `(?:${DO_NOT} (?:text|message|write|bother|contact|disturb|ping)(?: to)?(?: me)?|no (?:texts|messages)|(?:stop|quit) (?:texting|messaging)(?: me)?) before ${TO}(?: in the morning)?`,
    quietBefore,
  ),
  en(
    "after|past|later than",
    `(?:${DO_NOT} (?:text|message|write|bother|contact|disturb|ping)(?: to)?(?: me)?|no (?:texts|messages)|(?:stop|quit) (?:texting|messaging)(?: me)?) (?:after|past|later than) ${FROM}(?: at night| in the evening)?`,
    quietAfter,
  ),
  en(
    "between|from",
    `(?:${DO_NOT} (?:text|message|write|bother|contact|disturb|ping)(?: to)?(?: me)?|no (?:texts|messages)|quiet hours(?: are)?|my quiet hours are|set quiet hours) (?:between|from) ${FROM} (?:and|to|until|till|-) ${TO}`,
    quietBetween,
  ),
  en(
    "after",
    `(?:${DO_NOT} (?:text|message|write|bother|contact)(?: me)?|no (?:texts|messages)) after ${FROM} (?:or|and|nor|or before|and before|nor before) ?(?:before )?${TO}`,
    quietBetween,
  ),
  en("quiet hours", `(?:my )?quiet hours(?: are|:)? ${FROM} ?(?:to|until|till|-) ?${TO}`, quietBetween),
  en(
    "only",
    `only (?:text|message|write)(?: to)? me (?:between|from) ${FROM} (?:and|to|until|till) ${TO}`,
    onlyBetween,
  ),
  en(
    "night",
    `${DO_NOT} (?:text|message|bother|disturb) me (?:at|during the) night|no (?:texts|messages) at night`,
    () => ({ kind: "quiet", from: "21:00" as TimeOfDay, to: "08:00" as TimeOfDay }),
  ),
  en(
    "text|quiet",
    "(?:you can |you may |feel free to |it'?s (?:ok|okay|fine) to )(?:text|message|write)(?: to)? me (?:any ?time|at any time|at any hour|whenever(?: you want| you like)?)|(?:no|forget|delete|remove|cancel|clear|turn off)(?: my| the| more)? quiet hours",
    NO_QUIET,
  ),
  en(
    "spanish",
    "(?:(?:speak|talk|write|text|answer|reply|respond|chat)(?: to me| with me| back)?(?: in)? spanish|in spanish|spanish (?:please|pls|plz)|switch to spanish|use spanish|(?:can|could) we (?:speak|talk|text|chat)(?: in)? spanish|i(?:'d| would)? (?:prefer|rather) spanish)",
    speak("es"),
  ),
  en(
    "english",
    "(?:(?:speak|talk|write|text|answer|reply|respond|chat)(?: to me| with me| back)?(?: in)? english|in english|english (?:please|pls|plz)|switch (?:back )?to english|use english|(?:can|could) we (?:speak|talk|text|chat)(?: in)? english|i(?:'d| would)? (?:prefer|rather) english)",
    speak("en"),
  ),
  en(
    "i'm|im |i am|i live|i moved|i've moved|my time|we moved|i'm on",
    `(?:i'?m|i am|i live|i'?m living|i am living|i'?m now|i'?m based)(?: now| currently| actually)? (?:in|out in|over in) ${PLACE}(?: now| right now| these days| currently)?`,
    inPlace,
  ),
  en(
    "moved|moving",
    `(?:i|we|i'?ve|we'?ve)(?: have)?(?: just| recently| finally)? moved(?: back| out)? to ${PLACE}(?: (?:last|this) (?:week|month|year)| recently| now)?`,
    inPlace,
  ),
  en(
    "time",
    `(?:i'?m|i am|we'?re)(?: now)? (?:on|in) ${CLOCK}(?: standard| daylight)? time(?: zone)?(?: now)?|(?:my time ?zone is|set my time ?zone to|change my time ?zone to) (?:the )?(?<zone>[a-z][a-z .,]{1,29}?)(?: time)?`,
    onClock,
  ),
  en(
    `settings|preferences|prefs`,
    `(?:(?:what are|what're|whats|what's|show|show me|tell me|list|see|check)(?: all)? )?(?:my |the )?${SETTINGS}(?: list)?|what (?:${SETTINGS}|are the ${SETTINGS}) do (?:i|you) have(?: for me)?`,
    () => ({ kind: "show" }),
  ),
  en(
    `settings|preferences|prefs`,
    `(?:reset|clear|delete|forget|erase|remove)(?: all)?(?: of)? my ${SETTINGS}`,
    () => ({ kind: "reset" }),
  ),
];

const SPANISH: readonly Rule[] = [
  es(
    "llama|llamo|dicen|decirme|nombre",
    `(?:llamame|me llamo|mi nombre es|todos me dicen|me dicen|me puedes llamar|puedes llamarme|puedes decirme) ${NAME}`,
    withName,
  ),
  es("nombre", `(?:olvida|borra|quita|elimina|(?:no|ya no|nunca) uses) mi nombre`, () => ({ kind: "name" })),
  es("llames|digas", `(?:no|ya no|deja de) (?:me (?:llames|digas)|llamarme|decirme) ${NAME}`, withoutName),
  es("llames|digas", "(?:no|ya no) me (?:llames|digas) por mi nombre", () => ({ kind: "name" })),
  es("se |mas ", `(?:(?:se|seas) )?(?:(?:un poco|mucho) )?(?:mas )(?<tone>${TONOS})(?: conmigo)?`, toneOf),
  es("se ", "se (?<tone>directa|directo|breve|amable|suave|concisa|conciso)(?: conmigo)?", toneOf),
  es(
    "cort|breve",
    "(?:(?:mensajes|respuestas|textos) (?:mas )?(?:cortos|cortas|breves)|(?:responde|contesta|escribe) (?:mas )?(?:corto|breve)|(?:escribe|escribeme) (?:mensajes )?mas cortos?|no escribas tanto)",
    BRIEF,
  ),
  es("broma|chiste", "(?:haz|has|cuenta|cuentame) mas (?:bromas|chistes)", PLAYFUL),
  es("normal", "(?:habla|hablame|vuelve a hablar)(?: de manera| de forma)? normal(?:mente)?(?: otra vez)?", () => ({
    kind: "tone",
  })),
  es(
    "emo|caritas",
    "(?:sin|no mas|no quiero|ya no quiero|menos|quita los|nada de) (?:mas )?(?:emojis?|emoticon(?:o|es)?s?|caritas)|(?:no|ya no|nunca) (?:uses|mandes|pongas|me mandes|envies) (?:mas |los |tantos )?(?:emojis?|emoticon(?:o|es)?s?|caritas)(?: mas| nunca)?|deja de (?:usar|mandar|poner) (?:emojis?|emoticon(?:o|es)?s?|caritas)",
    NO_EMOJI,
  ),
  es(
    "emo|caritas",
    "(?:puedes |si puedes )?(?:usar|usa|mandar|manda|pon|poner) (?:mas )?(?:emojis?|emoticon(?:o|es)?s?|caritas)(?: otra vez| si quieres)?|me gustan los emojis",
    EMOJI,
  ),
  es(
    "hable|menciones|pregunt|hablar|mencionar",
    `(?:no|ya no|nunca) (?:me )?(?:hables|menciones|preguntes|saques el tema)(?: nunca| mas)? (?:(?:de|sobre|por|acerca de) )?${TOPIC}|deja de (?:hablar(?:me)?|preguntar(?:me)?|mencionar) (?:(?:de|sobre|por|acerca de) )?(?<topic2>[^\\d,.!?]{2,60})`,
    ({ topic, topic2 }) => withTopic("avoid", { topic: topic ?? topic2 }),
  ),
  es(
    "hablar|mencionar|preguntar",
    `(?:ya )?(?:puedes|podemos|esta bien) (?:hablar(?:me)?|preguntar(?:me)?|mencionar) (?:(?:de|sobre|por|acerca de) )?${TOPIC}`,
    (found) => withTopic("allow", found),
  ),
  es(
    "pregunt|como estoy|escrib",
    `(?:preguntame como (?:estoy|me siento|voy|ando)|escribeme|mandame un mensaje) ${CADA}(?: a (?:las|la) (?<at>${TIME}))?`,
    checkIn,
  ),
  es(
    "pregunt|como estoy",
    `preguntame (?:como (?:estoy|me siento|voy|ando) )?(?:a (?:las|la) )(?<at2>${TIME}) (?:como (?:estoy|me siento|voy|ando) )?${CADA}`,
    checkIn,
  ),
  es(
    "pregunt|como estoy",
    `(?:no|ya no) me preguntes (?:mas )?como (?:estoy|me siento|voy|ando)(?: mas| todos los dias| cada \\w+)?|deja de preguntarme como (?:estoy|me siento|voy|ando)`,
    NO_CHECK_IN,
  ),
  es(
    "antes",
    `(?:(?:no|nunca|ya no) me (?:escribas|mandes (?:mensajes|textos)|molestes)|(?:sin|no) mensajes) antes de (?:las |la )?${TO}(?: de la manana)?`,
    quietBefore,
  ),
  es(
    "despues|pasad",
    `(?:(?:no|nunca|ya no) me (?:escribas|mandes (?:mensajes|textos)|molestes)|(?:sin|no) mensajes) (?:despues de|pasadas) (?:las |la )?${FROM}(?: de la noche)?`,
    quietAfter,
  ),
  es(
    "entre|desde|de las",
    `(?:(?:no|nunca|ya no) me (?:escribas|mandes (?:mensajes|textos)|molestes)|(?:sin|no) mensajes) (?:entre|desde|de) (?:las |la )?${FROM} (?:y|a|hasta) (?:las |la )?${TO}`,
    quietBetween,
  ),
  es("noche", "(?:no|nunca|ya no) me (?:escribas|molestes|mandes mensajes) (?:de|por la|en la) noche", () => ({
    kind: "quiet",
    from: "21:00" as TimeOfDay,
    to: "08:00" as TimeOfDay,
  })),
  es(
    "escrib",
    "(?:me )?puedes escribir(?:me)? (?:a cualquier hora|cuando quieras|a la hora que sea|siempre)|escribeme (?:a cualquier hora|cuando quieras)",
    NO_QUIET,
  ),
  es(
    "espanol",
    "(?:habla(?:me)?|hable(?:me)?|hablame|escribe(?:me)?|responde(?:me)?|contesta(?:me)?|hablamos|podemos hablar|hablemos)(?: solo)?(?: en)? espanol|en espanol|espanol (?:por favor|porfa|porfavor)|(?:mejor|prefiero)(?: en)? espanol|cambia a(?:l)? espanol",
    speak("es"),
  ),
  es(
    "ingles",
    "(?:habla(?:me)?|hable(?:me)?|escribe(?:me)?|responde(?:me)?|contesta(?:me)?|hablamos|podemos hablar|hablemos)(?: solo)?(?: en)? ingles|en ingles|ingles (?:por favor|porfa|porfavor)|(?:mejor|prefiero)(?: en)? ingles|cambia a(?:l)? ingles",
    speak("en"),
  ),
  es(
    "estoy|vivo|mude|hora",
    `(?:(?:ahora )?(?:estoy|vivo)(?: ahora)? en|(?:ya )?me mude a|acabo de mudarme a) ${PLACE}(?: ahora)?`,
    inPlace,
  ),
  es("hora", `(?:estoy en|mi hora es|uso) (?:la )?hora (?:de |del )?${CLOCK}`, onClock),
  es(
    "ajustes|preferencias|configuracion",
    `(?:(?:cuales son|que son|muestra(?:me)?|ensename|dime|ver|lista) )?(?:mis |los |las )?${AJUSTES}`,
    () => ({ kind: "show" }),
  ),
  es(
    "ajustes|preferencias|configuracion",
    `(?:borra|olvida|reinicia|elimina|quita)(?: todos?| todas)?(?: mis| los| las)+ ${AJUSTES}`,
    () => ({ kind: "reset" }),
  ),
];

const RULES: readonly Rule[] = [...ENGLISH, ...SPANISH];

function withName(found: Found): Asked | undefined {
  const name = nameIn(found);
  return name === undefined ? undefined : { kind: "name", name };
}

function withoutName(found: Found): Asked | undefined {
  const name = nameIn(found);
  return name === undefined ? undefined : { kind: "not-name", name };
}

let ends: RegExp | undefined;

function withTopic(kind: "avoid" | "allow", found: Found): Asked | undefined {
  ends ??= new RegExp(`${LAST}$`);
  let topic = found.topic ?? "";
  for (let round = 0; round < 3; round++) {
    const end = ends.exec(plainOf(topic))?.[0];
    if (!end) break;
    topic = topic.slice(0, topic.length - end.length);
  }
  const fit = topicIn({ topic });
  return fit === undefined ? undefined : { kind, topic: fit };
}
