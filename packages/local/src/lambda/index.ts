export { accessKeyIdOf, runtimeVariables } from "./environment.ts";
export { findHandler } from "./handler-module.ts";
export { LocalFunction, type LocalFunctionOptions } from "./local-function.ts";
export type { InvocationError } from "./messages.ts";
export type { InvocationResult, Invoke } from "./sandbox.ts";
