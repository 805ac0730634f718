import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, unless it is bytes. */
  readonly body?: unknown;
}

export interface HttpServer {
  /** Scheme, host and port, without a path. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves on the loopback interface; port 0 takes any free port. A handler answers through its return value, or
 * undefined when it has dealt with the response itself. One that throws answers 500.
 */
export async function serve(
  port: number,
  handle: (request: ReceivedRequest, response: ServerResponse) => Promise<Answer | undefined>,
): Promise<HttpServer> {
  const server = createServer((incoming, response) => {
    void receive(incoming)
      .then((request) => handle(request, response))
      .catch((error: unknown): Answer => ({ status: 500, body: { description: String(error) } }))
      .then((answer) => answer && send(response, answer));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${actualPort}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

/** The value that a JSON text stands for; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

async function receive(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return {
    method: incoming.method ?? "GET",
    url: new URL(incoming.url ?? "/", "http://simulator"),
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

function send(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  if (body === undefined || body instanceof Uint8Array) {
    // An empty header is none.
    const given = Object.entries(headers).filter(([, value]) => value !== "");
    response.writeHead(status, Object.fromEntries(given));
    if (headers["transfer-encoding"] === "chunked") response.write("");
    response.end(body);
    return;
  }
  response.writeHead(status, { "content-type": "application/json;charset=utf-8", ...headers });
  response.end(JSON.stringify(body));
}
