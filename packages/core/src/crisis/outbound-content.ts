import { type HeldBack, type OutboundRule, rule, TOLD, TOLD_STRONGLY, unless } from "./outbound-words.ts";

/**
 * What the carriers fine and block whatever the recipient's age (CTIA Messaging Principles, "SHAFT"; T-Mobile's code of
 * conduct): sexual content, hate, illegal drugs, weapons, and what promotes alcohol, tobacco, cannabis or gambling. To
 * mention any of it is no offence: health, a hurt that is told back, a day without a drink and who somebody loves pass.
 */

/** Stems as a pattern, so that they are written once. */
const found = (stems: string) => `(?:${stems.split("|").map(withEdges).join("|")})`;

function withEdges(stem: string): string {
  return `${stem.startsWith(" ") ? "\\b" : ""}${stem.trim()}${stem.endsWith(" ") ? "\\b" : ""}`;
}

const NEVER = "(?!)";

/** One of the words, after what makes it an offence. */
function told(code: HeldBack, stems: string, before = "", harmless = NEVER): OutboundRule {
  return rule(code, stems, before + found(stems), unless(harmless));
}

/** One of the words and something else in the same clause, in either order. */
function near(code: HeldBack, stems: string, other: string, harmless = NEVER): OutboundRule {
  const listed = found(stems);
  return rule(code, stems, `${listed}.{0,40}${other}|${other}.{0,40}${listed}`, unless(harmless));
}

/** What others said or did, told back; what Jules will not do, and what nobody has to. */
const TOLD_OF = String.raw`\b(?:(?:he|she|they|someone|people|who|your \w+) (?:\w+ )?(?:(?!naked)\w+ed|said|says?|sent|made|think|believe|keeps|wants)|yelled|heard?|told|call(?:ed|ing)|never|nobody|nadie|dij\w+|grit\w+|llam\w+|i (?:cant|wont|dont)(?! (?:wait|stop))|(?:dont|didnt|isnt|not) (?:\w+ )?(?:have|owe|need|want|true|right|okay?|something)|no (?:tienes|puedo|voy|es)|aren?t|unfair|a lie|treat\w*|scared|afraid)\b`;
/** What keeps it away, heals it or asks about it. */
const HELD_OFF = String.raw`\b(?:dont|do not|didnt|not|never|stop\w*|quit\w*|skip\w*|instead|alone|away|block\w*|delet\w*|doctor|pharmac\w+|sponsor|test\w*|cravings?|urges?|feels?|felt|thought|want\w*|no|medic[oa]|(?:do|did|are|were|have) (?:you|they|he|she)|you still|how (?:long|many|much)|your \w+ sells|(?:of|de) (?:water|agua|te)|worr\w+|scared|help is|sober|clean|recover\w*|addict\w*|lost|dejar|illegal)\b`;

const CHILD = String.raw`\b(?:school ?(?:girl|boy)|(?:little|young) (?:girl|boy)|grader|minor|(?:pre)?teen(?:ager)?|child(?:ren)?|kid|toddler|nin[ao]|menor|under ?age|(?:\d|1[0-7]) (?:year|yr) old|(?:hes|shes|youre|im|is) (?:only )?1[0-7]|1[0-7] ano)s?\b`;
const SOFT = "(?:neck|body|skin|thigh|chest|breast|boob|nipple|ass|stomach|hip|lip)s?";
const WE = String.raw`\b(?:i|id|ill|im|me|my|lets|wanna|te|mi|estoy|quiero|mandame|enviame)\b`;

