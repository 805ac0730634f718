/** What a form-encoded body stands for: `a[b][0][c]=d` is `{ a: { b: [{ c: "d" }] } }`. Every leaf is text. */
export interface Form {
  readonly [name: string]: FormValue;
}

export type FormValue = string | Form | readonly FormValue[];

interface Branch extends Map<string, Branch | string> {}

/** Reads a body or a query. A name whose members are all numbered, or unnamed (`a[]=b`), is a list. */
export function parseForm(text: string): Form {
  const root: Branch = new Map();
  for (const [name, value] of new URLSearchParams(text)) place(root, segmentsOf(name), value);
  return Object.fromEntries([...root].map(([name, value]) => [name, finished(value)]));
}

/** The same form with its names in order, so that equal requests have equal texts. */
export function canonical(value: FormValue): string {
  return JSON.stringify(value, (_name, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

function segmentsOf(name: string): string[] {
  const [, first = name, rest = ""] = /^([^[]*)((?:\[[^\]]*\])*)$/.exec(name) ?? [];
  return [first, ...[...rest.matchAll(/\[([^\]]*)\]/g)].map(([, inner = ""]) => inner)];
}

function place(branch: Branch, [first = "", ...rest]: readonly string[], value: string): void {
  const key = first === "" ? String(branch.size) : first;
  if (rest.length === 0) {
    branch.set(key, value);
    return;
  }
  const there = branch.get(key);
  const inner: Branch = there instanceof Map ? there : new Map();
  branch.set(key, inner);
  place(inner, rest, value);
}

function finished(value: Branch | string): FormValue {
  if (typeof value === "string") return value;
  const entries = [...value].map(([name, inner]) => [name, finished(inner)] as const);
  if (!entries.every(([name]) => /^\d+$/.test(name))) return Object.fromEntries(entries);
  return entries.sort(([one], [other]) => Number(one) - Number(other)).map(([, inner]) => inner);
}
