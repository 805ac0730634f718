import type { IncomingMessage, ServerResponse } from "node:http";
import { type Carrier, Conversations } from "./conversations.ts";
import { EventStreams } from "./event-streams.ts";
import { parseFiles, parseMemberNumber, parseText, RefusedInput, readJson } from "./input.ts";
import { isLocalRequest } from "./local-request.ts";
import { Memory } from "./memory.ts";
import { pageFiles, sendPageFile } from "./page-files.ts";

export type { CarrierText, ConversationText } from "./conversation-text.ts";
export type { Carrier } from "./conversations.ts";

export interface PhoneOptions {
  readonly clock: { now(): number };
  readonly carrier: Carrier;
  /** The number of ours that phones text, E.164. */
  readonly julesNumber: string;
  /** The file that keeps the conversations between runs; absent: nothing does. */
  readonly keptIn?: string;
}

export interface Phone {
  /**
   * Answers a request for the page or its API, and says whether it was one. The page also expects the control API's
   * clock, `/control/clock`, on the same origin.
   */
  serve(request: IncomingMessage, response: ServerResponse): boolean;
  /** Ends the event streams, which would keep a server from closing, and stops keeping texts. */
  close(): void;
}

type Route = (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => void | Promise<void>;

const firstMember = "+14155550123";
const clockCheckMs = 500;

/** A phone to try Jules with: a page that looks like a text conversation, and what it talks to. */
export function createPhone({ clock, carrier, julesNumber, keptIn }: PhoneOptions): Phone {
  const memory = new Memory(keptIn);
  const conversations = new Conversations({ carrier, memory, now: () => clock.now(), julesNumber });
  const streams = new EventStreams();
  const stopListening = [
    carrier.on("text.accepted", (text) => {
      streams.send("text", { number: text.to, text: conversations.remember(text) });
    }),
    carrier.on("delivery.changed", (text) => {
      const { id, state, errorCode } = conversations.remember(text);
      streams.send("state", { number: text.to, id, state, errorCode });
    }),
  ];
  const clockEvent = () => ({ now: new Date(clock.now()).toISOString() });
  const stopWatching = watchForJumps(clock, () => streams.send("clock", clockEvent()));

  const routes: Record<string, Route> = {
    "GET /phone/api/numbers": (_request, response) => {
      const members = new Set([firstMember, ...conversations.numbers()]);
      sendJson(response, 200, { jules: julesNumber, members: [...members] });
    },
    "GET /phone/api/conversation": (_request, response, query) => {
      // A plus sign that was not encoded arrives as a space.
      const number = query.get("number")?.replace(/^ /, "+");
      sendJson(response, 200, conversations.of(parseMemberNumber(number, julesNumber)));
    },
    "GET /phone/api/events": (_request, response) => streams.add(response, "clock", clockEvent()),
    "POST /phone/api/texts": async (request, response) => {
      const body = await readJson(request);
      const number = parseMemberNumber(body.from, julesNumber);
      const files = parseFiles(body.media);
      const text = await conversations.send(number, parseText(body.text, files.length > 0), files);
      sendJson(response, 202, text);
      streams.send("text", { number, text });
    },
  };
  for (const [path, file] of pageFiles) routes[`GET ${path}`] = (_request, response) => sendPageFile(file, response);
  const paths = new Set(Object.keys(routes).map((route) => route.split(" ")[1]));

  return {
    serve(request, response) {
      const [path = "", query] = (request.url ?? "").split("?", 2);
      if (!paths.has(path)) return false;
      const route = routes[`${request.method} ${path}`];
      if (!isLocalRequest(request)) sendJson(response, 403, { error: "This page is only served to this machine." });
      else if (!route) sendJson(response, 405, { error: `${request.method} is not possible here.` });
      else void answer(route, request, response, new URLSearchParams(query));
      return true;
    },
    close() {
      for (const stop of [...stopListening, stopWatching]) stop();
      streams.close();
      memory.close();
    },
  };
}

async function answer(...[route, request, response, query]: [Route, ...Parameters<Route>]): Promise<void> {
  try {
    await route(request, response, query);
  } catch (error) {
    if (error instanceof RefusedInput) sendJson(response, error.status, { error: error.message });
    else sendJson(response, 500, { error: "The simulated carrier did not take the text." });
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(JSON.stringify(body));
}

/**
 * Calls `jumped` when the clock has been moved. Runs on the machine's own time: a timer of the moved clock would have
 * to run thousands of times on the way.
 */
function watchForJumps(clock: { now(): number }, jumped: () => void): () => void {
  const offset = () => clock.now() - Date.now();
  let known = offset();
  const timer = setInterval(() => {
    const current = offset();
    if (Math.abs(current - known) < clockCheckMs) return;
    known = current;
    jumped();
  }, clockCheckMs);
  timer.unref();
  return () => clearInterval(timer);
}
