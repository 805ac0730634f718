import type { Tokens } from "./lexer.ts";
import type { Path } from "./syntax.ts";
import { type Item, isList, isMap, type Value } from "./values.ts";

/** Reads the place that a path names, or undefined where there is none. */
type Reader = (item: Item) => Value | undefined;

/** Compiles a path to a function that reads it. */
export function readerOf(path: Path): Reader {
  const [name, ...deeper] = path;
  // An item is a plain object, which has a constructor that nobody put there.
  const top: Reader =
    name in Object.prototype ? (item) => (Object.hasOwn(item, name) ? item[name] : undefined) : (item) => item[name];
  if (deeper.length === 0) return top;
  return (item) => {
    let value = top(item);
    for (const step of deeper) value = stepInto(value, step);
    return value;
  };
}

function stepInto(value: Value | undefined, step: string | number): Value | undefined {
  if (typeof step === "number") return isList(value) ? value[step] : undefined;
  return isMap(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function pathText(path: Path): string {
  return `[${path.map((step) => (typeof step === "number" ? `[${step}]` : step)).join(", ")}]`;
}

/** @throws ValidationException when one path is, or leads into, another. */
export function refuseOverlaps(paths: readonly Path[], refusal: Tokens["refusal"]): void {
  for (const [at, path] of paths.entries()) {
    for (const other of paths.slice(at + 1)) {
      const shared = Math.min(path.length, other.length);
      const apart = path.slice(0, shared).findIndex((step, depth) => step !== other[depth]);
      const [step, otherStep] = [path[apart], other[apart]];
      if (apart === -1) {
        throw refusal(
          `Two document paths overlap with each other; must remove or rewrite one of these paths; path one: ${pathText(path)}, path two: ${pathText(other)}`,
        );
      }
      if (typeof step !== typeof otherStep) {
        throw refusal(
          `Two document paths conflict with each other; must remove or rewrite one of these paths; path one: ${pathText(path)}, path two: ${pathText(other)}`,
        );
      }
    }
  }
}
