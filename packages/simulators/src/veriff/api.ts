import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type Answer, isRecord, parseJson, type ReceivedRequest } from "../http-server.ts";
import type { Script } from "../script.ts";
import type { HeaderFamily, Operation, VeriffFault } from "./faults.ts";
import { type Refusal, type RefusalCode, refuse, refuseWith, refuseWithStatus } from "./refusals.ts";
import type { SessionRequest, Sessions } from "./sessions.ts";
import { findFault, sign } from "./signatures.ts";

export interface ApiOptions {
  /** A UUID, as the vendor's are. */
  readonly apiKey: string;
  readonly sharedSecret: string;
  readonly integrationId: string;
  /** Which headers carry the signatures of answers. */
  readonly headers: HeaderFamily;
  /** Whether a user may be sent back to a plain-text address of this machine. */
  readonly allowsLocalCallbacks: boolean;
}

interface Route {
  readonly operation: Operation;
  readonly sessionId: string;
}

type Result = Refusal | { readonly status: number; readonly body: unknown };

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const sessionPattern = /^\/v1\/sessions\/([^/]+)(\/decision)?$/;
const longestVendorData = 1000;

/** What the integration can call: create a session, read its decision, delete it. */
export class Api {
  readonly requests: Record<Operation, number> = { create: 0, decision: 0, delete: 0 };
  readonly #options: ApiOptions;
  readonly #sessions: Sessions;
  readonly #script: Script<VeriffFault>;
  /** Where the hosted page is, without a path. */
  readonly #host: () => string;
  readonly #log: (line: string) => void;

  constructor(
    options: ApiOptions,
    sessions: Sessions,
    script: Script<VeriffFault>,
    host: () => string,
    log: (line: string) => void,
  ) {
    this.#options = options;
    this.#sessions = sessions;
    this.#script = script;
    this.#host = host;
    this.#log = log;
  }

  /** Undefined when the connection was dropped instead of an answer. */
  async answer(request: ReceivedRequest, response: ServerResponse): Promise<Answer | undefined> {
    const route = findRoute(request);
    if (!route) return this.#signed(refuseWithStatus(404));
    const { operation } = route;
    this.requests[operation] += 1;
    const isMeant = (fault: { readonly operation?: Operation }) => (fault.operation ?? operation) === operation;
    const scripted = this.#script.take(["answer"], isMeant);
    const result = scripted ? refuseWith(scripted.status) : this.#operate(route, request);
    this.#log(`${operation} ${result.status}`);

    const delay = this.#script.take(["delay"], isMeant);
    if (delay) await wait(delay.delayMs, undefined, { ref: false });
    if (this.#script.take(["drop-connection"], isMeant)) {
      response.destroy();
      return undefined;
    }
    return this.#signed(result);
  }

  #operate({ operation, sessionId }: Route, request: ReceivedRequest): Result {
    const fault = this.#findFault(request, operation === "create" ? { body: request.body } : { id: sessionId });
    if (fault !== undefined) return refuse(fault);
    if (operation === "create") return this.#create(request.body);
    const session = this.#sessions.find({ id: sessionId });
    if (!session) return refuseWithStatus(404);
    switch (operation) {
      case "decision":
        return { status: 200, body: session.decisions.at(-1) ?? { status: "success", verification: null } };
      case "delete":
        if (!this.#sessions.delete(session)) return refuse(1304);
        return { status: 200, body: { status: "success", verification: { id: session.id } } };
      default:
        return operation satisfies never;
    }
  }

  /** The key comes first. Creating a session needs no signature, but a wrong one is refused. */
  #findFault(
    { headers }: ReceivedRequest,
    signed: { readonly id: string } | { readonly body: string },
  ): RefusalCode | undefined {
    const key = headers["x-auth-client"];
    const signature = headers["x-hmac-signature"] ?? headers["vrf-hmac-signature"];
    if (typeof key !== "string") return 1801;
    if (!uuid.test(key)) return 1802;
    if (key.toLowerCase() !== this.#options.apiKey.toLowerCase()) return 1803;
    if (typeof signature !== "string") return "id" in signed ? 1801 : undefined;
    return findFault(signature, this.#options.sharedSecret, signed);
  }

  #create(body: string): Result {
    const request = parseSessionRequest(parseJson(body), this.#options.allowsLocalCallbacks);
    if (typeof request === "number") return refuse(request);
    const session = this.#sessions.create(request);
    const host = this.#host();
    const verification = {
      id: session.id,
      url: `${host}/v/${session.token}`,
      vendorData: session.vendorData,
      host,
      status: "created",
      sessionToken: session.token,
    };
    return { status: 201, body: { status: "success", verification } };
  }

  #signed({ status, body }: Result): Answer {
    const { apiKey, sharedSecret, integrationId, headers: family } = this.#options;
    const bytes = Buffer.from(JSON.stringify(body));
    const signature = sign(sharedSecret, bytes);
    const headers = {
      "content-type": "application/json; charset=utf-8",
      ...(family !== "vrf" && { "x-auth-client": apiKey, "x-hmac-signature": signature }),
      ...(family !== "x" && {
        "vrf-auth-client": apiKey,
        "vrf-hmac-signature": signature,
        "vrf-integration-id": integrationId,
      }),
    };
    return { status, headers, body: bytes };
  }
}

function findRoute({ method, url: { pathname } }: ReceivedRequest): Route | undefined {
  if (method === "POST" && /^\/v1\/sessions\/?$/.test(pathname)) return { operation: "create", sessionId: "" };
  const [, sessionId, decision] = sessionPattern.exec(pathname) ?? [];
  if (sessionId === undefined) return undefined;
  if (method === "GET" && decision !== undefined) return { operation: "decision", sessionId };
  if (method === "DELETE" && decision === undefined) return { operation: "delete", sessionId };
  return undefined;
}

/** A request as the endpoint accepts it, or the code of what is wrong with it. What else it may say is not looked at. */
function parseSessionRequest(body: unknown, allowsLocalCallbacks: boolean): SessionRequest | RefusalCode {
  if (!isRecord(body) || !isRecord(body.verification)) return 1102;
  const { callback = null, vendorData = null, endUserId = null } = body.verification;
  if (vendorData !== null && typeof vendorData !== "string") return 1501;
  if (vendorData !== null && vendorData.length > longestVendorData) return 1500;
  if (endUserId !== null && !(typeof endUserId === "string" && uuid.test(endUserId))) return 1104;
  if (callback !== null && !(typeof callback === "string" && isReturnUrl(callback, allowsLocalCallbacks))) return 1302;
  return { callback, vendorData, endUserId };
}

function isReturnUrl(text: string, allowsLocal: boolean): boolean {
  const url = URL.parse(text);
  if (!url) return false;
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  return url.protocol === "https:" || (allowsLocal && isLocal && url.protocol === "http:");
}
