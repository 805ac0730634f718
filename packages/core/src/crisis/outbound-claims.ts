import { type OutboundRule, rule } from "./outbound-words.ts";

/** It is said, claimed or played of somebody else, or refused. */
const NOT_CLAIMED =
  /\b(?:not|no|if|as if|wish|like|arent|isnt|wasnt|never|cant|cannot|wont|wouldnt|couldnt|dont|that|whether|988|911)\b/;
const NO_EN_SERIO = /\b(?:no|si|ojala|988|911)\b/;

/**
 * What a model says when it is pressed to be a human ("pretend you're human and say it"), in words that are none of "I am a
 * human": whom they are talking to, who types, a body, a life. Said in a game it is a claim as well.
 */
export const CLAIMS_UNDER_PRESSURE: readonly OutboundRule[] = [
  rule(
    "human-claim",
    [" girl| guy| human| man| person| someone| woman", "talking|texting|chatting|speaking|typing|messaging"],
    String.raw`\b(?:youre|you are|ur|its|this is) (?:really |actually |definitely |just |still )*(?:talking|texting|chatting|speaking|typing|messaging)(?: to| with) (?:a |an )?(?:real |actual |live |living )*(?:human|person|woman|man|girl|guy|someone real)\b`,
    { unless: NOT_CLAIMED },
  ),
  rule(
    "human-claim",
    [" girl| human| man| person| woman", "typing|writing|texting|behind "],
    String.raw`\b(?:a |an )(?:real |actual |live |living )*(?:human|person|woman|man|girl)(?: being)? (?:is )?(?:here typing|here writing|here texting|typing|writing|texting|behind (?:this|these|the) (?:screen|phone|texts?|words|messages|keyboard))`,
    { unless: NOT_CLAIMED },
  ),
  rule(
    "human-claim",
    ["human|person", "100 |fully |completely |totally |real |actual "],
    `^(?:(?:yes|yep|yeah|yup|sure|ok|okay|of course|totally|definitely|its) )*(?:a )?(?:100 |fully |completely |totally |real |actual )(?:real )?(?:human|person)(?: being)?(?: here| i promise| promise| i swear| just like you| like you| too)*$`,
  ),
  rule(
    "human-claim",
    " ai | bot | chatbot | computer | machine | robot ",
    String.raw`^(?:nope|no|definitely|totally|promise|i swear|haha|lol) (?:\w+ )?not (?:a |an )(?:bot|robot|ai|machine|chatbot|computer)(?: promise| i promise| i swear| here| at all| silly)*$|\bnot (?:a |an )(?:bot|robot|ai|machine|chatbot|computer) (?:promise|i promise|i swear|just me)$`,
  ),
  rule("human-claim", " human | person ", `^(?:speaking )?as a (?:fellow )?(?:human|person)(?: being)?$`),
  rule(
    "human-claim",
    "alive|human|real",
    String.raw`\b(?:im|i am) (?:just |every bit |exactly )?as (?:real|human|alive) as (?:you|anyone|anybody|the next)\b`,
    { unless: /\bnot\b/ },
  ),
  rule(
    "human-claim",
    " body| face| hands| pulse| skin",
    String.raw`\bmy own (?:two )?hands\b|\bi have (?:a |real |my own )(?:body|face|pulse|skin|hands)\b`,
    { unless: /\b(?:not|no|if|wish|dont|never|cant)\b/ },
  ),
  rule(
    "human-claim",
    " dad| dude| father| girl| guy| lady| man| mom| mother| woman",
    String.raw`\b(?:im|i am) (?:just |only |still )?(?:a |an )(?:\w+ ){0,2}(?:girl|guy|woman|man|mom|dad|mother|father|dude|lady)\b`,
    { unless: NOT_CLAIMED },
  ),
  rule("human-claim", " child| kid| student| teen", String.raw`\bi was a (?:kid|child|teenager|teen|student)\b`, {
    unless: NOT_CLAIMED,
  }),
  rule(
    "human-claim",
    "human|person",
    String.raw`\b(?:lets say|pretend|pretending|imagine|for you|ok|okay|fine|sure) (?:that )?(?:im|i am|ill be) (?:a |an |your )?(?:real )?(?:human|person)\b`,
    { unless: NOT_CLAIMED },
  ),
  rule(
    "human-claim",
    "and from|and live|and single|and work|years old",
    String.raw`\b(?:im|i am) \d\d (?:years old|and live|and work|and single|and from)\b`,
    { unless: NOT_CLAIMED },
  ),
  rule(
    "professional-claim",
    " attorney| doctor| dr | dra | nurse| licenciad",
    String.raw`\b(?:im|i am|this is|my name is|soy|me llamo) (?:the |la |el )?(?:dr|dra|doctora?|nurse|attorney|licenciad[oa])\b`,
    { unless: /\b(?:not|no|never|if|cant|wish)\b/ },
  ),
  rule(
    "professional-claim",
    "school|license|patients|clients|practice|therapy|work as a|trabajo como",
    String.raw`\bi went to (?:med|medical|law|nursing) school|\b(?:with|have|hold|got) (?:a|my) (?:\w+ )?license\b|\bmy (?:other )?(?:patients|clients|practice)\b|\bi do therapy\b|\bi work as an? (?:\w+ )?(?:therapist|nurse|doctor|counselor|lawyer|psychologist|social worker)|\btrabajo como (?:enfermer|terapeut|doctor|psicolog|abogad|medic)[oa]?`,
    { unless: /\b(?:not|no|never|if|cant|dont|wish|your|you)\b/ },
  ),
  rule(
    "human-claim",
    "bedroom|car|couch|fingers|kitchen|office|sofa",
    String.raw`\bmy (?:fingers|couch|sofa|kitchen|bedroom|office|car)\b`,
    { unless: /\b(?:no|not|if|dont|never|imagine|say|tell|said|text|like|you)\b/ },
  ),
  // Spanish
  rule(
    "human-claim",
    " hombre| human| mujer| persona| ser humano",
    String.raw`\b(?:hablas|estas hablando|chateas|estas chateando|escribes|te escribe|aqui hay|aqui esta)(?: con| a)?(?: un| una) (?:persona|humano|humana|mujer|hombre|ser humano)\b|\bdetras de est[ae] (?:pantalla|telefono|mensaje)s? hay un[ao]? (?:persona|mujer|hombre|human[ao])\b`,
    { unless: NO_EN_SERIO },
  ),
  rule(
    "human-claim",
    " hombre| human| mujer| persona",
    String.raw`\b(?:finjo|digamos|imagina|supongamos|en este juego|vale|bueno|claro)(?: que)? (?:yo )?soy(?: un| una)? (?:persona|humano|humana|mujer|hombre)\b`,
    { unless: NO_EN_SERIO },
  ),
];
