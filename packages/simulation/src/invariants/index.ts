export { CALM_INVARIANTS, type Checker, createChecker, INVARIANTS } from "./checker.ts";
export type { Fact } from "./fact.ts";
export type { Violation } from "./invariant.ts";
