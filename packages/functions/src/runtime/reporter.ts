import { LogFormatter, Logger, LogItem } from "@aws-lambda-powertools/logger";
import type { LogAttributes, UnformattedAttributes } from "@aws-lambda-powertools/logger/types";
import { createSentry } from "@jules/adapters/sentry";
import { type Clock, Failure, millisecondsOf } from "@jules/core/kernel";
import type { LogLines, MetricName } from "./log-lines.ts";

const NAMESPACE = "Jules";

export interface Reporter {
  /**
   * Writes one line of the registry, and the metrics with it: the line is in CloudWatch's embedded metric format, so
   * there is no call and no second line for a metric.
   */
  report<Line extends keyof LogLines>(
    line: Line,
    fields: LogLines[Line],
    metrics?: Partial<Readonly<Record<MetricName, number>>>,
  ): void;
  /** The same as a warning: something was refused or lost and somebody may have to look. */
  warn<Line extends keyof LogLines>(
    line: Line,
    fields: LogLines[Line],
    metrics?: Partial<Readonly<Record<MetricName, number>>>,
  ): void;
  /**
   * Keeps an error that was caught for the developers. What is a `Failure` was foreseen: its line and its metric tell of it.
   */
  caught(error: unknown): void;
  /** Hands over what was caught. Never throws. */
  flush(): Promise<void>;
  readonly logger: Logger;
}

const FLUSH_TIMEOUT_MS = 1_500;

/**
 * @param settings.service the function's name in its log lines, for example `intake`.
 * @param settings.environment with the stage, the one dimension of every metric: alarms and dashboards sum over the functions of a stage.
 */
export function createReporter(settings: {
  readonly service: string;
  readonly environment: { readonly STAGE: string; readonly SENTRY_DSN?: string | undefined };
  readonly clock: Clock;
}): Reporter {
  const { service, clock } = settings;
  const { STAGE: stage, SENTRY_DSN: dsn } = settings.environment;
  const errors = dsn ? createSentry({ dsn, service, stage, timeoutMs: FLUSH_TIMEOUT_MS }) : undefined;
  const logger = new Logger({ serviceName: service, logFormatter: new LineFormatter() });

  function embedded(metrics: Partial<Readonly<Record<MetricName, number>>> | undefined): Record<string, unknown> {
    const counted = Object.entries(metrics ?? {}).filter(([, value]) => value > 0);
    if (counted.length === 0) return {};
    return {
      ...Object.fromEntries(counted),
      stage,
      _aws: {
        Timestamp: millisecondsOf(clock.now()),
        CloudWatchMetrics: [
          {
            Namespace: NAMESPACE,
            Dimensions: [["stage"]],
            Metrics: counted.map(([Name]) => ({ Name, Unit: "Count" })),
          },
        ],
      },
    };
  }

  return {
    report: (line, fields, metrics) => logger.info(line, { ...fields, ...embedded(metrics) }),
    warn: (line, fields, metrics) => logger.warn(line, { ...fields, ...embedded(metrics) }),
    caught(error) {
      if (!(error instanceof Failure)) errors?.caught(error);
    },
    flush: async () => errors?.flush(),
    logger,
  };
}

const ANONYMOUS: ReadonlySet<string> = new Set<keyof LogLines>([
  "crisis.answered",
  "crisis-check.failed",
  "crisis.owed",
  "crisis.hold-opened",
  "model.failed",
  "opinion.failed",
  "second-look.failed",
  "referral.uncounted",
  "follow-up.failed",
  "age.told",
  "verification.heeded",
  "crisis.hold-released",
]);

/** Whose crisis it was must not be found by way of the invocation. */
function isAnonymous(line: string, fields: LogAttributes): boolean {
  if (line === ("turn.taken" satisfies keyof LogLines)) return fields.member === undefined;
  return ANONYMOUS.has(line) || fields.failure === "crisis-reply.failed";
}

/** A line is what happened, when, where and in which invocation, then its fields; nothing that repeats in every line. */
class LineFormatter extends LogFormatter {
  override formatAttributes(attributes: UnformattedAttributes, fields: LogAttributes): LogItem {
    const { timestamp, logLevel, message, serviceName, lambdaContext } = attributes;
    const item = new LogItem({
      attributes: {
        timestamp: timestamp.toISOString(),
        level: logLevel,
        service: serviceName,
        ...(!isAnonymous(message, fields) && { requestId: lambdaContext?.awsRequestId }),
        ...(lambdaContext?.coldStart && { coldStart: true }),
        message,
      },
    });
    return item.addAttributes(fields);
  }
}
