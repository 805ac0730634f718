/** The inside of a sandbox: a thread that loads one handler and runs one invocation after the other. */
import { parentPort, workerData } from "node:worker_threads";
import type { Invocation, InvocationError, SandboxData, SandboxMessage } from "./messages.ts";
import { shiftDate } from "./shifted-date.ts";

type Handler = (event: unknown, context: unknown) => unknown;

const { clockOffset, moduleUrl, exportName } = workerData as SandboxData;

shiftDate(new Float64Array(clockOffset));

try {
  const handler = await load();
  parentPort?.on("message", (invocation: Invocation) => {
    run(handler, invocation).then(answer, (error: unknown) => answer({ kind: "failed", error: describe(error) }));
  });
  answer({ kind: "loaded" });
} catch (error) {
  answer({ kind: "failed", error: describe(error) });
}

async function load(): Promise<Handler> {
  const module: Readonly<Record<string, unknown>> = await import(moduleUrl);
  const handler = module[exportName];
  if (typeof handler !== "function") {
    throw Object.assign(new Error(`${exportName} is undefined or not exported`), { name: "Runtime.HandlerNotFound" });
  }
  return handler as Handler;
}

async function run(handler: Handler, invocation: Invocation): Promise<SandboxMessage> {
  const result = await handler(JSON.parse(invocation.event), contextOf(invocation));
  return { kind: "returned", payload: JSON.stringify(result) ?? "null" };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
function contextOf(invocation: Invocation): Readonly<Record<string, unknown>> {
  const deadline = performance.now() + invocation.timeoutMs;
  return {
    awsRequestId: invocation.requestId,
    functionName: invocation.functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: invocation.functionArn,
    memoryLimitInMB: String(invocation.memorySizeMb),
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
}

function describe(error: unknown): InvocationError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? "").split("\n") };
}

function answer(message: SandboxMessage): void {
  parentPort?.postMessage(message);
}
