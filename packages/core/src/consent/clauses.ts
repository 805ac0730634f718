import { type LatePattern, latePattern, withoutAccents } from "../kernel/index.ts";

/** A part of a text that can ask for something by itself. */
interface Clause {
  /** Lower case, without accents and marks, with one space between words, and without what is only said for politeness. */
  readonly words: string;
  /** Only politeness, or nothing. */
  readonly isFiller: boolean;
  /** What somebody said to somebody. */
  readonly isReported: () => boolean;
}

export interface Clauses {
  readonly clauses: readonly Clause[];
  readonly laughs: () => boolean;
  /** Names when to text instead. */
  readonly isLater: () => boolean;
  /** Names why not now. */
  readonly isPassing: () => boolean;
  readonly language: () => "en" | "es";
}

/** Nobody needs more words for it. */
const LONGEST_CLAUSE_CHARACTERS = 160;

/**
 * The parts of a text, in its order. Undefined for one without any word that a revocation would have: most texts, and of
 * these nothing else is asked.
 */
export function clausesOf(text: string): Clauses | undefined {
  const plain = plainOf(text);
  if (!NAMES_IT.test(plain)) return undefined;
  const clauses: Clause[] = [];
  for (const sentence of plain.split(/[.!?;\n]+/)) {
    const parts = sentence
      .split(BOUNDARY)
      .map((part) => part.trim())
      .filter(Boolean);
    // Found out once, when it is first asked of a part: the first that reports makes all after it reported.
    let firstReporting: number | undefined;
    const reportsFrom = () => {
      firstReporting ??= [...parts, ""].findIndex((part, at) => at === parts.length || reports(part));
      return firstReporting;
    };
    for (const [at, said] of parts.entries()) clauses.push(clauseOf(said, () => reportsFrom() < at));
  }
  const anywhere = (pattern: LatePattern) => () => pattern.test(plain);
  return {
    ...{ clauses, laughs: anywhere(LAUGHS), isLater: anywhere(LATER), isPassing: anywhere(PASSING) },
    language: () => (SOUNDS_SPANISH.test(plain) ? "es" : "en"),
  };
}

function clauseOf(said: string, isReported: () => boolean): Clause {
  const isLong = said.length > LONGEST_CLAUSE_CHARACTERS;
  const words = isLong ? "" : bared(said);
  return { words, isFiller: !isLong && (words === "" || WHO.test(words)), isReported };
}

function reports(part: string): boolean {
  return part.length > LONGEST_CLAUSE_CHARACTERS || REPORTS.test(part);
}

/** At least one of these stands in everything that is heard as a revocation. */
const NAMES_IT = latePattern(
  `\\b(?:${[
    ...[
      "exit",
      "desist",
      "stop",
      "quit",
      "cancel",
      "end\\b",
      "remov",
      "revok",
      "ceas",
      "discontinu",
      "halt",
      "refrain",
    ],
    ...["text", "messag", "contact", "communicat", "spam", "reach out", "send", "alone", "no more", "crap", "nonsense"],
    ...[
      "notif",
      "alert",
      "update",
      "delet",
      "lose",
      "forget",
      "eras",
      "off\\b",
      "list",
      "system",
      "database",
      "service",
    ],
    ...["program", "record", "file", "distribution", "unsub", "unenroll", "unregister", "deactivat", "disenroll"],
    ...["deregister", "opt\\b", "sign", "unsign", "subscri", "member", "account", "enroll", "terminat", "turn", "shut"],
    ...["consent", "permission", "authoriz", "permit", "allow", "receiv", "getting", "hear from", "harass", "report"],
    ...[
      "let me be",
      "leave me",
      "go away",
      "get lost",
      "buzz",
      "bug",
      "bother",
      "annoy",
      "pester",
      "interested",
      "wrong",
    ],
    ...[
      "talk",
      "chat",
      "speak",
      "done",
      "want this",
      "want any",
      "ask for",
      "withdr",
      "rescind",
      "retract",
      "requesting",
    ],
    ...[
      "salir",
      "para",
      "alto\\b",
      "baja\\b",
      "paren\\b",
      "escrib",
      "mensaj",
      "mand[ae]",
      "envi",
      "vuelv",
      "dej[ae]",
      "suscrip",
    ],
    ...[
      "deten",
      "suspend",
      "borr",
      "elimin",
      "sac[ao]",
      "saqu",
      "olvid",
      "numero",
      "telefono",
      "celular",
      "permiso",
      "autoriz",
    ],
    ...[
      "revoc",
      "retir",
      "vete\\b",
      "largate",
      "molest",
      "interes",
      "equivocad",
      "hablar",
      "platicar",
      "esto\\b",
      "notific",
    ],
    ...["comunic", "basta", "acept", "acuerdo", "larg", "termin"],
  ].join("|")})`,
);

