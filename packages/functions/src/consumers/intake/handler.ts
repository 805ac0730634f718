import { type Intake, type TakenIn, takeIn } from "@jules/core/conversation";
import { instant } from "@jules/core/kernel";
import { InboundMessage } from "../../queues/inbound.ts";
import { queueHandler } from "../../runtime/invocations.ts";
import type { MetricName } from "../../runtime/log-lines.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies extends Intake {
  readonly reporter: Reporter;
}

/** Takes texts in, in the order of each member's group, and without a model in the way. */
export function createHandler(dependencies: Dependencies) {
  return queueHandler({
    reporter: dependencies.reporter,
    schema: InboundMessage,
    fifo: true,
    async handle(text, { sentAtMs }) {
      const taken = await takeIn(dependencies, text, instant(sentAtMs));
      dependencies.reporter.report("text.taken-in", taken, metricsOf(taken));
    },
  });
}

function metricsOf(taken: TakenIn): Partial<Record<MetricName, number>> {
  return {
    CrisisReplies: Number(taken.disposition === "crisis" && taken.replied === "sent"),
    CrisisRepliesFailed: Number(taken.disposition === "crisis" && taken.replied !== "sent"),
    OptOuts: Number(taken.keyword === "STOP" && taken.fresh),
  };
}
