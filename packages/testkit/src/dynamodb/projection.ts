import type { Path } from "./syntax.ts";
import { type Item, isList, isMap, type Value } from "./values.ts";

/** Of an item, what some paths name, in the item's own shape. */
export type Projection = (item: Item) => Item;

/** What is wanted below a place: all of it, or some names or positions. */
type Wanted = "all" | Map<string | number, Wanted>;

export function projectionOf(paths: readonly Path[]): Projection {
  const wanted = new Map<string | number, Wanted>();
  for (const path of paths) {
    let level = wanted;
    for (const [depth, step] of path.entries()) {
      const below = level.get(step);
      if (depth === path.length - 1) level.set(step, "all");
      else if (below instanceof Map) level = below;
      else {
        const created = new Map<string | number, Wanted>();
        level.set(step, created);
        level = created;
      }
    }
  }
  return (item) => pick(item, wanted);
}

function pick(item: Item, wanted: ReadonlyMap<string | number, Wanted>): Item {
  const picked: Record<string, Value> = {};
  for (const [name, below] of wanted) {
    if (typeof name === "number" || !Object.hasOwn(item, name)) continue;
    const value = pickFrom(item[name], below);
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}

function pickFrom(value: Value | undefined, wanted: Wanted): Value | undefined {
  if (wanted === "all" || value === undefined) return value;
  if (isList(value)) {
    const positions = [...wanted.keys()].filter((step) => typeof step === "number").sort((left, right) => left - right);
    const elements = positions
      .map((position) => pickFrom(value[position], wanted.get(position) ?? "all"))
      .filter((element) => element !== undefined);
    return elements.length > 0 ? elements : undefined;
  }
  if (!isMap(value)) return undefined;
  const picked = pick(value, wanted);
  return Object.keys(picked).length > 0 ? picked : undefined;
}
