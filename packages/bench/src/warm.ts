import { createHmac } from "node:crypto";
import { createBlindIndex } from "@jules/adapters/blind-index";
import { createQueue, type Queue } from "@jules/adapters/sqs";
import { phoneNumber } from "@jules/core/kernel";
import { systemClock } from "@jules/functions/runtime/clock";
import { createReporter } from "@jules/functions/runtime/reporter";
import { createHandler } from "@jules/functions/webhooks/bandwidth/handler";
import { lambdaContext } from "@jules/testkit/lambda";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { captureOutput } from "./world/output.ts";
import { SECRETS } from "./world/world.ts";

/** CPU microseconds per callback, one figure per round. */
export interface WarmTimes {
  /** What no webhook can do without: reading the JSON and one HMAC-SHA256. */
  readonly floor: readonly number[];
  /** The handler with a queue that does nothing. */
  readonly handler: readonly number[];
  /** The handler with the SQS client. */
  readonly withQueue: readonly number[];
}

const CALLS_PER_ROUND = { floor: 2_000, handler: 300, withQueue: 30 };

/**
 * The webhook's CPU time per callback in a warm sandbox. All three run in this process, in turns.
 * @param environment of the functions; the queue must answer there, from another process.
 */
export async function warmWebhook(
  event: APIGatewayProxyEvent,
  environment: Readonly<Record<string, string>>,
  rounds: number,
): Promise<WarmTimes> {
  const idle: Pick<Queue, "sendAll"> = { sendAll: async () => undefined };
  const body = event.body ?? "";
  const pepper = Buffer.alloc(32, 7);
  const contestants = {
    floor: async () => {
      JSON.parse(body);
      createHmac("sha256", pepper).update(body).digest("hex");
    },
    handler: webhook(event, environment, idle),
    withQueue: webhook(event, environment, createQueue({ url: environment.INBOUND_QUEUE_URL ?? "" })),
  };
  const times = { floor: [] as number[], handler: [] as number[], withQueue: [] as number[] };
  await captureOutput(async () => {
    // The first rounds are for the compiler.
    for (let round = -5; round < rounds; round++) {
      for (const name of ["floor", "handler", "withQueue"] as const) {
        const tookUs = await cpuPerCall(contestants[name], CALLS_PER_ROUND[name]);
        if (round >= 0) times[name].push(tookUs);
      }
    }
  });
  return times;
}

function webhook(
  event: APIGatewayProxyEvent,
  environment: Readonly<Record<string, string>>,
  inbound: Pick<Queue, "sendAll">,
): () => Promise<void> {
  const secrets = {
    ...SECRETS,
    BandwidthInboundCredentialsPrevious: "",
    BandwidthStatusCredentialsPrevious: "",
    BandwidthPathSecretPrevious: "",
  };
  const ownNumber = phoneNumber(environment.BANDWIDTH_NUMBERS ?? "");
  const handler = createHandler({
    reporter: createReporter({ service: "webhook-bandwidth", environment: { STAGE: "bench" }, clock: systemClock }),
    clock: systemClock,
    secrets: { read: async () => secrets, readAgain: async () => secrets },
    blindIndex: createBlindIndex,
    inbound,
    statuses: inbound,
    applicationId: environment.BANDWIDTH_APPLICATION_ID ?? "",
    ownNumbers: ownNumber ? [ownNumber] : [],
  });
  const context = lambdaContext("webhook");
  return async () => {
    const { statusCode } = await handler(event, context);
    if (statusCode !== 200) throw new Error(`the webhook answered ${statusCode}`);
  };
}

async function cpuPerCall(call: () => Promise<void>, calls: number): Promise<number> {
  const before = process.cpuUsage();
  for (let done = 0; done < calls; done++) await call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}
