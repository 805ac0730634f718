/** A text of ours has 1,000 characters at most, so what quotes a longer one quotes somebody else. */
const LONGEST_CHARACTERS = 1_200;

/**
 * Whether a phone wrote a text and not its owner: a reaction to a text, or an answer that a device gives by itself while
 * its owner drives or is away. The whole text must be the machine's, to the letter. Undefined is everything else, and
 * whatever could be a person's words: to answer a machine costs a text, to leave a person unanswered may cost more.
 * @param isHarmless whether the crisis check hears nothing in words. It is given, and not imported: whoever starts with this
 * module would start with the weights of the check.
 */
export function machineTextOf(
  body: string,
  isHarmless: (words: string) => boolean,
): "reaction" | "auto-reply" | undefined {
  if (body.length > LONGEST_CHARACTERS) return undefined;
  const text = withoutTypography(body);
  if (isReaction(text, isHarmless)) return "reaction";
  if (isAutoReply(text, isHarmless)) return "auto-reply";
  return undefined;
}

/** Google marks its reactions with invisible characters and hair spaces; other phones copy them into what they quote. */
function withoutTypography(body: string): string {
  return body
    .normalize("NFC")
    .replace(/[\u00AD\u200B\u200C\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g, "")
    .replace(/[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g, " ")
    .trim();
}

/**
 * What stands before the text or the thing that was reacted to, in the words of iOS and Google Messages. Upper and lower
 * case and accents count: "Dudó sobre" is a phone's, "Dudo sobre" is what a person says of themselves. Sentences of the
 * first person ("Me gusta ...") and those that tell what somebody did ("Se rió de ...") are no phone's, and stay out.
 */
const REACTED: ReadonlySet<string> = new Set([
  ...["Liked", "Loved", "Disliked", "Laughed at", "Emphasized", "Emphasised", "Questioned"],
  ...["Removed a like from", "Removed a heart from", "Removed a dislike from", "Removed a laugh from"],
  ...["Removed an exclamation from", "Removed a question mark from"],
  // Spanish of Latin America and the United States.
  ...["Le gustó", "Le encantó", "No le gustó", "Le dio risa", "Exclamó por", "Dudó sobre"],
  ...["Dejó de gustarle", "Dejó de encantarle", "Dejó de no gustarle", "Dejó de darle risa"],
  ...["Dejó de exclamar por", "Dejó de dudar sobre"],
  ...["Eliminó un me gusta de", "Eliminó un no me gusta de", "Eliminó un corazón de", "Eliminó una risa de"],
  ...["Eliminó una exclamación de", "Eliminó un signo de interrogación de"],
  // Spanish of Spain.
  ...["Le gusta", "Le Gusta", "Le encanta", "No le gusta", "Le hace gracia", "Le sorprende", "Duda sobre"],
  ...["Ya no le gusta", "Ya no le encanta", "Ya no le hace gracia", "Ya no le sorprende", "Ya no duda sobre"],
]);

/** The same with an emoji: what stands before it, and after it. */
const REACTED_WITH: readonly (readonly [before: string, after: string])[] = [
  ["", " to"],
  ["", " a"],
  ["Reacted ", " to"],
  ["Reacted with ", " to"],
  ["Removed ", " from"],
  ["Reaccionó con ", " a"],
  ["Se ha reaccionado con ", " a"],
  ["Se ha añadido ", " a"],
  ["Se quitó ", " de"],
  ["Quitó ", " de"],
  ["Eliminó ", " de"],
  ["Ha eliminado ", " de"],
];

const STICKERS: ReadonlySet<string> = new Set(["a sticker", "a photomoji", "un sticker"]);

/** What has no words to quote. */
const THINGS: readonly string[] = [
  ...["an image", "a photo", "a movie", "a video", "an attachment", "an audio message", "a GIF"],
  ...["una imagen", "una foto", "una película", "un video", "un vídeo", "un archivo adjunto", "un mensaje de audio"],
];

function isReaction(text: string, isHarmless: (words: string) => boolean): boolean {
  const thing = THINGS.find((name) => text.endsWith(` ${name}`));
  if (thing) return isReactionHead(text.slice(0, -thing.length - 1));
  const quoteAt = text.search(/["\u201C\u00AB]/);
  if (quoteAt < 2 || text[quoteAt - 1] !== " ") return false;
  const quotation = text.slice(quoteAt);
  if (!isReactionHead(text.slice(0, quoteAt - 1)) || !isOneQuotation(quotation)) return false;
  const quoted = quotation.slice(1, -1).trim();
  if (quoted === "" || isOfThemselves(quoted)) return false;
  // A whole sentence in a phone's own marks was heard when it was said. A straight mark anybody types.
  return (quotation[0] !== '"' && isWhole(quoted)) || isHarmless(quoted);
}

/** What we send are whole sentences, with a capital in front or a mark behind. */
function isWhole(quoted: string): boolean {
  return !/^\p{Ll}/u.test(quoted) || /[.!?\u2026]$/.test(quoted);
}

const FIRST_PERSON = /(?<!\p{L})(?:i|im|me|my|mine|myself|yo|mi|mis|conmigo|soy|estoy)(?!\p{L})/iu;

/** Whether what is quoted is a piece of a sentence about oneself: Questioned “my whole existence”. */
function isOfThemselves(quoted: string): boolean {
  return !isWhole(quoted) && FIRST_PERSON.test(quoted);
}

function isReactionHead(head: string): boolean {
  if (REACTED.has(head)) return true;
  return REACTED_WITH.some(([before, after]) => {
    if (!head.startsWith(before) || !head.endsWith(after)) return false;
    const sign = head.slice(before.length, -after.length);
    return isEmoji(sign) || (before !== "" && STICKERS.has(sign));
  });
}

/** A family with skin tones, the longest of all emoji, has fewer code units than this. */
const LONGEST_EMOJI = 40;
/** Not `RGI_Emoji`: to compile that table takes longer than all the rest of a cold start's own code. */
const EMOJI =
  /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{RI}|\p{VS}|[0-9#*\u{E0020}-\u{E007F}]|\u200D|\u20E3)+$/u;

function isEmoji(sign: string): boolean {
  return sign.length <= LONGEST_EMOJI && EMOJI.test(sign) && /\P{ASCII}/u.test(sign);
}

/**
 * Whether the quotation mark a text begins with is closed by its last character and not before. “her” and “him” begins
 * and ends with one, and is a sentence of a person.
 */
function isOneQuotation(text: string): boolean {
  const sideOf = text[0] === '"' ? straightSide : curlySide;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const side = sideOf(text, at);
    if (side === "unclear") return false;
    if (side === "opens") depth += 1;
    if (side === "closes") depth -= 1;
    if (depth === 0) return at === text.length - 1;
  }
  return false;
}

type Side = "opens" | "closes" | "unclear" | undefined;

function curlySide(text: string, at: number): Side {
  const [open, close] = text[0] === "\u00AB" ? "\u00AB\u00BB" : "\u201C\u201D";
  if (text[at] === open) return "opens";
  return text[at] === close ? "closes" : undefined;
}

/** A straight mark opens before a word and closes behind one; anywhere else it could be either. */
function straightSide(text: string, at: number): Side {
  if (text[at] !== '"') return undefined;
  if (at === 0) return "opens";
  if (at === text.length - 1) return "closes";
  const opens = /[\s([]/.test(text.charAt(at - 1)) && /[^\s"]/.test(text.charAt(at + 1));
  const closes = /[^\s"]/.test(text.charAt(at - 1)) && /[\s.,!?;:)\]]/.test(text.charAt(at + 1));
  if (opens === closes) return "unclear";
  return opens ? "opens" : "closes";
}

const LONGEST_SENTENCE = 120;
const MOST_SENTENCES = 12;

/**
 * Every sentence must be known, and at least one must be a device's own. A person's sentence next to a device's is a
 * person speaking: iOS lets its owner write the first half of the answer that it gives.
 */
function isAutoReply(text: string, isHarmless: (words: string) => boolean): boolean {
  // No device asks; who asks waits for an answer.
  if (text.includes("?")) return false;
  const sentences = sentencesOf(text);
  if (sentences.length > MOST_SENTENCES) return false;
  const isKnown = (sentence: string) =>
    sentence.length <= LONGEST_SENTENCE && (OF_A_DEVICE.test(sentence) || OF_ABSENCE.test(sentence));
  return sentences.some((sentence) => OF_A_DEVICE.test(sentence)) && sentences.every(isKnown) && isHarmless(text);
}

/** Lower case, without accents, apostrophes and commas. Anything else that is no letter stays and makes it unknown. */
function sentencesOf(text: string): readonly string[] {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['\u2018\u2019`]/g, "")
    .split(/[.!;:()[\]\n\r\u2026]|\s[-\u2013\u2014]/)
    .map((sentence) =>
      sentence
        .split(/[\s,"\u201C\u201D\u00AB\u00BB/-]+/)
        .filter(Boolean)
        .join(" "),
    )
    .filter(Boolean);
}

const anyOf = (patterns: readonly string[]) => `(?:${patterns.join("|")})`;
const optional = (patterns: readonly string[]) => `(?: ${anyOf(patterns)})?`;
const wholeSentence = (patterns: readonly string[]) => new RegExp(`^${anyOf(patterns)}$`);

const NOW = optional(["right now", "now", "at the moment", "at this time", "today", "this week", "while driving"]);
const DAY = anyOf([
  "(?:next )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|week)",
  "tomorrow|noon",
  "(?:january|february|march|april|may|june|july|august|september|october|november|december) \\d{1,2}(?:st|nd|rd|th)?",
  "\\d{1,2}(?: \\d{1,2})?(?: ?[ap]m)?",
]);
const WHEN = anyOf([
  "later(?: on| today)?|soon|shortly|tomorrow",
  "as soon as (?:possible|i can|im able(?: to)?|i am able(?: to)?|i arrive|i get there|i park|im free|i am free)",
  "(?:when|once|after) (?:i can|i arrive|i arrive at my destination|i get (?:there|home|back|where im going)|i stop|i return)",
  "(?:when|once) (?:im|i am) (?:free|available|back|home|parked|off the road|done driving|not driving|no longer driving)",
  "when its safe(?: to do so)?",
  `(?:on|at|after) ${DAY}`,
]);
const CANNOT = "(?:cant|cannot|can not|am unable to|unable to|am not able to|not able to)";
const ANSWER = anyOf([
  "(?:reply|respond|answer)(?: to (?:texts?|messages?|text messages|your (?:text|message)|calls?))?",
  "talk|text(?: back)?|receive (?:texts|messages|text messages|calls)|take calls",
]);

const AHORA = optional(["ahora", "ahora mismo", "en este momento", "por el momento"]);
const DIA = anyOf([
  "(?:el )?(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)",
  "(?:el )?\\d{1,2} de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)",
  "manana|la proxima semana",
]);
const CUANDO = anyOf([
  "luego|pronto|despues|mas tarde|en cuanto pueda|lo antes posible|cuando pueda",
  "cuando (?:llegue|llegue a mi destino|me detenga|este libre|regrese)",
]);

/**
 * What devices and their mail say of themselves: iOS (Do Not Disturb While Driving, Driving Focus), Android Auto, cars,
 * driving apps, and whatever calls itself automatic. The ready answers to a call that is turned down ("Can't talk right
 * now") are not among them: Jules calls nobody, so it is a person who says so.
 */
const OF_A_DEVICE = wholeSentence([
  `(?:im|i am) (?:currently )?driving${NOW}`,
  "(?:im|i am) driving with (?:do not disturb while driving|driving focus|focus)(?: turned on| on)?",
  `(?:(?:im|i am) )?(?:currently )?driving(?: and)?(?: i)? ${CANNOT} ${ANSWER}${NOW}`,
  "if this is urgent reply urgent to send a notification through with your original message",
  "(?:(?:im|i am) driving )?sent from my (?:car|truck|vehicle|suv|van)",
  "powered by truce",
  "auto(?:matic|mated)? ?(?:text )?(?:reply|response|responder|message)",
  "this is an? auto(?:matic|mated|matically generated)? ?(?:text )?(?:reply|response|message|text)(?: (?:please )?(?:do not|dont) (?:reply|respond))?",
  `estoy (?:conduciendo|manejando)${AHORA}`,
  "estoy (?:conduciendo|manejando) con (?:(?:la opcion|el modo|la funcion) (?:de )?)?(?:no molestar|concentracion|enfoque)(?: al (?:conducir|manejar)| mientras (?:conduzco|manejo))? activad[oa]",
  `(?:manejando|conduciendo) no puedo (?:escribir|responder|contestar)${AHORA}`,
  "si es urgente responde urgente para enviar(?:me)? una notificacion con tu mensaje original",
  "(?:respuesta|mensaje|contestacion) automatic[oa]|auto ?r?respuesta",
  "est[aeo] es una? (?:respuesta|mensaje|contestacion) automatic[oa](?: (?:por favor )?no respond(?:a|as))?",
]);

/** What such an answer goes on to say: that somebody is away, until when, and what to do meanwhile. No more than that. */
const OF_ABSENCE = wholeSentence([
  "(?:hi|hello|hey)(?: there)?",
  "(?:(?:hi|hello|hey) )?(?:thanks|thank you)(?: (?:so much )?for (?:your (?:text|message|patience|understanding)|texting|contacting me|reaching out))?",
  "(?:(?:im|i am) )?not receiving notifications",
  `(?:sorry )?(?:and )?i ${CANNOT} ${ANSWER}${NOW}`,
  `(?:i|we)?(?:ll| will) (?:see|read|check|answer) your (?:text|message) ${WHEN}`,
  `(?:and )?(?:(?:i|we)?(?:ll| will)|will) (?:get back to you|(?:reply|respond|answer)(?: to you)?|(?:text|call) you(?: back)?)(?: ${WHEN})?`,
  "(?:please )?if (?:(?:this|it) is |its )?(?:urgent|an emergency) (?:please )?call(?: me| 911)?",
  "(?:please )?(?:do not|dont) (?:reply|respond)(?: to this (?:text|message|number))?",
  `(?:sorry )?(?:(?:im|i am) )?(?:currently |temporarily )?(?:out of (?:the |my )?office|away from (?:my (?:phone|desk)|the office)|on (?:vacation|holiday|leave|a call)|in a meeting|at work|in class|busy|unavailable|not available|traveling|travelling)${NOW}(?: (?:until|through) ${DAY})?(?: with (?:limited|no) access to (?:messages|my phone|my messages|email))?`,
  `(?:i|we)?(?:ll| will) (?:be back|return|be available|be back in the office) (?:on |at |after )?${DAY}`,
  "safe travels",
  "hola|saludos",
  "(?:hola )?(?:muchas )?gracias(?: por (?:tu mensaje|escribir|su mensaje|tu paciencia))?",
  "no (?:estoy recibiendo|recibo) notificaciones",
  `(?:vere|leere|respondere) tu mensaje ${CUANDO}`,
  `te (?:respondo|respondere|contesto|contestare|escribo|escribire|llamo|llamare)(?: ${CUANDO})?`,
  `(?:(?:ahora|en este momento) )?no puedo (?:responder|contestar|escribir|hablar|atender)${AHORA}`,
  `(?:en este momento )?(?:estoy|me encuentro) (?:fuera de la oficina|de vacaciones|en una reunion|en el trabajo|en clase|ocupad[oa])${AHORA}(?: hasta ${DIA})?`,
  `(?:estare de regreso|regreso|vuelvo) ${DIA}`,
  "si es urgente (?:por favor )?(?:llamame|llama|llame)(?: al 911)?",
]);
