export { CALM_INVARIANTS, type Checker, createChecker, INVARIANTS } from "./checker.ts";
export type { Fact } from "./fact.ts";
export type { Invariant, Violation } from "./invariant.ts";
