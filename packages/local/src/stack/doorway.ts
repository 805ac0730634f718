import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers a request and says whether it was its own. */
type Part = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface Doorway extends AsyncDisposable {
  readonly url: string;
}

/** One server for what people and tools look at: the phone page and the control API. Throws if the port is taken. */
export async function openDoorway(port: number, parts: readonly Part[], otherwise: string): Promise<Doorway> {
  const server = createServer((request, response) => {
    if (parts.some((serve) => serve(request, response))) return;
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end(otherwise);
  });
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new Error(`Port ${port} is in use. Choose another with --port, or 0 for any free one.`);
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
