/**
 * Answers requests as they were answered when they were recorded: the same work for every sample, and none of the time
 * that a database would take. A process of its own: `fork(replay-endpoint.ts)`, then a `Tape` as message; it reports
 * `"ready"` and ends with its parent.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { bodyOf, type Exchange, operationOf } from "../world/recorder.ts";

export interface Tape {
  /** The port of the recording: addresses are part of what was recorded. */
  readonly port: number;
  readonly exchanges: readonly Exchange[];
}

process.once("message", ({ port, exchanges }: Tape) => {
  const exact = new Map(exchanges.map((exchange) => [`${exchange.operation}\n${exchange.body}`, exchange]));
  // Writes carry times and random bytes; any earlier answer to such a write is the right one.
  const similar = new Map(exchanges.map((exchange) => [exchange.operation, exchange]));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { operation } = operationOf(request);
    const known = exact.get(`${operation}\n${await bodyOf(request)}`) ?? similar.get(operation);
    if (known) response.writeHead(known.status, known.headers).end(known.answer);
    else response.writeHead(501).end();
  }

  const server = createServer((request, response) => void answer(request, response));
  server.keepAliveTimeout = 60_000;
  server.listen(port, "127.0.0.1", () => process.send?.("ready"));
});
process.once("disconnect", () => process.exit(0));
