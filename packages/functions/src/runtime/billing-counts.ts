import type { BillingCount } from "@jules/core/billing/books";
import type { MetricName } from "./log-lines.ts";
import type { Reporter } from "./reporter.ts";

const METRICS = {
  "double-subscription": "DoubleSubscriptions",
  "foreign-customer": "BillingNewsOfNobody",
  dispute: "DisputesOpened",
  "fraud-warning": "FraudWarnings",
  "refund-failed": "RefundsFailed",
  "invoice-unfinished": "InvoicesUnfinished",
  "invoice-unstopped": "InvoicesUnfinished",
  "change-expired": "PlanChangesExpired",
} as const satisfies Record<BillingCount, MetricName>;

/** A line and a metric for what is to be seen of what members pay. None says whose it was. */
export function billingCounts(reporter: Pick<Reporter, "warn">): (what: BillingCount) => void {
  return (what) => reporter.warn("billing.counted", { what }, { [METRICS[what]]: 1 });
}

/** Of failures that a queue brings back. */
export function billingMetricsOf(code: string): Partial<Record<MetricName, number>> {
  return { PaymentsUnavailable: Number(code === "payments.unavailable") };
}
