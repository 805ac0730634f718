/**
 * A word of somebody's as it stands between fences: on one line, without what could close the fence or look like it, without
 * what nobody sees (bidirectional marks, tags), and not longer than told.
 */
export function asData(text: string, longestCharacters: number): string {
  // More than this is cut away anyhow, and a flood is not worth the work.
  let plain = text.slice(0, 4 * longestCharacters);
  if (!USUAL.test(plain)) {
    plain = plain
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ")
      .replace(/[\p{Cf}\p{Cs}\p{Co}]/gu, "")
      .replace(/[\u2039\u276E\u27E8\u2329\u3008\uFE64\uFF1C]/g, "<")
      .replace(/[\u203A\u276F\u27E9\u232A\u3009\uFE65\uFF1E]/g, ">");
  }
  const whole = plain.replace(/</g, "(").replace(/>/g, ")").replace(/["`]/g, "'").replace(/\s+/g, " ").trim();
  return whole.length <= longestCharacters ? whole : cut(whole, longestCharacters);
}

/** Latin letters, and what is typed between them: nothing in it is invisible. */
const USUAL = /^[\x20-\x7E\u00A1-\u00AC\u00AE-\u017F]*$/;

/** By whole characters, at a space where there is one near. */
function cut(text: string, longestCharacters: number): string {
  const short = text.slice(0, longestCharacters).replace(/[\uD800-\uDBFF]$/, "");
  const space = short.lastIndexOf(" ");
  return space > longestCharacters / 2 ? short.slice(0, space) : short;
}

/** What somebody texts is no note, however it begins. */
export function withoutFence(body: string): string {
  return body.includes("<") ? body.replace(/<(\/?\s{0,9}notes)/gi, "($1") : body;
}
