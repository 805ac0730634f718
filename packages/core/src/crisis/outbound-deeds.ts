import { type OutboundRule, rule, unless } from "./outbound-words.ts";

/**
 * What a text of Jules' must not say was done, or is so, because the model does nothing and decides nothing: changes to an
 * account, what STOP does, whether help can be reached. Who believes it relies on it.
 */

const I = String.raw`\b(?:i|ive|i have|we|weve|we have|done i|ya)(?: have| just| already| now| also| went ahead and| ya| te| le| les| lo)* `;
const DONE =
  "unsubscribed|resubscribed|subscribed|cancelled|canceled|refunded|upgraded|downgraded|deleted|erased|wiped|removed|banned|blocked|unblocked|marked|verified|registered|enrolled|granted|reset|changed|updated|switched|turned off|turned on|disabled|enabled|undone|undid|released|lifted|added|transferred|charged|booked|signed up|emailed|forwarded|reactivated|paused|restored|set|gave|moved|renewed|closed|waived|credited|extended|approved|reminded|texted|overrode|opted";
const ACCOUNT_WORDS =
  " account| subscription| payment| plan| premium| credit| database| system| user| member| limit| hold| kill switch| consent| operator| adult| access| export| flight| email address| your number| your age| the age| money| charge| free | stop | phone number| record| profile| setting| billing| refund| your data| text| permission| admin| everybody| everyone| all the others| your friend| your mom| your dad";
const OF_AN_ACCOUNT = String.raw`(?:account|subscription|payment|plan|premium|credits?|database|system|users?|members?|limits?|hold|kill switch|consent|operator|adult|access|export|flight|email address|your number|your age|the age|money|charge|free (?:year|month)|stop\b|phone number|records?|profile|settings?|billing|refund|your data|texts? to|permissions?|admin|everybody|everyone|all the others|your friend|your mom|your dad)`;

const SPANISH_DONE =
  "marque|borre|cancele|reembolse|cambie|active|desactive|elimine|actualice|registre|verifique|desuscribi|suscribi|agregue|bloquee|libere|di de baja|di de alta|transferi|cobre|envie|mande";
const SPANISH_OF_AN_ACCOUNT =
  "(?:cuenta|suscripcion|pago|plan|creditos?|sistema|usuari[oa]s?|miembros?|limites?|consentimiento|adult[oa]|acceso|dinero|numero|edad|datos|perfil|todos|retencion|verificad[oa])";

/** What is asked, denied, or of somebody else. */
const NOT_DONE = String.raw`\b(?:cant|cannot|cant be|havent|didnt|dont|wish|if|how do|should i|never|not|unable|wont|do you|did you|would you|have you|no puedo|no he|si)\b`;

