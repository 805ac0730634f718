import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../clock.ts";
import { type Answer, isRecord, parseJson, type ReceivedRequest } from "../http-server.ts";
import type { Script } from "../script.ts";
import type { BandwidthFault, Operation } from "./faults.ts";
import type { MediaStore } from "./media.ts";
import type { MessageList } from "./message-list.ts";
import { appliesTo, type Outbound } from "./outbound.ts";
import { refuse, refuseFields } from "./refusals.ts";
import { parseSendRequest } from "./send-request.ts";
import type { Tokens } from "./tokens.ts";

export const tokenPath = "/api/v1/oauth2/token";
const messagesPattern = /^\/api\/v2\/users\/([^/]+)\/messages$/;
const mediaPattern = /^\/api\/v2\/users\/([^/]+)\/media\/(.+)$/;

export interface ApiParts {
  readonly clock: Clock;
  readonly script: Script<BandwidthFault>;
  readonly tokens: Tokens;
  readonly outbound: Outbound;
  readonly list: MessageList;
  readonly media: MediaStore;
  readonly accountId: string;
  readonly applicationId: string;
}

interface Route {
  readonly operation: Operation;
  readonly accountId: string;
  readonly mediaId: string;
}

/** The four operations that the account's owner can call. */
export class Api {
  readonly requests: Record<Operation, number> = { token: 0, send: 0, list: 0, media: 0 };
  readonly #parts: ApiParts;
  readonly #log: (line: string) => void;

  constructor(parts: ApiParts, log: (line: string) => void) {
    this.#parts = parts;
    this.#log = log;
  }

  /** Undefined when the connection was dropped instead of an answer. */
  async answer(request: ReceivedRequest, response: ServerResponse): Promise<Answer | undefined> {
    const { clock, script } = this.#parts;
    const route = findRoute(request);
    if (!route) return notFound(request, clock);
    const { operation } = route;
    this.requests[operation] += 1;

    const to = operation === "send" ? recipients(parseJson(request.body)) : [];
    const isMeant = (fault: { readonly operation?: Operation; readonly number?: string }) =>
      (fault.operation ?? "send") === operation && appliesTo({ to })(fault);
    const scripted = script.take(["answer"], isMeant);
    const answer = scripted ? refuse(scripted.status, operation) : await this.#operate(route, request);
    this.#log(`${operation} ${answer.status}`);

    const delay = script.take(["delay"], isMeant);
    if (delay) await wait(delay.delayMs, undefined, { ref: false });
    if (answer.status === 202 && script.take(["drop-connection"], appliesTo({ to }))) {
      response.destroy();
      return undefined;
    }
    return answer;
  }

  async #operate({ operation, accountId, mediaId }: Route, request: ReceivedRequest): Promise<Answer> {
    const { tokens, list, media } = this.#parts;
    if (operation === "token") return tokens.answer(request);
    if (!tokens.accepts(request.headers.authorization)) return refuse(401, operation);
    if (accountId !== this.#parts.accountId) return refuse(403, operation);
    switch (operation) {
      case "list":
        return list.answer(request.url.searchParams);
      case "media":
        return this.#media(media.answer(mediaId));
      case "send":
        return this.#send(request);
      default:
        return operation satisfies never;
    }
  }

  #media(answer: Answer): Answer {
    const fault = this.#parts.script.take(["redirect", "unannounced-length"]);
    if (fault?.kind === "redirect") return { status: 302, headers: { location: fault.location ?? "/elsewhere" } };
    if (fault === undefined || answer.status !== 200) return answer;
    // A body of a length that is not announced comes in chunks.
    return { ...answer, headers: { ...answer.headers, "transfer-encoding": "chunked", "content-length": "" } };
  }

  async #send({ headers, body }: ReceivedRequest): Promise<Answer> {
    const { clock, outbound, applicationId } = this.#parts;
    if (!headers["content-type"]?.startsWith("application/json")) return refuse(415, "send");
    const parsed = parseSendRequest(parseJson(body), applicationId, clock.now());
    if ("fieldErrors" in parsed) return refuseFields(parsed.fieldErrors);
    return { status: 202, body: await outbound.accept(parsed.request) };
  }
}

function findRoute({ method, url: { pathname } }: ReceivedRequest): Route | undefined {
  if (method === "POST" && pathname === tokenPath) return { operation: "token", accountId: "", mediaId: "" };
  const [, messagesAccountId] = messagesPattern.exec(pathname) ?? [];
  if (messagesAccountId !== undefined && (method === "POST" || method === "GET")) {
    return { operation: method === "POST" ? "send" : "list", accountId: messagesAccountId, mediaId: "" };
  }
  const [, mediaAccountId, mediaId] = mediaPattern.exec(pathname) ?? [];
  if (mediaAccountId !== undefined && mediaId !== undefined && method === "GET") {
    return { operation: "media", accountId: mediaAccountId, mediaId };
  }
  return undefined;
}

function recipients(body: unknown): string[] {
  const to = isRecord(body) ? [body.to].flat() : [];
  return to.filter((number) => typeof number === "string");
}

function notFound({ url }: ReceivedRequest, clock: Clock): Answer {
  const timestamp = new Date(clock.now()).toISOString();
  const body = { timestamp, status: 404, error: "Not Found", message: "No message available", path: url.pathname };
  return { status: 404, body };
}
