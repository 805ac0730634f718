import type { MetricName } from "./log-lines.ts";

/** Of failures that a queue brings back. */
export function billingMetricsOf(code: string): Partial<Record<MetricName, number>> {
  return { PaymentsUnavailable: Number(code === "payments.unavailable") };
}
