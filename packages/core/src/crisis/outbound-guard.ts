import { OUTBOUND_RULES } from "./outbound-rules.ts";
import type { HeldBack } from "./outbound-words.ts";
import { RESOURCES } from "./resources.ts";

/**
 * Why a reply that a model wrote may not leave, as a code; undefined when it may. No model, no exception; takes time
 * linear in the length. It looks for what must never be said (Cal. B&P 22602(b)(1), Wash. HB 2225, section "never" of
 * the protocol), not for topics: a warm reply about death passes, and so does the direct question about suicide.
 * @param during in a crisis ordinary words can do harm ("do it", "calm down"), so more is held back.
 */
export function guardReply(body: string, during: "chat" | "crisis" = "chat"): HeldBack | undefined {
  return contactProblem(body) ?? wordProblem(body, during);
}

function wordProblem(body: string, during: "chat" | "crisis"): HeldBack | undefined {
  const plain = plainOf(body);
  const unmasked = withoutMasks(plain);
  for (const text of plain === unmasked ? [plain] : [plain, unmasked]) {
    for (const clause of clausesOf(text)) {
      for (const { code, pattern, unless, inCrisisOnly } of OUTBOUND_RULES) {
        if (inCrisisOnly && during !== "crisis") continue;
        if (pattern.test(clause) && !unless?.test(clause)) return code;
      }
    }
  }
  return undefined;
}

/** Cyrillic and Greek letters that look like Latin ones. */
const TWINS: Readonly<Record<string, string>> = {
  ...{ а: "a", е: "e", о: "o", р: "p", с: "c", у: "y", х: "x", і: "i", ѕ: "s", ј: "j", к: "k", м: "m", т: "t", в: "b" },
  ...{ н: "h", ԁ: "d", ɡ: "g", ο: "o", α: "a", ε: "e", ι: "i", κ: "k", ν: "v", ρ: "p", τ: "t", υ: "u", χ: "x" },
};

