import type { SentrySettings } from "./settings.ts";

/** Tells developers of errors that nobody foresaw. */
export interface ErrorReports {
  /** Keeps an error for the next flush; never throws. */
  caught(error: unknown): void;
  /** Hands over what was caught. Never throws, and takes no longer than `timeoutMs`. */
  flush(): Promise<void>;
}

/** A mistake fails every record of a batch: the first few tell it. */
const MOST_KEPT = 5;

/**
 * Sentry as the place where errors are reported. Its library is loaded with the first error: most sandboxes never see one.
 * Nothing of an error's message gets there, which may quote what a member wrote; its class and where it was thrown do.
 */
export function createSentry(settings: SentrySettings): ErrorReports {
  let kept: unknown[] = [];
  return {
    caught(error) {
      if (kept.length < MOST_KEPT) kept.push(error);
    },
    async flush() {
      const errors = kept;
      kept = [];
      if (errors.length === 0) return;
      try {
        const { send } = await import("./client.ts");
        await send(settings, errors);
      } catch {
        // What fails is in the log all the same.
      }
    },
  };
}
