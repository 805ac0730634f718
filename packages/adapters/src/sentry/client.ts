import { createStackParser, createTransport, Scope, type StackFrame } from "@sentry/core";
import { nodeStackLineParser, ServerRuntimeClient, type ServerRuntimeClientOptions } from "@sentry/core/server";
import type { SentrySettings } from "./settings.ts";

const stackParser = createStackParser(nodeStackLineParser());

/** Hands errors over to Sentry, each as an event without a word of its message. */
export async function send(
  { dsn, service, stage, timeoutMs }: SentrySettings,
  errors: readonly unknown[],
): Promise<void> {
  const options: ServerRuntimeClientOptions = {
    dsn,
    environment: stage,
    serverName: service,
    integrations: [],
    stackParser,
    sendClientReports: false,
    transport: (transport) =>
      createTransport(transport, async ({ body }) => {
        const response = await fetch(transport.url, {
          method: "POST",
          headers: { ...transport.headers },
          body: typeof body === "string" ? body : Buffer.from(body),
          signal: AbortSignal.timeout(timeoutMs),
        });
        await response.arrayBuffer();
        return { statusCode: response.status };
      }),
  };
  const client = new ServerRuntimeClient(options);
  client.init();
  const scope = new Scope();
  scope.setTag("service", service);
  for (const error of errors)
    client.captureEvent({ level: "error", exception: { values: causesOf(error) } }, {}, scope);
  await client.close(timeoutMs);
}

/** An error and what caused it, the cause first as Sentry has them. */
function causesOf(error: unknown, depth = 0): { type: string; value: string; stacktrace: { frames: StackFrame[] } }[] {
  if (!(error instanceof Error)) return [{ type: "unknown", value: "", stacktrace: { frames: [] } }];
  const causes = error.cause === undefined || depth === MOST_CAUSES ? [] : causesOf(error.cause, depth + 1);
  const frames = stackParser(linesOf(error)).map(({ function: name, filename, lineno, colno, in_app }) => ({
    ...(name !== undefined && { function: name }),
    ...(filename !== undefined && { filename }),
    ...(lineno !== undefined && { lineno }),
    ...(colno !== undefined && { colno }),
    ...(in_app !== undefined && { in_app }),
  }));
  return [...causes, { type: nameOf(error), value: codeOf(error), stacktrace: { frames } }];
}

const MOST_CAUSES = 4;

/** The stack begins with the message, which may have lines of its own. */
function linesOf({ stack = "", message }: Error): string {
  const at = stack.indexOf(message);
  const rest = at < 0 ? stack : stack.slice(at + message.length);
  return rest
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}

function nameOf({ name }: Error): string {
  return isCode(name) ? name : "Error";
}

function codeOf(error: Error): string {
  const code = "code" in error ? error.code : undefined;
  return typeof code === "string" && isCode(code) ? code : "";
}

function isCode(value: string): boolean {
  return /^[\w.-]{1,64}$/.test(value);
}
