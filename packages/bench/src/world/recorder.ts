import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** One request of a function and what was answered. */
export interface Exchange {
  /** `SQS.SendMessageBatch` for AWS, `POST /v1/messages` for everybody else. */
  readonly operation: string;
  readonly isAws: boolean;
  readonly body: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly answer: string;
}

export interface Upstreams {
  readonly aws: string;
  readonly bandwidth: string;
  readonly anthropic: string;
  readonly redis: string;
}

/** Where Redis is at the recorder; its own addresses begin with nothing that would tell them apart. */
export const REDIS_PATH = "/redis";

export interface Recorder {
  /** The one address that functions are given for everything outside of them. */
  readonly url: string;
  readonly exchanges: readonly Exchange[];
  close(): Promise<void>;
}

const SERVICES: Readonly<Record<string, string>> = {
  AmazonSQS: "SQS",
  AmazonSSM: "SSM",
  DynamoDB_20120810: "DynamoDB",
  TrentService: "KMS",
};

/** Hop-by-hop headers, and those that `fetch` makes itself. */
const NOT_PASSED_ON = new Set(["host", "connection", "keep-alive", "transfer-encoding", "content-length", "expect"]);

/** Passes requests on to those they are for, and keeps every one with its answer. */
export async function startRecorder(upstreams: Upstreams): Promise<Recorder> {
  const exchanges: Exchange[] = [];

  async function passOn(request: IncomingMessage): Promise<Exchange> {
    const { operation, isAws } = operationOf(request);
    const body = await bodyOf(request);
    const response = await fetch(addressOf(request.url ?? "/", isAws), {
      method: request.method ?? "POST",
      headers: Object.fromEntries(
        Object.entries(request.headers).flatMap(([name, value]) =>
          NOT_PASSED_ON.has(name) || value === undefined ? [] : [[name, String(value)]],
        ),
      ),
      body,
    });
    const headers = Object.fromEntries([...response.headers].filter(([name]) => !NOT_PASSED_ON.has(name)));
    return { operation, isAws, body, status: response.status, headers, answer: await response.text() };
  }

  function addressOf(path: string, isAws: boolean): string {
    if (isAws) return `${upstreams.aws}${path}`;
    if (path.startsWith(REDIS_PATH)) return `${upstreams.redis}${path.slice(REDIS_PATH.length)}`;
    return `${path.startsWith("/v1/") ? upstreams.anthropic : upstreams.bandwidth}${path}`;
  }

  const server = createServer((request, response) => {
    passOn(request).then(
      (exchange) => {
        exchanges.push(exchange);
        response.writeHead(exchange.status, exchange.headers).end(exchange.answer);
      },
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What a request asks for. AWS's JSON protocols name it in a header, everybody else in method and path. */
export function operationOf(request: IncomingMessage): { readonly operation: string; readonly isAws: boolean } {
  const [service, operation] = String(request.headers["x-amz-target"] ?? "").split(".");
  const name = SERVICES[service ?? ""];
  return name === undefined
    ? { operation: `${request.method} ${request.url}`, isAws: false }
    : { operation: `${name}.${operation}`, isAws: true };
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
