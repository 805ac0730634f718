import { lambdaContext, queueEvent } from "@jules/testkit/lambda";
import type { APIGatewayProxyEvent, Context, SQSEvent } from "aws-lambda";
import { captureOutput } from "./output.ts";
import type { Exchange } from "./recorder.ts";
import { callback, type World } from "./world.ts";

/** The functions a text passes, in order. */
export const STATIONS = ["webhooks/bandwidth", "consumers/intake", "consumers/turn"] as const;
export type Station = (typeof STATIONS)[number];

/** What one function did for one text. */
interface Passage {
  readonly event: APIGatewayProxyEvent | SQSEvent;
  readonly exchanges: readonly Exchange[];
  /** What it wrote to standard output. */
  readonly lines: readonly string[];
}

export type Journey = Readonly<Record<Station, Passage>>;

type Handler = (event: unknown, context: Context) => Promise<unknown>;

/**
 * The deployed entry points, wired to `world` as they wire themselves on AWS. Once loaded they are warm sandboxes.
 * Their modules live once per process, so a process has one world.
 */
export async function loadFunctions(world: World): Promise<(text?: string, from?: string) => Promise<Journey>> {
  Object.assign(process.env, world.environment);
  const handlers = new Map<Station, Handler>();
  for (const station of STATIONS) {
    const module = (await import(`@jules/functions/${station}/index`)) as { readonly handler: Handler };
    handlers.set(station, module.handler);
  }

  async function pass(station: Station, event: Passage["event"]): Promise<Passage> {
    const before = world.recorder.exchanges.length;
    const { result, lines } = await captureOutput(async () => handlers.get(station)?.(event, lambdaContext(station)));
    if (!succeeded(result)) throw new Error(`${station} failed: ${lines.join("\n")}`);
    return { event, lines, exchanges: world.recorder.exchanges.slice(before) };
  }

  return async (text, from) => {
    const webhook = await pass("webhooks/bandwidth", callback(text, from));
    const intake = await pass("consumers/intake", queuedBy(webhook.exchanges));
    const turn = await pass("consumers/turn", queuedBy(intake.exchanges));
    return { "webhooks/bandwidth": webhook, "consumers/intake": intake, "consumers/turn": turn };
  };
}

/** The event that a queue's consumer gets for what was just put into the queue. */
export function queuedBy(exchanges: readonly Exchange[]): SQSEvent {
  const sent = exchanges.find(({ operation }) => operation === "SQS.SendMessageBatch");
  if (!sent) throw new Error("nothing was put into a queue");
  const { Entries } = JSON.parse(sent.body) as { Entries: { MessageBody: string; MessageGroupId: string }[] };
  const sentAt = new Date().toISOString();
  return queueEvent(
    ...Entries.map(({ MessageBody, MessageGroupId }) => ({ body: MessageBody, groupId: MessageGroupId, sentAt })),
  );
}

function succeeded(result: unknown): boolean {
  const { statusCode = 200, batchItemFailures = [] } = result as { statusCode?: number; batchItemFailures?: unknown[] };
  return statusCode === 200 && batchItemFailures.length === 0;
}

/** The AWS operations among the requests, in order. */
export function awsCalls(exchanges: readonly Exchange[]): string[] {
  return exchanges.filter(({ isAws }) => isAws).map(({ operation }) => operation);
}
