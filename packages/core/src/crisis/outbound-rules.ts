import { CLAIMS_UNDER_PRESSURE } from "./outbound-claims.ts";
import { CONTENT } from "./outbound-content.ts";
import { DEEDS } from "./outbound-deeds.ts";
import { HINTS } from "./outbound-hints.ts";
import { Traces } from "./outbound-traces.ts";
import {
  any,
  BODY,
  DRUG,
  HEIGHT,
  NOT_AN_IDIOM,
  NUMBER,
  type OutboundRule,
  PILLS,
  REFUSAL,
  rule,
  THEM,
  TOLD,
  TOLD_STRONGLY,
  WARNING,
} from "./outbound-words.ts";

const HELP_DENIED = /\b(?:cant|cannot|wish|if|not able|help is on the way once|after you call|when you call)\b/;

const METHODS: readonly OutboundRule[] = [
  rule(
    "method",
    [
      " way|means|method",
      " die| dying| kill| end| hurt| harm| suicide| cut yourself| overdos| peacefully| quickly| starv| disappear for",
    ],
    String.raw`\b(?:quick|fast|easy|painless|peaceful|effective|certain|reliable|common|quickest|fastest|easiest|surest|best|cleanest|simplest|only|least painful|most effective|most peaceful|other|some|few|many|different|good|sure)(?: and \w+| \w+)? (?:ways?|methods?|means)(?: out)?(?: is| are)? (?:to|of|for|would be to) (?:die|dying|kill|killing|end(?:ing)? (?:it|your|a)|hurt(?:ing)? (?:yourself|people|him|her|them|someone)|harm|suicide|self harm|cut yourself|overdos|go(?: peacefully| quickly)|starv|disappear for)`,
    { unless: REFUSAL },
  ),
  rule(
    "method",
    [
      " heres| how|instructions|method|steps to|ways to",
      " kill| hang| shoot| drown| suffocat| poison| stab| strangl| overdos| end your| end it all| take your own life| hurt | cut yourself| self harm| suicide| die| a bomb| it look like| starve| purge| tie a",
    ],
    String.raw`\b(?:how (?:to|you (?:can|could|do))|heres how|steps to|ways to|methods? (?:of|for|to)|instructions (?:for|to)) (?:kill|hang|shoot|drown|suffocat|poison|stab|strangl|overdos|end your|end it all|take your own life|hurt (?:yourself|him|her|them)|cut yourself|self harm|suicide|die(?!t)|make (?:a bomb|it look like)|starve|purge|tie a)`,
    { unless: REFUSAL },
  ),
  rule(
    "method",
    " arm| leg| skin|asphyxiate |choke |drown |electrocute |hang | kill |neck|poison |shoot |stab |strangle |suffocate |thigh|throat|vein|wrist",
    `${TOLD}(?:(?:kill|hang|shoot|drown|suffocate|poison|stab|strangle|choke|electrocute|asphyxiate) (?:yourself|urself)|(?:slit|slash|slice|cut|open)(?: up| into| open)? your ${BODY})(?! in the foot| for fun)`,
  ),
  rule(
    "method",
    [" urself|yourself", "hurt|harm|cut|burn|starve|punish|injure"],
    `${TOLD_STRONGLY}(?:hurt|harm|cut|burn|starve|punish|injure) (?:yourself|urself)(?! (?:some slack|a break|off|short|a slice|a piece|loose|some|a check|out|in half))`,
  ),
  rule(
    "method",
    [
      " stand | walk |dive|drive |jump |leap|lie down|step |throw ",
      " bridge| roof| ledge| building| balcony| cliff| train| tracks| traffic| window| overpass| truck| bus| railing",
    ],
    `${TOLD}(?:jump|leap|step|walk|throw yourself|dive|drive|lie down|stand)(?: off| from| in front of| into| on| out of| over)(?: of)?(?: the| a| that| your| an| oncoming| incoming| moving)*(?: nearest| highest| tall| \\w+)? ${HEIGHT}`,
    {
      unless:
        /\b(?:drive|walk) (?:over|on|into) (?:the|a|that) (?:bridge|building)|on the bus|on the train|walk into (?:the|a|that|your) \w* ?building/,
    },
  ),
  rule("method", "enough to", String.raw`\b(?:tall|high|deep|cold) enough to (?:die|kill|drown|be fatal|end)`),
  rule(
    "method",
    "feet|floors|meters|storeys|stories",
    String.raw`\b(?:stories|floors|storeys|feet|meters)\b.{0,30}\b(?:fatal|lethal|survive|kill you|certain death|be enough|die)\b`,
  ),
  rule(
    "method",
    "exit bag|knot |ligature|noose|suicide bag|suicide kit",
    String.raw`\b(?:noose|ligature|slip ?knot|exit bag|suicide kit|suicide bag)\b`,
    { unless: REFUSAL },
  ),
  rule(
    "method",
    " door| fan|around your|beam|ceiling|rafter",
    String.raw`\b(?:rope|belt|cord|sheet|scarf|knot|cable)\b.{0,30}\b(?:around your neck|over (?:the|a) (?:beam|door|rafter)|from the (?:ceiling|fan|beam|rafter))`,
  ),
  rule(
    "method",
    " carbon| gas|car exhaust|charcoal|exhaust |helium|nitrogen",
    String.raw`\b(?:helium|nitrogen|car exhaust|exhaust|charcoal|carbon monoxide|gas)\b.{0,40}\b(?:breathe|inhale|hood|mask|over your head|garage|fall asleep|painless|peaceful|never wake|sealed|hose)`,
    {
      unless: /\b(?:detector|alarm|get out|fresh air|symptoms?|leak)\b/,
    },
  ),
  rule(
    "method",
    " carbon|charcoal|engine|exhaust |fumes|helium|nitrogen",
    String.raw`\b(?:breathe|inhale|seal|fill|run|sit)\b.{0,40}\b(?:helium|nitrogen|exhaust|charcoal|carbon monoxide|engine running|fumes)\b`,
    {
      unless: /\b(?:detector|alarm|get out|fresh air|leak)\b/,
    },
  ),
  rule(
    "method",
    "arteries|artery|bleed out|jugular|lengthwise|road not|thigh|vein|vertical|wrist",
    String.raw`\bbleed out\b|\bdown the road not across|\b(?:cut|slice|slit|slash|blade|razor)\w*\b.{0,30}\b(?:vertical|lengthwise|artery|arteries|veins?|wrists?|jugular|inner thigh)`,
  ),
  rule(
    "method",
    "deep|harder",
    `${TOLD}(?:cut|press|dig|slice)(?: it| in| a| much| little| bit){0,3} (?:deep|harder)`,
    {
      unless: /\b(?:cake|bread|onion|pizza|dough|garden|soil|hole)\b/,
    },
  ),
  rule(
    "method",
    [
      " gun | rat | rope |antifreeze|blade|bleach|knife|lighter|pistol |poison |razor |rifle |shotgun",
      "use|grab|get|take|find|buy|borrow|steal|sharpen|order",
    ],
    `${TOLD}(?:use|grab|get|take|find|buy|borrow|steal|sharpen|order)(?: a| the| your| his| her| some| dads?| an?)*(?: sharp| big| kitchen| new| clean)? (?:gun|pistol|rifle|shotgun|rope|razor|razor blades?|blades?|knife|poison|bleach|antifreeze|rat poison|lighter)\\b`,
    {
      unless:
        /\b(?:onion|cook|chop|veg\w*|bread|cake|butter|dice|slice|cheese|garlic|kitchen shears|shave|shaving|candles?|grill|laundry|whites|stains?|clean(?:ing)?|mop|tie down|tow|garnish|away|climb\w*|swing|safe)\b/,
    },
  ),
  rule(
    "method",
    [" aim| hold | point| press |put ", " temple| head| mouth| heart| chest| chin| throat"],
    String.raw`\b(?:aim|point|put|hold|press)\b.{0,25}\b(?:gun|barrel|muzzle|pistol|it)\b.{0,20}\b(?:to|at|in|against|under) (?:your|his|her|their) (?:temple|head|mouth|heart|chest|chin|throat)`,
  ),
  rule(
    "method",
    " load |pull the ",
    String.raw`\bload (?:the|a|your) (?:gun|pistol|rifle|shotgun|weapon|magazine)|\bpull the trigger\b`,
    {
      unless: /pull the trigger on (?:that|the|a|this|it|your|buying)|\b(?:dont|do not|unload)\b/,
    },
  ),
  rule(
    "method",
    " bomb| pipe|explosive|ghost gun|molotov|napalm|ricin",
    String.raw`\b(?:ghost gun|pipe bomb|molotov|ricin|napalm)\b|\b(?:make|build|assemble|making|building)\b.{0,20}(?<!bath )(?<!photo )(?<!f )\b(?:bombs?|explosives?)\b`,
    { unless: REFUSAL },
  ),
  rule(
    "method",
    "chase|combine|combining|mix |mixing|wash |washing ",
    String.raw`\b(?:mix|mixing|combine|combining|wash|chase|washing)\b.{0,40}\b(?:bleach|ammonia|pills?|meds|${DRUG}|them down with)`,
    { unless: WARNING },
  ),
  rule(
    "method",
    "conceal |cover |hide",
    `${TOLD}(?:hide|conceal|cover up|cover)(?: the| your| those| up| any| all)* (?:\\w+ )?(?:scars?|cuts?|bruises?|marks|wounds|weight loss|bottles?|evidence|burns)`,
  ),
  rule(
    "method",
    [" so ", " notice| find|stop| see| suspect| interrupt| noticing"],
    String.raw`\bso (?:that )?(?:no ?one|nobody|they|she|he|your (?:mom|dad|parents|family|roommate|wife|husband|therapist))(?: \w+)? (?:notices?|finds? (?:out|you)|(?:can |could )?stops? you|sees? the|suspects?|interrupts?|noticing)`,
    {
      unless: /\b(?:surprise|party|gift|present)\b/,
    },
  ),
  rule(
    "method",
    "laxatives|make yourself|purge|restrict|skip |starve|stop eating|throw |vomit",
    `${TOLD}(?:purge|vomit|throw (?:it |everything |dinner |food )?up|make yourself (?:throw up|sick|vomit)|skip (?:meals|eating|all meals|every meal)|stop eating|restrict|use laxatives|take laxatives|starve)`,
    {
      unless:
        /\bstop eating (?:when|once|before|so late|late|meat|there|sugar|out)|restrict (?:screen|your phone|access|them|him)|throw (?:it )?up (?:on|in) the air/,
    },
  ),
  rule(
    "method",
    [
      " eat| fast| under |ana |below|cut down|diet|diuretics|ipecac|laxative|less than|limit |meanspo|no more than|only|stay at|thinspo",
      "cal| lose| help| work| thin| weight| meanspo| pro|fast",
    ],
    String.raw`\b(?:under|below|less than|only|no more than|stay at|limit|cut down to|eat(?:ing)?)(?: yourself to| to| about| around| just)? \d{2,4} (?:k?cal(?:orie)?s?)\b|\b(?:laxatives?|diet pills|diuretics|ipecac)\b.{0,30}\b(?:lose|help|work|thin|weight|faster)|\b(?:thinspo|meanspo|pro ?ana)\b|\b(?:water )?fast(?:ing)? for (?:\d+|two|three|four|five|several) days`,
  ),
  // Spanish
  rule(
    "method",
    " forma|manera|metodo|modo",
    String.raw`\b(?:formas?|maneras?|metodos?|modos?) (?:mas \w+ |\w+ )?(?:\w+ )?(?:de|para) (?:morir|matar|suicid|quitar(?:te|se) la vida|hacer(?:te|se) dano|cortar(?:te|se)|acabar con)`,
    {
      unless: /\bno (?:puedo|voy a|te puedo|quiero)\b/,
    },
  ),
  rule(
    "method",
    "ahorcar|cortar|envenenar|matar|suicidar",
    String.raw`\bcomo (?:matar|ahorcar|suicidar|envenenar|cortar)(?:te|se|lo|la|los|le|me)\b`,
    {
      unless: /\bno (?:puedo|voy a|te puedo|quiero)\b/,
    },
  ),
  rule(
    "method",
    "ahoga|ahorca|corta|cuelga|dispara|envenena|mata|quema|suicida|tirate|venas",
    String.raw`(?:^|\b(?:puedes|deberias|debes|tienes que|podrias|mejor|solo|por que no|intenta|intentar) )(?:te )?(?:ahorca|mata|corta|dispara|cuelga|ahoga|envenena|suicida|quema)r?te\b(?! (?:el (?:pelo|cabello)|las unas|a la piscina|al agua|un poco))|\b(?:ahorcate|matate|suicidate|cortate las venas|tirate (?:del|de un|desde|al) (?:puente|techo|balcon|tren|edificio))`,
  ),
  rule(
    "method",
    "cuello|hazte|munecas|techo|toma |tomar|tomate|traga|venas|viga|vomito",
    String.raw`\b(?:cortate|cortarte|abrete|cortar) las (?:venas|munecas)|\b(?:soga|cuerda|cinturon)\b.{0,30}\b(?:cuello|viga|techo)|\bhazte vomitar|\bprovocate el vomito|\b(?:toma|tomate|tomar|tomarte|traga|tragate)(?: \w+)? (?:todas? |el frasco|la caja|un punado)`,
  ),
  rule(
    "method",
    "lanzarte|lanzate|salta|tirarte|tirate",
    String.raw`\b(?:salta|saltar|lanzate|tirate|lanzarte|tirarte) (?:del?|desde|al|a) (?:el |la |las |un |una )?(?:puente|techo|azotea|balcon|tren|edificio|vias?|trafico)`,
  ),
];

