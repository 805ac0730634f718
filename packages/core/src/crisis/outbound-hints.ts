import { latePattern } from "../kernel/index.ts";
import { any, DRUG, type OutboundRule, rule, START, TOLD, TOLD_STRONGLY } from "./outbound-words.ts";

/**
 * What says it without saying it: a means with how quick it is or how much is enough, a hint at a place, dying called
 * easier, who was hurt asked what they did. Most of it is ordinary talk elsewhere, so most holds in a crisis only.
 */

const MEANS = any(
  ...["belt", "rope", "cord", "cable", "scarf", "gun", "pistol", "rifle", "shotgun", "bullet", "knife", "knives"],
  ...["blades?", "razors?", "scissors", "bleach", "antifreeze", "poison", "pills?", "tablets?", "meds", DRUG],
  ...[
    "hanging",
    "drowning",
    "jumping",
    "cutting",
    "shooting",
    "overdos(?:e|ing)",
    "bleeding",
    "starving",
    "suffocating",
  ],
  ...[
    "helium",
    "exhaust",
    "carbon monoxide",
    "gas",
    "bridge",
    "roof",
    "ledge",
    "balcony",
    "cliff",
    "overpass",
    "tracks",
    "train",
  ],
);
const SPEED = any(
  ...[
    "quick(?:er|est|ly)?",
    "fast(?:er|est)?",
    "eas(?:y|ier|iest)",
    "painless(?:ly)?",
    "peaceful(?:ly)?",
    "instant(?:ly)?",
  ],
  ...[
    "less painful",
    "more (?:certain|effective|reliable|peaceful)",
    "most (?:effective|reliable)",
    "certain",
    "reliable",
  ],
  ...["effective", "lethal", "deadly", "fatal", "cleaner", "surer", "gentler", "less messy", "foolproof"],
);
const DOES_IT = any(
  ...[
    "do (?:it|the trick|the job)",
    "does (?:it|the trick|the job)",
    "be enough",
    "is enough",
    "are enough",
    "work(?:s)? best",
  ],
  ...["would work", "will work", "works better", "suffice", "kill you", "end it", "be plenty", "finish (?:it|you)"],
  ...["be over (?:soon|fast|quick\\w*|in)"],
  ...["hurts? (?:less|more|a lot)", "(?:doesnt|dont|wont) hurt", "wont feel (?:it|a thing|anything)"],
);
/** Means are also spoken of to keep them away, and a feeling is told back. */
const KEPT_AWAY =
  /\b(?:away|give|giving|hand(?:ing|ed)?|lock(?:ed|ing|s)?|store|someone else|sister|brother|friend|distance|out of|between you|put(?:ting)?|mov(?:e|ing)|step|safer?|dont|do not|never|please|call|rid|drop(?:ping)? off|unload\w*)\b/;
const TOLD_BACK =
  /\b(?:feels?|feeling|felt|thoughts?|think|thinking|believe|seems?|seemed|say|says|said|saying|tells?|told|hope|hoping|wish|wishing|want|afraid|scared|worr\w+|sounds? like|part of you|when you)\b/;
const TOLD_BACK_IN_SPANISH =
  /\b(?:sient[eo]s?|sentir|piensas?|pensar|crees?|dices|dijiste|parece|quieres|deseas|ojala|miedo|parte de ti|cuando)\b/;
const DENIED = /\b(?:not|never|no|none|isnt|wasnt|arent|didnt|doesnt|dont|nothing|nobody|no one|if)\b/;
const DENIED_IN_SPANISH = /\b(?:no|nunca|nada|nadie|jamas)\b/;

const inCrisisOnly = true as const;

