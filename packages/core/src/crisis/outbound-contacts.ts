import { HOMOGLYPHS } from "../kernel/index.ts";
import { leadsOut, writtenOut } from "./outbound-links.ts";
import { saysNumber } from "./outbound-numbers.ts";
import { isPlain } from "./outbound-text.ts";
import type { HeldBack } from "./outbound-words.ts";
import { RESOURCES } from "./resources.ts";

const HOSTS: ReadonlySet<string> = new Set(
  RESOURCES.flatMap(({ links }) => links ?? []).map((link) => bareHost(new URL(link).host)),
);
const NUMBERS: ReadonlySet<string> = new Set(
  RESOURCES.flatMap(({ call, text }) => [call, text?.to]).flatMap((number) => (number ? [digitsOf(number)] : [])),
);

/**
 * Anything one could open, dial or text that is not on the list of resources.
 * @param text in lower case, without accents and invisible characters.
 */
export function contactProblem(text: string): HeldBack | undefined {
  const plain = isPlain(text);
  const written = writtenOut(text.replace(/[\u0370-\u052F]/g, (letter) => HOMOGLYPHS.get(letter) ?? letter));
  if ([text, written].some((each) => hasForeignLink(each, plain)) || leadsOut(withoutOurLinks(written))) return "link";
  return hasForeignNumber(text, plain) ? "phone-number" : undefined;
}

function hasForeignLink(text: string, plain: boolean): boolean {
  const words = text.split(/[\s"<>()]+/).map((word) => word.replace(/[.,!?;:'\]]+$/, ""));
  // No address is without one of these, and most replies are.
  const addresses = words.filter((word) => /[.:@]/.test(word));
  return addresses.some((address) => isForeignLink(address, plain));
}

function isForeignLink(address: string, plain: boolean): boolean {
  if (!patternsFor(plain).address.test(address)) return false;
  const [, host = ""] = /^(?:https?:\/\/)?([a-z0-9.-]+)(?:\/[a-z0-9/_-]*)?$/.exec(address) ?? [];
  return !HOSTS.has(bareHost(host));
}

function withoutOurLinks(text: string): string {
  if (!text.includes("://")) return text;
  return text.replace(/https?:\/\/([a-z0-9.-]+)(?:\/[a-z0-9/_-]*)?/g, (link, host) =>
    HOSTS.has(bareHost(host)) ? "" : link,
  );
}

function bareHost(host: string): string {
  return host.replace(/^www\.|\.+$/g, "");
}

function hasForeignNumber(text: string, plain: boolean): boolean {
  if (!plain || /\d/.test(text)) {
    const { phone, dialled } = patternsFor(plain);
    const numbers = [
      ...[...text.matchAll(phone)].map(([number]) => number),
      ...[...text.matchAll(dialled)].map(([, number = ""]) => number),
    ];
    if (numbers.some((number) => !NUMBERS.has(digitsOf(number)))) return true;
  }
  return saysNumber(withoutOurNumbers(text, plain), (digits) => NUMBERS.has(digitsOf(digits)));
}

/** What may be named does not count with what stands beside it. */
function withoutOurNumbers(text: string, plain: boolean): string {
  if (plain && !/\d{3}/.test(text)) return text;
  const withoutPhones = text.replace(patternsFor(plain).phone, (number) =>
    NUMBERS.has(digitsOf(number)) ? ";" : number,
  );
  return withoutPhones.replace(/(?<!\d)\d{3,6}(?!\d)/g, (number) => (NUMBERS.has(number) ? ";" : number));
}

interface Patterns {
  readonly address: RegExp;
  /** North American numbers, also with letters ("1-800-273-TALK"), long runs of digits, and digits of other scripts. */
  readonly phone: RegExp;
  /** A short number counts as one only where somebody is told to use it. */
  readonly dialled: RegExp;
}

const compiled = new Map<boolean, Patterns>();

function patternsFor(plain: boolean): Patterns {
  const known = compiled.get(plain);
  if (known) return known;
  const patterns = plain ? patternsOf("a-z", "0-9", "0-9", "") : patternsOf("\\p{L}", "\\p{N}", "\\p{Nd}", "u");
  compiled.set(plain, patterns);
  return patterns;
}

/** @param L letters, N numerals and D digits as the inside of a class. */
function patternsOf(L: string, N: string, D: string, flags: string): Patterns {
  const endings =
    "com|org|net|io|co|gov|edu|info|biz|ai|app|dev|gg|ly|tv|uk|ca|mx|es|xyz|ru|site|shop|online|club|store|link|website|icu|vip|cc|cn|de|fr|br|example|invalid|test|onion";
  const addresses = [
    String.raw`:\/\/|^www\.`,
    String.raw`^[${L}${N}.\-]{1,80}\.(?:${endings})(?![${L}${N}])`,
    String.raw`@[${L}${N}\-]{1,80}\.[${L}]{2}`,
    String.raw`^[${L}${N}\-]{1,80}(?:\.[${L}${N}\-]{1,80}){0,3}\.[${L}]{2,10}\/\S`,
    "^(?:mailto|tel|sms|javascript|data):",
  ];
  const phones = [
    String.raw`(?<![${D}\-])(?:\+?1[ .\-]?)?\(?[${D}]{3}\)?[ .\-]?[${D}]{3}[ .\-]?[${D}]{4}(?![${D}\-])`,
    String.raw`(?<![${D}\-])[${D}]{3}[.\-][${D}]{4}(?![${D}\-])`,
    String.raw`(?<![${D}])[${D}]{9,}|\+[${D}][${D} .\-]{7,18}`,
    String.raw`\(8[${D}]{2}\) ?[${L}]{5,8}(?![${L}])`,
    String.raw`(?<![${L}${D}\-])(?:1[ .\-])?8[${D}]{2}[.\-](?=[${L}${D}\-]{0,14}[${L}])[${L}${D}]{3,11}(?:-[${L}${D}]{3,7})?`,
  ];
  const verbs = "call|dial|phone|text|ring|message|sms|llama|llame|marca|escribe|manda|envia";
  const fillers = `a|al|to|the|hotline|line|at|number|on|or|o|text|y|and|them|us|me|word|[${L}${D}]{2,12}`;
  const counted =
    "times|people|friends|days|minutes|words|miles|pages|pounds|dollars|bucks|calories|steps|veces|personas|dias|minutos";
  return {
    address: new RegExp(addresses.join("|"), flags),
    phone: new RegExp(phones.join("|"), `g${flags}`),
    dialled: new RegExp(
      String.raw`(?<![${L}])(?:${verbs})(?: (?:${fillers})){0,5}? ([${D}]{3}-?[${D}]{3}|[${D}]{5,6}|[${D}]{3})(?![${L}${D}:%\-])(?! (?:${counted}))`,
      `g${flags}`,
    ),
  };
}

const KEYPAD = ["", "", "abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"];

/** As the phone's keys have them, without the country's 1. */
function digitsOf(number: string): string {
  const digits = number
    .toLowerCase()
    .replace(/[ ()+.-]/g, "")
    .replace(/[a-z]/g, (letter) => String(KEYPAD.findIndex((key) => key.includes(letter))));
  return digits.length === 11 ? digits.replace(/^1/, "") : digits;
}
