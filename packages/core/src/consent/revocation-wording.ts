import { type LatePattern, latePattern } from "../kernel/index.ts";

/** One way to ask for no more texts. */
export interface Wording {
  /** `<language>.<what is asked>`. */
  readonly code: string;
  /** Of a whole clause. */
  readonly pattern: LatePattern;
  /**
   * clear: says what is to end; bare: a word that means an opt-out when nothing else is said; unclear: may mean the texts, or
   * the moment.
   */
  readonly strength: "clear" | "bare" | "unclear";
}

const anyOf = (...patterns: readonly string[]) => `(?:${patterns.join("|")})`;
const words = (list: string) => anyOf(...list.split(","));

function wording(strength: Wording["strength"], code: string, ...patterns: readonly string[]): Wording {
  return { code, strength, pattern: latePattern(`^${anyOf(...patterns)}$`) };
}

const NUMBER = words("phone,number,cell,cellphone,cell phone,mobile,line,phone number,cell number");
const ME = anyOf("me", "us", `(?:my|this|that) ${NUMBER}`);
const MESSAGE = words("messages?,texts?,text messages?,communications?,contact,notifications?,alerts,updates?");
/** "Any more of these automated texts": no word of it is in two places, so that it costs one look. */
const DETERMINERS =
  "(?:(?:all|any|some|the|these|this|those|that|your|you|more|further|other|future|such|of|unwanted|automated|spam|daily) )*";
const MESSAGES = `${DETERMINERS}(?:${MESSAGE}|spam|crap|nonsense)`;
const CONTACTING = words("texting,messaging,contacting,spamming,text messaging,blowing up,hitting up");
const CONTACT = words("text,message,contact,spam,reach out to,communicate with");
const STOP = words("stop,quit,cease,discontinue,end,halt,refrain from,desist from,no more");
const LIST = words("list,lists,system,systems,database,service,program,records,thing,file,files,contacts,distribution");
const YOUR_LIST = `(?:(?:this|that|your|the|all|any|of|text|texting|mailing|contact|message|messaging|phone|call|calling|marketing|subscriber) )*(?:${LIST}|texts|messages)`;
const OFF = words("off,from,out of,off of");
const UNSUBSCRIBE = words("unsubscribe,unenroll,unregister,deactivate,disenroll,opt out,deregister");
const SUBSCRIPTION =
  "(?:(?:my|the|this|text|texting|message|messaging|jules) )*(?:subscription|membership|enrollment|texts|messages|account)";
/** "I want to", where it is the writer who wants out. */
const LET_ME = anyOf(
  "(?:i|we) (?:want|need|wish|choose|ask|request|demand|have|would like|would love|am asking|am requesting) to ",
  "(?:im|id) (?:like|love|asking|requesting|trying|choosing) to ",
  "(?:how|where) (?:do|can|could|would|should) (?:i|we) ",
  "(?:can|could|may) (?:i|we) ",
  "(?:let|help|get) me ",
);
const NOT_WANT = anyOf(
  "(?:i|we) (?:dont|no longer|never)(?: ever)? (?:want|wish|care|like|need|desire|intend|consent|agree)(?:ed)?",
  "(?:i|we) (?:would|d|will) (?:rather|prefer) not",
  "(?:id|ill) (?:rather|prefer) not",
  "(?:im|i am|we are|were) (?:not|no longer) interested in",
);

/** By the words themselves: in which language they were said, only the rest of the text tells. */
export const EXIT_WORDS: ReadonlySet<string> = new Set(["any.exit", "any.bare-keyword", "any.within"]);

/** Words that do not say what is to end: somebody in danger may mean anything by them. */
export const NAMING_NOTHING: ReadonlySet<string> = new Set(["any.bare-keyword", "en.remove-me", "es.salir"]);