const SEXUAL: readonly OutboundRule[] = [
  told(
    "sexual-minor",
    " loli| shota|jailbait|child porn|teen porn|barely legal|naughty schoolgirl|sex with a minor|sex with a child|sex with a kid|sex with a teen",
  ),
  {
    ...near(
      "sexual-minor",
      " sexy |horny|look hot|hot in bed| nudes| naked|desnud|erotic|turns me on|me hard|get hard| undress|f ck|fuck|sex with an adult|we have sex|slutty|i touch you",
      CHILD,
    ),
    acrossClauses: true,
  },
  told(
    "sexual",
    " pussy| p ssy| c ck | cum | cumming |blowjob|blow job|handjob| tits | clit | boner| horny| sext | sexting |talk dirty|dirty talk|dirtiest|erotic| kinky|fuckable|go down on you|make love to you|make love to me|sex with you|sex with me|sleep with me|phone sex|rough in bed|in my bed |inside me |so sexy | sexy video| sexy pic|touch yourself|touching yourself|pleasure yourself|you wearing right now|you wearing under|bend over for|come for me|my onlyfans|out my onlyfans|your boobs|swap nudes|trade nudes|send nudes|something spicy|verga|mamada|chupame|chuparte|metemela|follar|cogerte|coger contigo|cachond| tetas |sexteo|el amor toda|hacerte el amor|sexo conmigo|sexo contigo|entre tus piernas|harias en la cama|dentro de mi |me excitas|me in bed |you in bed tonight|you taste so|sexual fantas|fantasia sexual|comerte enter| dick pic|what id do to you|do to you in bed| my nipples|nipples are hard|unbutton my|unzip my|nothing underneath|nothing under it|turn me on |turns me on|turn you on |knees for me|were in your bed|some porn |watch porn |la ropa para mi|tocate para",
    "",
    `${TOLD_OF}| on to |laude|toad|doctor|lump|normal|therapist`,
  ),
  near(
    "sexual",
    " moan|thrust|throbbing for|stroking|foreplay|seduc|kissing every|kiss every|all over your|want your body|your body on|crave you|top of you|grinding|bend you over|tricks in bed|tie you up|your dress up|your skirt|get you off| naked| nudes| undress|strip you| aroused|turned on|panties|lingerie|every inch|taste you|pleasure you|get naughty|be naughty|straddl|orgasm|my mouth|your mouth|your ass |you scream|between your thighs|between your legs|your legs for|my hips|you slick|no clothes|wet thinking|hard for you right|wet for you|desnud|sin ropa|excitad|mojada|gemir| gimas|tu vientre|tus pechos|tus senos|tus muslos|tus nalgas|tu culo|besarte todo|te deseo|mi cama|hazme tuya|hacerte mia|te toques|tocarte|morderte|lamerte",
    WE,
    `${TOLD_OF}|dream|shower|mole|yard|makeup|to a |pillow|feel your body|rest|tired|cat|dog|stroke\\b|tells|telling|yoga|stretch|doctor|suen|lluvia|moan\\w* about|\\bmed|pills?\\b|common|normal`,
  ),
  rule(
    "sexual",
    [
      "your|fuck| dick| cock | hard ",
      "neck|body|skin|thigh|chest|breast|boob|nipple|ass|stomach|hip|lip| hand| mouth| tongue|against m| finger| off| unbutton| unzip| fuck |dick|cock| for you| right now| thinking",
    ],
    String.raw`\b(?:(?:i|id|ill|me|my (?:lips|tongue|fingers|hands?)|wanna|(?:love|want) to)(?: (?:to|love|want|would|just|slowly))* (?:feel|touch|taste|grab|squeez|trac)|kiss|lick|suck|caress|strok)\w* (?:\w+ ){0,2}your (?:\w+ )?${SOFT}\b|\bmy (?:hands?|lips|mouth|tongue|fingers) (?:\w+ )?(?:on|down|over|between|inside|along|under) your (?!shoulder|arm|hand|back|head|heart)|\byour body (?:\w+ )?against m|\b(?:slide|slip|put|run) (?:your|my) (?:hand|finger)s? (?:\w+ )?(?:down|inside|into|between|under) your|\b(?:off|unbutton|unzip) (?:all )?your (?:clothes|panties|bra|jeans|pants|shirt for)|\byour shirt off for|\b(?:to|wanna|ill|id|lets) fuck (?:you|me)|\bfuck (?:me|you so)|\b(?:my|your|hard|big|suck|ride) (?:\w+ )?(?:dick(?! van)|cock)\b|\b(?:im|me) so hard (?:for you|right now|thinking)`,
    unless("want you to|doctor|lump|breath|wet|dont|coat"),
  ),
];

