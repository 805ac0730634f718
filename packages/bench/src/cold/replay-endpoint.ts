/**
 * Answers requests as they were answered when they were recorded: the same work for every sample, and none of the time
 * that a database would take. A process of its own: `fork(replay-endpoint.ts)`, then a `Tape` as message; it reports
 * `"ready"` and ends with its parent.
 */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { bodyOf, type Exchange, operationOf } from "../world/recorder.ts";

export interface Tape {
  /** The port of the recording: addresses are part of what was recorded. */
  readonly port: number;
  readonly exchanges: readonly Exchange[];
}

process.once("message", ({ port, exchanges }: Tape) => {
  const exact = new Map(exchanges.map((exchange) => [`${exchange.operation}\n${exchange.body}`, exchange]));
  // Writes carry times and random bytes; any earlier answer to a write of the same kind is the right one.
  const similar = new Map(exchanges.map((exchange) => [kindOf(exchange.operation, exchange.body), exchange]));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { operation } = operationOf(request);
    const body = await bodyOf(request);
    const known = exact.get(`${operation}\n${body}`) ?? similar.get(kindOf(operation, body));
    if (!known) response.writeHead(501).end();
    else if (operation !== "SQS.SendMessageBatch") response.writeHead(known.status, known.headers).end(known.answer);
    else response.writeHead(known.status, known.headers).end(withDigestsOf(body, known.answer));
  }

  const server = createServer((request, response) => void answer(request, response));
  server.keepAliveTimeout = 60_000;
  server.listen(port, "127.0.0.1", () => process.send?.("ready"));
});
/** What a request asks for, without whose it is and when: an update of a table also says what is updated. */
function kindOf(operation: string, body: string): string {
  return `${operation}\n${/"UpdateExpression":"([^"]*)"/.exec(body)?.[1] ?? ""}`;
}

/** The queue's client compares the digest in the answer with what it sent, and that carries the time. */
function withDigestsOf(body: string, answer: string): string {
  const { Entries: entries } = JSON.parse(body) as { Entries: { Id: string; MessageBody: string }[] };
  const digests = new Map(
    entries.map(({ Id, MessageBody }) => [Id, createHash("md5").update(MessageBody).digest("hex")]),
  );
  const { Successful: sent, ...rest } = JSON.parse(answer) as { Successful: { Id: string }[] };
  return JSON.stringify({
    ...rest,
    Successful: sent.map((one) => ({ ...one, MD5OfMessageBody: digests.get(one.Id) })),
  });
}

process.once("disconnect", () => process.exit(0));