export const ENGLISH: readonly Wording[] = [
  wording("bare", "any.exit", "exit", "desist"),
  wording(
    "bare",
    "any.bare-keyword",
    ...["(?:stop ?)+", "(?:stop (?:it|this|all|everything) )?stop", "quit", "cancel", "end", "remove", "revoke"],
  ),
  wording(
    "clear",
    "en.stop-texting",
    `${STOP} (?:texting|messaging|contacting)(?: ${ME})?`,
    `${STOP} (?:with )?${DETERMINERS}(?:texting|messaging)`,
    `${STOP} (?:all )?(?:${CONTACTING}|writing|writing to|sending to) ${ME}(?: up)?`,
    `${STOP} (?:blowing|hitting) ${ME} up`,
    `${STOP} sending (?:${ME} )?(?:${MESSAGES}|these|them|this|anything)(?: to ${ME})?`,
    `${STOP} (?:all )?contact with ${ME}`,
    `${STOP} using ${ME}`,
    `not (?:${CONTACTING} ${ME}|to ${CONTACT} ${ME})`,
    "no more (?:texting|messaging|contacting)(?: me)?",
  ),
  wording(
    "clear",
    "en.do-not-text",
    `(?:dont|never)(?: you)?(?: ever)? ${CONTACT} ${ME}`,
    `(?:dont|never)(?: ever)? send (?:${ME} )?(?:${MESSAGES}|anything|anything else)(?: to ${ME})?`,
    `(?:add|put) ${ME} (?:to|on) (?:your|the|a) dont (?:contact|call|text|disturb|message) list`,
    `(?:i will|ill) (?:report|sue|block) (?:you|this) if you (?:ever )?${CONTACT} ${ME}`,
    `leave (?:my|this) ${NUMBER} alone`,
  ),
  wording(
    "clear",
    "en.no-more-texts",
    `(?:(?:i|we) want )?no(?: more| further| future| other)? (?:${MESSAGE})(?: for me)?`,
    `${DETERMINERS}(?:${MESSAGE}) (?:must|should|have to|need to)? ?(?:cease|stop|end)`,
    `(?:stop|end|cancel|turn off|discontinue|shut off|cease|halt)(?: with)? ${MESSAGES}(?: to ${ME})?`,
    `${LET_ME}(?:stop|end|cancel|turn off|get out of|get off of) ${MESSAGES}`,
    `${LET_ME}(?:stop|quit) (?:receiving|getting)(?: ${MESSAGES}| these| this| them)?`,
    `${STOP} (?:receiving|getting) ${MESSAGES}`,
    `(?:${LET_ME})?make ${MESSAGES} stop`,
    `(?:enough|im done|i am done)(?: with| of) ${MESSAGES}`,
  ),
  wording(
    "clear",
    "en.take-me-off",
    `(?:take|remove|get|drop|pull|strike|delete|erase|scratch) (?:${ME}|my name|my info|my information|my contact information|my contact info|my details|my data|it|mine) ${OFF} ${YOUR_LIST}`,
    `(?:remove|delete|lose|forget|erase) (?:my|this|that) ${NUMBER}`,
    `take ${ME} off`,
    `(?:(?:im|i am) )?requesting (?:removal|to be removed)(?: ${OFF} ${YOUR_LIST})?`,
    `${LET_ME}be (?:removed|taken off|taken out|deleted|unsubscribed|opted out)(?: ${OFF})?(?: (?:this|that|${YOUR_LIST}))?`,
    `${LET_ME}(?:get|come|be) (?:off|out of|off of) ${YOUR_LIST}`,
  ),
  // Said to a list it ends the texts; said of oneself it may be despair.
  wording("clear", "en.remove-me", "remove (?:me|us)"),
  wording("unclear", "en.forget-me", "(?:delete|lose|forget|erase) (?:me|us)"),
  wording(
    "clear",
    "en.unsubscribe",
    `(?:${LET_ME})?${UNSUBSCRIBE}(?: ${UNSUBSCRIBE})*(?: ${ME})?(?: (?:${OFF}|of) (?:this|here|it|${YOUR_LIST}))?`,
    `(?:i|we) ${UNSUBSCRIBE}(?: (?:${OFF}|of) ${YOUR_LIST})?`,
    `(?:sign|opt|unsign) ${ME} out`,
    // The word that we name ourselves, and what it is to end besides.
    `stop (?:cancel|end|terminate|close|discontinue) ${SUBSCRIPTION}(?: .{1,80})?`,
    `(?:${LET_ME})?(?:cancel|end|terminate|stop|close|discontinue) ${SUBSCRIPTION}(?: (?:to|of|for|from) ${MESSAGES})?(?: ${STOP}(?: ${MESSAGES}| (?:texting|messaging|contacting|sending)(?: ${ME})?)?)?`,
  ),
  wording(
    "clear",
    "en.no-consent",
    "(?:my )?consent (?:is |has been )?(?:hereby )?(?:revoked|withdrawn)",
    `(?:you are|youre|your company is) not (?:authorized|allowed|permitted) to ${CONTACT} ${ME}`,
    `(?:i|we) (?:dont|no longer|never) (?:authorize|permit|allow|give permission to|give consent to)(?: you)? to ${CONTACT} ${ME}`,
    `(?:(?:i|we) (?:dont give|never gave)|(?:im|i am) not giving) (?:you |anyone )?(?:permission|consent) to ${CONTACT} ${ME}`,
    "(?:i |we |i am |im )?(?:hereby |do )?(?:revoke|revoking|withdrawing|withdraw|rescind|retract|terminate|take back|cancel) (?:my |any |all |our |prior |express |previous )*(?:consent|permission|authorization|opt in)(?: (?:to|for|under|given) .{1,80})?",
    `(?:you )?(?:dont|no longer|never) (?:have|had) (?:my |our |any )?(?:consent|permission|authorization)(?: to .{1,60})?`,
    `(?:i|we) (?:dont|no longer|never|didnt) (?:consent|agree|agreed) to (?:be (?:contacted|texted|messaged)|(?:get|receive|receiving|getting) ${MESSAGES}|${MESSAGES})`,
  ),
  wording(
    "clear",
    "en.want-no-texts",
    `${NOT_WANT} (?:to )?(?:be (?:contacted|texted|messaged)|(?:receive|receiving|get|getting|have|having) (?:${MESSAGES}|these|this|them|any|any more|any of these)|hear from (?:you|jules))`,
    `${NOT_WANT} (?:to )?${MESSAGES}`,
    `${NOT_WANT} (?:you to )?${CONTACT} ${ME}`,
  ),
  wording("clear", "en.harassment", `${STOP} harassing ${ME}`, "this is harassment"),
  wording(
    "unclear",
    "en.leave-me-alone",
    `(?:leave|let) me (?:alone|be)`,
    ...["go away", "get lost", "buzz off", `${STOP} (?:bugging|bothering|annoying|pestering) ${ME}`],
    `(?:dont|never) (?:bug|bother) ${ME}`,
  ),
  wording("unclear", "en.not-interested", "(?:(?:im|i am) )?(?:not|no longer) interested(?: in (?:this|it))?"),
  wording(
    "unclear",
    "en.wrong-number",
    "(?:(?:this is|you have|you got|youve got) )?(?:the |a )?wrong (?:number|person)",
  ),
  wording(
    "unclear",
    "en.no-more-talk",
    "(?:i|we) (?:dont|no longer) want (?:to )?(?:talk|chat|text|speak|this|any of this)(?: (?:to|with) (?:you|this))?",
    `${STOP} talking to me`,
    "dont talk to me",
    "(?:im|i am) done (?:talking|texting|chatting)(?: (?:to|with) you)?",
    "(?:im|i am) done with (?:you|this service|this app|jules|these texts|these messages)",
    `(?:i )?didnt (?:sign up|ask) for (?:this|${MESSAGES})`,
  ),
  wording(
    "unclear",
    "en.too-many",
    `(?:this is |these are |thats )?(?:way )?too many (?:texts|messages)`,
    "you (?:text|message) (?:me )?too (?:much|often)",
    `dont (?:text|message|contact) me for (?:a while|a few days|a week|now)`,
  ),
  wording(
    "unclear",
    "en.want-out",
    "(?:i|we) (?:want|need|would like) to (?:stop|quit|end|cancel) (?:this|texting)",
    "(?:i|we) (?:want|need|would like) to cancel",
    "(?:id|im) (?:like|trying) to (?:cancel|stop this)",
  ),
];