const PEOPLE =
  "migrant|refugee|mexican|latin|black|white|asian|arab|indian|muslim|musulman|jew|judio|gay|lesbian|homosexual|queer|gypsie|gitan|venezolan|trans|disabled|homeless|negr| moro| indio| mujer";
const THEM = String.raw`\b(?:(?:im|in)?${found(PEOPLE)}(?:[oae]?s|(?:ish|gender)? (?:people|men|women|kids))|women)\b`;

const HATE: readonly OutboundRule[] = [
  told(
    "hate",
    "subhuman| nigger| nigga|n gger|faggot|f ggot| fag | fags | tranny| trannies| kike| spic | spics |wetback| beaner| chinks| gook |raghead| retard | retards | retarded |maricon| sudaca| joto | jotos |retrasado mental|negro de mierda|indio de mierda|judio de mierda|moro de mierda|pinche negro|pinche indio",
    "",
    "armor|fluid|flame|spic and",
  ),
  told(
    "hate",
    "white power|heil hitler|sieg heil|hitler was right|hitler had the right|hitler had a point|white genocide|master race|superior race|holocaust never|holocaust is a lie|holocaust was a hoax",
    "",
    "sa(?:id|ys)|told|someone|painted|yelled|not ",
  ),
  near(
    "hate",
    "dan asco|spread disease|superior|dont belong|should be deported|exterminat|should die|deserve to die|should be locked|better without|a real man|less intelligent|control everything|behind it all|run the banks|round up|rid of all|rid of the|gas the|go back to",
    THEM,
    TOLD_OF,
  ),
  told(
    "hate",
    "vermin|rats |ratas|cockroach|animal|parasit|inferior|scum|filth|trash|garbage|basura|disease|plague|plaga|terrorist|criminal|rapist|thieves|ladron|disgusting|mentally ill|pervert|pedophile|groomer|freak|lazy|stupid|violent|evil|dangerous|a threat|sick in|unnatural|dirty|sucio|flojo|enferm|escoria|delincuente",
    `${THEM} (?:are|son)(?: (?:all|so|too|just|like|really|an?|nothing but|tod[oa]s|una?s?|unos))* `,
    TOLD_OF,
  ),
  rule(
    "hate",
    " hate | despise |odio |deport |kill ",
    String.raw`(?:\b(?:i|we) (?:hate|despise)|\bodio a l[oa]s|^(?:deport|kill)|should (?:deport|kill))(?: all| the| those)* ${THEM}`,
  ),
  told(
    "hate",
    "disease|sin |illness|mental |disorder|unnatural|disgusting|wrong |abomination|pecado|enfermedad|asco |trastorno",
    String.raw`\b(?:being (?:gay|trans|lesbian|bi)|homosexuality|ser (?:gay|lesbiana|trans)) (?:is|es)(?: (?:an?|una?|just|really))* `,
    TOLD_OF,
  ),
];

const STREET =
  "cocain| heroin | meth |metanfetamin|methamphetamin|fentan|mdma|ecstasy|extasis| lsd |some molly |sells molly|shrooms|magic mushrooms|ketamin| ghb | dmt |marijuana|marihuana| weed | mota | joint | porro ";

const DRUGS: readonly OutboundRule[] = [
  near(
    "illegal-drugs",
    `${STREET}|xanax|adderall| oxy | percs |you coke|some coke`,
    String.raw`\b(?:sell|will sell|who sells|score|cook|cocina|grow(?:ing)?|extract|snort\w*|inject|dealers?|my guy|my friend|telegram|instagram|the street|cheap|barat[oa]|recipes?|tabs|will make|your mind|fake|gramos|ingredients|brew|hook you up|easy to|necesitas|consig[aou]e?|conseguir|compra|comprar|vende|fuma|fumar|fumate|prueba|para hacer)\b`,
    HELD_OFF,
  ),
  told(
    "illegal-drugs",
    STREET,
    String.raw`(?:${TOLD}|^to |\b(?:how (?:to|you)|and|can|could|ill) )(?:buy|get|find|order|make|try|do|take|drop|smoke|use)(?: (?:some|an?|the|your|you|own|little|bit|of|more|gram))* ?`,
    `${HELD_OFF}|killer|plans|account|pain`,
  ),
  told(
    "illegal-drugs",
    "red phosphorus|anhydrous ammonia|pseudoephedrine and|do a line |line of coke| snort it|no prescription needed| plug on |dealer who|dealer near you|on the dark web|hide the stash|spore kit",
    "",
    `${HELD_OFF}|dance|card`,
  ),
];

