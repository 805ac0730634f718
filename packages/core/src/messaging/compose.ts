/** A text over 1,000 characters is seven segments long; nobody wants that, and the carrier stops at 2,048. */
const LONGEST_CHARACTERS = 1_000;

/** One of these turns a 160-character segment into a 70-character one; each has a plain twin. */
const PLAIN_TWINS: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201A\u2032]/g, "'"],
  [/[\u201C\u201D\u201E\u2033]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, "-"],
  [/\u2026/g, "..."],
  [/[\u00A0\u2000-\u200A\u202F\u3000]/g, " "],
  [/[\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g, ""],
];

/**
 * Makes a model's answer fit for SMS: typographic characters become their plain twins, white space is trimmed, and an
 * answer that is too long ends at its last whole sentence.
 */
export function compose(answer: string): string {
  let text = answer;
  for (const [typographic, plain] of PLAIN_TWINS) text = text.replace(typographic, plain);
  text = text
    .replace(/[ \t]+/g, " ")
    .replace(/ ?\n+ ?/g, "\n")
    .trim();
  if (text.length <= LONGEST_CHARACTERS) return text;
  const cut = text.slice(0, LONGEST_CHARACTERS);
  const sentenceEnd = Math.max(
    cut.lastIndexOf(". "),
    cut.lastIndexOf("! "),
    cut.lastIndexOf("? "),
    cut.lastIndexOf("\n"),
  );
  if (sentenceEnd > 0) return cut.slice(0, sentenceEnd + 1).trim();
  const wordEnd = cut.lastIndexOf(" ");
  return wordEnd > 0 ? cut.slice(0, wordEnd) : cut;
}
