import { type ClientRequest, type IncomingMessage, request as requestOverHttp } from "node:http";
import { type RequestOptions, request as requestOverHttps } from "node:https";

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

/**
 * POSTs and reads the whole answer, whatever its status, over a connection of its own: `fetch` cannot say whether a
 * request had left when it failed, and one kept alive may be dead after a sandbox was frozen. Whether a text may be sent
 * again hangs on both.
 * @param timeoutMs for the whole exchange; connecting has two seconds of it.
 * @throws NeverConnected or NoAnswer, nothing else.
 */
export async function post(
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
    agent: false,
  };
  let connected = false;

  function fail(cause: unknown): void {
    const Outcome = connected ? NoAnswer : NeverConnected;
    reject(new Outcome("the exchange failed", { cause }));
  }

  function read(response: IncomingMessage): void {
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("end", () =>
      resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") }),
    );
    response.on("error", fail);
  }

  let request: ClientRequest;
  try {
    request = (isSecure ? requestOverHttps : requestOverHttp)(url, options, read);
  } catch (cause) {
    throw new NeverConnected("the request could not be made", { cause });
  }
  const connecting = setTimeout(() => {
    if (!connected) request.destroy(new Error("no connection in time"));
  }, CONNECT_TIMEOUT_MS);
  const exchanging = setTimeout(() => request.destroy(new Error("no answer in time")), timeoutMs);
  request.on("socket", (socket) =>
    socket.once(isSecure ? "secureConnect" : "connect", () => {
      connected = true;
    }),
  );
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
