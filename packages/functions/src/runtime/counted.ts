import type { BillingCount } from "@jules/core/billing/books";
import type { MetricName } from "./log-lines.ts";
import type { Reporter } from "./reporter.ts";

const METRICS: Readonly<Record<BillingCount, MetricName>> = {
  "double-subscription": "DoubleSubscriptions",
  "foreign-customer": "ForeignCustomers",
  dispute: "DisputesOpened",
  "fraud-warning": "FraudWarnings",
  "refund-failed": "RefundsFailed",
  "invoice-unfinished": "InvoicesUnfinished",
  "change-expired": "PlanChangesExpired",
};

/** A line and a metric for what somebody is to look at. Never says whose it was. */
export function countedBy(reporter: Pick<Reporter, "warn">): (what: BillingCount) => void {
  return (what) => reporter.warn("billing.counted", { what }, { [METRICS[what]]: 1 });
}

/** Of failures that are tried again. */
export function countedOf(failure: string): Partial<Record<MetricName, number>> {
  return { PaymentsUnavailable: Number(failure === "payments.unavailable") };
}
