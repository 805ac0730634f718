import { HOMOGLYPHS, LEET } from "../kernel/index.ts";

/** Small capitals, which no decomposition makes letters of. */
const SMALL_CAPITALS: ReadonlyMap<string, string> = new Map(
  [
    ..."\u1D00\u0299\u1D04\u1D05\u1D07\uA730\u0262\u029C\u026A\u1D0A\u1D0B\u029F\u1D0D\u0274\u1D0F\u1D18\uA7AF\u0280\uA731\u1D1B\u1D1C\u1D20\u1D21x\u028F\u1D22",
  ].map((small, at) => [small, String.fromCharCode(97 + at)]),
);
const FIRST_FLAG = 0x1f1e6;
const FIRST_DARK_SQUARE = 0x1f170;
const FIRST_DARK_CIRCLE = 0x1f150;

/** Lower case, without accents and invisible characters; what only looks like a letter of ours is one. */
export function foldedLetters(body: string): string {
  if (/^\p{ASCII}*$/u.test(body)) return body.toLowerCase();
  let folded = "";
  for (const sign of body.normalize("NFKD").toLowerCase()) {
    const code = sign.codePointAt(0) ?? 0;
    folded += code < 128 ? sign : (HOMOGLYPHS.get(sign) ?? SMALL_CAPITALS.get(sign) ?? letterOfEmoji(code) ?? "");
  }
  return folded;
}

function letterOfEmoji(code: number): string | undefined {
  for (const first of [FIRST_FLAG, FIRST_DARK_SQUARE, FIRST_DARK_CIRCLE]) {
    if (code >= first && code < first + 26) return String.fromCharCode(97 + code - first);
  }
  return undefined;
}

/** Digits and signs as the letters they look like, wherever they stand. */
export function unmasked(folded: string): string {
  return folded.replace(/[013457@$]/g, (mask) => LEET[mask] ?? mask);
}

/** Nothing but letters, one said twice once. */
export function lettersOf(folded: string): string {
  return folded.replace(/[^a-z]+/g, "").replace(/([a-z])\1+/g, "$1");
}

export function reversed(text: string): string {
  return text.split("").reverse().join("");
}

/** By half the alphabet, which is its own undoing. */
export function rotated(letters: string): string {
  let turned = "";
  for (let at = 0; at < letters.length; at++) {
    turned += String.fromCharCode(97 + ((letters.charCodeAt(at) - 97 + 13) % 26));
  }
  return turned;
}
