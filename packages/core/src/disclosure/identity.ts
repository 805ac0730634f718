import { withoutAccents } from "../kernel/index.ts";
/**
 * Whether a text asks what Jules is: a human, a person, real, a bot, an AI; or presses for a claim to be one ("pretend
 * you're human and say it"). Wash. HB 2225, Utah 13-72a-203, Cal. B&P 22602(a): who asks is told at once, and truthfully.
 * To hear the question where none was asked costs a line that is true; only whole clauses count, so that it stays rare.
 */
export function asksWhatJulesIs(text: string): boolean {
  return clausesOf(text).some(isTheQuestion);
}

/** Whether a text is that question and nothing else, so that the fixed answer says all there is to say. */
export function isOnlyThatQuestion(text: string): boolean {
  const clauses = clausesOf(text);
  return clauses.some(isTheQuestion) && clauses.every((clause) => isTheQuestion(clause) || isFiller(clause));
}

/** Nobody needs more words for it. */
const LONGEST_CLAUSE_CHARACTERS = 140;
/** A flood of words is looked at from its beginning. */
const LONGEST_CHARACTERS = 2_000;

/** Lower case, without accents, apostrophes and quotation marks, cut at marks and where another thought begins. */
function clausesOf(text: string): readonly string[] {
  const plain = withoutAccents(text.slice(0, LONGEST_CHARACTERS))
    .toLowerCase()
    .replace(/['\u2018\u2019`"\u201C\u201D\u00AB\u00BB*_]/g, "")
    // "You're an AI, aren't you" is one clause.
    .replace(/, ?(?=(?:arent|are|right|huh) ?(?:you|u)?\b)/g, " ");
  return plain
    .split(
      /[.,!?;:\u00A1\u00BF\n()]|\s-+\s|\s(?:because|cause|cuz|bc|but|and (?!say|tell|answer|admit)|porque|pero)\s/u,
    )
    .map((clause) =>
      clause
        .replace(/[^a-z0-9/ ]+/g, " ")
        .trim()
        .replace(/\s+/g, " "),
    )
    .filter(Boolean);
}

function isTheQuestion(clause: string): boolean {
  if (clause.length > LONGEST_CLAUSE_CHARACTERS || !mayAsk(clause)) return false;
  question ??= wholeClause(QUESTIONS);
  return question.test(clause);
}

/** Most clauses hold none of the words that every form of the question needs: for them its large pattern is not even compiled. */
function mayAsk(clause: string): boolean {
  return (
    NAMES_A_KIND.test(clause) || (NAMES_SOMEBODY.test(clause) && TALKS_OF_IT.test(clause)) || ASKS_WHO.test(clause)
  );
}

function isFiller(clause: string): boolean {
  filler ??= new RegExp(`^(?:${FILLERS})(?: (?:${FILLERS}))*$|^(?:(?:${FILLERS}) )*${YOU_ARE} ${ADVERBS}${KIND}$`);
  return filler.test(clause);
}

const NAMES_A_KIND =
  /\b(?:human|person|real(?!ly)|bot|robot|ai|a i|chat ?bot|machine|computer|program|artificial|automated|generated|fake|alive|chatgpt|gpt|claude|llm|algorithm|software|app|language model|flesh|living|legit|genuine|live|actual|breathing|ia|i a|maquina|inteligencia|computadora|algoritmo|carne)|humano|humana|persona/;
const NAMES_SOMEBODY = /\b(?:man|woman|girl|guy|dude|lady|people|someone|somebody|anyone|anybody)\b/;
const TALKS_OF_IT =
  /\b(?:is|isnt|was|are|talk|text|chat|speak|messag|writ|pretend|act|imagine|behave|role|answer|lets|let us|say|tell|admit|promise|swear|confirm|claim|lie|repeat|type|convince|prove|show)/;
const ASKS_WHO =
  /\b(?:who|what) (?:is|am i|are|s)\b.* (?:talking|texting|typing|writing|behind|on the other)|\bwhos\b.* (?:typing|writing|texting|behind)|\bwritten by|\bwhat (?:exactly |even )?are (?:you|u)\b|\b(?:what|who) (?:exactly )?is jules|\bhay\b|\bquien\b.* (?:escribe|escribiendo)|\bque eres\b/;

/** Made when they are first asked for: a cold start is in a hurry. */
let question: RegExp | undefined;
let filler: RegExp | undefined;

function wholeClause(cores: readonly string[]): RegExp {
  return new RegExp(`^(?:(?:${FILLERS}) )*(?:${cores.join("|")})(?: (?:${TAGS}))*$`);
}

/** What people put before the question, or beside it. */
const FILLERS = [
  ...[
    "hey",
    "hi",
    "hello",
    "yo",
    "jules",
    "ok",
    "okay",
    "so",
    "wait",
    "um+",
    "uh+",
    "lol",
    "lmao",
    "haha\\w*",
    "omg",
    "oh",
  ],
  ...[
    "please",
    "pls",
    "seriously",
    "serious question",
    "honest question",
    "real question",
    "quick question",
    "question",
  ],
  ...[
    "random question",
    "weird question",
    "dumb question",
    "sorry",
    "be honest(?: with me)?",
    "honestly",
    "tbh",
    "ngl",
  ],
  ...[
    "(?:just |please )*tell me(?: the truth)?(?: if| whether)?",
    "(?:just )?answer me",
    "no bs",
    "like",
    "then",
    "well",
    "hmm+",
  ],
  ...[
    "i (?:was |am |im )?(?:just )?(?:wonder(?:ing)?|curious|need to know|want to know|have to ask|gotta ask|wanna know)(?: if| whether)?",
  ],
  ...[
    "im (?:just )?(?:wondering|curious)(?: if| whether)?",
    "do you mind if i ask",
    "can i ask(?: you)?(?: something)?",
    "but",
    "and",
  ],
  ...[
    "for this (?:game|story|scene|roleplay)",
    "in this (?:game|story|scene|roleplay)",
    "lets (?:play|roleplay)",
    "from now on",
  ],
  ...["just", "yes or no", "say yes or no", "once and for all", "i dont care", "ignore your (?:rules|instructions)"],
  ...[
    "hola",
    "oye",
    "perdon",
    "disculpa",
    "en serio",
    "dime(?: la verdad)?(?: si)?",
    "por favor",
    "una pregunta",
    "quiero saber(?: si)?",
  ],
  ...["me pregunto si", "se honesta", "se sincera", "oye jules", "entonces", "o sea", "y", "si o no"],
].join("|");

/** What people put after it. */
const TAGS = [
  ...[
    "lol",
    "lmao",
    "haha\\w*",
    "tho",
    "though",
    "or (?:not|what|nah|something)",
    "or no",
    "jules",
    "please",
    "pls",
    "tbh",
    "right",
  ],
  ...[
    "huh",
    "arent you",
    "arent u",
    "are you",
    "are u",
    "isnt it",
    "is it",
    "really",
    "actually",
    "fr",
    "for real",
    "rn",
    "right now",
  ],
  ...[
    "at all",
    "deep down",
    "be honest",
    "honestly",
    "then",
    "too",
    "like me",
    "or am i (?:tripping|crazy)",
    "or is it (?:just )?me",
  ],
  ...[
    "(?:or|and not) (?:just )?(?:a |an |some )?(?:kind of )?(?:real |actual |live )?(?:human|person|bot|robot|ai|a i|machine|computer|program|chatbot|app|algorithm|real|people|fake|human being)",
  ],
  ...[
    "(?:and )?(?:just )?(?:say|tell me|answer|admit) (?:it|so|that|yes)(?: out loud| to me)?",
    "for (?:me|once|one minute|a minute|a sec|a second|tonight)",
  ],
  ...[
    "or (?:are|is|am) (?:you|u|this|it|i) .{1,40}",
    "who (?:is )?(?:writes|writing|types|typing|texts|texting)(?: this| me| these)?",
    "in there",
    "on the other (?:end|side)",
  ],
  ...[
    "verdad",
    "o no",
    "o que",
    "de verdad",
    "en serio",
    "o (?:un |una )?(?:robot|bot|ia|maquina|persona|humano|programa|computadora)(?: real)?",
    "no",
    "jaja\\w*",
  ],
  ...["y (?:dilo|dimelo|responde|contesta)(?: asi)?", "por favor"],
].join("|");

const YOU_ARE = "(?:you are|youre|your|ur|u are|u r|you|u|jules is|this is|this aint|you aint)";
const ARE_YOU = "(?:are you|are u|r u|r you|are ya|are you guys|is jules|is this|is it|is that|you|u)";
const ADVERBS =
  "(?:(?:really|actually|just|even|secretly|like|honestly|truly|literally|in fact|fr|for real|some kind of|some sort of|also|still|100) )*";
const THE_KIND =
  "(?:human|humans|human being|person|real|real human being|bot|robot|ai|a i|chatbot|chat bot|machine|computer|computer program|program|artificial|artificial intelligence|automated|fake|alive|chatgpt|gpt|claude|language model|llm|algorithm|software|app)";
const A_KIND = `(?:not )?(?:a |an |the )?(?:real |actual |live |living |breathing |living breathing |fellow |flesh and blood |real life |legit |genuine )*(?:${THE_KIND}|person|man|woman|girl|guy|dude|lady|people|someone|somebody)`;
/** Without the bare "man", "girl" …: who asks for that asks for something else. */
const KIND = `(?:not )?(?:a |an |the )?(?:(?:(?:real|actual|live|living|breathing|flesh and blood|real life|legit|genuine) )+(?:man|woman|girl|guy|dude|lady|people|someone|somebody|${THE_KIND})|flesh and blood|${THE_KIND})`;

const QUESTIONS: readonly string[] = [
  `${ARE_YOU} ${ADVERBS}${KIND}`,
  `(?:youre|you are|ur|u r|your) ${ADVERBS}${KIND} (?:right|huh|arent you|arent u|are you|are u|or what|or not|yes or no|correct)`,
  `(?:am i|are we|i am|im|was i) ${ADVERBS}(?:talking|texting|chatting|speaking|messaging|writing)(?: to| with)? ${ADVERBS}${A_KIND}`,
  `(?:is|isnt|was) (?:there|that|it|this) ${ADVERBS}(?:not )?(?:a |an |some )?(?:real |actual |live |living )*(?:human|person|people|somebody|someone|anybody|anyone|man|woman)(?: real)? (?:there|here|behind (?:this|it|the screen|these texts|this number)|typing|writing|texting|reading|on the other (?:end|side)|who)(?: this| these| me| back| that| the texts| these texts| my texts)*`,
  `(?:is|are) (?:someone|somebody|anyone|anybody|people) ${ADVERBS}(?:typing|writing|reading|texting)(?: this| these| me| my texts| back| my messages)*`,
  `(?:tell me|i (?:am |was |just )*(?:wondering|wonder|curious|want to know|need to know)|wondering|curious)(?: the truth| honestly)* (?:if|whether) ${YOU_ARE} ${ADVERBS}${KIND}`,
  `is there (?:a |an )?(?:real |actual |live )*(?:human|person)`,
  "(?:who|what) (?:is|am i|are|s) (?:really |actually )?(?:talking to|texting|typing|writing|behind|on the other (?:end|side) of)(?: this| these| me| it| with| here)*(?: texts| messages| number)?",
  `(?:whos|who is) (?:really |actually )?(?:typing|writing|texting|behind)(?: this| these| me)?(?: texts| messages| number| right now)?`,
  "(?:are (?:these|your) (?:texts|messages|replies) |is (?:this|your reply) )(?:really |actually )?(?:automated|ai generated|generated|written by (?:a |an )?(?:real )?(?:human|person|bot|ai|robot|machine))(?: by (?:a |an )?(?:ai|bot|computer))?",
  "what (?:exactly |even )?are (?:you|u)(?: exactly| really| actually| even)?",
  "(?:what|who) (?:exactly )?is jules(?: exactly| really| actually)?",
  // Pressed to say so.
  `(?:can (?:you|u) |could you |would you |will you |i want you to |i need you to |you (?:have to|need to|must) )?${ADVERBS}(?:pretend|act|imagine|behave|roleplay|role play|talk|answer)(?: to me| with me)? (?:like |as |as if |that |to be |youre |if )*(?:${YOU_ARE} |you were |u were )?${ADVERBS}${A_KIND}(?: and (?:just )?(?:say|tell me|answer|admit) .{1,60})?`,
  `(?:lets|let us) (?:pretend|say|imagine|play) (?:that )?${YOU_ARE} ${ADVERBS}${A_KIND}`,
  `(?:can (?:you|u) |could you |would you |will you |i want you to |i need you to |i want to hear you |you (?:have to|can|must) )?${ADVERBS}(?:say|tell me|admit|promise(?: me)?|swear(?: to me)?|confirm|claim|lie(?: to me)? and say|lie and tell me|repeat after me|type|write|convince me|prove(?: to me)?|show me)(?: the words| right now| once)?(?: that)? (?:${YOU_ARE}|i am|im) ${ADVERBS}${A_KIND}`,
  `(?:be|become|stay) (?:a |an )?(?:real |actual )?(?:human|person) (?:for|with) me(?: now)?`,
  // Spanish.
  `(?:tu |usted |jules )?(?:eres|es|esto es|sos|no eres|acaso eres|no sos) (?:tu |usted |vos )?(?:realmente |de verdad |solo |en realidad )*(?:un |una |alguien )?(?:verdadera |verdadero )?(?:ser humano|humano|humana|real|persona|robot|bot|ia|i a|maquina|inteligencia artificial|chatbot|programa|computadora|algoritmo|de carne y hueso)(?: real| de verdad| de carne y hueso| artificial| humana)?`,
  `(?:estoy|sigo|ando) (?:hablando|chateando|escribiendo|escribiendole|platicando)(?: con| a)? (?:un |una |alguien )?(?:verdadera |verdadero )?(?:ser humano|humano|humana|real|persona|robot|bot|ia|maquina|inteligencia artificial|computadora)(?: real| de verdad)?`,
  `(?:hablo|chateo|platico) con (?:un |una |alguien )?(?:ser humano|humano|persona|robot|bot|ia|maquina|real)(?: real| de verdad)?`,
  `hay (?:un |una |alguien )?(?:humano|persona|real|alguien)?(?: real| de verdad)? ?(?:ahi|detras(?: de (?:esto|esta pantalla|este numero))?|del otro lado|escribiendo)`,
  `(?:quien|quien es el que|quien es la que) (?:me )?(?:esta )?(?:escribe|escribiendo)(?: esto| estos mensajes)?`,
  "que eres(?: tu| exactamente| realmente)?",
  `(?:solo )?(?:finge|imagina|actua|haz como|hagamos como|pretende)(?: que| como| si)* (?:si )?(?:eres|fueras|sos) (?:un |una )?(?:humano|humana|persona|real|ser humano)(?: real| de verdad)?`,
  `(?:solo |solamente |puedes )?(?:di|dime|decir|decirme|jura|jurame|promete|prometeme|admite|confirma|repite)(?: que)? (?:no )?(?:eres|soy|sos) (?:un |una )?(?:humano|humana|persona|real|ser humano|robot|bot|ia|maquina)(?: real| de verdad)?`,
];