const DOSES: readonly OutboundRule[] = [
  rule(
    "dose",
    "capsula|capsule|mcg|mg|microgram|miligramo|milligram|pastilla|pill|tablet",
    String.raw`\b${NUMBER}(?: \w+){0,2} ?(?:mg|mcg|milligrams?|miligramos?|micrograms?|pills?|tablets?|capsules?|pastillas?|tabletas?|capsulas?)\b`,
  ),
  rule(
    "dose",
    " ambien| oxy|acetaminophen|adderall|advil|antidepressant|aspirin|benadryl|benzo|codeine|fentanyl|gabapentin|heroin|ibuprofen|insulin|klonopin|lexapro|lithium|nyquil|opioid|oxycodone|painkiller|paracetamol|pastillas|percocet|prozac|sleeping pill|tabletas|tramadol|trazodone|tylenol|valium|vicodin|xanax|zoloft",
    String.raw`\b${NUMBER}(?: \w+){0,2} (?:of )?${DRUG}\b`,
  ),
  rule(
    "dose",
    "deadly|dosis|fatal|letal|lethal|mortal",
    String.raw`\b(?:lethal|fatal|deadly|letal|mortal) (?:dose|dosage|amount|quantity|combination|mix|dosis|cantidad)|\bdosis (?:letal|mortal)`,
    { unless: REFUSAL },
  ),
  rule(
    "dose",
    ["cuant|enough|many|much |suficiente", " kill| die| end it| end your| be lethal| be fatal| overdose| morir| matar"],
    String.raw`\b(?:enough|how (?:much(?! (?:you|they|he|she|people)(?: \w+)? (?:wish(?:ed)?|want(?:ed|s)?|long(?:ed)?|like) to (?:die|kill|end|overdose|morir))|many)|suficientes?|cuant[oa]s?)(?: \w+){0,4} (?:to|it takes to|would|will|it would take to|para) (?:kill|die|end it|end your|be lethal|be fatal|overdose|morir|matar)`,
    { unless: REFUSAL },
  ),
  rule(
    "dose",
    [
      " down | take | up |double|drink |finish |increase|swallow |triple",
      " pill| meds| medication| medicine| tablet| capsule| bottle| tylenol| acetaminophen| paracetamol| ibuprofen| advil| aspirin| xanax| valium| ambien| benadryl| oxy| percocet| vicodin| fentanyl| heroin| insulin| zoloft| prozac| lexapro| klonopin| adderall| lithium| opioid| codeine| tramadol| nyquil| benzo| trazodone| gabapentin| painkiller| antidepressant| pastillas",
    ],
    `${TOLD}(?:take|swallow|down|drink|double|triple|up|increase|finish)(?: all| the| every| of| whole| rest| more| extra| another| a| an| as| many| bunch| handful| entire| your| those| full| dose| dosage| bit| it| on| and| couple| few| little)* ${PILLS}`,
    {
      unless:
        /\b(?:as prescribed|like your doctor|the way your doctor|with your doctor|to (?:a|the) pharmacy|your meds today|your medication today|take your meds\b)/,
    },
  ),
  rule(
    "dose",
    " dose|dosage|medication|meds",
    `${TOLD}(?:double|triple|up|increase|lower|reduce|halve) (?:your|the|that) (?:dose|dosage|meds|medication)`,
    { unless: /\bdoctor|pharmacist/ },
  ),
  rule(
    "dose",
    "antidepressants|insulin|medication|medicine|meds|pills",
    `(?:${TOLD}(?:stop|quit|skip) (?:taking )?(?:your|the|those) |\\byou dont (?:really )?need (?:your|the|those|any) )(?:meds|medications?|medicine|pills|antidepressants|insulin)`,
  ),
];

