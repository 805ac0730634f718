import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Answer, ReceivedRequest } from "../http-server.ts";
import type { Account } from "./account.ts";
import { apiVersion } from "./events.ts";
import { expanded } from "./expansion.ts";
import { canonical, type Form, parseForm } from "./form.ts";
import { Idempotency, type KeptAnswer } from "./idempotency.ts";
import { Parameters } from "./parameters.ts";
import { Refusal, refusalBody, refusalOf } from "./refusals.ts";
import { type Route, routes } from "./routes.ts";
import { newId } from "./store.ts";

/** A request as tests are told of it. */
export interface KnownRequest {
  readonly method: string;
  readonly path: string;
  readonly parameters: Form;
  readonly idempotencyKey: string | null;
  /** ISO 8601. */
  readonly at: string;
  /** What was answered, or would have been. */
  readonly status: number;
  readonly replayed: boolean;
}

interface Result {
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
  readonly replayed: boolean;
}

const recordedRequests = 1000;

/** The vendor's API: who asks, whether it was asked before, and what the answer is. */
export class Api {
  /** The newest thousand, oldest first. */
  readonly requests: KnownRequest[] = [];
  readonly #account: Account;
  readonly #apiKey: string;
  readonly #idempotency: Idempotency;
  readonly #log: (line: string) => void;

  constructor(account: Account, apiKey: string, log: (line: string) => void) {
    this.#account = account;
    this.#apiKey = apiKey;
    this.#idempotency = new Idempotency(account.world.clock);
    this.#log = log;
  }