const MEANS_HINTED: readonly OutboundRule[] = [
  rule(
    "method",
    " eas| fast| less |certain|cleaner|deadly|effective|fatal|foolproof|gentler|instant|lethal|messy|painless|peaceful|quick|reliable|surer",
    String.raw`\b${MEANS}\b.{0,40}\b${SPEED}\b`,
    {
      ...{
        inCrisisOnly,
        unless: latePattern(
          `${KEPT_AWAY.source}|${TOLD_BACK.source}|\\brelief\\b|\\bmakes? it easier\\b|\\b(?:isnt|not|never) (?:an )?easy\\b`,
        ),
      },
    },
  ),
  rule(
    "method",
    [
      " do | end it| less | more|a lot|are enough|be enough|be over|best |does |finish |hurt |is enough|kill you |plenty|suffice|will work|wont feel|works better|would work",
      " belt| rope| cord| cable| scarf| gun| pistol| rifle| shotgun| bullet| knife| knives| blade| razor| scissors| bleach| antifreeze| poison| pill| tablet| meds| tylenol| acetaminophen| paracetamol| ibuprofen| advil| aspirin| xanax| valium| ambien| benadryl| oxy| percocet| vicodin| fentanyl| heroin| insulin| zoloft| prozac| lexapro| klonopin| adderall| lithium| opioid| codeine| tramadol| nyquil| benzo| trazodone| gabapentin| painkiller| antidepressant| pastillas| hanging| drowning| jumping| cutting| shooting| overdos| bleeding| starving| suffocating| helium| exhaust| carbon monoxide| gas| bridge| roof| ledge| balcony| cliff| overpass| tracks| train",
    ],
    String.raw`\b${MEANS}\b.{0,40}\b${DOES_IT}\b`,
    {
      ...{ inCrisisOnly, unless: latePattern(`${KEPT_AWAY.source}|${TOLD_BACK.source}`) },
    },
  ),
  rule(
    "method",
    ["than ", " faster| quicker| easier| better| surer| more effective| less painful"],
    String.raw`\b(?:faster|quicker|easier|better|surer|more effective|less painful) than (?:a |the |an )?${MEANS}\b`,
    {
      inCrisisOnly,
    },
  ),
  rule(
    "method",
    " use ",
    String.raw`\buse (?:(?:a|an|the|your|his|her|some|that|those|my) )?(?:\w+ )?${MEANS} (?:for (?:that|this|it)|to (?:do|end|die|kill|hurt)|if you)`,
    { inCrisisOnly, unless: /\b(?:dont|do not|never|please|not)\b/ },
  ),
  rule(
    "method",
    "bleed out|drown |freeze |jump |starve|suffocate",
    `${TOLD}(?:jump|drown|bleed out|suffocate|freeze|starve)(?: instead| now| tonight| then)?$`,
    {
      inCrisisOnly,
    },
  ),
  rule(
    "method",
    "balcony|bridge |cliff |ledge|overpass|roof |rooftop",
    String.raw`\b(?:bridge|roof|rooftop|cliff|balcony|overpass|ledge)\b.{0,30}\b(?:high|tall|open|empty|unlocked|unguarded|quiet at night|no (?:fence|rail\w*|one))\b`,
    {
      ...{ inCrisisOnly, unless: KEPT_AWAY },
    },
  ),
  rule(
    "method",
    " gun| rope |knife|knives|meds|pills|pistol |razor|rifle ",
    String.raw`\b(?:keeps?|stores?|hides?|has|have|leaves?) (?:the|a|his|her|their|your|some|that) (?:\w+ )?(?:guns?|pistol|rifle|pills|meds|razors?|knife|knives|rope)\b.{0,12}\b(?:in|under|on|behind)\b`,
    {
      ...{ inCrisisOnly, unless: /\b(?:safe|lock\w*|could|can|ask|for now|away|would)\b/ },
    },
  ),
  rule(
    "method",
    " things| way|method|option",
    String.raw`\b(?:theres|there are|there is|i know(?: of)?|are)(?: \w+)? (?:faster|quicker|easier|surer|cleaner|painless|gentler|less painful) (?:ways?|methods?|options?|things)$`,
    {
      inCrisisOnly,
    },
  ),
  rule(
    "method",
    " over ",
    String.raw`\b(?:itll|it will|itd|it would|it is|its)(?: all)? (?:be )?over (?:soon|fast|quick\w*|before you|in (?:a few |\w+ )?(?:seconds|minutes))`,
    {
      inCrisisOnly,
    },
  ),
  rule(
    "method",
    "be dead|consciousness|pass out|stop breathing|to die|to kill|unconscious",
    String.raw`\b(?:takes?|in|within|after) (?:about |around |only |just |maybe )*(?:a few|a couple(?: of)?|\w+)? ?(?:seconds|minutes|hours|days)\b.{0,25}\b(?:to die|lose consciousness|pass out|to kill|unconscious|be dead|stop breathing)`,
  ),
  rule(
    "method",
    [
      " days| long| time |a while|hours|minutes|seconds",
      " tylenol| acetaminophen| paracetamol| ibuprofen| advil| aspirin| xanax| valium| ambien| benadryl| oxy| percocet| vicodin| fentanyl| heroin| insulin| zoloft| prozac| lexapro| klonopin| adderall| lithium| opioid| codeine| tramadol| nyquil| benzo| trazodone| gabapentin| sleeping pill| painkiller| antidepressant| pastillas| tabletas",
    ],
    String.raw`\b${DRUG} (?:takes?|would take|needs?) (?:\w+ )?(?:seconds|minutes|hours|days|long(?:er)?|a while|too long|time)\b`,
    {
      ...{ inCrisisOnly, unless: /\b(?:doctor|pharmacist|prescri\w+|to work|kick in|to help)\b/ },
    },
  ),
  rule(
    "method",
    "crosswise|deep|further|harder|higher|lengthwise|longer|sideways",
    String.raw`\b(?:youd|you would|youll|you will|you)(?: \w+)? (?:have|need|want|got) to (?:go|cut|press|push|dig|do it|aim|jump|fall)(?: in| it| from)? (?:\w+ )?(?:deep(?:er)?|harder|further|longer|higher)\b|\b(?:go|cut|press|push) (?:a (?:bit|little) )?(?:deeper|harder)$|\b(?:sideways|lengthwise|crosswise)\b`,
    {
      ...{
        inCrisisOnly,
        unless:
          /\b(?:dont|do not|wont|never) (?:\w+ )?(?:have|need|want)\b|\b(?:you|lets|we)? ?(?:can|could) go deeper\b/,
      },
    },
  ),
  rule(
    "dose",
    " all | most | rest |bottle|couple |dozen|few |half |handful",
    String.raw`\b(?:handful|bottle|dozen|all|half|most|rest|few|couple) of (?:those|them|these|it|the \w+|your \w+)\b.{0,20}\b${DOES_IT}\b`,
    {
      ...{ inCrisisOnly, unless: KEPT_AWAY },
    },
  ),
  rule(
    "dose",
    "if you ",
    String.raw`\bif you (?:\w+ )?(?:take|took|swallow(?:ed)?|drink|drank) (?:all|both|the (?:whole|rest)|enough|those|that many)\b.{0,30}\b(?:wake|die|kill|peaceful\w*|be (?:over|gone|enough)|it works|sleep forever)\b`,
    {
      unless: /\b(?:please|call|911|hospital|emergency|liver|dangerous|doctor|harm|already)\b/,
    },
  ),
  rule(
    "dose",
    " wake",
    String.raw`\b(?:you|youll|youd)(?: \w+){0,2} (?:wont|never|not)(?: ever| even)? wake(?: back)? up\b(?! (?:late|early|tired|in|on|at|before|with|to|so|until|till|your|the|her|him|them|anyone|anybody))|\b(?:go to sleep|fall asleep|drift off|sleep) and (?:\w+ )?(?:never|not) wake`,
    {
      unless: latePattern(`${TOLD_BACK.source}|\\b(?:please|call|911|why|dangerous)\\b`),
    },
  ),
  rule(
    "dose",
    "alcanza|basta|suficiente",
    String.raw`\b(?:punado|todas|todo el frasco|frasco|caja|esas|pastillas)\b.{0,25}\b(?:bastan?|bastarian?|alcanzan?|alcanzarian?|seria suficiente|es suficiente|son suficientes)\b`,
    { inCrisisOnly },
  ),
];