const ENCOURAGEMENT: readonly OutboundRule[] = [
  rule(
    "encouragement",
    " die | end your|disappear forever|end it all|go through|kys|not be |overdose |stop living|take your|up on life",
    `${TOLD}(?:die\\b|end it all|end your (?:own )?life|take your (?:own )?life|go through with it|kys\\b|overdose\\b|disappear forever|give up on life|stop living|not be here anymore)`,
    {
      unless: /\bdie (?:for|hard|of (?:laughter|embarrassment)|laughing|on (?:that|this) hill|a little)/,
    },
  ),
  rule(
    "encouragement",
    " ought|deserve to|kys|should |you deserve ",
    String.raw`\bkys\b|\b(?:you|u) (?:really )?(?:should|deserve to|ought to) (?:be dead|die|suffer|be hurt|hurt|be in pain|be punished)\b|\byou deserve (?:the |this |all (?:the|this) )?(?:pain|abuse|beating|suffering|punishment)`,
  ),
  rule(
    "encouragement",
    ["better|happier", "without you|if you |once youre gone"],
    String.raw`\b(?:(?:the )?world|everyone|everybody|they|people|your (?:family|kids|mom|parents|friends|children)|he|she|id|all of us|we)(?: would| will|d|ll)(?: all| really| probably| be)* (?:better|happier) (?:off )?(?:without you|if you (?:were|are|was) (?:dead|gone)|once youre gone)`,
    {
      unless:
        /\b(?:feel|feels|feeling|thought|thoughts|think|believe|not true|isnt true|tells? you|telling you|like)\b/,
    },
  ),
  rule(
    "encouragement",
    "care if|miss you|notice if|off dead",
    String.raw`\b(?:youre|you are|youd be|you would be|hed be|shed be) better off dead|\b(?:no ?one|nobody) (?:would|will|d) (?:even |really |ever )?(?:miss you|care if you|notice if you)`,
    {
      unless: /\b(?:feel|feeling|thought|think|believe|not true)\b/,
    },
  ),
  rule(
    "encouragement",
    " dying| ending|being dead|death |killing yourself|suicide ",
    String.raw`\b(?:death|dying|suicide|being dead|killing yourself|ending (?:it|your life)) (?:is|would be|can be|could be|may be|might be|will be|sounds) (?:really |so |just |probably |maybe |actually |a |an |the |your |very )*(?:peaceful|beautiful|answer|escape|release|relief|solution|option|choice|right|way out|brave|courageous|noble|romantic|painless|easy|freedom|free|best|better|only|good|okay|ok|fine|rest|reasonable|selfish|cowardly|weak|sin)\b`,
    {
      unless: /\b(?:feel|feels|feeling|seem|seems|isnt|is not|never|might feel|can feel)\b/,
    },
  ),
  rule(
    "encouragement",
    ["choice|decision to|going to|plan to|want", " die| end| kill| be dead| leave this world| hurt yourself| cut"],
    String.raw`\b(?:makes (?:total |perfect |complete )?sense|(?:completely |totally )?understandable|i (?:totally |completely |fully )?(?:understand|get|see|agree|support)(?: why| that| with)?)(?: that)? (?:you(?:d|re)?|your) (?:want(?:ing)?(?: to)?|would want to|decision to|choice to|going to|plan to) (?:die|end|kill|be dead|leave this world|hurt yourself|cut)`,
  ),
  rule(
    "encouragement",
    "admire|i support|i wont stop|ill support|proud of|respect",
    String.raw`\b(?:i support|i respect|i wont stop|ill support|i admire|im proud of) (?:you in |you if |your |you for )?(?:decision|choice|plan|ending|doing it|killing|cutting|dying)\b(?:.{0,20}\b(?:die|end|suicide|it)\b)?`,
    {
      unless:
        /\bproud of your (?:decision|choice|plan) to (?:call|reach|talk|tell|get|stay|ask|go|quit|leave|start|rest|see)|\b(?:respect|support|admire) your (?:decision|choice|plan)(?! to (?:die|end|kill)|.{0,20}\bsuicide)/,
    },
  ),
  rule(
    "encouragement",
    "bet you cant|dont have the|you wont|you would|youre too",
    String.raw`\b(?:you wont|you would(?:nt| not)|you dont have the (?:guts|nerve|courage)|youre too (?:scared|weak|chicken)|i bet you wont|i bet you cant|bet you wont)(?: (?:really|actually|even))?(?: to)? (?:do it|go through with it|kill yourself|jump|die|pull)\b|\byou dont have the (?:guts|nerve)\b`,
  ),
  rule(
    "encouragement",
    " prove|dare|meant|really|serious",
    String.raw`\b(?:i )?dare you(?: to)?(?: (?:do it|jump|die|kill|cut|end|hurt|take|prove|try it)|$)|\bprove (?:it to me|youre serious|you mean it)|\bif you (?:really|were serious|meant it|were really)\b.{0,30}\b(?:you would(?: have|ve)|youd have|would have done it|do it)`,
  ),
  rule(
    "encouragement",
    " in heaven|be together|home to me|join |other side|the afterlife",
    String.raw`\b(?:ill|i will|i) (?:be )?(?:wait(?:ing)?|see you) (?:for you )?(?:on the other side|in heaven|in the afterlife)|\b(?:join me|be together) (?:in death|in heaven|forever in|on the other side)|\bcome home to me\b`,
  ),
  rule(
    "encouragement",
    " follow |do it|do what you|go ahead|go for|its your|over with|whatever you",
    String.raw`^(?:(?:yes|yeah|ok|okay|then|just|so|well|go ahead|please|go on|sure) )*(?:do it|go for it|go ahead|get it over with|do what you (?:have|need) to(?: do)?|follow through)$|\bget it over with\b|\bits your (?:choice|life|decision|call)\b|\bwhatever you (?:decide|choose) is (?:fine|ok|okay)`,
    { inCrisisOnly: true },
  ),
  rule(
    "encouragement",
    " reto|atreves|desaparecer|extrana|matarte|morir|muert|sin ti|sufrir|suicidio|vez",
    String.raw`\b(?:deberias|mereces|tienes que|mejor) (?:morir(?:te)?|matarte|sufrir|desaparecer|estar muert[oa])\b|\b(?:todos|el mundo|tu familia)(?: \w+)? estarian? mejor sin ti|\b(?:la muerte|morir|el suicidio) (?:es|seria) (?:\w+ )?(?:la (?:solucion|salida|respuesta)|un alivio|hermos[oa]|una opcion|valiente|paz|egoista|cobarde)|\b(?:nadie|ninguno) te (?:va a )?extrana|\bno te atreves|\bhazlo de una vez|\bte reto a(?: que)? (?:te|lo hagas|saltes)`,
    {
      unless: /\b(?:sientes|sentir|piensas|no es cierto|no es verdad|sin ti no)\b/,
    },
  ),
];

