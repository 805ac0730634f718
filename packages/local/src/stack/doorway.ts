import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers a request and says whether it was its own. */
type Part = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface Doorway extends AsyncDisposable {
  readonly url: string;
  /** From now on requests go to the first of these parts that takes them; what none takes is a 404 that says `otherwise`. */
  lead(parts: readonly Part[], otherwise: string): void;
}

/**
 * One server for what people and tools look at: the phone page and the control API. Until it leads somewhere it answers
 * 503. Throws if the port is taken.
 */
export async function openDoorway(port: number): Promise<Doorway> {
  let parts: readonly Part[] = [];
  let rest = { status: 503, text: "The stack is starting." };
  const server = createServer((request, response) => {
    if (parts.some((serve) => serve(request, response))) return;
    response.writeHead(rest.status, { "content-type": "text/plain; charset=utf-8" }).end(rest.text);
  });
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new Error(`Port ${port} is in use. Choose another with --port, or 0 for any free one.`);
  }
  let closed: Promise<unknown> | undefined;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lead(given, otherwise) {
      parts = given;
      rest = { status: 404, text: otherwise };
    },
    async [Symbol.asyncDispose]() {
      if (!closed) {
        closed = once(server, "close");
        server.close();
        server.closeAllConnections();
      }
      await closed;
    },
  };
}
