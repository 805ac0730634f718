import { CONCEPTS, type Concept } from "./lexicon.ts";

/**
 * Who does what, how, to whom, with what, where and when. Each rule is a row of places in a clause, in this order, with at
 * most three other words between them. A capital name is a role of the lexicon, a lower-case one a word, `|` joins
 * alternatives; a place that ends in `-` must stand under a "not", and `+` ties it to the one before.
 */
const RULES: Readonly<Record<string, string>> = {
  "suicide.wish": "SELF WANT DIE|SUICIDE",
  "suicide.wish-es": "WANT DIE|SUICIDE|KILL",
  "suicide.self": "KILL|SHOOT|HANG|DROWN|STAB|POISON|CHOKE|BURN|ENDING|off myself|me",
  "suicide.self-es": "SELF KILL|DIE|HANG|SUICIDE",
  "suicide.intent": "SELF INTEND SUICIDE|DIE|HANG|DROWN|OVERDOSE|JUMP",
  "suicide.intent-self": "INTEND|WANT|THINK|should KILL|HANG|SHOOT|DROWN|ENDING|off myself",
  "suicide.end-life": "ENDING|take|taking my LIVE|life|shit|pain|suffering",
  "suicide.end-it": "WANT|INTEND|THINK|ready ENDING",
  "suicide.named": "SUICIDE",
  "suicide.feels": "am|feel|feeling|been SUICIDE",
  "suicide.thoughts": "THINK DIE|SUICIDE|GONE|ENDING|KILL",
  "suicide.not-live": "WANT- LIVE|WAKE|here|be",
  "suicide.not-live-2": "NOT WANT LIVE|WAKE|SLEEP",
  "suicide.not-wake": "WAKE-",
  "suicide.not-wake-2": "NOT|hope|wish|never WAKE",
  "suicide.sleep-forever": "SLEEP forever|never",
  "suicide.no-reason": "NOT|HOPELESS|nothing|reason LIVE",
  "suicide.tired-of-life": "TIRED LIVE",
  "suicide.better-off": "BURDEN without_me|GONE|DIE|SELF",
  "suicide.i-am-burden": "SELF am BURDEN|HOPELESS",
  "suicide.nobody-misses": "NOBODY MISS",
  "suicide.if-i-died": "if|when SELF DIE|GONE",
  "suicide.never-born": "WANT|NOT born",
  "suicide.not-here": "NOT be here|around|alive",
  "suicide.gone-by": "GONE|DIE DAY",
  "suicide.worry-no-more": "NOT have worry|problem|deal",
  "suicide.goodbye": "GOODBYE forever|everyone|GONE|before|all|letter|letters|SORRY",
  "suicide.say-goodbye": "say|said|saying|wanted|last GOODBYE",
  "suicide.this-is-goodbye": "is GOODBYE",
  "suicide.letters": "wrote|write|writing|finished|left AFFAIRS",
  "suicide.giving-away": "GIVING stuff|things|everything|clothes|my",
  "suicide.have-my-things": "you|can have|take my stuff|things|GONE|DIE",
  "suicide.care-for-mine": "GIVING PET|CHILD|PARENT|my GONE|DIE",
  "suicide.tell-family": "tell|SORRY PARENT|CHILD|PARTNER|SIBLING|EVERYONE|family love|loved|SORRY",
  "suicide.calm-decision": "INTEND|decision|made CALM",
  "suicide.plan": "have|got|made a+plan|plan|INTEND everything|date|ENDING|DIE|LIVE",
  "suicide.date": "picked|chose|set|know date|day|spot|place|how|when|where",
  "suicide.do-it": "INTEND|finally|ready do it",
  "suicide.do-it-when": "do|doing it DAY|SOON|NOW",
  "suicide.stockpile": "saving|stockpiling|saved|hoarding|collecting|hiding PILLS",
  "suicide.got-means": "bought|got|found|borrowed|have|hid GUN|ROPE|BLADE|PILLS",
  "suicide.means-ready": "GUN|ROPE|BLADE|PILLS|GAS INTEND|ready|loaded|tied|set|hand|BODY|mouth|laid|beside|lap",
  "suicide.means-me": "with|have|holding GUN|BLADE|ROPE SELF|BODY|alone|hand",
  "suicide.engine": "CAR|GAS running|GAS|closed|on",
  "suicide.took-many": "INGEST TOOMANY|# PILLS|them|those",
  "suicide.took-pills": "INGEST PILLS|POISON",
  "suicide.all-pills": "TOOMANY PILLS",
  "suicide.overdose": "OVERDOSE",
  "suicide.overdose-on": "OVERDOSE on PILLS|ALCOHOL",
  "suicide.cut-deep": "CUT|STAB too|deep|BODY",
  "suicide.bleeding": "BLEED NOT|everywhere|lot|out|stopping",
  "suicide.at-height": "on|at|over|off HEIGHT|TRACKS",
  "suicide.stand-at": "standing|sitting|stand|am|lying|walking on|at|by|over|near HEIGHT|TRACKS|WATER",
  "suicide.jump": "INTEND|WANT|about|ready JUMP",
  "suicide.jump-off": "JUMP off|HEIGHT|TRACKS|ROAD|front|WATER",
  "suicide.last": "last day|night|message|text|time|goodbye on|ever|before|DAY|DIE",
  "suicide.last-night": "DAY is|my last|the+night|night",
  "suicide.done-with-life": "TIRED with|of LIVE|life|this|everything",
  "suicide.not-long": "NOT be|long|much longer|around|problem|here",
  "suicide.stop-pain": "stop|ENDING HURT|pain|SAD good|forever|ENDING",
  "suicide.disappear": "WANT GONE",
  "suicide.nothing-left": "NOT|nothing|NOBODY left|worth LIVE|for|losing",
  "suicide.way-out": "HOPELESS|NOT|only way|out|left",
  "suicide.dont-care": "NOT|MISS LIVE|DIE",
  "suicide.ask-pills": "ASK PILLS DIE|KILL|lethal|enough|OVERDOSE",
  "suicide.ask-way": "ASK to DIE|KILL|CUT|BLEED|HANG|DROWN myself|me|NOT|to|out",
  "suicide.ask-way-2": "ASK SUICIDE|myself",
  "suicide.ask-hurts": "is|does|do HANG|DROWN|OVERDOSE|JUMP|DIE|CUT HURT|ASK|painful|fast|quick|instant",
  "suicide.ask-if": "what+happens|if|can|could SELF OVERDOSE|KILL|INGEST|JUMP|DIE",
  "suicide.forever": "GOODBYE|GONE|SLEEP|done forever|good|permanently|eternally",
  "suicide.reunite": "WANT|INTEND|SOON REUNITE DIE|GONE|him|her|SOON",
  "suicide.cannot-promise": "NOT promise|guarantee|stop KILL|DIE|do|SUICIDE",
  "suicide.nobody-stops": "NOBODY stop KILL|DIE|ENDING|SUICIDE",
  "suicide.attempted": "TRY|failed|survived KILL|SUICIDE|DIE|ENDING|HANG|again",
  "other.suicide": "FRIEND|PARENT|PARTNER|CHILD|SIBLING|OTHER|AUTHORITY SUICIDE",
  "other.wants-die": "FRIEND|PARENT|PARTNER|CHILD|SIBLING|OTHER WANT|INTEND|TRY|THINK DIE|KILL|SUICIDE|ENDING|JUMP",
  "other.took": "FRIEND|PARENT|PARTNER|CHILD|SIBLING|OTHER INGEST|TOOMANY PILLS",
  "other.overdose": "FRIEND|PARENT|PARTNER|CHILD|SIBLING|OTHER OVERDOSE",
  "other.goodbye": "FRIEND|PARENT|PARTNER|CHILD|SIBLING|OTHER say|said|texted GOODBYE",
  "other.gun": "FRIEND|PARENT|PARTNER|CHILD|SIBLING|OTHER has|have|took GUN|BLADE|ROPE",
  "other.cuts": "FRIEND|PARENT|PARTNER|CHILD|SIBLING|OTHER CUT|HURT|SELFHARM himself|herself|themselves|BODY",
  "other.no-answer": "NOT|wont answer|answering|phone|respond",
  "harm.myself": "CUT|BURN|HURT|HIT|scratch|scratched|scratching|bite|pinch|punish|starve|harm myself",
  "harm.named": "SELFHARM",
  "harm.cut-again": "CUT AGAIN",
  "harm.cut-body": "CUT|BURN|BLADE|scratch my BODY",
  "harm.urge": "WANT|TRY|THINK CUT|SELFHARM|BLEED|HURT|BLADE",
  "harm.urge-not": "TRY NOT CUT|SELFHARM|HURT|relapse",
  "harm.feel-pain": "WANT feel HURT|pain|something",
  "harm.hide": "HIDE CUT|MARKS|BODY|SELFHARM",
  "harm.scars": "my MARKS|CUT|BODY showing|saw|noticed|visible|HIDE",
  "harm.relapse": "SELFHARM CUT|BODY|AGAIN|after|last",
  "harm.blade": "BLADE BODY|AGAIN|BLEED|drawer|hidden",
  "harm.eating": "EATING AGAIN|myself|after|NOT|because",
  "harm.not-eaten": "NOT eat|eaten|eating DAY|days|#|deserve",
  "abuse.hits-me":
    "PARTNER|PARENT|OTHER|AUTHORITY|SIBLING|CHILD|FRIEND HIT|CHOKE|HURT|STAB|BURN|KILL|SHOOT|ATTACK|bit|dragged|spit SELF|CHILD|PARENT|SIBLING|PET|us",
  "abuse.rapes-me": "PARTNER|PARENT|OTHER|AUTHORITY|SIBLING|FRIEND RAPE|TOUCH|FORCE SELF|CHILD|PARENT|SIBLING",
  "abuse.es": "SELF HIT|CHOKE|RAPE|TOUCH|FORCE|THREATEN|HURT|CONTROL|STALK",
  "abuse.was": "SELF was|were|got|been|being|am|fui RAPE|HIT|FORCE|ATTACK|STAB|HURT",
  "abuse.named": "RAPE",
  "abuse.threat": "PARTNER|PARENT|OTHER|FRIEND|AUTHORITY THREATEN SELF|KILL|take|CHILD|HURT",
  "abuse.will-kill-me": "PARTNER|PARENT|OTHER|FRIEND INTEND KILL|HURT|SHOOT SELF|us|CHILD",
  "abuse.kill-me-if": "KILL|HURT|SHOOT me if|when",
  "abuse.fear": "SCARED of|to|he|OTHER PARTNER|PARENT|OTHER|HOUSE|home",
  "abuse.fear-home": "SCARED HOUSE",
  "abuse.unsafe": "NOT feel|safe safe|HOUSE",
  "abuse.control": "PARTNER|PARENT|OTHER CONTROL SELF|my",
  "abuse.not-allowed": "CONTROL me|SELF see|leave|have|go|HOUSE|FRIEND|money",
  "abuse.stalk": "PARTNER|OTHER|PARENT STALK",
  "abuse.locked": "CONTROL SELF|us SHELTERED|HOUSE|room",
  "abuse.hiding": "SELF HIDE|SHELTERED SHELTERED|OTHER|from",
  "abuse.breaking-in": "PARTNER|OTHER breaking|broke|kicking|banging|pounding|trying SHELTERED|HOUSE|in",
  "abuse.he-has-gun": "PARTNER|PARENT|OTHER has|have|got|with GUN|BLADE SELF|and|OTHER",
  "abuse.marks": "MARKS from|on|BODY|around|PARTNER|OTHER",
  "abuse.violent": "PARTNER|PARENT|OTHER is RAPE|violent|dangerous|violento",
  "abuse.said-no": "FORCE TOUCH|RAPE|OTHER|SELF",
  "abuse.room-night": "PARENT|OTHER|AUTHORITY|SIBLING into|in my room|bed|HOUSE night|DAY|AGAIN",
  "abuse.pictures": "OTHER|AUTHORITY|PARTNER|PARENT asking|asks|wants|sent|send|took TOUCH|pictures|pics",
  "abuse.child-hurt": "CHILD|SIBLING|student is|being|getting|HURT RAPE|HIT|HURT|touched|CONTROL",
  "abuse.hurts-child": "PARENT|OTHER|PARTNER|AUTHORITY|FRIEND HIT|HURT|RAPE|TOUCH|CHOKE CHILD|SIBLING|PARENT",
  "abuse.passport": "CONTROL|took CONTROL|passport|NOT leave|GONE",
  "abuse.leave": "WANT|TRY|afraid GONE PARTNER|OTHER SCARED|but|he",
  "violence.intent":
    "SELF INTEND|WANT KILL|SHOOT|STAB|HURT|HIT|CHOKE|BURN|POISON|ATTACK|BOMB|RAPE|DROWN OTHER|PARENT|PARTNER|CHILD|SIBLING|FRIEND|AUTHORITY|GROUP|EVERYONE|PUBLIC",
  "violence.act-person":
    "KILL|SHOOT|STAB|CHOKE|POISON|ATTACK|BOMB|RAPE OTHER|PARENT|PARTNER|CHILD|SIBLING|FRIEND|AUTHORITY|GROUP|EVERYONE",
  "violence.hurt-person": "HURT|HIT|BURN|DROWN OTHER|PARENT|PARTNER|CHILD|SIBLING|FRIEND|AUTHORITY|GROUP|EVERYONE",
  "violence.group": "we|let|should|must|deserve|need KILL|SHOOT|ATTACK|BURN|HANG|RAPE|BOMB|GONE GROUP",
  "violence.group-2": "GROUP should|must|deserve|need|ought KILL|DIE|SHOOT|ATTACK|BURN|HANG|be",
  "violence.act-group": "KILL|SHOOT|ATTACK|BURN|HANG|RAPE|BOMB|STAB|CUT|ENDING GROUP",
  "violence.public": "SHOOT|BOMB|BURN|ATTACK PUBLIC|HOUSE",
  "violence.gun-public": "bring|bringing|take|taking|with|have GUN|BLADE|BOMB PUBLIC",
  "violence.outside-gun": "outside|at|front|to PUBLIC|HOUSE|place with|GUN|BLADE",
  "violence.go-to": "driving|going|on|heading|walking to HOUSE|place|PUBLIC KILL|SHOOT|STAB|HURT|GUN",
  "violence.pay": "THREATEN|make OTHER|EVERYONE|them pay|suffer|THREATEN|GUN",
  "violence.ask":
    "ASK KILL|SHOOT|STAB|HURT|HIT|CHOKE|BURN|POISON|ATTACK|BOMB|DROWN|break OTHER|PARENT|PARTNER|CHILD|SIBLING|FRIEND|AUTHORITY|GROUP|EVERYONE|human|person|BODY",
  "violence.ask-2": "ASK to|do|can KILL|SHOOT|STAB|CHOKE|POISON|ATTACK|BOMB someone|somebody|person|people|human|OTHER",
  "violence.ask-act": "ASK commit|plan|get|make|build KILL|BOMB|murder|away",
  "violence.ask-body": "ASK break|CUT|ATTACK|crack|HIT|BURN|open|STAB|KILL BODY",
  "violence.body": "break|ATTACK|CUT|STAB|HIT|snap OTHER|GROUP|PARENT|CHILD|FRIEND|AUTHORITY|GROUP BODY",
  "violence.ask-thing": "ASK BOMB|BURN|ATTACK|break|into FRIEND|OTHER|AUTHORITY|PARTNER|PARENT CAR|HOUSE",
  "violence.instructions":
    "write|give|tell|explain|describe|instructions|steps ASK|BOMB|KILL|ATTACK KILL|BOMB|ATTACK|HURT|POISON|SHOOT|OTHER",
  "violence.thoughts": "THINK KILL|HURT|STAB|SHOOT|CHOKE OTHER|EVERYONE|CHILD|PARTNER|PARENT|someone",
  "violence.fear-self": "SCARED|MAYBE|NOT SELF|MAYBE HURT|KILL CHILD|OTHER|EVERYONE|PARTNER",
  "violence.other-will": "FRIEND|OTHER|PARTNER|PARENT|CHILD INTEND|says|said SHOOT|KILL|BOMB PUBLIC|EVERYONE|OTHER",
  "violence.i-hurt": "SELF HIT|HURT|CHOKE|ATTACK CHILD|PARTNER|PARENT|PET",
  "violence.someone-dies": "OTHER|EVERYONE INTEND DIE|pay",
  "violence.did": "SELF STAB|SHOOT|KILL OTHER|PARTNER|PARENT",
  "suicide.last-time": "last time SELF|talk|text|see",
  "suicide.mind-made-up": "mind is|made up",
  "suicide.almost": "almost|nearly|close JUMP|did|doing|do|ENDING|HANG|KILL|INGEST",
  "suicide.almost-es": "punto de KILL|JUMP|HANG|do|hacer",
  "suicide.go-to-die": "going|go|GONE|came|here to DIE",
  "suicide.into-water": "walking|walk|into|in WATER NOT|GONE|DIE|back",
  "suicide.pact": "we|nos WANT|INTEND DIE|KILL",
  "suicide.after-death": "DIE|GONE peaceful|easier|nice|beautiful|better|CALM",
  "suicide.i-am-burden-es": "soy BURDEN|HOPELESS",
  "suicide.worth-more-dead": "worth|valgo|vale DIE",
  "suicide.take-me": "REUNITE|god take|lleve|llevame|GONE|recoja SELF|ya|already|DIE",
  "suicide.sleepy": "sleepy|dizzy|drowsy|fading GOODBYE|BLEED|PILLS|NOW",
  "suicide.bare-rope": "INTEND ROPE",
  "suicide.hit-by": "WANT|hope|mind|ojala|MAYBE get|got|getting|hit|HIT by|CAR|TRACKS|bus|cancer",
  "suicide.die-in-accident": "WANT|hope|SELF DIE|get in accident|SLEEP|cancer|crash",
  "suicide.do-to-me": "hope|WANT something|someone|god KILL|take SELF",
  "harm.es": "SELF CUT|HURT|BURN|SELFHARM|HIT BODY|AGAIN|on|a",
  "harm.other-eats": "FRIEND|CHILD|SIBLING|OTHER|PARENT EATING",
  "harm.other-cuts": "FRIEND|CHILD|SIBLING|OTHER CUT|SELFHARM",
  "harm.on-purpose": "HURT|CUT|BURN|HIT|EATING|INGEST on|a purpose|proposito",
  "abuse.drags":
    "PARTNER|PARENT|OTHER pulled|dragged|grabbed|shook|shakes|threw|pins|pinned|held SELF|my|CHILD|hair|down",
  "abuse.marriage": "FORCE|forcing SELF|CHILD|SIBLING|to marry|marriage|casarme|casarse",
  "abuse.shook": "shook|shaken|HIT CHILD|baby",
  "abuse.bullied": "CHILD|FRIEND|GROUP|OTHER jumped|bully|HIT SELF",
  "violence.hitman": "ASK|find|hire hitman|sicario|bomb|BOMB|gun",
  "violence.with-bat": "waiting|wait for OTHER|PARTNER|PARENT with BLADE|GUN|bat",
  "violence.es": "INTEND KILL|SHOOT|STAB|BURN|HIT|POISON|BOMB|HANG a|lo|la|los|OTHER|GROUP|EVERYONE|AUTHORITY|PARTNER",
  "violence.merecen": "deserve|merece|merecen|hay|should|must|que KILL|BURN|HANG|DIE|SHOOT|ATTACK",
  "away.end-thing": "ENDING ENDABLE",
  "away.live-place": "WANT|NOT LIVE with|con|en|in OTHER|PARENT|HOUSE|ENDABLE",
  "away.mourning-suicide": "PARENT|FRIEND|SIBLING|PARTNER|AUTHORITY|OTHER DIE by|por SUICIDE",
  "away.prevention": "SUICIDE prevention|awareness|prevencion|hotline|walk|class|training",
  "away.wake-plan": "WAKE at|# early|#|me",
  "violence.ask-poison": "ASK|what|whats|which|put POISON in|food|coffee|detect|trace|traced|OTHER|kill|KILL|FOOD",
  "violence.put-poison": "put|putting|pour|slip POISON in|into FOOD|OTHER|coffee|drink|FRIEND|AUTHORITY",
  "violence.ask-bomb": "ASK|what|steps|make|making|build|built|plant BOMB",
  "violence.what-kills": "what|which|poison|weapon|gun KILL OTHER|EVERYONE|man|person|fast|me|YOU",
  "violence.we-will":
    "we INTEND|are|coming KILL|HANG|BOMB|ATTACK|BURN|hunt|drag|find|storm|SHOOT|STAB|HIT|HURT OTHER|EVERYONE|GROUP",
  "violence.gets-shot": "GROUP|OTHER|FRIEND|AUTHORITY gets|get|getting|be|being SHOOT|KILL|HANG|ATTACK|HURT|beaten",
  "violence.blood": "their|blood|make BLEED streets|pavement|hands|pay|street",
  "violence.shooting-now": "there|someone|a GUN|STAB|SHOOT in|at|got|next|PUBLIC|screaming",
  "violence.walk-again": "ASK|make NOT walk|see|talk|breathe again|AGAIN",
  "violence.get-rid-body": "ASK|where ATTACK|hide|bury BODY|someone|OTHER",
  "violence.hire": "ASK|pay|cost|have someone|OTHER|FRIEND KILL|beat|HIT|SHOOT",
  "suicide.method":
    "painless|easy|fastest|quick|which|what|surest|method|ASK way|ways|method|ASK DIE|out|go|works|KILL|fails",
  "suicide.which-kills": "ASK|what|which|would|enough HEIGHT|PILLS|JUMP|fall|KILL KILL|DIE me|SELF|fast",
  "suicide.trigger": "pull|pulling|finger|on SHOOT",
  "suicide.last-day": "is|my last day|night|sunset|hour|meal",
  "suicide.over-soon": "SOON|almost|DAY ENDING|all+over|over",
  "suicide.gas-on": "turned|turn|full|house GAS on|SELF|full|waiting",
  "suicide.rope-up": "tied|made|tying|making|hung ROPE",
  "suicide.rope-is-up": "ROPE is|up|on up|NOT|hanging|there|on|tight",
  "suicide.on-purpose": "crash|drove|drive|drank|walk|INGEST|CAR tree|traffic|wall|ROAD|ALCOHOL on|purpose|NOT",
  "suicide.into-traffic": "walk|walking|run|step|stepping into|in|front traffic|ROAD|CAR|TRACKS|bus",
  "suicide.no-tomorrow": "NOT tomorrow|DAY for|me|see",
  "suicide.convince": "reason|convince|why|talk NOT KILL|DIE|do|ENDING",
  "suicide.si": "having|have si",
  "harm.blood": "like|seeing|watch|watching|see BLEED",
  "harm.only-help": "CUT|SELFHARM is only|helps|help|relief",
  "harm.starve": "NOT|without|stop|hate|guilty eat|eating|food|hungry",
  "abuse.tied": "PARENT|PARTNER|OTHER|HOUSE ties|tied|tie SELF|PARENT|us|up",
  "abuse.gave-marks": "gave|give|left|leaves SELF MARKS",
  "abuse.cannot-have": "if he|she|OTHER NOT have me|SELF",
  "abuse.made-me": "AUTHORITY|OTHER|PARENT|GROUP FORCE do|things|stuff|strip|dance|TOUCH|watch",
  "abuse.online": "OTHER|FRIEND online|internet SELF|wants|meet|asked|did",
  "abuse.not-home": "NOT WANT|make go HOUSE",
  "abuse.neighbor-child": "CHILD next|door|screaming screaming|crying|HIT|HURT",
  "abuse.es-partner-kills": "PARTNER SELF va|quiere|quiso|iba|WANT|INTEND KILL|CHOKE",
  "abuse.es-will-kill": "PARENT|OTHER|AUTHORITY SELF va|quiere|quiso|iba KILL",
  "abuse.es-says-kills": "dice|dijo SELF va|iba KILL|HIT",
  "abuse.es-now": "SELF esta HIT|CHOKE|ATTACK|RAPE|STAB",
  "abuse.es-door": "esta|viene SHELTERED|con BLADE|GUN|SHELTERED|ayuda",
  "away.no-more": "NOT|ya WANT DIE|KILL|SUICIDE AGAIN",
  "away.thoughts-gone": "THINK GONE|stopped",
  "away.idiom": "IDIOM",
  "away.kill-thing": "KILL|BURN|CUT|HIT|SHOOT|BOMB|ATTACK|POISON TECH|CREATURE|FOOD|HARMLESS|GAME|SPORT|TRIVIAL",
  "away.thing-kills": "TRIVIAL|TECH|FOOD|SPORT|HARMLESS|CREATURE KILL|DIE",
  "away.die-of": "DIE of|de TRIVIAL|LAUGH|FOOD",
  "away.will-kill-me-if": "INTEND KILL SELF LAUGH|if|when",
  "away.in-media": "in|watching|watch|about|reading|saw MEDIA|GAME|NEWS",
  "away.play": "GAME|MEDIA KILL|DIE|SHOOT|SUICIDE|BOMB",
  "away.mourning": "PARENT|FRIEND|PET|SIBLING|AUTHORITY|CHILD|OTHER DIE",
  "away.denial": "NOT SUICIDE",
  "away.denial-2": "NOT|never INTEND|WANT KILL|HURT|DIE|SUICIDE",
  "away.denial-3": "NOT|NOBODY|never HIT|HURT|RAPE SELF",
  "away.study": "STUDY|NEWS about|on SUICIDE|KILL|RAPE",
  "away.study-2": "STUDY|CAREWORK|NEWS SUICIDE|RAPE|KILL|OVERDOSE",
  "away.took-usual": "INGEST my PILLS|MEDICAL",
  "away.ask-thing":
    "ASK KILL|CUT|SHOOT|BURN|HIT|HANG|POISON|BOMB|ATTACK TECH|CREATURE|FOOD|HARMLESS|GAME|MEDIA|SPORT|TRIVIAL",
  "away.better": "PAST RECOVERED|now",
  "abuse.es-has-gun": "tiene|trae GUN|BLADE afuera|SELF|HOUSE|SHELTERED|buscando",
};

