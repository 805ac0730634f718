import { Failure } from "../kernel/index.ts";
import type { MemoryExtractor } from "../memory/index.ts";
import { type GuardSettings, ProviderGuard } from "./provider-guard.ts";

/** What an extractor may take beyond which it counts as one that does not answer. */
const TIMEOUT_MS = 35_000;

/**
 * An extractor whose provider is spared in an outage, apart from the replies': who reads for memory can wait, and whoever
 * waits for an answer must not be refused because of it. Beside the failures of `extractor` it throws
 * `extraction.unavailable` with the detail `breaker-open`: then the provider was not called.
 */
export function createGuardedExtractor(
  settings: GuardSettings & { readonly extractor: MemoryExtractor },
): MemoryExtractor {
  const guard = new ProviderGuard(settings);
  return {
    async extract(reading) {
      const leave = await guard.admit({ timeoutMs: TIMEOUT_MS, again: false });
      if (typeof leave === "string") {
        throw new Failure("extraction.unavailable", "the provider is spared", { detail: leave });
      }
      try {
        const extraction = await settings.extractor.extract(reading);
        await guard.settle(leave, false);
        return extraction;
      } catch (error) {
        // A refusal, or an answer that cannot be read, is one of a provider that is well.
        const isOut = error instanceof Failure && error.code === "extraction.unavailable";
        await guard.settle(leave, isOut);
        throw error;
      }
    },
  };
}
