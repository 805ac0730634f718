import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedRequest {
  readonly method: string;
  /** Path and query as sent, not decoded. */
  readonly rawPath: string;
  readonly rawQuery: string;
  /** Names in the sender's case, in the sender's order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Undefined when it is longer than the limit. */
  readonly body: Buffer | undefined;
  readonly sourceIp: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
}

export interface HttpServer {
  /** Scheme, host and port, without a path. */
  readonly url: string;
  close(): Promise<void>;
}

export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly bodyLimitBytes: number;
}

/** Serves on the loopback interface. An error that `answer` throws becomes a 500 that says nothing of its cause. */
export async function listen(
  options: ListenOptions,
  answer: (request: ReceivedRequest) => Promise<Answer>,
): Promise<HttpServer> {
  const server = createServer((incoming, outgoing) => {
    receive(incoming, options.bodyLimitBytes)
      .then(answer)
      .catch((): Answer => ({ status: 500, body: '{"message":"Internal server error"}' }))
      .then((answered) => send(outgoing, answered))
      // Headers that cannot be sent: what a function returned is not always what it should be.
      .catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The last value of a header, whatever the case of its name; undefined if it was not sent. */
export function headerOf(request: ReceivedRequest, name: string): string | undefined {
  return request.headers.findLast(([sent]) => sent.toLowerCase() === name.toLowerCase())?.[1];
}

export function jsonAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

async function receive(incoming: IncomingMessage, bodyLimitBytes: number): Promise<ReceivedRequest> {
  const [rawPath = "/", ...query] = (incoming.url ?? "/").split("?");
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    headers.push([incoming.rawHeaders[index] ?? "", incoming.rawHeaders[index + 1] ?? ""]);
  }
  return {
    method: incoming.method ?? "GET",
    rawPath,
    rawQuery: query.join("?"),
    headers,
    body: await readBody(incoming, bodyLimitBytes),
    sourceIp: incoming.socket.remoteAddress ?? "127.0.0.1",
  };
}

async function readBody(incoming: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // What is too long is read to its end but not kept: a client that is still sending does not see an early answer.
    if (bytes <= limitBytes) chunks.push(chunk);
  }
  return bytes <= limitBytes ? Buffer.concat(chunks) : undefined;
}

function send(outgoing: ServerResponse, answered: Answer): void {
  for (const [name, value] of Object.entries(answered.headers ?? {})) outgoing.setHeader(name, value);
  outgoing.writeHead(answered.status).end(answered.body);
}
