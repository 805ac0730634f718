import type { IncomingMessage, ServerResponse } from "node:http";
import { isLocalRequest } from "../phone/local-request.ts";

/** A text that the carrier accepted from us. */
export interface AcceptedText {
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly text: string;
  readonly media: readonly string[];
  readonly tag?: string;
  readonly segments: number;
  /** ISO 8601, on the stack's clock. */
  readonly acceptedAt: string;
}

/** What can be done to a running stack from outside. */
export interface Controlled {
  now(): number;
  /** Moves the clock and resolves when what fell due has been done. Absent when the stack does not own the time. */
  readonly advance: ((ms: number) => Promise<void>) | undefined;
  /** Resolves with whether the stack had nothing left to do within `timeoutMs`. */
  settle(timeoutMs: number): Promise<boolean>;
  /** Accepted texts, oldest first; absent when the carrier is not ours. */
  readonly outbox: ((to?: string) => readonly AcceptedText[]) | undefined;
  readonly crons: readonly string[];
  /** Runs a cron now; resolves with the error its function ended with, if it did. */
  runCron(name: string): Promise<{ readonly errorType: string; readonly errorMessage: string } | undefined>;
}

export interface Control {
  /** Answers a request below `/control`, and says whether it was one. */
  serve(request: IncomingMessage, response: ServerResponse): boolean;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

const settleTimeoutMs = 60_000;
const longestBodyBytes = 10_000;
/** Further than a person who tries things out ever goes; the clock's numbers stay exact far beyond. */
const longestAdvanceMs = 10 * 366 * 24 * 3_600_000;

/** The HTTP side door of a local stack: its clock, its idleness, what the carrier accepted, and its crons. */
export function createControl(controlled: Controlled): Control {
  return {
    serve(request, response) {
      const url = new URL(request.url ?? "/", "http://control");
      if (url.pathname !== "/control" && !url.pathname.startsWith("/control/")) return false;
      if (!isLocalRequest(request)) {
        send(response, refuse(403, "The control API is only served to this machine."));
        return true;
      }
      answer(request, url, controlled)
        .catch((error: unknown): Reply => refuse(500, error instanceof Error ? error.message : "unknown error"))
        .then((reply) => send(response, reply))
        .catch(() => response.destroy());
      return true;
    },
  };
}

type Handler = (request: IncomingMessage, url: URL) => Reply | Promise<Reply>;

async function answer(request: IncomingMessage, url: URL, controlled: Controlled): Promise<Reply> {
  const handlers = handlersOf(url.pathname, controlled);
  if (!handlers) return refuse(404, `There is no ${url.pathname}.`);
  const handler = handlers[request.method ?? ""];
  if (!handler) return refuse(405, `${url.pathname} takes ${Object.keys(handlers).join(" or ")}.`);
  return await handler(request, url);
}

function handlersOf(pathname: string, controlled: Controlled): Readonly<Record<string, Handler>> | undefined {
  switch (pathname) {
    case "/control/clock":
      return { GET: () => clockReply(controlled), POST: (request) => moveClock(request, controlled) };
    case "/control/settle":
      return { POST: () => settle(controlled) };
    case "/control/outbox":
      return { GET: (_request, url) => outbox(url, controlled) };
  }
  const cron = /^\/control\/crons\/([^/]+)$/.exec(pathname)?.[1];
  return cron === undefined ? undefined : { POST: () => runCron(cron, controlled) };
}

function clockReply(controlled: Controlled): Reply {
  return { status: 200, body: { now: new Date(controlled.now()).toISOString() } };
}

async function moveClock(request: IncomingMessage, controlled: Controlled): Promise<Reply> {
  if (!controlled.advance) return refuse(409, "The clock cannot be moved: servers that are not ours have their own.");
  const advanceMs = (await readJson(request))?.advanceMs;
  if (typeof advanceMs !== "number" || !Number.isInteger(advanceMs) || advanceMs > longestAdvanceMs) {
    return refuse(400, `Expected {"advanceMs":n} with whole milliseconds, at most ${longestAdvanceMs}.`);
  }
  if (advanceMs < 0) return refuse(400, "The clock only moves forward.");
  await controlled.advance(advanceMs);
  return clockReply(controlled);
}

async function settle(controlled: Controlled): Promise<Reply> {
  const isIdle = await controlled.settle(settleTimeoutMs);
  return isIdle ? { status: 200, body: { idle: true } } : refuse(504, "There is still something to do after 60 s.");
}

function outbox(url: URL, controlled: Controlled): Reply {
  if (!controlled.outbox) return refuse(409, "The carrier is not simulated here, so it is not known what it accepted.");
  // A plus sign that was not encoded arrives as a space.
  const number = url.searchParams.get("to")?.replace(/^ /, "+");
  const texts = controlled.outbox(number).map(({ id, to, from, text, media, tag, segments, acceptedAt }) => {
    return { id, to, from, text, media, tag: tag ?? null, segments, acceptedAt };
  });
  return { status: 200, body: texts };
}

async function runCron(name: string, controlled: Controlled): Promise<Reply> {
  if (!controlled.crons.includes(name)) {
    return refuse(404, `There is no cron of that name. Known: ${controlled.crons.join(", ") || "none"}.`);
  }
  const error = await controlled.runCron(name);
  return error
    ? refuse(502, `${name} failed: ${error.errorType}: ${error.errorMessage}`)
    : { status: 200, body: { cron: name } };
}

/** The body's JSON object; undefined when it is none. */
async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>> | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= longestBodyBytes) chunks.push(chunk);
  }
  if (bytes > longestBodyBytes) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function refuse(status: number, error: string): Reply {
  return { status, body: { error } };
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(JSON.stringify(reply.body));
}
