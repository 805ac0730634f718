import type { ServerResponse } from "node:http";

/** Pages that listen, each on a stream of server-sent events. */
export class EventStreams {
  readonly #open = new Set<ServerResponse>();

  /** Turns a response into a stream that stays open until the page leaves, and sends it a first event. */
  add(response: ServerResponse, event: string, data: unknown): void {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    // How soon a page that lost the stream tries again.
    response.write(`retry: 1000\n\n${formatEvent(event, data)}`);
    this.#open.add(response);
    response.on("close", () => this.#open.delete(response));
  }

  /** Sends an event to all pages. */
  send(event: string, data: unknown): void {
    for (const response of this.#open) response.write(formatEvent(event, data));
  }

  close(): void {
    for (const response of this.#open) response.end();
  }
}

function formatEvent(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
