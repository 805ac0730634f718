import { heedVerdict, type Verifications } from "@jules/core/conversation";
import { toVerdict, VerdictMessage } from "../../queues/age-verification.ts";
import { createAlerts } from "../../runtime/alerts.ts";
import { queueHandler } from "../../runtime/invocations.ts";
import type { Reporter } from "../../runtime/reporter.ts";
import { heededReport } from "../../runtime/verification-report.ts";

export interface Dependencies extends Omit<Verifications, "alerts" | "heeded"> {
  readonly reporter: Reporter;
}

/** Acts on what Veriff decided, in whatever order and however often it says it. */
export function createHandler(dependencies: Dependencies) {
  const { reporter } = dependencies;
  const verifications: Verifications = {
    ...dependencies,
    alerts: createAlerts(reporter),
    heeded: heededReport(reporter),
  };
  return queueHandler({
    reporter,
    schema: VerdictMessage,
    inOrder: true,
    handle: async (message) => void (await heedVerdict(verifications, toVerdict(message))),
  });
}
