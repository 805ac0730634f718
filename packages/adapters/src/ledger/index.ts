export { rowsAfter } from "./chain.ts";
export { type BrokenChain, verifyChain } from "./verify.ts";
