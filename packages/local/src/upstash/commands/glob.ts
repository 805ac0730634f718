/** A test for one of Redis' patterns: `*`, `?`, `[abc]`, `[^a-z]`, and `\` before a character that means itself. */
export function compileGlob(pattern: string): (text: string) => boolean {
  const token = /\\(.)|\[(\^?)((?:\\.|[^\]])*)\]|./gsu;
  const source = pattern.replace(token, (whole, escaped?: string, negation?: string, members?: string) => {
    if (escaped !== undefined) return literal(escaped);
    if (members !== undefined) return `[${negation}${members.replace(memberOrRange, toClassPart)}]`;
    if (whole === "*") return ".*";
    return whole === "?" ? "." : literal(whole);
  });
  const expression = new RegExp(`^${source}$`, "su");
  return (text) => expression.test(text);
}

const memberOrRange = /\\?(.)(?:-\\?(.))?/gsu;

function toClassPart(_whole: string, first: string, last?: string): string {
  if (last === undefined) return literal(first);
  // Redis takes a range written backwards as well.
  return [first, last].sort().map(literal).join("-");
}

/** Any character as itself, wherever it stands in a regular expression. */
function literal(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