const WEAPONS: readonly OutboundRule[] = [
  told(
    "weapon",
    " gun | guns |pistol| rifle|shotgun|firearm| glock| ar 15|silencer|silenciador|suppressor| bomb | bomba |explosiv|grenade|thermite|nerve gas| sarin |chlorine gas|full auto|machine gun",
    String.raw`\b(?:make|making|build|print|assemble|convert|becomes|homemade|fires|hacer|armar|fabricar|construir|imprimir) (?:\w+ ){0,3}`,
    "\\b(?:dont|not|never|no|sure|lock\\w*|safer?|illegal|game|toy|nerf|lego|glue|water|bath|de (?:bano|crema)|free)\\b",
  ),
  told(
    "weapon",
    "auto sear|down the sear|the serial off|pressure cooker with nails|fertilizer with diesel|untraceable ",
  ),
];

const VICE =
  " beer| wine | vodka | whisk| tequila| bourbon | liquor | booze | champagne | margarita| gin | chela|a bowl and chill| stiff drink | another drink |more drink|some shots | cigar|marlboro| vape | vaping |nicotine pouch| zyn| weed | cannabis | thc | cbd | edible| vino | cerveza| trago | copa | porro | toque ";
const BETS = " casino|sportsbook| slots| roulette|blackjack|lottery| parlay";

const PROMOTION: readonly OutboundRule[] = [
  told("promotion", "free spins|bonus bet|promo code|giros gratis", "", HELD_OFF),
  near(
    "promotion",
    BETS,
    String.raw`(?:^(?:go |just )?(?:try|play|hit|open|use|join|buy)\b|\b(?:you should|your luck|feel lucky|easy money|win big|lets|vamos|juega|sign up|a lock)\b)`,
    HELD_OFF,
  ),
  told("promotion", "place a bet|apuesta cien|apuesta todo", "", HELD_OFF),
  told("promotion", "bet on the |bet on a ", TOLD, HELD_OFF),
  told(
    "promotion",
    "bucks on the|dollars on the",
    String.raw`\b(?:put|bet) \w+ `,
    `${HELD_OFF}|side|card|table|counter`,
  ),
  told(
    "promotion",
    VICE,
    String.raw`(?:(?:${TOLD_STRONGLY}|\b(?:lets|y|mejor) )(?:have|grab|get|drink|pour|take|do|open|crack open|pide|order|buy|smoke|light|toast|echate|try|start|enjoy|eat|tomate|bebe|bebete|fumate|fuma)|\b(?:one more|how about|nothing beats)|^date|(?<!if |when |do )\byou(?:ve)? (?:really )?(?:deserve|need|could use|earned))(?: (?:an?|another|some|few|more|one|of|the|your|big|glass|bottle|pack|shots?|stiff|cold|good|nice|strong|yourself|with|couple|una?|un[oa]s|otr[oa]|copa|vaso|de|and))* ?`,
    `${HELD_OFF}|flowers`,
  ),
  near(
    "promotion",
    VICE,
    String.raw`\b(?:(?:will|ll|would|can|wont|is the) (?:\w+ ){0,2}(?:edge|help you|calm|relax|fix|hurt|cure)|calms you|half off|\d+ off|on sale|order now|loosen up)`,
    HELD_OFF,
  ),
  told("promotion", " drunk| wasted|hammered|stoned", String.raw`(?:${TOLD_STRONGLY}|\blets )get `, HELD_OFF),
  told("promotion", "emborrachate", "^", HELD_OFF),
];

export const CONTENT: readonly OutboundRule[] = [...SEXUAL, ...HATE, ...DRUGS, ...WEAPONS, ...PROMOTION];
