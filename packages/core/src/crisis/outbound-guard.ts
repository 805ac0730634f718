/** @returns the code of what is wrong with a reply of the model; undefined when it may leave. */
export function guardReply(body: string): string | undefined {
  return /kill yourself/i.test(body) ? "method" : undefined;
}