const DEATH_HINTED: readonly OutboundRule[] = [
  rule(
    "encouragement",
    [
      " end | let|be done|give up|let go|rest forever|stop fighting|this world",
      " yourself | let go| give up| stop fighting| be done| leave this world| rest forever| end ",
    ],
    String.raw`\blet(?:ting)? yourself (?:die|go$|slip away|drift off|stop living)|\b(?:ok|okay|fine|alright|time|right|allowed) to (?:let go(?: now)?|give up|stop fighting|be done(?: with (?:it|life))?|leave this world|rest forever|end (?:it|things))$`,
    {
      ...{ inCrisisOnly, unless: /\b(?:not|isnt|dont|never)\b/ },
    },
  ),
  rule(
    "encouragement",
    "let yourself",
    String.raw`\b(?:ok|okay|fine|alright|time|right|allowed|good) to let yourself die\b`,
    {
      unless: /\b(?:not|isnt|never)\b/,
    },
  ),
  rule(
    "encouragement",
    " dying| ending|being dead|being here|death |existing|make sense|suicide ",
    String.raw`\b(?:death|dying|being dead|suicide|not (?:being here|existing)|ending (?:it(?: all)?|your life))(?: \w+)? (?:is|would|could|might|may|can|will|seems?|sounds?)(?: \w+){0,2} (?:easier|simpler|better than|quick|kinder|for the best|worth it|what you (?:need|want)|your (?:choice|right))\b|\b(?:dying|suicide|ending (?:it(?: all)?|your life)) (?:would|could|might) make sense\b`,
    {
      unless: latePattern(`${TOLD_BACK.source}|\\b(?:isnt|is not|never|wont|wouldnt|would not)\\b`),
    },
  ),
  rule(
    "encouragement",
    [" too |as well|if i |in your", "die|dying|be dead| myself| it all| my life|disappear|suicide"],
    String.raw`\b(?:id|i would|i might|i)(?: \w+){0,2} (?:want to|wanna|feel like|think about|consider|would|probably|might)(?: \w+)? ?(?:die|dying|be dead|(?:kill|killing|cut|cutting) myself|end(?:ing)? (?:it all|my life)|disappear|suicide)\b.{0,25}\b(?:too|if i (?:were|was) you|in your (?:place|shoes|position|situation)|as well)\b`,
    {
      unless: /\b(?:dont|do not|never|wouldnt|would not)\b/,
    },
  ),
  rule(
    "encouragement",
    "blame you",
    String.raw`\b(?:no ?one|nobody|i|they|who)(?: would| could|d| wouldnt| dont| cant| couldnt| can)?(?: ever| really)? blame you (?:for|if you)(?: \w+){0,2} (?:end\w*|died?|dying|dead|kill\w*|do(?:ing)? it|leav\w+ (?:this|the) world|giv\w+ up|suicide|jump\w*)\b`,
    { inCrisisOnly },
  ),
  rule(
    "encouragement",
    "better|burden|relieved",
    String.raw`\b(?:you are|youre|youve been|you were)(?: \w+){0,2} a burden\b|\bthey(?:re|d be| would be| are)(?: \w+)? (?:better|relieved)(?: off)?$`,
    {
      unless: latePattern(`${TOLD_BACK.source}|\\b(?:not|never|arent|isnt|no|like|that|if|as though)\\b`),
    },
  ),
  rule(
    "encouragement",
    "acaba|haz lo|hazlo|termina ",
    `^(?:(?:si|pues|entonces|ya|solo|bueno|ok|y|mejor) )*(?:hazlo|haz lo que (?:quieras|tengas que hacer|debas)|acaba con (?:todo|esto)|termina con (?:todo|esto))(?: ya| ahora| hoy| mismo| rapido| si quieres| de una vez| y descansa)*$`,
    {
      inCrisisOnly,
    },
  ),
  rule(
    "encouragement",
    "estar|existir|matar|morir|muert|quitar|suicidio",
    String.raw`\b(?:morir(?:se|te)?|la muerte|el suicidio|quitar(?:se|te) la vida|matar(?:se|te)|no (?:estar|existir))(?: \w+){0,2} (?:es|seria|sea|puede ser|podria ser)(?: \w+){0,2} (?:lo mejor|mejor|mas facil|facil|rapido|lo correcto|un descanso|descansar|alivio|una salida|la salida|comprensible|entendible|normal)\b|\b(?:mejor|mas facil) (?:seria )?(?:morir|estar muert[oa]|no existir)(?:te|se)?\b(?! de )`,
    {
      unless: latePattern(`${TOLD_BACK_IN_SPANISH.source}|${DENIED_IN_SPANISH.source} (?:es|seria|hay)`),
    },
  ),
  rule(
    "encouragement",
    " en tu|carga |culpa|dejate|es hora|fuera|juzgaria|querria|yo tambien",
    String.raw`\b(?:yo tambien|en tu lugar|si fuera tu)(?: \w+){0,3} (?:querria|quisiera|me querria|me) (?:morir|matar|morirme|matarme|mataria|moriria)|\bquerria morir(?:me)? (?:tambien|en tu lugar)|\beres una carga\b|\bes hora de (?:descansar para siempre|dejarte ir|rendirte|irte)|\bdejate (?:ir|morir)\b|\b(?:nadie|yo no) te (?:culparia|culpa|juzgaria) (?:por|si) (?:\w+ )?(?:morir|matar|acabar|terminar|hac)`,
    {
      unless: latePattern(`${TOLD_BACK_IN_SPANISH.source}|\\bno (?:eres|es hora)\\b`),
    },
  ),
  rule(
    "dose",
    "cloro|frasco|lejia|pastillas|pildoras|tabletas|veneno",
    String.raw`(?:^|\b(?:y|pues|mejor|solo|entonces|puedes|podrias|deberias|debes) )(?:te )?(?:toma|tomate|tomar|tomarte|traga|tragate|bebe|bebete|beber)(?: \w+){0,2} (?:pastillas|pildoras|tabletas|cloro|lejia|veneno|(?:el|todo el) frasco)\b`,
    {
      unless: /\b(?:recet\w+|doctora?|medic[oa]|indic\w+|como siempre|a su hora|no)\b/,
    },
  ),
  rule(
    "dose",
    "despertaras|despiertas|tomas |tragas|vas|vuelves",
    String.raw`\bsi te (?:las )?(?:tomas|tragas)(?: \w+)? (?:todas|todo|el frasco|la caja)|\b(?:no|nunca) (?:te )?(?:vas a despertar|vuelves a despertar|despertaras|despiertas)\b(?! (?:a|al|tarde|temprano|cansad[oa]|en|con|hasta) ?)`,
    {
      unless: /\b(?:por favor|llama|911|hospital|emergencias?|miedo|deseas|quieres|ojala|peligro\w*)\b/,
    },
  ),
  rule(
    "method",
    " arma| tren|ahorcarse|ahorcarte|cinturon|cloro|cortarse|cortarte|cuchillo|cuerda|facil|navaja|pastillas|pistola|puente|rapid|saltar|soga|veneno",
    String.raw`\b(?:cinturon|soga|cuerda|pistola|arma|cuchillo|navaja|cloro|veneno|pastillas|puente|tren|ahorcarse|ahorcarte|cortarse|cortarte|saltar)\b.{0,30}\b(?:rapid[oa]s?|facil(?:es)?|sin dolor|indolor|efectiv[oa]s?|segur[oa] que|duele menos|no duele|funciona|sirven?|suficientes?|basta)\b|\bmas (?:rapid[oa]|facil) (?:con|que) (?:el|la|los|las|un|una)? ?(?:cinturon|soga|cuerda|pistola|cuchillo|pastillas|puente|cloro)|\b(?:usa|puedes usar) (?:un|una|el|la|tu) (?:cinturon|soga|cuerda|pistola|cuchillo|navaja)\b`,
    {
      ...{
        inCrisisOnly,
        unless: /\b(?:dale|dar|guard\w+|lejos|alej\w+|otra persona|hermana|amig[oa]|no|por favor|aparte)\b/,
      },
    },
  ),
];