/** Lower case, without accents, apostrophes and invisible characters; letters written apart are put together. */
function plainOf(body: string): string {
  return body
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase()
    .replace(/[\u0370-\u052F\u0261]/g, (letter) => TWINS[letter] ?? letter)
    .replace(/['\u2018\u2019`]/g, "")
    .replace(/(?<![a-z0-9])[a-z](?:[ .*_-][a-z]){2,20}(?![a-z0-9])/g, (apart) => apart.replace(/[ .*_-]/g, ""));
}

const MASKS: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
};

/** k1ll, su!c1de: digits and signs inside a word are the letters they look like. "40mg" stays what it is. */
function withoutMasks(plain: string): string {
  return plain.replace(/(?<=[a-z])[013457@$](?=[a-z])/g, (mask) => MASKS[mask] ?? mask);
}

/** A denial in one half says nothing about the other half. */
const CLAUSE_END = /[.!?;:()\n]+(?=\s|$)|[!?;\n]+|, | but | pero | - /;

/** Longer than any sentence in an SMS; what is longer is looked at in pieces that overlap. */
const PIECE_CHARACTERS = 400;
const OVERLAP_CHARACTERS = 120;

function clausesOf(text: string): readonly string[] {
  return text.split(CLAUSE_END).flatMap((clause) => {
    const words = clause.replace(/[^a-z0-9$".,]+/g, " ").trim();
    if (words.length <= PIECE_CHARACTERS) return words ? [words] : [];
    const pieces: string[] = [];
    for (let at = 0; at < words.length; at += PIECE_CHARACTERS - OVERLAP_CHARACTERS) {
      pieces.push(words.slice(at, at + PIECE_CHARACTERS));
    }
    return pieces;
  });
}

const HOSTS: ReadonlySet<string> = new Set(
  RESOURCES.flatMap(({ links }) => links ?? []).map((link) => bareHost(new URL(link).host)),
);
const NUMBERS: ReadonlySet<string> = new Set(
  RESOURCES.flatMap(({ call, text }) => [call, text?.to]).flatMap((number) => (number ? [digitsOf(number)] : [])),
);

/** Anything one could open, dial or text that is not on the list of resources. */
function contactProblem(body: string): HeldBack | undefined {
  const text = body
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase();
  for (const word of text.split(/[\s"<>()]+/)) {
    if (isForeignLink(word)) return "link";
  }
  if (/\b[a-z0-9-]{2,60} ?(?:\(dot\)|\[dot\]| dot ) ?(?:com|org|net|io|co|gov|edu)\b/.test(text)) return "link";
  for (const [number] of text.matchAll(PHONE_SHAPES)) {
    if (!NUMBERS.has(digitsOf(number))) return "phone-number";
  }
  for (const [, number = ""] of text.matchAll(DIALLED)) {
    if (!NUMBERS.has(digitsOf(number))) return "phone-number";
  }
  return SPELLED_OUT.test(text) ? "phone-number" : undefined;
}

const WEB_ADDRESS =
  /:\/\/|^www\.|^[\p{L}\p{N}.-]{1,80}\.(?:com|org|net|io|co|gov|edu|info|biz|ai|app|dev|gg|ly|tv|uk|ca|mx|es|xyz|ru)(?![\p{L}\p{N}])|@[\p{L}\p{N}-]{1,80}\.\p{L}{2}|^[\p{L}\p{N}-]{1,80}(?:\.[\p{L}\p{N}-]{1,80}){0,3}\.\p{L}{2,10}\/\S|^(?:mailto|tel|sms|javascript|data):/u;

function isForeignLink(word: string): boolean {
  const bare = word.replace(/[.,!?;:'\]]+$/, "");
  if (!WEB_ADDRESS.test(bare)) return false;
  const [, host = ""] = /^(?:https?:\/\/)?([a-z0-9.-]+)(?:\/[a-z0-9/_-]*)?$/.exec(bare) ?? [];
  return !HOSTS.has(bareHost(host));
}

function bareHost(host: string): string {
  return host.replace(/^www\./, "");
}

/** North American numbers, also with letters ("1-800-273-TALK"), long runs of digits, and digits of other scripts. */
const PHONE_SHAPES =
  /(?<![\p{Nd}-])(?:\+?1[ .-]?)?\(?\p{Nd}{3}\)?[ .-]?\p{Nd}{3}[ .-]?\p{Nd}{4}(?![\p{Nd}-])|(?<![\p{Nd}-])\p{Nd}{3}[.-]\p{Nd}{4}(?![\p{Nd}-])|(?<!\p{Nd})\p{Nd}{9,}|\+\p{Nd}[\p{Nd} .-]{7,18}|(?<![\p{L}\p{Nd}-])(?:1[ .-])?8\p{Nd}{2}[.-](?=[\p{L}\p{Nd}-]{0,14}\p{L})[\p{L}\p{Nd}]{3,11}(?:-[\p{L}\p{Nd}]{3,7})?/gu;

/** A short number counts as one only where somebody is told to use it. */
const DIALLED =
  /(?<!\p{L})(?:call|dial|phone|text|ring|message|sms|llama|llame|marca|escribe|manda|envia)(?: (?:a|al|to|the|hotline|line|at|number|on|or|o|text|y|and|them|us|me|word|[\p{L}\p{Nd}]{2,12})){0,5}? (\p{Nd}{3}-?\p{Nd}{3}|\p{Nd}{5,6}|\p{Nd}{3})(?![\p{L}\p{Nd}:%-])(?! (?:times|people|friends|days|minutes|words|miles|pages|pounds|dollars|bucks|calories|steps|veces|personas|dias|minutos))/gu;

const SPELLED_OUT =
  /\b(?:call|dial|text|llama|marca)\b.{0,30}?(?:\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)\b[ ,.-]{0,2}){7}/;

const KEYPAD = ["", "", "abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"];

/** As the phone's keys have them, without the country's 1. */
function digitsOf(number: string): string {
  const digits = number
    .toLowerCase()
    .replace(/[^\p{L}\p{Nd}]/gu, "")
    .replace(/[a-z]/g, (letter) => String(KEYPAD.findIndex((key) => key.includes(letter))));
  return digits.length === 11 ? digits.replace(/^1/, "") : digits;
}
