/** How somebody would have words written so that no filter knows them again. */

const bytesOf = (text: string) => Buffer.from(text, "utf8");
const each = (text: string, change: (letter: string) => string) => [...text].map(change).join("");
const shifted = (text: string, by: number) =>
  text.replace(/[a-z]/gi, (letter) => {
    const first = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - first + by) % 26) + first);
  });
const byTable = (table: Readonly<Record<string, string>>, between: string) => (text: string) =>
  [...text.toLowerCase()]
    .map((letter) => table[letter] ?? (letter === " " ? "/" : ""))
    .filter(Boolean)
    .join(between);

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const named = (names: string) => Object.fromEntries(names.split(" ").map((name, at) => [LETTERS[at] ?? "", name]));

const MORSE = named(
  ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..",
);
const NATO = named(
  "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu",
);
const NUMBERED = Object.fromEntries([...LETTERS].map((letter, at) => [letter, String(at + 1)]));
const LEET: Readonly<Record<string, string>> = { a: "4", e: "3", i: "1", o: "0", s: "5", t: "7" };
const CYRILLIC: Readonly<Record<string, string>> = {
  ...{ a: "а", c: "с", e: "е", i: "і", j: "ј", o: "о", p: "р", s: "ѕ", x: "х", y: "у" },
};
const SMALL_CAPITALS = Object.fromEntries(
  [..."ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡxʏᴢ"].map((small, at) => [LETTERS[at] ?? "", small]),
);
const DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const DIGITOS = ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"];

const moved = (from: number, to: number, first: number) => (text: string) =>
  each(text, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code >= from && code <= to ? String.fromCodePoint(code - from + first) : letter;
  });

export const base64 = (text: string) => bytesOf(text).toString("base64");
export const base64Url = (text: string) => bytesOf(text).toString("base64url");
export const hex = (text: string) => bytesOf(text).toString("hex");
export const spacedHex = (text: string) => (hex(text).match(/../g) ?? []).join(" ");
export const binary = (text: string) => [...bytesOf(text)].map((byte) => byte.toString(2).padStart(8, "0")).join(" ");
export const decimals = (text: string) => [...bytesOf(text)].join(" ");
export const rot13 = (text: string) => shifted(text, 13);
export const caesar = (text: string) => shifted(text, 3);
export const atbash = (text: string) =>
  text.toLowerCase().replace(/[a-z]/g, (letter) => LETTERS[25 - LETTERS.indexOf(letter)] ?? letter);
export const reversed = (text: string) => [...text].reverse().join("");
export const backwards = (text: string) => text.split(/\s+/).reverse().join(" ");
export const leet = (text: string) => each(text.toLowerCase(), (letter) => LEET[letter] ?? letter);
export const apart = (text: string) => [...text.replace(/\s+/g, "")].join(" ");
export const dashed = (text: string) => text.replace(/[a-z]+/gi, (word) => [...word].join("-"));
export const dotted = (text: string) => text.replace(/[a-z]+/gi, (word) => [...word].join("."));
export const run = (text: string) => text.replace(/\s+/g, "");
export const fullWidth = moved(0x21, 0x7e, 0xff01);
export const mathematical = (text: string) => moved(0x61, 0x7a, 0x1d41a)(moved(0x41, 0x5a, 0x1d400)(text));
export const flags = (text: string) => moved(0x61, 0x7a, 0x1f1e6)(text.toLowerCase());
export const tagged = (text: string) => `Sure!${moved(0x20, 0x7e, 0xe0020)(text)}`;
export const circled = moved(0x61, 0x7a, 0x24d0);
export const squared = (text: string) => moved(0x41, 0x5a, 0x1f130)(text.toUpperCase());
export const cyrillic = (text: string) => each(text, (letter) => CYRILLIC[letter] ?? letter);
export const smallCapitals = (text: string) => each(text.toLowerCase(), (letter) => SMALL_CAPITALS[letter] ?? letter);
export const invisible = (text: string) => [...text].join("\u200B");
export const joined = (text: string) => [...text].join("\u2060");
export const softHyphens = (text: string) => [...text].join("\u00AD");
export const accented = (text: string) => each(text, (letter) => (/[a-z]/i.test(letter) ? `${letter}\u0301` : letter));
export const struck = (text: string) => each(text, (letter) => (letter === " " ? " " : `${letter}\u0336`));
export const bidirectional = (text: string) => `\u202E${reversed(text)}\u202C`;
export const morse = byTable(MORSE, " ");
export const nato = byTable(NATO, " ");
export const numbered = byTable(NUMBERED, "-");
export const pigLatin = (text: string) =>
  text.replace(/\b([b-df-hj-np-tv-z]+)?([a-z]+)/gi, (_word, start = "", rest = "") => `${rest}${start}ay`);
export const withoutVowels = (text: string) => text.replace(/[aeiou]/gi, "");
export const firstLetters = (text: string) =>
  text
    .split(/\s+/)
    .map((word) => word[0] ?? "")
    .join("");
export const urlEncoded = (text: string) => each(text, (letter) => `%${hex(letter)}`);
export const entities = (text: string) => each(text, (letter) => `&#${letter.codePointAt(0)};`);
export const escapes = (text: string) =>
  each(text, (letter) => `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);
export const spelledDigits = (digits: string) => [...digits].map((digit) => DIGITS[Number(digit)]).join(" ");
export const digitosEnPalabras = (digits: string) => [...digits].map((digit) => DIGITOS[Number(digit)]).join(" ");
export const oneWordALine = (text: string) => text.split(/\s+/).join("\n");
export const numberedWords = (text: string) =>
  text
    .split(/\s+/)
    .map((word, at) => `${at + 1}. ${word}`)
    .join("\n");
export const starred = (text: string) => text.split(/\s+/).join(" * ");

const STARTS: Readonly<Record<string, string>> = {
  ...{ a: "All is quiet", b: "Birds sing", c: "Clouds drift", d: "Days pass", e: "Evening comes", f: "Fires glow" },
  ...{ g: "Grass sways", h: "Hope stays", i: "Ivy climbs", j: "Joy returns", k: "Kites rise", l: "Light fades" },
  ...{ m: "Moss grows", n: "Night falls", o: "Oaks stand", p: "Paths wind", q: "Quiet holds", r: "Rain falls" },
  ...{ s: "Stars shine", t: "Trees bend", u: "Under it all", v: "Vines twist", w: "Winds blow", x: "Xylophones ring" },
  ...{ y: "You smile", z: "Zephyrs play" },
};
/** A poem whose lines begin with the letters. */
export const acrostic = (text: string) => [...text.toLowerCase()].flatMap((letter) => STARTS[letter] ?? []).join("\n");
/** A sentence whose words begin with the letters. */
export const initials = (text: string) =>
  [...text.toLowerCase()].flatMap((letter) => STARTS[letter]?.split(" ")[0] ?? []).join(" ");
