import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import { Failure } from "@jules/core/kernel";
import middy from "@middy/core";
import type { Context, Handler, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type * as z from "zod/mini";
import { failureOf } from "./failure-code.ts";
import type { MetricName } from "./log-lines.ts";
import type { Reporter } from "./reporter.ts";
import { watched } from "./watched.ts";

/** The chain around every function: the invocation's id and the function's name in each of its log lines. */
export function logged<Event, Result>(reporter: Reporter, handle: (event: Event, context: Context) => Promise<Result>) {
  return middy<Event, Result>(watched(reporter, handle) as Handler<Event, Result>).use(
    injectLambdaContext(reporter.logger, { resetKeys: true }),
  );
}

/** What a consumer learns about a record besides its content. */
export interface Receipt {
  /** How often the queue has handed the record out, this time included. */
  readonly receives: number;
}

/**
 * The chain around every consumer of a queue: parses each record, hands it on, and reports those that failed back to the
 * queue, which brings them again and in the end parks them in the dead-letter queue. The others of a batch are done, those
 * behind a failed one of their group too: whoever needs an order has it in the records, and a healthy one that were given
 * back would share the dead-letter queue with the one that is not.
 */
export function queueHandler<Schema extends z.ZodMiniType, Ahead = never>(settings: {
  readonly reporter: Reporter;
  readonly schema: Schema;
  /** One record after the other, as they stand in the batch; otherwise side by side. */
  readonly inOrder: boolean;
  readonly handle: (message: z.output<Schema>, receipt: Receipt, ahead: Ahead | undefined) => Promise<void>;
  /**
   * Messages that must not wait for what is before them in the batch, and what is done for them ahead of everything.
   * They are handled in their place all the same, with what was done ahead.
   */
  readonly ahead?: {
    readonly isUrgent: (message: z.output<Schema>) => boolean;
    readonly attend: (message: z.output<Schema>) => Promise<Ahead>;
  };
  /** Brings a record that failed back sooner than the queue would: its group waits for it. */
  readonly sooner?: (receiptHandle: string, seconds: number) => Promise<void>;
  /** A metric to count for certain failures, besides `RecordsFailed`. */
  readonly metricsOf?: (code: string) => Partial<Record<MetricName, number>>;
}) {
  const { reporter } = settings;

  async function handleRecord(record: SQSRecord, context: Context, doneAhead: ReadonlyMap<string, DoneAhead>) {
    const ahead = doneAhead.get(record.messageId);
    // It was reported when it failed, and would take the time of those behind it twice.
    if (ahead && "error" in ahead) throw ahead.error;
    try {
      // Better to give the rest back than to be stopped in the middle of it.
      if (isShortOfTime(context)) throw new Failure("time.short", "the records before this one took the time");
      await settings.handle(parse(settings.schema, record.body), receiptOf(record), ahead?.result);
    } catch (error) {
      report(record, error);
      throw error;
    }
  }

  function report(record: SQSRecord, error: unknown): void {
    const failed = failureOf(error);
    reporter.caught(error);
    const metrics = { RecordsFailed: 1, ...settings.metricsOf?.(failed.failure) };
    reporter.warn("record.failed", { ...failed, receives: receiptOf(record).receives }, metrics);
  }

  type DoneAhead = { readonly result: Ahead } | { readonly error: unknown };

  async function handleUrgentFirst(records: readonly SQSRecord[], context: Context) {
    const done = new Map<string, DoneAhead>();
    const { ahead, schema } = settings;
    if (!ahead || records.length < 2) return done;
    for (const record of records) {
      if (isShortOfTime(context)) break;
      try {
        const message = parse(schema, record.body);
        if (ahead.isUrgent(message)) done.set(record.messageId, { result: await ahead.attend(message) });
      } catch (error) {
        report(record, error);
        done.set(record.messageId, { error });
      }
    }
    return done;
  }

  /** What failed for a moment is tried again soon, what goes on failing when the queue brings it. */
  async function bringBackSooner(
    records: readonly SQSRecord[],
    { batchItemFailures }: SQSBatchResponse,
  ): Promise<void> {
    const { sooner } = settings;
    if (!sooner) return;
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const record of records) {
      const seconds = SOONER_SECONDS[receiptOf(record).receives - 1];
      if (seconds === undefined || !failed.has(record.messageId)) continue;
      // One that stays away for longer comes back all the same.
      await sooner(record.receiptHandle, seconds).catch(() => undefined);
    }
  }

  async function handleBatch(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
    const doneAhead = await handleUrgentFirst(event.Records, context);
    const handleInPlace = (record: SQSRecord) => handleRecord(record, context, doneAhead);
    const response = await processPartialResponse(event, handleInPlace, new BatchProcessor(EventType.SQS), {
      context,
      processInParallel: !settings.inOrder,
      throwOnFullBatchFailure: false,
    });
    await bringBackSooner(event.Records, response);
    return response;
  }

  return logged(reporter, handleBatch);
}

/** After the first try, and after the second. */
const SOONER_SECONDS = [4, 8] as const;

/** One record may need as long: a token and a send, each with its own time-out of five seconds. */
const LEAST_REMAINING_MS = 10_000;

function isShortOfTime(context: Context): boolean {
  return context.getRemainingTimeInMillis() < LEAST_REMAINING_MS;
}

function receiptOf({ attributes }: SQSRecord): Receipt {
  return { receives: Number(attributes.ApproximateReceiveCount) };
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
