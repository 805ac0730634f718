import { attend, type Intake, isUrgent, type TakenIn, takeIn } from "@jules/core/conversation";
import { InboundMessage } from "../../queues/inbound.ts";
import { queueHandler } from "../../runtime/invocations.ts";
import type { MetricName } from "../../runtime/log-lines.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies extends Intake {
  readonly reporter: Reporter;
  /** Brings a record of the inbound queue back after so many seconds: a STOP or a crisis may stand behind it. */
  readonly sooner: (receiptHandle: string, seconds: number) => Promise<void>;
}

/** Takes texts in, in the order of each member's group, and without a model in the way. */
export function createHandler(dependencies: Dependencies) {
  return queueHandler({
    reporter: dependencies.reporter,
    schema: InboundMessage,
    // A STOP and the START after it are obeyed as they were said; the inbox sorts by the carrier's time whatever comes first.
    inOrder: true,
    sooner: dependencies.sooner,
    ahead: { isUrgent, attend: (text) => attend(dependencies, text) },
    metricsOf: (code) => ({ CrisisRepliesFailed: Number(code === "crisis-reply.failed") }),
    async handle(text, _receipt, attended) {
      const { tier, ...taken } = await takeIn(dependencies, text, attended);
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
    OptOuts: Number(keyword === "STOP" && fresh),
  };
}
