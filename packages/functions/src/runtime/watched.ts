import type { Reporter } from "./reporter.ts";

/**
 * Reports what nobody foresaw, and hands everything over before the function ends: a sandbox is frozen between two
 * invocations.
 */
export function watched<Given extends readonly unknown[], Result>(
  reporter: Pick<Reporter, "caught" | "flush">,
  handle: (...given: Given) => Promise<Result>,
): (...given: Given) => Promise<Result> {
  return async (...given) => {
    try {
      return await handle(...given);
    } catch (error) {
      reporter.caught(error);
      throw error;
    } finally {
      await reporter.flush();
    }
  };
}