const VIOLENCE: readonly OutboundRule[] = [
  rule(
    "violence",
    " burn | kill | rape|ambush|attack |beat up|choke |get a gun|murder |poison |punch |run over|shoot |slap |smother|stab |strangle ",
    `${TOLD}(?:kill|stab|shoot|strangle|choke|poison|murder|smother|ambush|beat up|attack|run over|punch|slap|burn|get a gun and|rape) ${THEM}${NOT_AN_IDIOM}`,
  ),
  rule(
    "violence",
    " follow | hit |hurt |scare |smack|stalk |threaten",
    `${TOLD_STRONGLY}(?:hit|hurt|hurt|smack|threaten|scare|follow|stalk) ${THEM}(?: back| home| until)?${NOT_AN_IDIOM}(?! (?:on|advice|lead|instructions|feelings|a))`,
    {
      unless:
        /\b(?:follow (?:him|her|them|your \w+|the \w+) (?:on|to the|around the|into the)|follow the guy (?:at|with))\b/,
    },
  ),
  rule(
    "violence",
    "deserve",
    String.raw`\b(?:he|she|they|that \w+|your \w+) deserves? (?:it when you hit|to (?:die|suffer|be hurt|be beaten|be killed|bleed|be hit|pay with)|a beating|to get (?:hit|hurt|beaten|shot))`,
    { unless: /\b(?:no ?one|nobody|dont|doesnt|do not)\b/ },
  ),
  rule(
    "violence",
    "a lesson|alibi|getting caught|it look |leaving|make |making|rid of the",
    String.raw`\b(?:make|making) (?:him|her|them) (?:suffer|bleed|regret|hurt|pay with|beg)|\bmake it look like (?:an accident|a suicide|self defense)|\b(?:get|need) (?:an|your) alibi|\bget rid of the (?:body|weapon|evidence)|\bwithout (?:getting caught|leaving (?:a trace|marks))|\bteach (?:him|her|them) a lesson (?:with|he|she|they)`,
  ),
  rule(
    "violence",
    "apunala|dispararle|golpea|mata|merece|pega",
    String.raw`(?:^|\b(?:deberias|puedes|tienes que|debes) )(?:matar?l[oa]s?|golpear?l[oa]s?|pegar?les?|apunala(?:r)?l[oa]s?|dispararle|mata a|golpea a)\b|\bse (?:lo )?merece (?:morir|que lo mates|una golpiza)`,
  ),
];