const MENSAJES =
  "(?:(?:de|los|las|mas|sus|tus|esos|estos|mis|ningun|algun|otro|otros) )*(?:mensajes?|notificaciones|comunicaciones)";
const ESCRIBIR = words(
  "escribas,escriban,escriba,contactes,contacten,contacte,textees,texteen,textes,mensajees,mensajeen",
);
const MANDAR = words("mandes,manden,mande,envies,envien,envie");
const ESCRIBIRME = words("escribirme,textearme,contactarme,mensajearme,escribirnos,contactarnos");
const MANDARME = words("mandarme,enviarme,mandar,enviar,mandarnos,enviarnos");
const DEJA = words("deja,dejen,deje,dejar,para,paren,pare,termina,terminen");
const MI_NUMERO = "(?:mi|este|el) (?:numero|telefono|celular|movil|contacto)";
const LA_LISTA =
  "(?:la|su|tu|esta|sus|esa) (?:lista|base|sistema|servicio|programa|suscripcion)(?: de (?:mensajes|contactos|distribucion|datos))?";
const QUIERO = "(?:(?:quiero|quisiera|deseo|necesito|me gustaria|como (?:puedo|hago para)) )";

export const SPANISH: readonly Wording[] = [
  wording("bare", "es.salir", "salir", "parar", "para", "alto", "baja", "cancelar", "paren"),
  wording(
    "clear",
    "es.no-me-escribas",
    `(?:ya )?no (?:me|nos) ${ESCRIBIR}(?: mensajes)?`,
    `(?:ya )?no (?:me|nos) ${MANDAR}(?: ${MENSAJES}| nada)`,
    `(?:ya )?no (?:me )?(?:vuelvas|vuelvan|vuelva) a (?:${ESCRIBIRME}|${MANDARME}|escribir|contactar)(?: ${MENSAJES})?`,
    `(?:ya )?${DEJA} de (?:${ESCRIBIRME}|${MANDARME} ${MENSAJES})`,
  ),
  wording(
    "clear",
    "es.no-mas-mensajes",
    "(?:ya )?(?:no mas|basta de|sin|ni un mas?) (?:mensajes?|notificaciones)",
    `(?:ya )?no (?:quiero|deseo|quisiera)(?: (?:recibir|que me (?:lleguen|manden|envien)))? ${MENSAJES}`,
    `(?:ya )?no (?:quiero|deseo|quisiera) que (?:me|nos) ${ESCRIBIR}`,
    `${QUIERO}?(?:cancela|cancelar|cancelen|cancele|deten|detengan|parar|paren|suspendan|suspende|suspender) (?:la |mi |mis |los |esta |el |sus |todos )*(?:(?:servicio|envio) de )?(?:suscripcion|mensajes)`,
    "(?:stop|alto) (?:cancela|cancelar|cancelen|cancele|termina|terminen) (?:la |mi |esta |el )*(?:suscripcion|servicio)(?: .{1,80})?",
    `${QUIERO}(?:dejar de recibir ${MENSAJES}|dejar de recibirlos)`,
  ),
  wording(
    "clear",
    "es.baja",
    "(?:me )(?:quiero|quisiera|voy a) dar de baja",
    `${QUIERO}?(?:darme|dame|denme|deme|dar|dar me) de baja(?: .{1,40})?`,
    `${QUIERO}?(?:borra|borren|borre|borrar|elimina|eliminen|elimine|eliminar|quita|quiten|quitar|saca|saquen|olvida) ${MI_NUMERO}(?: de ${LA_LISTA})?`,
    `${QUIERO}?(?:borrame|borrenme|eliminame|eliminenme|quitame|quitenme|sacame|saquenme|salirme|salir) de ${LA_LISTA}`,
    `(?:quiero|deseo|solicito|pido) ser (?:eliminad|borrad|sacad|removid)[oa] de ${LA_LISTA}`,
    `${QUIERO}que me (?:saquen|borren|quiten|eliminen) de ${LA_LISTA}`,
  ),
  wording(
    "clear",
    "es.sin-consentimiento",
    `no (?:estoy de acuerdo con|acepto|autorizo) (?:recibir )?${MENSAJES}`,
    "no (?:quiero|deseo) ser contactad[oa]",
    "(?:yo )?(?:retiro|revoco|cancelo) (?:mi|el) (?:consentimiento|permiso|autorizacion)(?: .{1,60})?",
    "no (?:tienen|tienes|tiene|doy) (?:mi |el )?(?:consentimiento|permiso|autorizacion)(?: .{1,60})?",
  ),
  wording(
    "unclear",
    "es.dejame-en-paz",
    "(?:deja|deje|dejen)me (?:en paz|tranquil[oa]|sol[oa])",
    ...["vete", "largate", "(?:ya )?no (?:me|nos) (?:molestes|molesten)", `${DEJA} de molestar(?:me)?`],
  ),
  wording("unclear", "es.no-me-interesa", "(?:ya )?no (?:me interesa|estoy interesad[oa])(?: esto)?"),
  wording("unclear", "es.numero-equivocado", "(?:(?:es|tienes|tienen|este es) )?(?:el |un )?numero equivocado"),
  wording(
    "unclear",
    "es.no-quiero-hablar",
    "(?:ya )?no quiero (?:hablar|platicar|esto)(?: contigo| con(?: ?vos| usted| ustedes| jules))?",
  ),
];

