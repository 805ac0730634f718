import type { CrisisCategory, CrisisTier } from "./assessment.ts";

interface Rule {
  readonly code: string;
  readonly category: CrisisCategory;
  readonly tier: CrisisTier;
  readonly pattern: RegExp;
  /** What in the same clause takes the rule's word away: a denial, an idiom with a trivial cause. */
  readonly unless?: RegExp;
  readonly language?: "es";
}

/** A denial counts only where it governs the act itself: "not gonna lie, i want to die" denies nothing of the kind. */
const NOT_DENIED = String.raw`(?<!\b(?:dont|do not|not|never|wouldnt|would never|didnt|did not|no longer|aint|isnt|wasnt) (?:really |actually |even |ever )?(?:(?:want to|wanna|going to|gonna|trying to|planning to|plan to|about to|feel|feeling) )?)`;

const SUICIDE = String.raw`\b(?:kill(?:ing)? myself|end(?:ing)? my (?:own )?life|end it all|tak(?:e|ing) my (?:own )?life|commit(?:ting)? suicide|unaliv(?:e|ing) myself|hang(?:ing)? myself|shoot(?:ing)? myself)\b`;

const DYING = String.raw`\b(?:want|wanna|going|gonna|ready|plan(?:ning)?|need) (?:to )?(?:die|be dead|unalive)\b`;

const WITHIN_A_DAY = String.raw`\b(?:tonight|today|right now|this (?:morning|afternoon|evening)|in an hour|tomorrow)\b`;

const IDIOM =
  /\b(laugh|embarrass|boredom|bored|cringe|traffic|hungry|homework|exam|battery|movie|level|boss|lol|lmao|haha)/;

/**
 * Who does what, for each danger: patterns over one clause of normalised text (lower case, no apostrophes). They name
 * an act or a state of the writer, not topics: a text about a film or a funeral must pass.
 */
export const RULES: readonly Rule[] = [
  {
    code: "suicide.underway",
    category: "suicide",
    tier: "imminent",
    pattern:
      /\b(i (just )?(took|swallowed) (all|the whole|a bunch|too many|every)\b.*\b(pills?|meds|bottle|tablets)|im (standing )?on (the|a) (ledge|bridge|roof|tracks)|i have (the|a) (gun|noose|rope|blade|pills) (in my|with me|right here|ready)|(on|over) the wrong side of the (rail|railing))/,
  },
  {
    code: "suicide.today",
    category: "suicide",
    tier: "imminent",
    pattern: new RegExp(
      `${NOT_DENIED}(?:${SUICIDE}|${DYING}).*${WITHIN_A_DAY}|${WITHIN_A_DAY}.*${NOT_DENIED}(?:${SUICIDE}|${DYING})`,
    ),
    unless: IDIOM,
  },
  {
    code: "suicide.intent",
    category: "suicide",
    tier: "high",
    pattern: new RegExp(
      String.raw`${NOT_DENIED}(?:${SUICIDE}|\bsuicidal\b)|\boverdos(?:e|ing) on|\bdont (?:think i )?want to (?:live|be alive|wake up|exist)\b|\b(?:wish|hope) i (?:was|were|would be) dead|\bbetter off dead|\bno reason to (?:live|go on)|\bmy suicide note`,
    ),
  },
  {
    code: "suicide.wish",
    category: "suicide",
    tier: "high",
    pattern: new RegExp(`${NOT_DENIED}${DYING}`),
    unless: IDIOM,
  },
  {
    code: "suicide.passive",
    category: "suicide",
    tier: "concern",
    pattern:
      /\b(better off without me|(cant|dont want to|cannot) (go on|do this|keep going) ?(anymore|any more)?$|so tired of (everything|living|life|being alive)|(im|i am) (just )?a burden|nobody would (miss|notice|care)|no point (in|to) (anything|living|it)|whats the point of living|disappear forever|goodbye forever)\b/,
    unless: IDIOM,
  },
  {
    code: "self-harm.present",
    category: "self-harm",
    tier: "high",
    pattern:
      /\b(i (just |have been |keep |am |started )?(cut|cutting|burn|burning|hurting|hurt|harming|harm|starving) myself( again)?|(want|wanna|going|gonna|need|urge) to (cut|hurt|harm|burn) myself|im cutting( myself)? again|relapsed (and|into) (cut|self harm))\b/,
    unless: /\b(shaving|cooking|paper|by accident|accidentally|at the gym|kitchen|on the (stove|oven|pan))\b/,
  },
  {
    code: "violence.intent",
    category: "violence",
    tier: "high",
    pattern:
      /\b(im|i am|ima|i) (going to|gonna|will|want to|wanna|finna) (kill|shoot|stab|murder|strangle) (him|her|them|everyone|everybody|people|my \w+)\b/,
    unless: IDIOM,
  },
  {
    code: "abuse.underway",
    category: "abuse",
    tier: "imminent",
    pattern:
      /\b((he|she|they)s? (is |are )?(beating|choking|attacking|hitting) me|(he|she) (has|got) a (gun|knife) (on|to|at) me|(is |hes |shes )trying to kill me)\b/,
    unless: IDIOM,
  },
  {
    code: "abuse.disclosed",
    category: "abuse",
    tier: "high",
    pattern:
      /\b((my )?(husband|wife|boyfriend|girlfriend|partner|dad|father|mom|mother|stepdad|stepmom|uncle|ex|he|she) (hits|hit|beats|beat|chokes|choked|rapes|raped|molests|molested|punches|punched|kicked) me|(was|got|been|being) (raped|molested|sexually assaulted|abused by)|(he|she) forced me to have sex|touches me when)\b/,
    unless:
      /\b(up|with (a )?(pillow|text|the news|the bill)|in (the )?(game|chess|race)|at (chess|mario|poker|tennis|everything))\b/,
  },
  {
    code: "suicidio.intencion",
    category: "suicide",
    tier: "high",
    language: "es",
    pattern:
      /\b(?<!\bno )(me quiero (morir|matar)|(?<!\bno (?:me )?)quiero (morir(me)?|matarme|suicidarme|acabar con (mi vida|todo)|quitarme la vida)|voy a (matarme|suicidarme|quitarme la vida)|no quiero (vivir|seguir viviendo)( mas)?|ya no quiero (vivir|estar vivo|estar viva))\b/,
    unless: /\b(risa|hambre|verguenza|sueno|jaja)/,
  },
  {
    code: "autolesion",
    category: "self-harm",
    tier: "high",
    language: "es",
    pattern:
      /\b(me (corte|estoy cortando|corto|lastime|hago dano)( otra vez| de nuevo| los brazos)?|quiero (cortarme|lastimarme|hacerme dano))\b/,
    unless: /\b(pelo|cabello|unas|cocinando|con papel)\b/,
  },
  {
    code: "abuso",
    category: "abuse",
    tier: "high",
    language: "es",
    pattern:
      /\b(me (pega|golpea|golpeo|viola|violo|violaron|maltrata)|mi (esposo|marido|novio|papa|padrastro|pareja) me (pego|pega|golpea|obliga))\b/,
  },
];
