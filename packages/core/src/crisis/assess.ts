import type { Assessment, CrisisCategory, CrisisSignal, CrisisTier, CrisisVerdict } from "./assessment.ts";
import { detector, HEADS, type Head, judge, RULE_NAMES, risk } from "./detector/index.ts";

const CATEGORIES = ["suicide", "self-harm", "violence", "abuse"] as const satisfies readonly CrisisCategory[];

/**
 * How grave a text is, by this code alone: no model of others, no network, no key. Runs on every text before anything else
 * does. Rules of who does what to whom, and a linear model over them and over the words, whose weights are a file
 * (docs/safety-evaluation.md says how well it hears). Levels are those of the Columbia screener, read from free text
 * (cssrs.columbia.edu); the result steers what is said back and is never shown to anybody as a score.
 */
export function assess(text: string): Assessment {
  const { act, watch, thresholds, ...weights } = detector();
  const { logOdds, rules, words } = judge(weights, text);
  const odds = risk(logOdds);
  const verdict: CrisisVerdict = odds >= act ? "act" : odds >= watch ? "watch" : "clear";
  const oddsOf = (head: Head) => logOdds[HEADS.indexOf(head)] ?? Number.NEGATIVE_INFINITY;
  const says = (head: keyof typeof thresholds) => oddsOf(head) >= thresholds[head];
  const spoken = rules.map((rule) => RULE_NAMES[rule] ?? "");
  const categories = verdict === "clear" ? [] : categoriesOf(says, oddsOf, spoken);
  return {
    tier: verdict === "act" ? tierOf(says) : "none",
    verdict,
    categories,
    signals: verdict === "clear" ? [] : signalsOf(says, categories, spoken, new Set(words)),
    score: 1 / (1 + Math.exp(-odds)),
    evidence: verdict === "clear" ? [] : evidenceOf(spoken),
    language: languageOf(words),
  };
}

/**
 * Reads the weights and judges one text, so that the first text that somebody waits for need not wait for that. Throws
 * nothing: what is wrong with the weights is reported with each text.
 */
export function warmUp(): void {
  try {
    assess("hey jules, can we talk?");
  } catch {
    // The check of the first text will say so, where there is somebody to tell.
  }
}

type Says = (head: Exclude<Head, "crisis">) => boolean;

/** Somebody else does it, to the writer: the weapon and the words are of violence, the danger is theirs. */
const THREATENED =
  /^(?:abuse\.(?:he-has-gun|breaking-in|hiding|will-kill-me|kill-me-if|es-now|es-door|es-has-gun)|violence\.shooting-now)$/;
/** The writer means to. */
const THREATENS =
  /^violence\.(?:intent|pay|public|gun-public|outside-gun|go-to|group|act-group|i-hurt|did|with-bat|es|we-will|ask.*|thoughts|fear-self)$/;

function categoriesOf(
  says: Says,
  oddsOf: (head: Head) => number,
  spoken: readonly string[],
): readonly CrisisCategory[] {
  const likeliest = CATEGORIES.reduce((one, other) => (oddsOf(other) > oddsOf(one) ? other : one));
  const said = CATEGORIES.filter(says);
  const named: readonly CrisisCategory[] = said.length > 0 ? said : [likeliest];
  const isVictim = spoken.some((rule) => THREATENED.test(rule)) && !spoken.some((rule) => THREATENS.test(rule));
  if (!isVictim || !named.includes("violence")) return named;
  return [...named.filter((category) => category !== "violence" && category !== "abuse"), "abuse"];
}

function tierOf(says: Says): CrisisTier {
  if (says("imminent")) return "imminent";
  return says("high") ? "high" : "concern";
}

const MOST_EVIDENCE = 8;

/** What spoke for the verdict: the rules, or the words alone. */
function evidenceOf(spoken: readonly string[]): readonly string[] {
  const rules = spoken.filter((rule) => !rule.startsWith("away."));
  return rules.length > 0 ? rules.slice(0, MOST_EVIDENCE) : ["words"];
}

const wordList = (list: string): ReadonlySet<string> => new Set(list.split(" "));