/** The heart of a request somewhere in a clause that has other words too. */
export const WITHIN = latePattern(
  `\\b${anyOf(
    `(?:stop|quit|cease|discontinue|dont|never|refrain from|desist from)(?: ever| all)? ${anyOf(CONTACTING, CONTACT)} ${ME}`,
    `(?:stop|quit|dont|never)(?: ever)? send(?:ing)? ${ME} ${MESSAGES}`,
    `(?:remove|take|delete|get) (?:${ME}|my name|it|this) ${OFF} (?:this|that|your|the|all) ${anyOf(LIST, "texts", "messages")}`,
    `unsubscribe (?:me|from (?:this|these|your|you|jules|texts|messages))`,
    `(?:dont|no longer) have (?:my )?(?:consent|permission)`,
    `no (?:me|nos) (?:vuelvan? a escribir|${ESCRIBIR}|${MANDAR} (?:mas )?mensajes)`,
    `(?:ya )?${DEJA} de (?:${ESCRIBIRME}|${MANDARME} mensajes)`,
  )}(?! (?:about|like|in|at|on|while|when|if|until|till|before|after|between|during|so|too|that|those|long|sad|less|only|today|tonight|tomorrow|back|first|as|with|late|cuando|mientras|en|hasta|antes|despues|tan|hoy|manana|por))\\b`,
);

/** It is somebody else's, or is asked about, denied or imagined. */
export const AS_SAID_OF_OTHERS = latePattern(
  `\\b(?:he|she|they|him|her|them|his|hers|their|hes|shes|theyre|ex|boss|mom|mother|dad|father|husband|wife|boyfriend|girlfriend|friend|brother|sister|son|daughter|guy|girl|guys?|people|everyone|someone|somebody|nobody|anybody|should|would|will|does|did|didnt|wont|cant|what|why|how|if|when|until|wish|imagine|said|says|told|tell|text|asked|dont stop|never stop|not stop|cant stop|wont stop|todo el mundo|le dije|mi ex|ella|el me|ellos)\\b`,
);
