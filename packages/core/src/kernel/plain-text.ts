/** What most texts are: letters and digits need no look into the tables of all scripts, which a cold start would compile. */
export function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

/** Letters by themselves: no accents on them, nothing between them that nobody sees (NFKD, without marks and format characters). */
export function withoutAccents(text: string): string {
  return isAscii(text) ? text : text.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "");
}

/** The words of a text as they are compared with others: lower case, without accents and signs, one blank between them. */
export function plainWords(text: string): string {
  const letters = withoutAccents(text).replace(/[\u2018\u2019`]/g, "'");
  return letters
    .replace(isAscii(letters) ? /[^A-Za-z0-9']+/g : /[^\p{L}\p{N}']+/gu, " ")
    .trim()
    .toLowerCase();
}
