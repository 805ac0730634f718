import { type Turn, takeTurn } from "@jules/core/conversation";
import { TurnMessage } from "../../queues/turns.ts";
import { queueHandler } from "../../runtime/invocations.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies extends Turn {
  readonly reporter: Reporter;
}

/** Answers the member whose doorbell rang. */
export function createHandler(dependencies: Dependencies) {
  return queueHandler({
    reporter: dependencies.reporter,
    schema: TurnMessage,
    fifo: true,
    metricsOf: (code) => ({ ModelFailures: Number(code === "model.unavailable") }),
    async handle({ member }, { receives }) {
      const taken = await takeTurn(dependencies, member);
      dependencies.reporter.report(
        "turn.taken",
        { member, receives, ...taken },
        {
          RepliesSent: Number(taken.replied === "sent"),
          RepliesFailed: Number(taken.disposition === "not-answered"),
        },
      );
    },
  });
}
