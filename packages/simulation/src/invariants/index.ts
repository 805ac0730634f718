export { CALM_INVARIANTS, type Checker, createChecker, INVARIANTS } from "./checker.ts";
export type { Fact, Opened, StoredItem } from "./fact.ts";
export type { Invariant, Violation } from "./invariant.ts";
