import { type Turn, takeTurn } from "@jules/core/conversation";
import { Failure, instantPlus } from "@jules/core/kernel";
import { TURN_RECEIVES, TurnMessage } from "../../queues/turns.ts";
import { failureOf } from "../../runtime/failure-code.ts";
import { queueHandler } from "../../runtime/invocations.ts";
import type { MetricName } from "../../runtime/log-lines.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies extends Turn {
  readonly reporter: Reporter;
}

/**
 * While the queue still tries, and after it has given up, nobody else need ring: the sweeper does when this is over.
 * Longer than all tries of the queue take, short enough that a text is answered within minutes of an outage's end.
 */
const POSTPONED_MS = 150_000;

/** Answers the member whose doorbell rang. */
export function createHandler(dependencies: Dependencies) {
  const { reporter, conversations, clock } = dependencies;

  return queueHandler({
    reporter,
    schema: TurnMessage,
    fifo: true,
    metricsOf,
    async handle({ member }, { receives }) {
      try {
        const taken = await takeTurn(dependencies, member);
        const metrics = { RepliesSent: taken.sent, RepliesFailed: taken.lost };
        const rejected = { ModelFailures: Number(taken.declined === "rejected") };
        reporter.report("turn.taken", { member, receives, ...taken }, { ...metrics, ...rejected });
      } catch (error) {
        const postponed = await conversations
          .postpone(member, instantPlus(clock.now(), POSTPONED_MS))
          .then(() => true)
          .catch(() => false);
        // An outage fills no dead-letter queue: only what is no known failure goes there.
        if (receives < TURN_RECEIVES || !postponed || !(error instanceof Failure)) throw error;
        const failed = failureOf(error);
        reporter.warn("turn.postponed", { member, ...failed }, metricsOf(failed.failure));
      }
    },
  });
}

function metricsOf(code: string): Partial<Record<MetricName, number>> {
  return { ModelFailures: Number(code === "model.unavailable") };
}
