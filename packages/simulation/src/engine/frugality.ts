/**
 * For a process that only simulates: no stacks, which nobody reads, and an environment that is a plain object, because
 * the middleware reads it a hundred times per invocation and every read of the real one leaves JavaScript.
 */
export function beFrugal(): void {
  Error.stackTraceLimit = 0;
  process.env = { ...process.env };
}
