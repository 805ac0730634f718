/** Dashes, quotes and emoji, the usual besides ASCII: no letter or digit of any script. */
const USUAL =
  /^[\p{ASCII}\u00A1\u00BF\u2010-\u2027\u2600-\u2775\u2794-\u27BF\u{1F1E6}-\u{1F1FF}\u{1F300}-\u{1FAFF}]*$/u;

/** Lower case, without accents and invisible characters. */
export function withoutMarks(body: string): string {
  if (/^\p{ASCII}*$/u.test(body)) return body.toLowerCase();
  const text = body
    .normalize("NFKD")
    .replace(/[\u2776-\u2793]/g, circledDigit)
    .replace(/[\u0300-\u036F]|[\u200B-\u200F]|[\uFE00-\uFE0F]/g, "");
  return (isPlain(text) ? text : text.replace(/[\p{M}\p{Cf}]/gu, "")).toLowerCase();
}

/**
 * Whether all letters and digits in it are ASCII ones. The classes of all scripts' letters take long to compile, which
 * a cold start would wait for, so the patterns that need them have a twin for plain text.
 */
export function isPlain(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text) || USUAL.test(text);
}

/** 1 to 10 in circles that no decomposition opens, three rows of them. */
function circledDigit(sign: string): string {
  return String((sign.charCodeAt(0) - 0x2776 + 1) % 10);
}