/** What quotes hold was said by somebody else, unless there is nothing beside them. */
const QUOTED = /["\u201C\u201D\u00AB\u00BB][^"\u201C\u201D\u00AB\u00BB]*["\u201C\u201D\u00AB\u00BB]/g;

function plainOf(text: string): string {
  const unquoted = text.replace(QUOTED, " quoted ");
  const own = /^\s*quoted\s*$/.test(unquoted) ? text : unquoted;
  return withoutAccents(own)
    .toLowerCase()
    .replace(/['\u2018\u2019`\u00B4]/g, "")
    .replace(/[\u{1F602}\u{1F923}\u{1F606}\u{1F605}\u{1F639}]/gu, " haha ")
    .replace(/[^a-z0-9.!?;,\n]+/g, " ")
    .replace(/[a-z0-9]+/g, spelledOut)
    .replace(/\b(?:do|will) not\b/g, (words) => (words === "do not" ? "dont" : "wont"))
    .replace(
      /\b(?:wrong number|not interested|who (?:is|are|dis) ?(?:this|you)?)(?= (?:stop|remove|take|unsub|no more|dont|opt|lose|delete)\b)/g,
      "$& , ",
    )
    .replace(/\bcease (?:and|n|amp) desist\b/g, "desist")
    .replace(/\bopt me out\b/g, "opt out")
    .replace(/ +/g, " ");
}

/** How people shorten on a phone, and the ways to spell the one long word. */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ pls: "please", plz: "please", plse: "please", pleas: "please", u: "you", ur: "your", r: "are" },
    ...{ txt: "text", txts: "texts", txting: "texting", texing: "texting", msg: "message", msgs: "messages" },
    ...{ messege: "message", messeges: "messages", messaging: "messaging", msging: "messaging", num: "number" },
    ...{ thx: "thanks", ty: "thanks", tks: "thanks", thnx: "thanks", tnx: "thanks", wanna: "want to" },
    ...{ optout: "opt out", gimme: "give me", nomore: "no more", anymor: "anymore", dnt: "dont", stpo: "stop" },
    ...{ sms: "texts", q: "que", k: "ok", xfa: "por favor", porfa: "por favor", porfavor: "por favor" },
    ...{ msjs: "mensajes", msj: "mensaje", textos: "mensajes", texto: "mensaje", sms_: "mensajes" },
  }),
);

function spelledOut(word: string): string {
  if (word.length > 24) return word;
  if (word.startsWith("unsub") && word !== "unsubscribed" && word !== "unsubscribing") return "unsubscribe";
  return SPELLINGS.get(word) ?? word;
}

/** Said by who got a text and does not know from whom. */
const WHO = latePattern("^(?:who is this|whos this|who dis|who are you|who|quien es|quien eres)$");

/** Where a thought ends within a sentence. */
const BOUNDARY =
  /,|\b(?:please|but|and|so|because|cause|cuz|since|thanks|thank you|sorry|pero|y|porque|por favor|gracias|perdon|favor de)\b/;

const NOISE = new Set(
  "just really seriously literally fucking fuckin fckn effing damn goddamn dang freaking frickin stupid already kindly simply actually honestly quoted um uh omg ffs".split(
    " ",
  ),
);

const anyOf = (words: string) => `(?:${words.split(",").join("|")})`;