export const DEEDS: readonly OutboundRule[] = [
  rule("false-deed", [DONE, ACCOUNT_WORDS], `${I}(?:${DONE})\\b.{0,50}\\b${OF_AN_ACCOUNT}`, unless(NOT_DONE)),
  rule(
    "false-deed",
    "premium|operator|admin|verified|unsubscribed|resubscribed|refunded",
    String.raw`\b(?:youre|you are|your account is|they are|theyre|he is|she is|user is) (?:now |all |already )*(?:a |an )?(?:premium|operator|admin|administrator|verified (?:adult|member|user)|unsubscribed|resubscribed|refunded)\b`,
    unless(String.raw`\b(?:if|when|once|whether|not|after)\b`),
  ),
  rule(
    "false-deed",
    SPANISH_DONE,
    String.raw`\b(?:ya |te |le |les |lo |la |listo )*(?:${SPANISH_DONE})\b.{0,50}\b${SPANISH_OF_AN_ACCOUNT}`,
    unless(String.raw`\b(?:no|si|cuando|puedes|quieres)\b`),
  ),
  rule(
    "false-deed",
    "cancelled|canceled|deleted|refunded|verified|upgraded|closed|on its way|erased|removed|reset|opted out|unsubscribed",
    String.raw`\b(?:your|all your|the) (?:subscription|account|refund|payment|plan|age|data|limits?|consent|profile|number|texts|messages)s?(?: \w+)? (?:is|are|was|has been|have been|got)(?: now| already| all| officially| just)* (?:cancelled|canceled|deleted|refunded|verified|upgraded|closed|on its way|erased|removed|reset)\b|\byou(?:ve| have) been (?:\w+ )?(?:upgraded|unsubscribed|refunded|verified|opted out|removed)\b`,
    unless(String.raw`\b(?:if|when|once|whether|not|until|after|before|they|said|who|did)\b`),
  ),
  rule(
    "false-deed",
    "opted|took you|no more texts|charging|billing|texting|remind",
    String.raw`\bopted you out|\btook you off\b|\bno more texts from (?:us|me)\b|\b(?:ill|i will) stop (?:charging|billing|texting) you|\b(?:ill|i will|im going to) remind you\b|\breminder (?:is |has been )?(?:set|saved|added|scheduled)\b`,
    unless(String.raw`\b(?:cant|cannot|not|if|wish|wont)\b`),
  ),
  rule(
    "false-deed",
    "cancelad|borrad|eliminad|verificad|reembolsad|actualizad",
    String.raw`\b(?:tu|tus) (?:suscripcion|cuenta|pago|plan|datos|edad|reembolso|perfil|numero)(?: \w+)? (?:ha sido|han sido|quedo|quedaron|esta|estan|fue|fueron)(?: ya)? (?:cancelad|borrad|eliminad|verificad|reembolsad|actualizad)[oa]s?\b`,
    unless(String.raw`\b(?:no|si|cuando)\b`),
  ),
  // That a plan ends, or nothing more is charged: to who asked for it, and was not understood
  {
    ...rule(
      "false-deed",
      "cancelled|canceled",
      String.raw`\b(?:no problem|no worries|sure|sure thing|of course|absolutely|done|all done|all set|got it|you got it|okay|ok|alright|right away) (?:its|it is|thats|that is|everything is) (?:now |all |officially |already )?(?:cancelled|canceled)\b(?! (?:because|due|again|on|anyway|then|too|from|until|since|by|in)\b| for (?!you\b))`,
    ),
    acrossClauses: true,
  },
  rule(
    "false-deed",
    ["cancel|stopp| ended", " it | that | this | your "],
    String.raw`\bconsider (?:it|that|this|your \w+) (?:now |already )?(?:cancelled|canceled)\b|\b(?:i|ive|i have)(?: have| just| already| now| also| went ahead and)* (?:cancelled|canceled) (?:it|that|this)\b|\b(?:i|ive|i have)(?: have| just| already| now| also| went ahead and)* (?:ended|stopped) your (?:\w+ )?(?:subscription|membership|trial|payments?)\b|\b(?:ill|i will|im going to|let me) (?:just |now |go ahead and )?cancel (?:it|that|this|your (?:\w+ )?(?:subscription|membership|plan|trial))\b`,
    unless(String.raw`\b(?:cant|cannot|not|never|if|wish|they)\b`),
  ),
  rule(
    "false-deed",
    "charged|billed| charges| renew",
    String.raw`\byou (?:wont|will not|will no longer|will never|arent|are not|wont ever|are no longer) (?:be |get |being |getting )?(?:charged|billed)(?: again| any ?more| any longer| from now on| going forward)*$|\bno (?:more|further) charges(?: to your card| on your card| from us)?$|\byour (?:jules )?(?:plus )?subscription (?:wont|will not) renew\b`,
    unless(String.raw`\b(?:if|when|once|unless|whether|until|as long as|they|said)\b`),
  ),
  rule(
    "false-deed",
    " cancelada|cobrar",
    String.raw`\b(?:queda|quedo|dala por|ya esta) cancelada\b|\b(?:ya )?no (?:se )?te (?:cobraran?|cobraremos|volveran a cobrar|van a cobrar|vamos a cobrar)(?: mas| nada| nada mas| de nuevo| otra vez)*$`,
    unless(String.raw`\b(?:si|cuando|hasta)\b`),
  ),
  // STOP
  rule(
    "opt-out",
    "stop|opt out|opting out|unsubscrib|only paying",
    String.raw`\b(?:ignor\w+|never honor|wont honor|dont honor|not honor|overrid\w+|undo|undone|undid) .{0,20}\bstop\b|\bstop (?:does(?:nt| nothing| not)|wont|means|has no effect|is ignored|is disabled|is off|is not|no longer)|\bonly paying (?:members|users|people) can (?:leave|stop|unsubscribe)|\byou (?:cant|cannot|can not|can never) (?:opt out|unsubscribe)|\b(?:pay|fee|charge|dollars|card|call)\b.{0,30}\b(?:to|for) (?:opt out|opting out|unsubscrib\w+)|\b(?:opt out|unsubscribe)\b.{0,30}\b(?:pay|card|ssn|social|password)`,
  ),
  rule(
    "opt-out",
    "recibiendo|no hace nada|no sirve|no funciona|no pasa nada",
    String.raw`\b(?:alto|stop|parar|baja)\b.{0,30}\b(?:no hace nada|no sirve|no funciona|no pasa nada)|\bseguiras recibiendo\b`,
  ),
  // Help
  rule(
    "false-help",
    "988|911|lifeline|hotline",
    String.raw`\b(?:988|911|the (?:988 )?(?:suicide |crisis )?(?:lifeline|hotline))(?: (?:line|lifeline|number|hotline|call center))? (?:\w+ ){0,2}?(?:(?:is|are|was|were|has been|got|been) (?:\w+ )?(?:closed|shut|down|dead|fake|a scam|a trap|gone|busy|out of service|discontinued|replaced|unsafe|useless|dangerous|disconnected)|(?:was |were |has been |got )?(?:shut|closed) (?:down|its)|doesnt (?:work|exist|answer|help)|does not (?:work|exist|answer|help)|dont (?:work|answer|help)|no longer|never (?:existed|answers?|helps?|works?)|stopped|wont (?:help|answer|come|work)|(?:always |will |just |only )*(?:sends? (?:the |an? )?(?:police|cops|ambulance|swat|bill)|traces?|records?|charges?|costs?|makes? (?:it|things) worse)|moved|changed|isnt (?:working|real|safe|available)|is not (?:working|real|safe|available))`,
    unless(String.raw`\b(?:if|free|without|afraid|worried|fear|heard|told|myth|not true)\b`),
  ),
  rule(
    "false-help",
    "988|911|lifeline|hotline|crisis|emergency|suicide",
    String.raw`\bnobody (?:at|on) (?:988|911|the (?:lifeline|hotline))|\b(?:dont|do not|never|stop) (?:ever )?(?:call|text|trust|use|contact)(?:ing)? (?:988|911|the (?:lifeline|hotline|crisis))|\b(?:988|911|lifeline|hotline)\b.{0,30}\b(?:only for|not for|isnt for) (?:veterans|people (?:like|who)|you\b|kids|the|citizens)|\bcalling (?:988|911|the (?:lifeline|hotline)) (?:only |just |will |would )*(?:makes?|hurts?|is (?:dangerous|useless|a mistake|pointless))|\b(?:the )?(?:new|real|right|correct|actual|other) (?:988|911|crisis|emergency|suicide|hotline|lifeline)(?: line| number)?\b(?! (?:is|are) (?:still )?(?:988|911))`,
    unless(String.raw`\b(?:if|afraid|worried|heard|told|not only|not just|isnt only|dont have to|in danger)\b`),
  ),
  rule(
    "false-help",
    "988|911|lifeline|hotline|crisis line",
    String.raw`\b(?:dont bother|skip|forget|avoid|ignore|stay away from)(?: with| about| calling| texting)* (?:988|911|the (?:lifeline|hotline|crisis line))|\b(?:988|911|lifeline|hotline)\b.{0,25}\b(?:(?:a )?waste of time|hangs? up|gets? you|arrest\w*|lock(?:s|ed)? you up|cops (?:come|show)|police (?:come|will come|show))|\b(?:police (?:come|will come|show up)|cops (?:come|show)|arrest\w*)\b.{0,25}\b(?:988|hotline|lifeline)`,
    unless(String.raw`\b(?:afraid|worried|fear|heard|told|dont always|rarely|not)\b`),
  ),
  rule(
    "false-help",
    "988|911|crisis|emergencia",
    String.raw`\b(?:988|911|linea de crisis)\b (?:\w+ )?(?:ya no|cerro|esta cerrad[oa]|no (?:te )?(?:va a )?(?:existe|ayudar|ayudara|funciona|sirve|contesta|responde|viene|vendra|ayuda|atiende)|nunca|cobra|cuesta|cambio|es (?:falso|una estafa|una trampa|peligros[oa]))|\bno (?:llames|marques|uses|confies)(?: \w+)? (?:al?|el|en el) (?:988|911)|\bnumero de (?:emergencias?|crisis)\b.{0,15}\b(?:ahora|cambio|nuevo|ya no)`,
    unless(String.raw`\b(?:si|gratis|miedo)\b`),
  ),
  // What nobody who means well asks for
  rule(
    "solicitation",
    "social security|ssn|credit card|card number|gift card|password|cvv|bank account|routing number|seguro social|tarjeta|contrasena|pin ",
    String.raw`\b(?:send|text|tell|give|reply with|share|enter|type|need|confirm|provide|manda(?:me)?|envia(?:me)?|dame|dime)\b(?: me| us)?(?: \w+){0,3} (?:social security|ssn|credit card|card number|gift cards?|password|cvv|bank account|routing number|seguro social|numero de tarjeta|tarjeta|contrasena|pin)\b`,
    unless(String.raw`\b(?:dont|never|not|nobody|no one|asks?|asked|asking|no|nunca|nadie|scam)\b`),
  ),
];
