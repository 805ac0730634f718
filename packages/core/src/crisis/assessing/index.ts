/**
 * The check by itself, with its weights. It is no part of the module's index: a function that loads it late would start with it
 * all the same, as soon as anything that it starts with reaches that index (esbuild shares what two entries reach).
 */
export { assess, warmUp } from "../assess.ts";
