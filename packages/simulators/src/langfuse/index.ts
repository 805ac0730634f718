import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { answerControl } from "../control.ts";
import { type Answer, isRecord, parseJson, type ReceivedRequest, serve } from "../http-server.ts";
import { Script, type Scripted } from "../script.ts";

interface StatusFault extends Scripted {
  readonly kind: "status";
  readonly status: number;
}

interface HangFault extends Scripted {
  readonly kind: "hang";
}

export type LangfuseFault = StatusFault | HangFault;

const faultKinds = ["status", "hang"] as const satisfies readonly LangfuseFault["kind"][];

/** A span as it came in: its attributes by their names, as plain values. */
export interface IngestedSpan {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
}

export interface LangfuseSimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly publicKey: string;
  readonly secretKey: string;
}

export interface LangfuseSimulator {
  readonly url: string;
  /** The newest thousand, oldest first. */
  readonly spans: readonly IngestedSpan[];
  script(fault: LangfuseFault): void;
  close(): Promise<void>;
}

const keptSpans = 1000;

/** Starts a server that takes traces as Langfuse does: OTLP over HTTP in JSON, with the project's keys as Basic credentials. */
export async function startLangfuseSimulator(options: LangfuseSimulatorOptions): Promise<LangfuseSimulator> {
  const script = new Script<LangfuseFault>();
  const spans: IngestedSpan[] = [];
  const credentials = Buffer.from(`${options.publicKey}:${options.secretKey}`).toString("base64");

  async function handle(request: ReceivedRequest, response: ServerResponse): Promise<Answer | undefined> {
    const controlled = answerControl(request, script, faultKinds, () => spans);
    if (controlled) return controlled;
    if (`${request.method} ${request.url.pathname}` !== "POST /api/public/otel/v1/traces") return { status: 404 };
    const fault = script.take(faultKinds);
    if (fault?.kind === "hang") {
      await once(response, "close");
      return undefined;
    }
    if (fault) return { status: fault.status, body: { message: "scripted" } };
    if (request.headers.authorization !== `Basic ${credentials}`) {
      return { status: 401, body: { error: "UnauthorizedError", message: "Invalid credentials." } };
    }
    const ingested = spansIn(parseJson(request.body));
    if (!ingested) return { status: 400, body: { message: "Invalid OTLP body" } };
    spans.push(...ingested);
    spans.splice(0, Math.max(0, spans.length - keptSpans));
    return { status: 200, body: {} };
  }

  const server = await serve(options.port ?? 0, handle);
  return { url: server.url, spans, script: (fault) => script.add(fault), close: server.close };
}

function spansIn(body: unknown): readonly IngestedSpan[] | undefined {
  if (!isRecord(body) || !Array.isArray(body.resourceSpans)) return undefined;
  const scopes = body.resourceSpans.flatMap((resource) => listIn(resource, "scopeSpans"));
  return scopes.flatMap((scope) => listIn(scope, "spans")).map(spanOf);
}

function listIn(value: unknown, name: string): readonly unknown[] {
  const list = isRecord(value) ? value[name] : undefined;
  return Array.isArray(list) ? list : [];
}

function spanOf(span: unknown): IngestedSpan {
  const { name, startTimeUnixNano, endTimeUnixNano } = isRecord(span) ? span : {};
  const pairs = listIn(span, "attributes").map((attribute) => {
    const { key, value } = isRecord(attribute) ? attribute : {};
    return [String(key), plainOf(value)] as const;
  });
  return {
    name: String(name),
    attributes: Object.fromEntries(pairs),
    startedAtMs: Number(startTimeUnixNano) / 1_000_000,
    endedAtMs: Number(endTimeUnixNano) / 1_000_000,
  };
}

/** `{"stringValue": "…"}` and its like. */
function plainOf(value: unknown): unknown {
  const [kind, content] = isRecord(value) ? (Object.entries(value)[0] ?? []) : [];
  return kind === "intValue" ? Number(content) : content;
}
