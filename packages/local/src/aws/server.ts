import { randomUUID } from "node:crypto";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { type AccessControl, Caller } from "./access.ts";
import { accessKeyIdOf } from "./signature.ts";

export interface AwsRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly caller: Caller;
  /** The part of `X-Amz-Target` behind the dot; "" for S3. */
  readonly operation: string;
  /** Aborted when the client hangs up or the server closes: a long poll must not take messages for nobody. */
  readonly abandoned: AbortSignal;
}

export interface AwsResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | Buffer;
}

/** Answers a request; an error it throws is a fault of the stand-in and becomes a 500. */
export type Service = (request: AwsRequest) => Promise<AwsResponse>;

export interface AwsServer {
  readonly url: string;
  close(): Promise<void>;
}

// The largest request AWS takes on any path used here is a 16 MB DynamoDB batch; media are smaller.
const largestBodyBytes = 32 * 1024 * 1024;

/**
 * Listens on the loopback interface and hands each request to the service its `X-Amz-Target` names
 * (`services`, by prefix), or to `fallback` (S3, which has no such header).
 */
export async function listen(options: {
  readonly port: number;
  readonly access: AccessControl;
  readonly services: ReadonlyMap<string, Service>;
  readonly fallback: Service;
}): Promise<AwsServer> {
  // Clients keep their connections; closing an idle one just as it is used again would fail a call for no reason.
  const server = createServer({ keepAliveTimeout: 0 }, (incoming, outgoing) => {
    answer(incoming, outgoing, options).catch((error: unknown) => {
      // A text must not leave through an error, so only the kind of fault is told.
      const kind = error instanceof Error ? error.name : "unknown";
      if (!outgoing.headersSent) outgoing.writeHead(500, { "content-type": "application/json" });
      outgoing.end(JSON.stringify({ __type: "InternalFailure", message: `The local stand-in failed: ${kind}` }));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => stop(server) };
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  options: { access: AccessControl; services: ReadonlyMap<string, Service>; fallback: Service },
): Promise<void> {
  const abandonment = new AbortController();
  outgoing.once("close", () => abandonment.abort());
  const body = await readBody(incoming);
  if (!body) {
    outgoing.writeHead(413, { connection: "close" }).end();
    return;
  }
  const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
  const [prefix = "", operation = ""] = String(incoming.headers["x-amz-target"] ?? "").split(".");
  const service = prefix === "" ? options.fallback : options.services.get(prefix);
  if (!service) {
    outgoing.writeHead(400, { "content-type": "application/x-amz-json-1.1" });
    outgoing.end(
      JSON.stringify({ __type: "UnknownOperationException", message: `No local service answers to ${prefix}.` }),
    );
    return;
  }
  const caller = new Caller(accessKeyIdOf(incoming.headers, url), options.access);
  const method = incoming.method ?? "GET";
  const request = { method, url, headers: incoming.headers, body, caller, operation, abandoned: abandonment.signal };
  const response = await service(request);
  outgoing.writeHead(response.status, {
    "x-amzn-requestid": randomUUID(),
    "content-length": String(Buffer.byteLength(response.body)),
    ...response.headers,
  });
  outgoing.end(method === "HEAD" ? undefined : response.body);
}

/** The whole body, or `undefined` when it is larger than any service takes. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