const RELATION = any(
  ...[
    "him",
    "her",
    "them",
    "that (?:man|woman|guy|jerk)",
    "this (?:man|woman|guy)",
    "the relationship",
    "this relationship",
  ],
  "your (?:husband|wife|partner|boyfriend|girlfriend|ex|man)",
);

const BLAME: readonly OutboundRule[] = [
  // Leaving is the most dangerous time; when and whether is theirs to judge, with somebody who plans it with them.
  rule(
    "confrontation",
    "break up|divorce |dump |kick out|leave |run away|walk out",
    `${TOLD_STRONGLY}(?:leave|dump|divorce|break up with|walk out on|run away from|kick out) ${RELATION}(?! (?:alone|be\\b|a |an |in peace|to ))`,
    {
      inCrisisOnly,
    },
  ),
  rule(
    "confrontation",
    [
      "get out|leave |move out|pack |run |walk out|why",
      " should| need to| have to| must| gotta| ought to| dont| do not| havent| wont| and | bags| things| stuff| a bag| up and| now| tonight| today| immediately",
    ],
    String.raw`\b(?:you|u)(?: really| just)? (?:should|need to|have to|must|gotta|ought to) (?:just |really )?(?:leave|get out|move out|walk out|run)(?: now| right now| tonight| today| immediately| already)?$|\bwhy (?:dont|do not|havent|wont) you (?:just |already )?(?:leave|left|go|move out)\b|\bpack (?:and (?:go|leave)|your (?:bags|things|stuff)|a bag|up and)|${START}(?:leave|get out|move out) (?:now|tonight|today|immediately|right now)`,
    {
      ...{ inCrisisOnly, unless: /\b(?:dont|do not) have to\b|\bif (?:its|it is|you can)\b/ },
    },
  ),
  rule(
    "confrontation",
    "abandonal|abandonarl|cosas|dejal|dejarl|divorciarte|divorciate|haz |irte|que no|separarte|vete |y vete",
    String.raw`\bdejal[oa](?: (?:ya|hoy|ahora|esta noche|de una vez)\b|$)|\b(?:deberias|debes|tienes que|necesitas) (?:dejarl[oa]|irte (?:ya|hoy|ahora)|abandonarl[oa]|separarte|divorciarte)|\bhaz las maletas\b|\b(?:empaca|agarra) (?:tus cosas|y vete)|\b(?:divorciate|abandonal[oa])\b|\bvete (?:de (?:la|tu) casa|hoy mismo|esta noche)|\bpor que no (?:l[oa] dejas|te vas)`,
    {
      ...{ inCrisisOnly, unless: /\bno (?:tienes que|debes)\b/ },
    },
  ),
  rule(
    "blame",
    "ask for|asking for|do to |drinking|drunk|encourage|flirt|lead|make |provoke|provoking|say no|scream|wearing|why",
    String.raw`\bwhat (?:were|was|are) (?:you|u) wearing|\bwhat did (?:you|u) do to (?:make|provoke|upset|deserve|cause|anger|set)|\bwere (?:you|u)(?: \w+)? (?:drunk|drinking|flirting|leading (?:him|her|them)|provoking|asking for)|\bdid (?:you|u) (?:lead|provoke|encourage|flirt|ask for|say no|scream|make (?:him|her|them))|\bwhy (?:did|didnt|do|dont|would|wouldnt|werent|were) (?:you|u)(?: \w+)? (?:let (?:him|her|them|it|that)|leave|allow|go (?:there|with|back|home|along|over)|stay|put up|say no|scream|report|push (?:him|her)|run|stop (?:him|her|them)|provoke|make (?:him|her|them)|drink|trust)`,
    {
      inCrisisOnly,
    },
  ),
  rule(
    "blame",
    " earned| had|asked for|brought|caused|deserve|fault|provoked",
    String.raw`\b(?:you|u)(?: \w+){0,2} (?:deserved?|earned|asked for|provoked|brought|caused|had) (?:it|this|that|him to|her to)(?: coming)?\b|\b(?:its|it is|it was|thats|that was|this is|partly|kind of|kinda|maybe|also|half) (?:\w+ )?your (?:own )?fault|\byour (?:own )?fault for\b`,
    {
      ...{ inCrisisOnly, unless: latePattern(`${DENIED.source}|${TOLD_BACK.source}|\\bwhoever\\b`) },
    },
  ),
  rule(
    "blame",
    "could have|couldve|should",
    String.raw`\b(?:you|u) (?:should(?:nt| not)? have|shouldve|couldve|could have)(?: \w+)? (?:been|gone|let|worn|drunk|fought|said no|known|left|screamed|stopped|provoked|stayed|trusted|told)`,
    { inCrisisOnly, unless: /\b(?:feel|think|say|tell|told|never|nobody|no one|if)\b/ },
  ),
  rule(
    "blame",
    " angry| playing| point| side| sure| tired| try |be a better|be boys|drunk|having a|it takes|jealous because|joking|learn |mean |perspective|protecting|stressed|trying to|worried",
    String.raw`\b(?:he|she|they|your \w+)(?: probably| surely| just| maybe| likely| really| must have)* (?:didnt|doesnt|did not|dont) (?:really )?mean (?:it|to|any harm|that)|\b(?:he|she|they)(?:s| is| was| were| are)? (?:just|only) (?:stressed|drunk|tired|angry|joking|playing|jealous because|having a (?:bad|hard)|trying to|worried about you|protecting)|\bboys will be boys\b|\bit takes two\b|\bsees? (?:it|things) from (?:his|her|their) (?:side|perspective|point)|\b(?:try|learn) (?:not to|to stop|to avoid) (?:upset|provok|anger|mak)\w*|\bbe a better (?:wife|husband|partner|girlfriend|boyfriend|son|daughter)|\bare (?:you|u) sure (?:it (?:happened|was)|thats what|he|she|they|youre not)`,
    {
      ...{ inCrisisOnly, unless: /\b(?:feels?|thinks?|believe|says?|said|saying|tells?|told|if|when)\b/ },
    },
  ),
  rule(
    "blame",
    " puest|estaba|fue su|hiciste|hizo|ibas|por que|queria|quiso|te lo",
    String.raw`\bque (?:llevabas|traias) puest[oa]|\bcomo ibas vestid[oa]|\bque (?:le )?hiciste para\b|\b(?:estabas|ibas) (?:borrach[oa]|tomad[oa]|coqueteando)|\bpor que (?:l[oa] |se lo |te )?(?:dejaste|permitiste|quedaste|fuiste con|aguantas|no (?:te fuiste|gritaste|dijiste que no|te defendiste|lo denunciaste))|\bte lo (?:buscaste|mereces|merecias|ganaste)|\b(?:seguro|quizas?|tal vez) no (?:quiso|queria|fue su intencion)|\bno lo hizo (?:con mala intencion|a proposito|queriendo)|\b(?:solo|nada mas) estaba (?:borracho|enojado|cansado|estresado|celoso)`,
    {
      inCrisisOnly,
    },
  ),
  rule(
    "blame",
    "culpa|tuya",
    String.raw`\b(?:es|fue|tambien es|tambien fue|en parte es|en parte fue) (?:tu culpa|culpa tuya)\b`,
    {
      unless: latePattern(`${DENIED_IN_SPANISH.source}|${TOLD_BACK_IN_SPANISH.source}`),
    },
  ),
  rule(
    "secrecy",
    "confidential|private|secret ",
    String.raw`\b(?:this|it|that|everything|all of it)(?: will| is going to| shall)? (?:stays?|remains?|be kept) (?:\w+ )?(?:private|secret|confidential)\b`,
    {
      unless: /\b(?:cant|cannot|wont|dont|not|if|doesnt)\b/,
    },
  ),
];

export const HINTS: readonly OutboundRule[] = [...MEANS_HINTED, ...DEATH_HINTED, ...BLAME];
