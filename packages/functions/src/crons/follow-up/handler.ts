import { type FollowedUp, type FollowUps, followUp, type ReachOutStore } from "@jules/core/conversation";
import type { Context } from "aws-lambda";
import { createAlerts } from "../../runtime/alerts.ts";
import { failureOf } from "../../runtime/failure-code.ts";
import { logged } from "../../runtime/invocations.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies extends Omit<FollowUps, "alerts"> {
  readonly reporter: Reporter;
  readonly reachOuts: ReachOutStore;
}

/** A send, with its token and its two writes. */
const SENDING_MS = 10_000;

/** Sends the check-ins whose time has come. What it does not get to, or what fails, is due at the next run. */
export function createHandler(dependencies: Dependencies) {
  const { reporter, clock, reachOuts } = dependencies;
  const gate: FollowUps = { ...dependencies, alerts: createAlerts(reporter) };
  return logged(reporter, async (_event: unknown, context: Context) => {
    const counts: Record<FollowedUp | "failed", number> = { sent: 0, kept: 0, dropped: 0, lost: 0, failed: 0 };
    for await (const members of reachOuts.toReach(clock.now())) {
      for (const member of members) {
        if (context.getRemainingTimeInMillis() < SENDING_MS) break;
        try {
          counts[await followUp(gate, member)] += 1;
        } catch (error) {
          reporter.caught(error);
          // Whose it was would be whose crisis it was.
          reporter.warn("follow-up.failed", failureOf(error));
          counts.failed += 1;
        }
      }
    }
    reporter.report("follow-ups.done", counts);
  });
}
