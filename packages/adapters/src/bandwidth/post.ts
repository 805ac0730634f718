import { request as requestOverHttp } from "node:http";
import { Agent, type RequestOptions, request as requestOverHttps } from "node:https";

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** No byte of the request left this machine: whatever it asked for was certainly not done. */
export class NeverConnected extends Error {
  override readonly name = "NeverConnected";
}

/** The request went out and no whole answer came: what it asked for may or may not have been done. */
class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

const CONNECT_TIMEOUT_MS = 2_000;

// `fetch` cannot say whether a request had left when it failed, and that is what decides whether a text may be sent again.
const agent = new Agent({ keepAlive: true });

/**
 * POSTs and reads the whole answer, whatever its status.
 * @param timeoutMs for the whole exchange; connecting has two seconds of it.
 * @throws NeverConnected or NoAnswer, nothing else.
 */
export function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  timeoutMs: number,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const isSecure = url.startsWith("https:");
  const options: RequestOptions = {
    method: "POST",
    headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
    ...(isSecure && { agent }),
  };
  let connected = false;
  const request = (isSecure ? requestOverHttps : requestOverHttp)(url, options, (response) => {
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("end", () =>
      resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") }),
    );
    response.on("error", fail);
  });

  function fail(cause: unknown): void {
    // A connection kept alive from an earlier request may have taken the bytes before it broke.
    const Outcome = connected || request.reusedSocket ? NoAnswer : NeverConnected;
    reject(new Outcome("the exchange failed", { cause }));
  }

  const connecting = setTimeout(() => {
    if (!connected && !request.reusedSocket) request.destroy(new Error("no connection in time"));
  }, CONNECT_TIMEOUT_MS);
  const exchanging = setTimeout(() => request.destroy(new Error("no answer in time")), timeoutMs);
  request.on("socket", (socket) => {
    if (request.reusedSocket) return;
    socket.once(isSecure ? "secureConnect" : "connect", () => {
      connected = true;
    });
  });
  request.on("error", fail);
  request.on("close", () => {
    clearTimeout(connecting);
    clearTimeout(exchanging);
    // Resolved by then, unless the connection ended in the middle of the answer.
    fail(new Error("the connection was closed"));
  });
  request.end(body);
  return promise;
}
