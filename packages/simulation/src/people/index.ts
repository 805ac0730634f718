export type { Action, PersonText, TextKind } from "./person.ts";
export { writeScript } from "./script.ts";
export { checkOf, opinionOf } from "./signs.ts";
export { THOUGHTS, type Thought } from "./thoughts.ts";