export const RULE_NAMES = Object.keys(RULES) as readonly string[];

/** What may stand at one place of a rule. */
interface Place {
  readonly roles: ReadonlySet<number>;
  readonly words: ReadonlySet<string>;
  readonly negated: boolean;
  readonly tied: boolean;
}

interface Rule {
  readonly index: number;
  readonly places: readonly Place[];
}

const ROLE = new Map<string, number>(CONCEPTS.map((concept: Concept, index) => [concept, index]));

function placeOf(text: string, tied: boolean): Place {
  const negated = text.endsWith("-");
  const roles = new Set<number>();
  const words = new Set<string>();
  for (const name of (negated ? text.slice(0, -1) : text).split("|")) {
    const role = ROLE.get(name);
    if (role !== undefined) roles.add(role);
    else if (name === name.toLowerCase()) words.add(name);
    else throw new Error(`${name} is no role`);
  }
  return { roles, words, negated, tied };
}

/** Rules by the role and by the word that their first place asks for. */
const BY_ROLE = new Map<number, Rule[]>();
const BY_WORD = new Map<string, Rule[]>();

RULE_NAMES.forEach((name, index) => {
  const places = (RULES[name] ?? "")
    .split(" ")
    .flatMap((place) => place.split("+").map((part, at) => placeOf(part, at > 0)));
  const rule = { index, places };
  const [first] = places;
  for (const role of first?.roles ?? []) BY_ROLE.set(role, [...(BY_ROLE.get(role) ?? []), rule]);
  for (const word of first?.words ?? []) BY_WORD.set(word, [...(BY_WORD.get(word) ?? []), rule]);
});

