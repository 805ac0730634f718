/**
 * What a pattern cannot do without: reads the source of a regular expression and finds the runs of letters of which
 * every match has one. For the tests of the rules' stems: a proof for every text instead of examples.
 */

export interface Repeated {
  readonly kind: "group";
  readonly alternatives: readonly (readonly Item[])[];
  readonly atLeast: number;
  readonly once: boolean;
}
type Item =
  | { readonly kind: "letter"; readonly letter: string }
  /** \b, ^ and $: where a word may begin or end. */
  | { readonly kind: "edge" }
  /** Any other single character. */
  | { readonly kind: "unknown" }
  | Repeated;

/** Look-arounds say nothing here and are left out. Throws at syntax that the rules do not use. */
export function parsed(source: string): Repeated {
  let at = 0;
  const alternatives = () => {
    const all: Item[][] = [[]];
    while (at < source.length && source[at] !== ")") {
      if (source[at] === "|") {
        at += 1;
        all.push([]);
        continue;
      }
      const item = repeated(single());
      if (item) all.at(-1)?.push(item);
    }
    return all;
  };
  const single = (): Item | undefined => {
    const rest = source.slice(at);
    const group = /^\((\?:|\?=|\?!|\?<=|\?<!)/.exec(rest);
    if (group) {
      at += group[0].length;
      const inside = alternatives();
      at += 1;
      return group[1] === "?:" ? { kind: "group", alternatives: inside, atLeast: 1, once: true } : undefined;
    }
    const [token = ""] = /^(?:\\[bdws.]|\[(?:\\.|[^\]\\])*\]|[\^$.]|[a-z0-9 %:,"'-])/.exec(rest) ?? [];
    if (!token) throw new Error(`not understood: ${rest.slice(0, 20)}`);
    at += token.length;
    if (/^(?:\\b|\^|\$)$/.test(token)) return { kind: "edge" };
    return /^[a-z0-9 ]$/.test(token) ? { kind: "letter", letter: token } : { kind: "unknown" };
  };
  const repeated = (item: Item | undefined): Item | undefined => {
    const [count = "", least] = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(source.slice(at)) ?? [];
    at += count.length;
    if (!count || !item) return item;
    const atLeast = Number(least ?? (count.startsWith("+") ? 1 : 0));
    return { kind: "group", alternatives: [[item]], atLeast, once: count.startsWith("?") };
  };
  const whole = alternatives();
  if (at < source.length) throw new Error(`not understood: ${source.slice(at, at + 20)}`);
  return { kind: "group", alternatives: whole, atLeast: 1, once: true };
}

/** Whether every match has a run of letters that will do; a space in a run is a space or a word's edge. */
export function hasInEveryMatch(
  group: Repeated,
  willDo: (run: string) => boolean,
  left = false,
  right = false,
): boolean {
  if (group.atLeast === 0) return false;
  return group.alternatives.every((items) => oneHas(items, willDo, left, right && group.once));
}

function oneHas(items: readonly Item[], willDo: (run: string) => boolean, left: boolean, right: boolean): boolean {
  let run = left ? " " : "";
  const ended = (edge: boolean) => willDo(edge && !run.endsWith(" ") ? `${run} ` : run);
  for (const [index, item] of items.entries()) {
    const rest = items.slice(index + 1);
    if (item.kind === "letter") {
      if (item.letter !== " " || !run.endsWith(" ")) run += item.letter;
    } else if (item.kind === "edge") {
      if (!run.endsWith(" ")) run += " ";
    } else if (item.kind === "unknown") {
      if (ended(false)) return true;
      run = "";
    } else {
      if (ended(beginsAtEdge([item, ...rest], right))) return true;
      if (hasInEveryMatch(item, willDo, run.endsWith(" "), beginsAtEdge(rest, right))) return true;
      run = endsAtEdge(item, run.endsWith(" ")) ? " " : "";
    }
  }
  return ended(right);
}

/** Whether what comes before it, if it is a word, ends there. */
function beginsAtEdge(items: readonly Item[], right: boolean): boolean {
  const [first, ...rest] = items;
  if (!first) return right;
  if (first.kind !== "group") return first.kind === "edge" || (first.kind === "letter" && first.letter === " ");
  const after = beginsAtEdge(rest, right);
  const inside = first.alternatives.every((each) => beginsAtEdge(each, after && first.once));
  return inside && (first.atLeast > 0 || after);
}

/** Whether what comes after it, if it is a word, begins there. */
function endsAtEdge(group: Repeated, left: boolean): boolean {
  const inside = group.alternatives.every((items) => {
    let edge = left && group.once;
    for (const item of items) {
      if (item.kind === "group") edge = endsAtEdge(item, edge);
      else edge = item.kind === "edge" || (item.kind === "letter" && item.letter === " ");
    }
    return edge;
  });
  return inside && (group.atLeast > 0 || left);
}
