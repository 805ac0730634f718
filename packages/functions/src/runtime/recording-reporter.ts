import { Logger } from "@aws-lambda-powertools/logger";
import type { MetricName } from "./log-lines.ts";
import type { Reporter } from "./reporter.ts";

/** A reporter for tests: keeps lines and sums metrics instead of printing them. */
export interface RecordingReporter extends Reporter {
  readonly lines: { readonly line: string; readonly fields: object }[];
  readonly metrics: Partial<Record<MetricName, number>>;
  /** What was caught. */
  readonly errors: unknown[];
}

export function recordingReporter(): RecordingReporter {
  const lines: RecordingReporter["lines"] = [];
  const metrics: RecordingReporter["metrics"] = {};
  const keep: Reporter["report"] = (line, fields, counted = {}) => {
    lines.push({ line, fields });
    for (const [name, value] of Object.entries(counted)) {
      metrics[name as MetricName] = (metrics[name as MetricName] ?? 0) + value;
    }
  };
  const errors: unknown[] = [];
  const caught = (error: unknown) => void errors.push(error);
  const flush = async () => undefined;
  return {
    lines,
    metrics,
    errors,
    report: keep,
    warn: keep,
    caught,
    flush,
    logger: new Logger({ logLevel: "SILENT" }),
  };
}