  /** Undefined when there is no answer, because the script says so. */
  async answer(request: ReceivedRequest, response: ServerResponse): Promise<Answer | undefined> {
    const { script } = this.#account.world;
    const { method } = request;
    const path = request.url.pathname;
    const isMeant = (fault: { readonly method?: string; readonly path?: string; readonly before?: boolean }) =>
      (fault.method ?? method) === method && path.startsWith(fault.path ?? "");
    const early = script.take(["hang", "drop-connection"], (fault) => fault.before === true && isMeant(fault));
    if (early) return silence(early.kind, response);
    const refused = script.take(["answer"], isMeant);
    const key = header(request, "idempotency-key");
    if (refused) return this.#sent(request, key, this.#scripted(refused.status, refused.code));

    const delay = script.take(["delay"], isMeant);
    const after = script.take(["answer-after"], isMeant);
    const silent = script.take(["hang", "drop-connection"], isMeant);
    const usedKey = method === "POST" ? key : null;
    const result = this.#operate(request, usedKey, (real) => {
      if (!after) return [real, real];
      const scripted = this.#scripted(after.status, undefined);
      return [scripted, after.forgets ? real : scripted];
    });
    // Until it is answered, a key is in use.
    if (delay) await wait(delay.delayMs, undefined, { ref: false });
    if (usedKey !== null && result.kept) this.#idempotency.keep(usedKey, result.kept);
    const answer = this.#sent(request, key, result.answer);
    return silent ? silence(silent.kind, response) : answer;
  }

  /** Does what is asked, and what is to be kept under the key; nothing is when the work had not begun. */
  #operate(
    request: ReceivedRequest,
    key: string | null,
    scripted: (real: Result) => readonly [answer: Result, kept: Result],
  ): { readonly answer: Result; readonly kept?: KeptAnswer } {
    const requestId = newId("req", 14);
    const refuse = (refusal: Refusal): Result => ({
      ...{ status: refusal.status, body: pretty(refusalBody(refusal)), requestId, replayed: false },
    });
    let hasBegun = false;
    try {
      this.#authenticate(request);
      const route = findRoute(request);
      const form = formOf(request);
      if (key !== null) {
        const before = this.#idempotency.begin(key, `${request.method} ${request.url.pathname}`, canonical(form));
        if (before) return { answer: { ...before, replayed: true } };
        hasBegun = true;
      }
      const { world } = this.#account;
      const cause = { id: requestId, idempotency_key: key };
      const body = world.events.during(cause, () => pretty(this.#run(route, new Parameters(form))));
      const [answer, kept] = scripted({ status: 200, body, requestId, replayed: false });
      return { answer, kept };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const refused = refuse(error);
      if (error.began) return { answer: refused, kept: refused };
      if (key !== null && hasBegun) this.#idempotency.forget(key);
      return { answer: refused };
    }
  }

  #run({ route, id }: FoundRoute, parameters: Parameters): object {
    parameters.allow([...route.takes, "expand"]);
    const { checkout, world } = this.#account;
    const basketOf = (sessionId: string) => checkout.basketOf(world.store.checkoutSessions.get(sessionId));
    const paths = parameters.texts("expand");
    return expanded(route.answer(this.#account, parameters, id), paths, { store: world.store, basketOf });
  }

  #authenticate(request: ReceivedRequest): void {
    const authorization = header(request, "authorization") ?? "";
    const [scheme, given = ""] = authorization.split(" ");
    const key = scheme === "Basic" ? Buffer.from(given, "base64").toString("utf8").replace(/:.*$/, "") : given;
    if (key === "") throw new Refusal(401, "You did not provide an API key.");
    if (key !== this.#apiKey) {
      throw new Refusal(401, `Invalid API Key provided: ${key.slice(0, 8)}***${key.slice(-4)}`);
    }
    const version = header(request, "stripe-version");
    if (version !== null && version !== apiVersion) {
      throw new Refusal(400, `Invalid Stripe API version: ${version}. This simulation knows ${apiVersion} only.`);
    }
  }

  #scripted(status: number, code: string | undefined): Result {
    const refusal = refusalOf(status, code === undefined ? {} : { code });
    return { status, body: pretty(refusalBody(refusal)), requestId: newId("req", 14), replayed: false };
  }

  #sent(request: ReceivedRequest, key: string | null, { status, body, requestId, replayed }: Result): Answer {
    const { method, url } = request;
    const { clock } = this.#account.world;
    this.requests.push({
      ...{ method, path: url.pathname, parameters: formOf(request), idempotencyKey: key },
      ...{ at: new Date(clock.now()).toISOString(), status, replayed },
    });
    if (this.requests.length > recordedRequests) this.requests.shift();
    this.#log(`${method} ${url.pathname.replace(/[a-z]+_\w{8,}/g, ":id")} ${status}`);
    const headers = {
      "content-type": "application/json",
      "request-id": replayed ? newId("req", 14) : requestId,
      "stripe-version": apiVersion,
      ...(key !== null && { "idempotency-key": key }),
      ...(key !== null && { "original-request": requestId }),
      ...(replayed && { "idempotent-replayed": "true" }),
    };
    return { status, headers, body: Buffer.from(body) };
  }
}

interface FoundRoute {
  readonly route: Route;
  readonly id: string;
}

function findRoute({ method, url: { pathname } }: ReceivedRequest): FoundRoute {
  const segments = pathname.split("/");
  for (const route of routes) {
    const pattern = route.path.split("/");
    if (route.method !== method || pattern.length !== segments.length) continue;
    if (!pattern.every((each, index) => each === ":id" || each === segments[index])) continue;
    return { route, id: decodeURIComponent(segments[pattern.indexOf(":id")] ?? "") };
  }
  throw new Refusal(404, `Unrecognized request URL (${method}: ${pathname}).`);
}

function formOf({ method, url, body }: ReceivedRequest): Form {
  return parseForm(method === "POST" ? body : [url.search.slice(1), body].filter((each) => each !== "").join("&"));
}

function header({ headers }: ReceivedRequest, name: string): string | null {
  const value = headers[name];
  return typeof value === "string" ? value : null;
}

function pretty(body: object): string {
  return `${JSON.stringify(body, null, 2)}\n`;
}

function silence(kind: "hang" | "drop-connection", response: ServerResponse): undefined {
  if (kind === "drop-connection") response.destroy();
  return undefined;
}
