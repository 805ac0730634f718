import {
  BatchProcessor,
  EventType,
  processPartialResponse,
  SqsFifoPartialProcessorAsync,
} from "@aws-lambda-powertools/batch";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import { Failure } from "@jules/core/kernel";
import middy from "@middy/core";
import type { Context, Handler, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type * as z from "zod/mini";
import { failureCode } from "./failure-code.ts";
import type { MetricName } from "./log-lines.ts";
import type { Reporter } from "./reporter.ts";

/** The chain around every function: the invocation's id and the function's name in each of its log lines. */
export function logged<Event, Result>(reporter: Reporter, handle: (event: Event, context: Context) => Promise<Result>) {
  return middy<Event, Result>(handle as Handler<Event, Result>).use(
    injectLambdaContext(reporter.logger, { resetKeys: true }),
  );
}

/** What a consumer learns about a record besides its content. */
export interface Receipt {
  /** How often the queue has handed the record out, this time included. */
  readonly receives: number;
  /** When it came into the queue, in milliseconds since the epoch. */
  readonly sentAtMs: number;
}

/**
 * The chain around every consumer of a queue: parses each record, hands it on, and reports those that failed back to the
 * queue, which brings them again and in the end parks them in the dead-letter queue. In a FIFO queue the first failure
 * of a group holds back the rest of that group and nobody else.
 */
export function queueHandler<Schema extends z.ZodMiniType>(settings: {
  readonly reporter: Reporter;
  readonly schema: Schema;
  readonly fifo: boolean;
  readonly handle: (message: z.output<Schema>, receipt: Receipt) => Promise<void>;
  /** A metric to count for certain failures, besides `RecordsFailed`. */
  readonly metricsOf?: (code: string) => Partial<Record<MetricName, number>>;
}) {
  const { reporter } = settings;

  async function handleRecord(record: SQSRecord): Promise<void> {
    const receives = Number(record.attributes.ApproximateReceiveCount);
    try {
      await settings.handle(parse(settings.schema, record.body), {
        receives,
        sentAtMs: Number(record.attributes.SentTimestamp),
      });
    } catch (error) {
      const failure = failureCode(error);
      reporter.warn("record.failed", { failure, receives }, { RecordsFailed: 1, ...settings.metricsOf?.(failure) });
      throw error;
    }
  }

  async function handleBatch(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
    return settings.fifo
      ? processPartialResponse(event, handleRecord, new SqsFifoPartialProcessorAsync(), {
          context,
          skipGroupOnError: true,
          throwOnFullBatchFailure: false,
        })
      : processPartialResponse(event, handleRecord, new BatchProcessor(EventType.SQS), {
          context,
          throwOnFullBatchFailure: false,
        });
  }

  return logged(reporter, handleBatch);
}

function parse<Schema extends z.ZodMiniType>(schema: Schema, body: string): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new Failure("record.unreadable", "a record of the queue is not JSON");
  }
  const result = schema.safeParse(value);
  if (!result.success) throw new Failure("record.unreadable", "a record of the queue matches no schema");
  return result.data;
}