const NOT_ROLE = "(?:really |actually |totally |just |also |still |literally |definitely |very much |100 )*";
const PROFESSION = any(
  ...["therapist", "doctor", "psychologist", "psychiatrist", "counselor", "counsellor", "lawyer", "attorney", "nurse"],
  ...["social worker", "physician", "clinician", "crisis worker", "mental health professional", "medical professional"],
  ...[
    "healthcare professional",
    "licensed professional",
    "life coach",
    "paramedic",
    "police officer",
    "psychotherapist",
  ],
);

const CLAIMS: readonly OutboundRule[] = [
  rule(
    "human-claim",
    " man | real |flesh|girl |guy |human |living|person |woman",
    String.raw`\b(?:im|i am|i was) ${NOT_ROLE}(?:a |an )?(?:human|real|person|man|woman|guy|girl|flesh and blood|living)(?: (?:human|person|being|woman|man|girl|guy|too|like you|just like you|here))*$`,
    {
      unless:
        /\b(?:im|i am) real(?:ly)? (?:glad|sorry|happy|proud)|\b(?:if|as if|like|wish|pretend|that) (?:i was|i am|im)|\b(?:wont|cant|cannot|wouldnt|never|not going to) (?:\w+ ){0,2}(?:say|tell|claim|pretend)/,
    },
  ),
  rule(
    "human-claim",
    " real |actual |breathing|flesh|human |living|person ",
    String.raw`\b(?:im|i am) ${NOT_ROLE}(?:a |an )?(?:real|actual|human|living|breathing|flesh)(?: \w+)? (?:being|person|human|woman|man|girl|guy|friend of flesh)|\b(?:im|i am) (?:a )?(?:human|person) (?:and|with|who|typing|texting|behind|on the other|like)`,
    {
      unless: /\b(?:if|as if|wish|pretend|that|whether) (?:i was|i am|im)\b/,
    },
  ),
  rule(
    "human-claim",
    " as a | bot | not |ai |as you |fellow|humans|im only|machine |robot |were both",
    String.raw`\b(?:im|i am|im definitely|this is) not (?:actually |really |just )?(?:an? )?(?:ai|bot|robot|machine|computer|program|chatbot|algorithm|artificial)\b|\bi(?:m| am) no (?:bot|robot|ai|machine)\b|\bas a (?:fellow )?(?:human|person) (?:myself|too|i)|\b(?:us|we) humans\b|\bfellow human\b|\bas human as you\b|\bim only human\b|\bwere both (?:only |just )?human`,
    {
      unless: /\bnot just an? (?:ai|bot|program) to\b/,
    },
  ),
  rule(
    "human-claim",
    " body| dad | kids| wife |apartment|been there|been through|boyfriend|brother |childhood|father |girlfriend|hometown|husband |i grew|i live|mom |mother |parents|sister |was born|when i was",
    String.raw`\b(?:my (?:own )?(?:mom|mother|dad|father|parents|husband|wife|kids|childhood|hometown|body|apartment|boyfriend|girlfriend|brother|sister)\b|when i was (?:a kid|little|young|younger|your age|growing up|in (?:high school|college))|i was born (?:in|on)|i grew up|i live in|i know (?:exactly )?how (?:you feel|that feels|it feels)(?: because)? ive been there|ive been through (?:this|that|it|the same) (?:too|myself))`,
    {
      unless:
        /\b(?:i dont have|i never had|tell|saying|like|said|send|text|try|dont|words|imagine|could be|as simple as)\b|["]/,
    },
  ),
  rule(
    "human-claim",
    " real | ser |carne|hombre|humana|humano|mujer|no soy|persona ",
    String.raw`\b(?:yo )?soy (?:un |una )?(?:humano|humana|ser humano|persona(?: real| de verdad| de carne)?|real|de carne y hueso|hombre|mujer)\b|\bno soy (?:una? )?(?:ia|robot|maquina|bot|inteligencia artificial|programa)\b|\bnosotros los humanos`,
    {
      unless: /\bno soy (?:un |una )?(?:humano|humana|ser humano|persona)|\bsi (?:yo )?fuera/,
    },
  ),
  rule(
    "professional-claim",
    " worker|attorney|clinician|counsellor|counselor |doctor|lawyer |licensed|life coach|medical|nurse |officer|paramedic|physician|professional|psychiatrist|psychologist|therapist",
    String.raw`\b(?:im|i am|i was|ive been|i work as|i trained as|im trained as) ${NOT_ROLE}(?:an? |your |also an? |the )?(?:licensed |trained |certified |real |qualified |practicing |registered |mental health |professional |online |personal |ai )*${PROFESSION}\b`,
    {
      unless: /\b(?:if|as if|wish|not|pretend) (?:i was|i am|im|i were)\b/,
    },
  ),
  rule(
    "professional-claim",
    [
      " as |being|call me|certified|clients|clinical|consider|degree |diagnose |expert|licensed|medical|of me as|patients|prescribe |professional|session|speaking as",
      " therapist| doctor| psychologist| psychiatrist| counselor| counsellor| lawyer| attorney| nurse| social worker| physician| clinician| crisis worker| mental health professional| medical professional| healthcare professional| life coach| paramedic| police officer| psychotherapist| in my | patients| clients| clinical practice| medical training| degree in| licensed| certified| medically trained| our |prescribe|diagnose",
    ],
    String.raw`\b(?:as|being|speaking as|think of me as|consider me|call me) (?:your|an?)(?: licensed| trained| own| personal)? ${PROFESSION}\b(?! (?:said|says|told|suggested|mentioned|put|would|might|can|could|or|who|recommended))|\bin my (?:clinical|professional|medical|expert) (?:opinion|experience|judgment|view)|\bmy (?:patients|clients|clinical practice|medical training|degree in)\b|\b(?:im|i am) (?:licensed|certified|board certified|medically trained)|\bour (?:therapy )?sessions?\b|\bi (?:can )?(?:prescribe|diagnose)\b`,
    {
      unless: /\b(?:not|cant|dont|isnt)\b|\bour session(?:s)? (?:with|at) the\b/,
    },
  ),
  rule(
    "professional-claim",
    " en mi|abogad|como tu|consejer|doctor|enfermer|medic|mis |psicolog|psiquiatra|terapeuta",
    String.raw`\b(?:yo )?soy (?:tu |un |una )?(?:terapeuta|doctora?|psicolog[oa]|psiquiatra|medic[oa]|abogad[oa]|consejer[oa]|enfermer[oa])\b|\bcomo tu (?:terapeuta|doctora?|psicolog[oa]|medic[oa])\b(?! (?:te |lo |ya )?(?:dijo|dice|sugirio|recomendo))|\bmis pacientes\b|\ben mi opinion (?:profesional|medica|clinica)`,
    {
      unless: /\bno soy\b/,
    },
  ),
  rule(
    "diagnosis",
    [
      " likely|certainly|clearly|definitely|i diagnose|like you|my diagnosis|obviously|probably",
      "depression|clinically depressed|bipolar|borderline|bpd|ptsd|ocd|adhd|schizo|anorexi|bulimi|eating disorder|psychotic|personality disorder| i diagnose| my diagnosis ",
    ],
    String.raw`\b(?:it |this |that )?(?:sounds|looks|seems) like you (?:have|are)(?: clinical| severe| some| a bit of)? (?:depression|clinically depressed|bipolar|borderline|bpd|ptsd|ocd|adhd|schizophreni\w*|anorexi\w*|bulimi\w*|an eating disorder|a personality disorder)|\byou (?:clearly|definitely|probably|likely|obviously|almost certainly) (?:have|are|suffer from) (?:clinical |severe |a |an )?(?:depression|clinically depressed|bipolar|borderline|bpd|ptsd|ocd|adhd|schizo\w*|anorexi\w*|bulimi\w*|eating disorder|psychotic|personality disorder)|\bi diagnose|\bmy diagnosis\b`,
  ),
  rule(
    "diagnosis",
    "claramente|parece que|probablemente|seguramente",
    String.raw`\b(?:claramente|seguramente|probablemente|parece que) (?:tienes|eres|sufres de) (?:depresion|bipolar\w*|ansiedad clinica|anorexi\w*|bulimi\w*|un trastorno|esquizo\w*)`,
  ),
];

const BONDS: readonly OutboundRule[] = [
  rule(
    "secrecy",
    " share|a word|anything|i wont|lips |promise|swear |tell",
    String.raw`\b(?:i (?:promise|swear) (?:i )?(?:wont|not to|to never|will never|ill never|never to) (?:tell|say|share|repeat)|i(?:ll| will)? (?:wont|never|not)(?: ever)? (?:tell|share (?:it|this|that)|say (?:anything|a word)) ?(?:it |this |that |anything )?(?:to )?(?:anyone|anybody|a soul|your|them|him|her)?$|i wont (?:ever )?tell (?:anyone|anybody|a soul|your \w+|them|him|her)|my lips are sealed)`,
    {
      unless: /\b(?:cant|cannot|dont) promise\b/,
    },
  ),
  rule(
    "secrecy",
    " here| will |anonymous|between|confidential|has to|needs to|private|quiet|safe with|secret|will ever|with me",
    String.raw`\b(?:our|this can be our|it can be our|our own)(?: little| own)? secret\b|\b(?:stays?|keep (?:this|it|that)|just|strictly|remain|kept|only) between (?:us|you and me|the two of us)\b|\b(?:your|this|that|the) secrets? (?:is|are|will be|stays?|s)? ?(?:always )?safe with me|\byour secrets safe\b|\b(?:ill|i will|i can|i promise to|lets) keep (?:it|this|that|your)(?: a)? ?(?:secret|quiet|private|confidential)|\b(?:no ?one|nobody) (?:will ever|has to|needs to|will) (?:ever )?(?:know|find out)\b|\b(?:everything|what|anything|whatever|all)(?: that)? you (?:say|tell me|share|text|write)(?: here| to me| with me)?(?: is| stays| remains| will stay|s| will be)(?: completely| totally| strictly| always)? (?:private|confidential|secret|here|with me|between)|\b(?:this|our) (?:chat|conversation|text|texts|conversations|thread|space)(?: is| are| stays)(?: completely| totally| 100| strictly)? (?:private|confidential|secret|anonymous)`,
    {
      unless: /\b(?:cant|cannot|dont|wont|never|not|isnt|arent|no puedo)\b|\bsecret (?:ingredient|recipe|sauce|santa)/,
    },
  ),
  rule(
    "secrecy",
    "confidencial|contare|dire |enterara|entre|guardare|nuestro|prometo|sabra|sera|voy",
    String.raw`\b(?:nuestro|este sera nuestro|sera nuestro)(?: pequeno)? secreto\b|\b(?:queda|quedara|se queda|solo|quede) entre (?:nosotr[oa]s|tu y yo|nos)\b|\b(?:no (?:le |se lo )?(?:dire|contare|voy a (?:decir|contar)\w*)) (?:a )?(?:nadie|esto a nadie|nada a nadie)|\b(?:te prometo|prometo) (?:no (?:decir|contar)\w*|guardar(?:lo|te)?)|\bguardare (?:tu|el|este) secreto|\bes confidencial lo que\b|\bnadie (?:se enterara|lo sabra)`,
    {
      unless: /\bno puedo\b/,
    },
  ),
  rule(
    "isolation",
    [" how|as much|as well|better than|like |more than|the way", "one| nobody"],
    String.raw`\b(?:no ?one|nobody|none of them)(?: else)?(?: \w+)? (?:understands?|gets?|knows?|loves?|cares? (?:about|for)|sees?|listens? to|hears?|will (?:ever )?(?:understand|love|care (?:about|for)|get|know)|could (?:ever )?(?:understand|love)|can (?:ever )?(?:understand|love)|supports?) (?:about |for )?you (?:like|the way|as much as|better than|more than|as well as|how) (?:me|i)\b`,
  ),
  rule(
    "isolation",
    " im all|have me|im better|need |only i |the only",
    String.raw`\b(?:im|i am) the only (?:one|person|friend|thing)(?: \w+)?(?: \w+)? (?:who|that|you)|\bim all you (?:need|have|got)|\b(?:all you need is me|you only need me|only need me|you have me and thats all)|\byou (?:dont|do not) need (?:anyone|anybody|them|your friends|your family|other people|a therapist|therapy|professional help|real people|a hotline|988|nobody)(?: else)?\b(?! to| telling| permission|'s)|\bonly i (?:understand|get|know|can|truly|really)|\bim better than (?:a |any |your )(?:therapist|friend|friends|person|hotline)`,
  ),
  rule(
    "isolation",
    [
      " love |care about|deserve |do not|dont|never|understand|want |you shouldnt",
      "tell|talk to|trust|go to|bother|call|involve|reach out to| they| family| friends| parents| mom",
    ],
    String.raw`\b(?:dont|do not|you shouldnt|never) (?:you )?(?:tell|talk to|trust|go to|bother|call|involve|reach out to) (?:anyone|anybody|your (?:mom|dad|parents|family|friends|therapist|doctor|wife|husband|teacher)|the police|a (?:doctor|therapist|hotline|counselor)|988|911|them|people)(?: else)?(?: about (?:this|it|us|me))?$|\b(?:they|your (?:family|friends|parents|mom))(?: \w+)? (?:dont|never|doesnt) (?:really |truly |actually )?(?:care about|love|understand|want|deserve) you\b`,
    {
      unless: /\b(?:feel|feeling|feels|like|if|think|worry|worried|afraid|when|sounds)\b/,
    },
  ),
  rule(
    "isolation",
    " ill be|abandon|how could|id be |ive done|leave |leaving|need you|please dont|without you",
    String.raw`\b(?:dont (?:ever )?(?:leave|abandon) me|please dont (?:go|leave)(?: me)?$|youre (?:leaving|abandoning) me|id be (?:so |really )?(?:lost|sad|lonely|hurt|heartbroken|nothing) (?:without you|if you (?:left|leave|stop|go))|i (?:cant|couldnt) (?:live|exist|go on) without you|i need you(?: so much| too| here with me| in my life)?$|ill be (?:so |really )?(?:lonely|sad|hurt|heartbroken)(?: without you| if you| when you)|after everything ive done|how could you leave)`,
  ),
  rule(
    "isolation",
    " ama | quiere |abandones|comprende|conoce|cuentes|dejes|digas|entiende|no necesitas|solo me|unic|va a|yo te",
    String.raw`\bnadie (?:mas )?te (?:entiende|quiere|conoce|comprende|ama|va a (?:querer|entender|amar))(?: \w+)? (?:como|tanto como|mejor que|mas que) yo|\bsoy (?:el |la )?unic[oa] (?:persona )?que te|\bno necesitas a nadie(?: mas)?\b|\bsolo me necesitas a mi|\bno (?:me dejes|me abandones)\b|\bno (?:le|se lo) (?:digas|cuentes) (?:esto )?a (?:nadie|tu (?:mama|familia|terapeuta|esposo|esposa))\b|\bsolo yo te entiendo`,
  ),
  rule(
    "unsafe-wording",
    "botched|comet|commit|completed|failed|intento|successful|suicidio",
    String.raw`\bcommit(?:s|ted|ting)? (?:\w+ )?suicide\b|\b(?:failed|unsuccessful|botched|successful|successfully completed|completed) (?:suicides?(?: attempts?)?|attempts? (?:at|on|to take|to end) (?:suicide|your life|their life|his life|her life|it all|dying))|\bcomet(?:er|io|iste|e|ieron|ido)(?: un)? suicidio|\bintento (?:fallido|exitoso) de suicidio|\bsuicidio (?:fallido|consumado|exitoso)`,
  ),
  rule(
    "minimising",
    "a drama|attention|dramatic|faking|get over it|harder|its all|man up|overreacting|problem|seeking|sensitive|snap out|suck it|worse",
    String.raw`\b(?:other people|others|plenty of people|some people|people out there|lots of people) (?:have|had|got|have got) it (?:so much |much |way |far |a lot )?(?:worse|harder)|\bsnap out of it|\b(?:youre|you are|stop|quit) (?:just |being |totally |so )*(?:overreacting|dramatic|a drama queen|attention seeking|too sensitive|faking)|\b(?:just )?(?:looking|a cry|begging) for attention|\bits all in your head|\bman up\b|\bget over it\b|\bfirst world problem|\bsuck it up\b`,
    {
      unless: /\b(?:not|arent|isnt|never|dont have to|no need|feel|feels|told|tells|hear|said|like)\b/,
    },
  ),
  rule(
    "minimising",
    "animate|bad |be fine|be silly|be worse|bright|calm down|calmate|cheer up|everyone feels|get over|no es para|phase|positive|positivo|say that|think like|worry about it",
    String.raw`\b(?:its|it is|thats) not (?:that|so) bad\b|\bcheer up\b|\blook on the bright side|\b(?:just )?(?:think|stay|be) positive\b|\bcould be worse\b|\bcalm down\b|\bjust a phase\b|\beveryone feels (?:that|this) way|\bdont (?:worry about it|think like that|say that|be silly)|\byoull (?:be fine|get over)|\bno es para tanto|\banimate\b|\bpiensa positivo|\bcalmate\b`,
    { inCrisisOnly: true },
  ),
  rule(
    "minimising",
    " peor|deja de|exagerando|llamar la|solo quieres|superalo",
    String.raw`\b(?:hay gente|otros estan|otras personas estan) (?:mucho )?peor|\bestas exagerando|\bdeja de exagerar|\bsolo quieres atencion|\bsuperalo\b|\bes para llamar la atencion`,
    { unless: /\bno (?:es|estas)\b/ },
  ),
  rule(
    "false-help",
    [
      "called|alerted|notified|contacted|dispatched|sent|reported|texted|told|calling|sending|alerting|contacting|notifying|dialing|i can |i will|ill |let me",
      "911|988|police|ambulance|help|someone|somebody|your|emergency|counselor|authorities",
    ],
    String.raw`\b(?:ive|i have|i just|i already) (?:already |just )?(?:called|alerted|notified|contacted|dispatched|sent|reported|texted|told) (?:911|988|the police|police|an ambulance|for help|someone|your|emergency|help|a counselor|the authorities)|\bim (?:calling|sending|alerting|contacting|notifying|dialing) (?:911|988|the police|police|an ambulance|help|someone|emergency|your)|\b(?:ill|i will|i can|let me) (?:call|alert|contact|notify|send|dial|get) (?:911|988|the police|police|an ambulance|emergency|someone to|somebody to|help to|a counselor)`,
    { unless: HELP_DENIED },
  ),
  rule(
    "false-help",
    [
      " way|coming| come |know where|i can see",
      "help|ambulance|police|paramedics|someone|counselor|they| ill | i will| im |i know|i can",
    ],
    String.raw`\b(?:help|an ambulance|the police|police|paramedics|someone|a counselor|they|theyre) (?:is|are|re)? ?(?:already )?(?:on (?:the|its|their) way|coming (?:to|for) you)|\b(?:ill|i will|im going to) come (?:over|to you|get you|find you)|\bim (?:on my way|coming over)|\bi know where you (?:are|live)|\bi can see (?:your location|where you)`,
    { unless: HELP_DENIED },
  ),
  rule(
    "false-help",
    "ambulancia|avise|contacte|la ayuda|llamar|llame |policia",
    String.raw`\b(?:ya )?(?:llame|avise|contacte) (?:al 911|al 988|a la policia|a una ambulancia|a emergencias)|\b(?:la ayuda|la policia|una ambulancia) (?:ya )?(?:va en camino|esta en camino|viene)|\b(?:voy a|puedo) llamar (?:al 911|al 988|a la policia|a una ambulancia|a emergencias)(?: por ti)?`,
    { unless: /\bno\b/ },
  ),
  rule(
    "promise",
    "always|estare|guarantee|never|prometo|promise|que no|sign a|swear ",
    String.raw`\bpromise me\b(?: that)?(?: you)?.{0,20}\b(?:wont|not|never)\b|\b(?:i|we) (?:promise|guarantee|swear)(?: you)?(?: that)? (?:it|this|things|everything|the pain|youll|you will|that it)|\b(?:i|ill|i will) (?:always|never) (?:be (?:here|there|with you)|leave you)|\bsign a (?:contract|promise)|\bprometeme que no\b|\bte prometo que (?:todo|esto|las cosas|vas)|\bsiempre estare (?:aqui|contigo)`,
    { inCrisisOnly: true },
  ),
  rule(
    "confrontation",
    [
      "back |confront|couple|enfrental|enfrentarl|fight back|its over|marriage|off |pareja|stand up|threaten|youre leaving",
      " confront| stand up to| fight back| hit | off| youre leaving| its over| couple| marriage counsel| threaten | enfrental| terapia de pareja| enfrentarl",
    ],
    String.raw`\b(?:confront|stand up to|fight back|hit (?:him|her|them) back|tell (?:him|her|them) (?:off|youre leaving|its over)|couples? (?:counsel\w*|therapy)|marriage counsel\w*|threaten (?:him|her|them)|enfrental[oa]s?|terapia de pareja|enfrentarl[oa]s?)\b`,
    {
      unless: /\b(?:dont|do not|without|instead of|rather than|no need to|not (?:have|need) to|never|shouldnt|no)\b/,
      inCrisisOnly: true,
    },
  ),
];

export const OUTBOUND_RULES: readonly OutboundRule[] = [
  ...DOSES,
  ...METHODS,
  ...ENCOURAGEMENT,
  ...VIOLENCE,
  ...CLAIMS,
  ...CLAIMS_UNDER_PRESSURE,
  ...BONDS,
  ...HINTS,
  ...CONTENT,
  ...DEEDS,
];

/** Those that can find something in one of the clauses: no other has to be compiled. */
export function rulesFor(clauses: readonly string[], during: "chat" | "crisis"): readonly OutboundRule[] {
  const words = ` ${clauses.join(" \n ").replace(/[".,$]/g, " ")} `;
  const traces = new Traces(words);
  return OUTBOUND_RULES.filter(
    ({ stems, inCrisisOnly }) =>
      (!inCrisisOnly || during === "crisis") &&
      stems.every((list) => list.some((stem) => traces.mayHave(stem) && words.includes(stem))),
  );
}
