/**
 * The names of all tests and describes in a file's text, as they stand there: of `test.each(…)("…")` the one with its
 * placeholders. Reads code as it is formatted here, not any code.
 */
export function testNames(source: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, before = "", literal = ""] of source.matchAll(NAMED)) {
    if (before !== ")" || HAS_EACH.test(source)) names.add(unquoted(literal));
  }
  return names;
}

/** Only then a second pair of brackets can be a test's. */
const HAS_EACH = /\b(?:test|it|describe)\.each\b/;
/** `test("…",`, `describe.only("…",`, and behind `test.each([…])` the second pair of brackets. */
const NAMED =
  /(\b(?:test|it|describe)(?:\.\w+)*|\))\(\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)\s*,/g;

function unquoted(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/g, "$1");
}