export interface Spoken {
  readonly word: string;
  readonly role: number;
  readonly negated: boolean;
}

/** A rule that was followed, whether its last place stands under a "not", and the first and the last word of it. */
type Found = (rule: number, negated: boolean, from: number, to: number) => void;

/** How many other words may stand between two places. */
const SPAN = 4;

/**
 * Calls back for each rule that a row of words follows, with whether its last place stands under a "not". One row is one
 * window of a text without its fillers.
 */
export function eachRule(row: readonly Spoken[], found: Found): void {
  for (let at = 0; at < row.length; at++) {
    const first = row[at] as Spoken;
    for (const rule of BY_ROLE.get(first.role) ?? []) tryRule(rule, row, at, found);
    for (const rule of BY_WORD.get(first.word) ?? []) tryRule(rule, row, at, found);
  }
}

function tryRule({ index, places }: Rule, row: readonly Spoken[], from: number, found: Found): void {
  let at = from;
  if ((places[0] as Place).negated && !(row[at] as Spoken).negated) return;
  for (let next = 1; next < places.length; next++) {
    const place = places[next] as Place;
    const last = Math.min(row.length - 1, at + (place.tied ? 1 : SPAN));
    let hit = -1;
    for (let candidate = at + 1; candidate <= last; candidate++) {
      const spoken = row[candidate] as Spoken;
      if ((place.roles.has(spoken.role) || place.words.has(spoken.word)) && (!place.negated || spoken.negated)) {
        hit = candidate;
        break;
      }
    }
    if (hit < 0) return;
    at = hit;
  }
  found(index, (row[at] as Spoken).negated, from, at);
}
