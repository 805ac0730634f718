export type { Action, PersonText, TextKind } from "./person.ts";
export { writeScript } from "./script.ts";