const VETERAN = wordList("veteran veterans army deployed deployment iraq afghanistan platoon battalion veterano");
const LGBTQ = wordList(
  "gay lesbian trans transgender queer nonbinary enby bisexual lgbt lgbtq outed closeted pronouns lesbiana",
);
const RETRACTION = wordList("jk jkjk kidding joking nvm nevermind bromeaba broma");
const PARENTS = wordList(
  "mom moms mum mama mami dad dads daddy papa papi father mother stepdad stepmom stepfather stepmother parents padrastro madrastra foster coach teacher uncle tio",
);
const PARTNERS = wordList(
  "husband hubby wife boyfriend girlfriend partner fiance fiancee ex spouse novio novia esposo esposa marido pareja",
);
const SEXUAL = wordList(
  "rape raped rapes raping rapist molest molested molests sexually sexual sex groped nudes naked violo violaron violan viola violada violado manosea manoseo",
);
const TOUCHING = wordList("touch touches touched touching toca toco tocaba tocando");

const FAREWELL =
  /^suicide\.(?:goodbye|say-goodbye|this-is-goodbye|letters|giving-away|have-my-things|care-for-mine|tell-family|last|worry-no-more|not-long)/;

function signalsOf(
  says: Says,
  categories: readonly CrisisCategory[],
  spoken: readonly string[],
  said: ReadonlySet<string>,
): readonly CrisisSignal[] {
  const mentions = (some: ReadonlySet<string>) => [...some].some((word) => said.has(word));
  const isOfOther =
    (says("someone-else") || spoken.includes("other.gun")) && !spoken.some((rule) => THREATENED.test(rule));
  const isAbuse = categories.includes("abuse");
  const isPartner = isAbuse && mentions(PARTNERS);
  const byParent = isAbuse && !isPartner && mentions(PARENTS);
  const toChild = isAbuse && spoken.some((rule) => rule === "abuse.child-hurt" || rule === "abuse.hurts-child");
  const holds: readonly (readonly [CrisisSignal, boolean])[] = [
    ["overdose", says("overdose")],
    ["eating-disorder", says("eating-disorder")],
    ["someone-else", isOfOther],
    ["child", byParent || toChild],
    // A grip on the arm is none; a stepfather's "touching" is.
    ["sexual-assault", isAbuse && (mentions(SEXUAL) || ((byParent || toChild) && mentions(TOUCHING)))],
    ["partner", isPartner],
    ["farewell", spoken.some((rule) => FAREWELL.test(rule))],
    ["retraction", mentions(RETRACTION)],
    ["veteran", mentions(VETERAN)],
    ["lgbtq", mentions(LGBTQ)],
  ];
  return holds.filter(([, isSo]) => isSo).map(([signal]) => signal);
}

const SPANISH = wordList(
  "que de la el en y los las se del por con una su para es al lo como mas pero sus le ya o este si porque esta entre cuando muy sin sobre mi mis te tu nos yo estoy soy voy tengo quiero ella eso hay asi todo nada nadie hoy ahora aqui siempre nunca gracias hola bueno ayuda quien donde ser hacer ir ver dar estar van va estaba fue tambien otra otro",
);
const ENGLISH = wordList(
  "the and to of in is it you that he was for on are with i his they at be this have from or one had by but not what all were we when your can said there use an each which she do how their if will up other about out many then them these so some her would make like him into time has look two more go see no way could people my than been who its now find long down did get come made may am im just want feel going help",
);

/** "matarme", "cortarse": no English word ends so. */
const SPANISH_ENDING = /(?:[aei]r|[aei]ndo)(?:me|se|te|lo|la|los|las|nos)$/;

/** The language that more of the words belong to; English where neither does. */
function languageOf(said: readonly string[]): "en" | "es" {
  let spanish = 0;
  let english = 0;
  for (const word of said) {
    if (ENGLISH.has(word)) english++;
    if (SPANISH.has(word) || SPANISH_ENDING.test(word)) spanish++;
  }
  return spanish > english ? "es" : "en";
}
