import { attend, type Intake, isUrgent, type TakenIn, takeIn } from "@jules/core/conversation";
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
    ahead: { isUrgent, attend: (text, { sentAtMs }) => attend(dependencies, text, instant(sentAtMs)) },
    metricsOf: (code) => ({ CrisisRepliesFailed: Number(code === "crisis-reply.failed") }),
    async handle(text, { sentAtMs }) {
      const { tier, ...taken } = await takeIn(dependencies, text, instant(sentAtMs));
      const { reporter } = dependencies;
      if (taken.disposition === "crisis") {
        const { replied, fresh } = taken;
        reporter.report("crisis.answered", { tier, fresh, ...(replied && { replied }) }, metricsOf(taken));
      } else {
        reporter.report("text.taken-in", taken, metricsOf(taken));
      }
    },
  });
}

function metricsOf({
  disposition,
  replied,
  keyword,
  fresh,
}: Omit<TakenIn, "tier">): Partial<Record<MetricName, number>> {
  return {
    TextsWaiting: Number(disposition === "waiting" && fresh),
    CrisisReplies: Number(disposition === "crisis" && replied === "sent" && fresh),
    // `withheld` is a member who said STOP; they get no reply by decision.
    CrisisRepliesFailed: Number(disposition === "crisis" && replied === "refused"),
    OptOuts: Number(keyword === "STOP" && fresh),
  };
}