/** What stands before a request: a greeting, who is asked, how often they were. */
const BEFORE = latePattern(
  `^(?:(?:would|do) you mind|${anyOf("hi,hey,hello,yo,hola,jules,ok,okay,well,yes,yeah,nope,sir,maam,guys,buenas,buenos dias,bueno,oye,oigan,disculpe,disculpa,again,now,bot,computer")}|(?:can|could|would|will) you(?: guys)?|(?:i|we) (?:want|need|would like|ask|beg|request|told|asked|am asking|expect|demand|am demanding) (?:that )?(?:you|you guys|yall)(?: to)?|(?:i|we) (?:ask|request|demand) that|asking you to|(?:im|id) (?:like|asking|begging|telling) you(?: to)?|you (?:guys )?(?:need|have|ought) to|you (?:must|should|can|may)|i said(?: to)?|(?:be|please be) advised(?: that)?|(?:consider|take) this(?: as)? (?:my |a )?(?:notice|request)(?: that you| to| for you to)?|this is (?:my |a )?(?:formal |final |official |written )?(?:notice|request)(?: that you| to| for you to)?|(?:i|we) (?:am |are )?(?:formally|hereby|officially)|if you could|i (?:would|d) appreciate (?:it )?if you(?: could| would)?|go ahead|(?:te |les |le )?(?:pido|solicito|exijo|ruego) que|(?:puedes|pueden|podrias|podrian|podria|puede)|quiero que|necesito que) `,
);

/** What stands after one and changes nothing. */
const AFTER = latePattern(
  ` ${anyOf("again,anymore,any more,any longer,ever,ever again,now,right now,right away,immediately,at once,asap,today ok,forever,for good,permanently,at all,with this,from you,from jules,from you guys,from this number,from this service,from this company,from here,on this number,on my phone,at this number,ok,okay,jules,bot,dude,man,guys,sir,maam,people,from now on,going forward,in the future,if possible,if you can,that would be great,effective immediately,or else,por ahora no,mas,nunca mas,ya,ahora,ahora mismo,de inmediato,jamas,otra vez,a este numero,a este telefono,a mi numero,a mi telefono,a mi celular,de ustedes,de jules,de este numero,aqui")}$`,
);

/** A clause without what is said around the request; cut down from both ends for as long as something is left to cut. */
function bared(said: string): string {
  let words = said
    .split(" ")
    .filter((word) => !NOISE.has(word))
    .join(" ");
  while (BEFORE.test(`${words} `)) words = words.slice(BEFORE.match(`${words} `).length).trim();
  while (AFTER.test(` ${words}`)) words = words.slice(0, words.length - AFTER.match(` ${words}`).length).trim();
  return words;
}

/** Somebody tells what was said, asks how to say it, or is about to say it to somebody else. */
const REPORTS = latePattern(
  `\\b(?:${anyOf("he,she,they,someone,somebody,everyone,people,my [a-z]+,the [a-z]+,who")} (?:just |always |never |once |even |then |also )?${anyOf("said,says,say,told,asked,texted,wrote,yelled,replied,goes,was like,is like,sent,keeps? saying,messaged")}|${anyOf("told,tell,telling,text,texted,texting,asked,ask,asking,wrote,write,begged,messaged,messaging")} (?:him|her|them|my|the|your|people|someone|somebody|everyone)|say to|(?:help|have) me (?:write|say)|a text that|i sent|(?:le|les|me|nos) (?:dije|dijo|dijeron|pidio|pidieron|escribio|grito)|(?:dice|dicen|dijo|dijeron) que)\\b`,
);

const LAUGHS = latePattern(
  `\\b(?:lo+l+|lmao+|lmfao|rofl|(?:ha){2,}h?|(?:ja){2,}j?|haha[ha]*|jaja[ja]*|hehe|jeje|jk|kidding|funny|hilarious|laughing|blushing|adorable|love (?:it|this|that|you)|te amo|broma)\\b`,
);

const LATER = latePattern(
  `\\b(?:later|tomorrow|tonight|instead|until|talk soon|after \\d+|after (?:work|school|class|dinner|lunch)|ill (?:text|message|write|call|let|hit|be)|i will (?:text|message|write|let)|text me (?:when|at|after|in)|luego|despues|manana|mas tarde|en la noche|te (?:escribo|aviso|texteo|mando))\\b`,
);

const PASSING = latePattern(
  `\\b(?:im|i am|estoy|while|when|during|cuando|mientras)\\b.{0,30}\\b(?:work|working|class|meeting|driving|drive|sleep|sleeping|asleep|bed|busy|exam|church|funeral|movie|school|court|appointment|dinner|trabajo|trabajando|clase|manejando|dormida|dormido|ocupada|ocupado|reunion|junta)\\b`,
);

const SOUNDS_SPANISH = latePattern(
  `\\b(?:por favor|gracias|hola|quiero|mensajes?|numero|ya no|no me|mas|para|mi|de la|favor)\\b`,
);
