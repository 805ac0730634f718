import { plainWords } from "../kernel/index.ts";
import { subjectOf } from "./subject.ts";
import { isTender } from "./tenderness.ts";

/** What somebody asks of Jules' memory. What it has is asked as a request about one's own data (`privacyRequest`). */
export type MemoryRequest =
  | { readonly kind: "remember"; readonly what: string }
  /** What was just said is to go. */
  | { readonly kind: "forget-last" };

/** A note with what people put around it. */
const LONGEST_CHARACTERS = 400;

/**
 * The request that a whole text is, in English or Spanish; undefined for everything else. Who remembers something with Jules
 * ("remember that time…") is talking, and so is who says to forget it, or says how they feel in the form of a note.
 */
export function memoryRequest(text: string): MemoryRequest | undefined {
  if (takesBack(text)) return { kind: "forget-last" };
  const what = toBeRemembered(text);
  return what !== undefined && !isTender(what) ? { kind: "remember", what } : undefined;
}

/** What a text wants to have kept, by itself, if it wants anything kept: a note, whatever it is about, or what it corrects. */
export function noteIn(text: string): string | undefined {
  return toBeRemembered(text) ?? correctionOf(text);
}

/** Whether it is a word about memory, whatever becomes of it. */
export function isAboutMemory(text: string): boolean {
  return takesBack(text) || toBeRemembered(text) !== undefined;
}

function takesBack(text: string): boolean {
  return mayBeOne(text) && forgettingLast().test(plainWords(text));
}

function toBeRemembered(text: string): string | undefined {
  if (!mayBeOne(text) || forgettingLast().test(plainWords(text))) return undefined;
  const line = straight(text);
  const what = REMEMBERING.map((pattern) => pattern().exec(line)?.groups?.what?.trim()).find(Boolean);
  return what && !TALK.test(what) ? what : undefined;
}

function mayBeOne(text: string): boolean {
  return text.length <= LONGEST_CHARACTERS && MAY_BE_ONE.test(text);
}

/** What takes the place of something that was said before, where a whole text says so. */
export function correctionIn(text: string): string | undefined {
  const what = correctionOf(text);
  return what !== undefined && !isTender(what) ? what : undefined;
}

function correctionOf(text: string): string | undefined {
  if (text.length > LONGEST_CHARACTERS || /\?/.test(text)) return undefined;
  const what = correcting().exec(straight(text))?.groups?.what?.trim();
  return what && subjectOf(what) ? what : undefined;
}

/** Most texts are nothing more than this one look. */
const MAY_BE_ONE = /rem(?:e|i)mber|forget|delete|erase|recuerda|acu[e\u00E9]rdate|olvid|borra|elimin/i;

/** A pattern that is compiled with the first text that needs it. */
function once(source: string, flags = ""): () => RegExp {
  let compiled: RegExp | undefined;
  return () => {
    compiled ??= new RegExp(source, flags);
    return compiled;
  };
}

const FIRST = "^\\s*(?:(?:hey|hi|ok|okay|and|so|oye|please|pls|por favor|jules)[\\s,]+){0,3}";
const OWN = "(?:my|i|i'm|im|i've|our|we|we're)";
const OWN_STATE =
  "(?:(?:my|our) [^?]{1,80} (?:is|are|was) |(?:i'm|im|i am|i've|i have|i like|i love|i hate|i live|i work|i can't|i don't|i never|i always|we're|we are|we have) )";
const SPANISH_FIRST = "(?:recuerda|acu[e\\u00E9]rdate(?: de)?|no (?:te )?olvides(?: de)?)";
const REMEMBERING = [
  `${FIRST}(?:(?:can|could|will|would) you (?:please )?)?remember(?: that|:|,| this:) (?<what>[^?]+)`,
  `${FIRST}remember (?=${OWN_STATE})(?<what>[^?]+)`,
  `${FIRST}(?:do not|don't|dont|never) forget(?: that|:)? (?=${OWN} )(?<what>[^?]+)`,
  `${FIRST}${SPANISH_FIRST} que (?<what>[^?\\u00BF]+)`,
].map((source) => once(`${source}[?!.]*\\s*$`, "is"));

/** A time that two people remember together. */
const TALK =
  /^(?:time|day|night|one|guy|girl|man|woman|movie|film|song|show|when|how|what|why|who|where|place|vez|cuando|d[i\u00ED]a)\b/i;

const forgettingLast = once(
  [
    "(?:(?:hey |ok |okay )?(?:jules )?(?:please |pls )?(?:(?:can|could|would) you (?:please )?)?)?(?:forget|delete|erase|remove) (?:that|this|what i (?:just |have just )?(?:said|told you|wrote|sent|texted)(?: you)?|(?:that )?i (?:just )?(?:said|told you|wrote|mentioned) (?:that|this)|(?:my|the) last (?:text|message)(?: i sent)?|the last thing i (?:said|told you|wrote))(?: please| pls| jules)*",
    "(?:(?:oye )?(?:jules )?(?:por favor )?(?:puedes )?)?(?:olvida|olvidar|borra|borrar|elimina|eliminar) (?:eso|esto|lo que (?:te )?(?:acabo de (?:decir|contar|escribir)|dije|conte)|mi ultimo (?:mensaje|texto)|lo ultimo que (?:te )?(?:dije|conte))(?: por favor| jules)*",
  ]
    .map((source) => `^${source}$`)
    .join("|"),
);

const correcting = once(
  `${FIRST}(?:no[,.!]? )?(?:actually|correction|sorry|wait|that's (?:wrong|incorrect|not right|not true)(?: any ?more)?|that isn't (?:right|true)(?: any ?more)?|it's not true any ?more|en realidad|de hecho|correcci[o\\u00F3]n|perd[o\\u00F3]n|eso (?:ya )?no es (?:cierto|verdad))[,:;.!-]{0,3} (?:no,? )?(?:i meant |quise decir )?(?<what>[^?]+)$`,
  "is",
);

/** With plain apostrophes, as one line. */
function straight(text: string): string {
  return text
    .replace(/[\u2018\u2019`]/g, "'")
    .replace(/\s+/g, " ")
    .trim();
}
