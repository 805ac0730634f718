const ENDS: ReadonlySet<string> = new Set([".", "!", "?", "\u2026"]);
/** May stand between the end of a sentence and the space after it. */
const CLOSING: ReadonlySet<string> = new Set(['"', "'", ")", "\u201d", "\u2019"]);

/** A text that was cut off, up to the end of its last whole sentence; empty when it has none. */
export function wholeSentences(text: string): string {
  for (let end = text.length; end > 0; end--) {
    const isAtSpace = end === text.length || /\s/.test(text.charAt(end));
    if (isAtSpace && ENDS.has(lastSpoken(text, end))) return text.slice(0, end);
  }
  return "";
}

function lastSpoken(text: string, end: number): string {
  let last = end - 1;
  // A sentence closes with one or two of these at most.
  while (last > end - 3 && CLOSING.has(text.charAt(last))) last -= 1;
  return text.charAt(last);
}
