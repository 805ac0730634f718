import type { Heeded } from "@jules/core/conversation";
import type { Reporter } from "./reporter.ts";

/** A line for every word about a session. None says whose it was. */
export function heededReport(reporter: Reporter): (heeded: Heeded) => void {
  return (result) => {
    const isUnknown = result === "unknown-session" || result === "other-reference";
    reporter.report(
      "verification.heeded",
      { result },
      {
        VerificationsUnknown: Number(isUnknown),
        VerificationsStale: Number(result === "older" || result === "done"),
        ImpossibleBirthDates: Number(result === "impossible-date"),
      },
    );
  };
}
