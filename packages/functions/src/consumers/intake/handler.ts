import { attend, type Intake, isUrgent, type TakenIn, takeIn } from "@jules/core/conversation";
import { assess } from "@jules/core/crisis/assessing";
import { InboundMessage } from "../../queues/inbound.ts";
import { createAlerts } from "../../runtime/alerts.ts";
import { queueHandler } from "../../runtime/invocations.ts";
import type { MetricName } from "../../runtime/log-lines.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies extends Omit<Intake, "alerts" | "assess"> {
  readonly reporter: Reporter;
  /** The check of the core, if not given. */
  readonly assess?: Intake["assess"];
  /** Brings a record of the inbound queue back after so many seconds: a STOP or a crisis may stand behind it. */
  readonly sooner: (receiptHandle: string, seconds: number) => Promise<void>;
}

/** Takes texts in, in the order of each member's group, and without a model in the way. */
export function createHandler(dependencies: Dependencies) {
  const { reporter } = dependencies;
  const intake: Intake = { assess, ...dependencies, alerts: createAlerts(reporter) };
  return queueHandler({
    reporter,
    schema: InboundMessage,
    // A STOP and the START after it are obeyed as they were said; the inbox sorts by the carrier's time whatever comes first.
    inOrder: true,
    sooner: dependencies.sooner,
    ahead: { isUrgent: (text) => isUrgent(intake, text), attend: (text) => attend(intake, text) },
    metricsOf: (code) => ({ CrisisRepliesFailed: Number(code === "crisis-reply.failed") }),
    async handle(text, _receipt, attended) {
      const { tier, ...taken } = await takeIn(intake, text, attended);
      if (taken.disposition === "crisis") {
        intake.alerts.crisisAnswered(tier, taken.replied, taken.fresh);
      } else {
        reporter.report("text.taken-in", taken, metricsOf(taken));
      }
    },
  });
}

function metricsOf({ disposition, keyword, fresh }: Omit<TakenIn, "tier">): Partial<Record<MetricName, number>> {
  return {
    TextsWaiting: Number(disposition === "waiting" && fresh),
    TextsForeign: Number(disposition === "foreign"),
    OptOuts: Number(keyword === "STOP" && fresh),
  };
}
