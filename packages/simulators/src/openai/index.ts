import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type Clock, realClock } from "../clock.ts";
import { answerControl } from "../control.ts";
import { type Answer, isRecord, parseJson, type ReceivedRequest, serve } from "../http-server.ts";
import { Script } from "../script.ts";
import { type Endpoint, faultKinds, type OpenAiFault, responseFaultKinds } from "./faults.ts";
import { resultOf, scoresOf } from "./moderation.ts";
import { RateLimit } from "./rate-limit.ts";
import { composeResponse, PrefixCache, parseResponsesRequest } from "./responses.ts";

export type { OpenAiFault } from "./faults.ts";

export interface OpenAiSimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** What rate limits refill by, and prompt caches age by. */
  readonly clock?: Clock;
  readonly apiKey: string;
  readonly requestsPerMinute?: number;
  /** Takes lines without texts; the first says that this is a simulation. */
  readonly log?: (line: string) => void;
}

export interface OpenAiSimulator {
  /** Where the control API is, without a path. */
  readonly url: string;
  /** As SDKs want their base URL, with `/v1`. */
  readonly apiUrl: string;
  /** Bodies, the newest thousand, oldest first. */
  readonly requests: readonly unknown[];
  script(fault: OpenAiFault): void;
  clearScript(): void;
  close(): Promise<void>;
}

const recordedRequests = 1000;
const models = ["omni-moderation-latest", "omni-moderation-2024-09-26"];
const newestModel = "omni-moderation-2024-09-26";
const endpoints: Readonly<Record<string, Endpoint>> = {
  "POST /v1/moderations": "moderations",
  "POST /v1/responses": "responses",
};
const languageModels = /^(?:gpt-|o\d)/;

/**
 * Starts a server that behaves like OpenAI's moderation endpoint and like its Responses API without streaming. Nothing is
 * asked of a model: a few rules choose the scores and write the answers, unless the script has others.
 */
export async function startOpenAiSimulator(options: OpenAiSimulatorOptions): Promise<OpenAiSimulator> {
  const log = options.log ?? (() => {});
  const script = new Script<OpenAiFault>();
  const clock = options.clock ?? realClock;
  const limitOf = () => new RateLimit(clock, options.requestsPerMinute ?? 1000);
  const limits = { moderations: limitOf(), responses: limitOf() };
  const cache = new PrefixCache(clock);
  const requests: unknown[] = [];

  async function answer(request: ReceivedRequest, response: ServerResponse): Promise<Answer | undefined> {
    const headers = { "x-request-id": `req_${randomBytes(16).toString("hex")}`, "openai-version": "2020-10-01" };
    const refuse = (status: number, error: ApiError, more: Readonly<Record<string, string>> = {}): Answer => {
      log(`error ${status}`);
      return { status, headers: { ...headers, ...more }, body: { error: { param: null, code: null, ...error } } };
    };
    const endpoint = endpoints[`${request.method} ${request.url.pathname}`];
    if (!endpoint) {
      const message = `Invalid URL (${request.method} ${request.url.pathname})`;
      return refuse(404, { message, type: "invalid_request_error" });
    }
    const body = parseJson(request.body);
    requests.push(body);
    if (requests.length > recordedRequests) requests.shift();

    const isMeant = ({ whenIncludes = "", whenAskedFor = endpoint }: OpenAiFault) =>
      request.body.includes(whenIncludes) && whenAskedFor === endpoint;
    const delay = script.take(["delay"], isMeant);
    const fault =
      endpoint === "moderations"
        ? script.take(["status", "scores", "body", "hang"], isMeant)
        : script.take(["status", "body", "hang", ...responseFaultKinds], isMeant);
    const isReasoningFirst = endpoint === "responses" && script.take(["reasoning"], isMeant) !== undefined;
    if (fault?.kind === "hang") {
      await once(response, "close");
      return undefined;
    }
    if (delay) await wait(delay.delayMs, undefined, { ref: false });
    if (fault?.kind === "status") {
      const { status, code, retryAfterSeconds } = fault;
      const more: Record<string, string> =
        retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
      return refuse(status, scriptedError(status, code), more);
    }

    const { authorization } = request.headers;
    if (!authorization?.startsWith("Bearer ")) {
      const message = "You didn't provide an API key. You need to provide it in an Authorization header (Bearer).";
      return refuse(401, { message, type: "invalid_request_error" });
    }
    if (authorization !== `Bearer ${options.apiKey}`) {
      return refuse(401, {
        ...{ message: "Incorrect API key provided.", type: "invalid_request_error", code: "invalid_api_key" },
      });
    }
    const limit = limits[endpoint];
    if (!limit.take()) {
      const seconds = limit.secondsToNext;
      return refuse(
        429,
        {
          message: `Rate limit reached on requests per min (RPM). Please try again in ${seconds.toFixed(3)}s.`,
          ...{ type: "requests", code: "rate_limit_exceeded" },
        },
        { ...limit.headers, "retry-after": String(Math.ceil(seconds)) },
      );
    }
    const raw = (text: string): Answer => {
      log(`${endpoint} 200`);
      return { status: 200, headers: { ...headers, "content-type": "application/json" }, body: Buffer.from(text) };
    };
    if (endpoint === "responses") {
      const parsed = parseResponsesRequest(body);
      const type = "invalid_request_error";
      if ("problem" in parsed) {
        const { problem: message, param } = parsed;
        return refuse(400, { message, type, ...(param !== undefined && { param }) }, limit.headers);
      }
      const { model } = parsed.request;
      if (!languageModels.test(model)) {
        const message = `The model '${model}' does not exist or you do not have access to it.`;
        return refuse(404, { message, type, code: "model_not_found" }, limit.headers);
      }
      if (fault?.kind === "body") return raw(fault.body);
      log("responses 200");
      const broken = fault?.kind === "scores" ? undefined : fault;
      const answer = composeResponse(parsed.request, cache.use(parsed.request), broken, isReasoningFirst, clock.now());
      return { status: 200, headers: { ...headers, ...limit.headers }, body: answer };
    }
    const read = parseModeration(body);
    if ("error" in read) return refuse(read.status, read.error, limit.headers);
    if (fault?.kind === "body") return raw(fault.body);
    log("moderations 200");
    const results = read.texts.map((text) => resultOf(fault?.kind === "scores" ? fault.scores : scoresOf(text)));
    const id = `modr-${randomBytes(16).toString("hex")}`;
    return { status: 200, headers: { ...headers, ...limit.headers }, body: { id, model: read.model, results } };
  }

  const server = await serve(
    options.port ?? 0,
    async (request, response) =>
      answerControl(request, script, faultKinds, () => requests) ?? answer(request, response),
  );
  log("This is a simulation: no model is asked, a few rules choose the scores and write the answers.");
  return {
    url: server.url,
    apiUrl: `${server.url}/v1`,
    requests,
    script: (fault) => script.add(fault),
    clearScript: () => script.clear(),
    close: () => server.close(),
  };
}

interface ApiError {
  readonly message: string;
  readonly type: string;
  readonly param?: string;
  readonly code?: string;
}

function scriptedError(status: number, code: string | undefined): ApiError {
  const message = "Scripted by the simulation";
  if (status === 429) return { message, type: code ?? "requests", code: code ?? "rate_limit_exceeded" };
  const type = status >= 500 ? "server_error" : "invalid_request_error";
  return { message, type, ...(code !== undefined && { code }) };
}

/** A request as the endpoint accepts it; several texts get a result each, the parts of one input one together. */
function parseModeration(
  body: unknown,
):
  | { readonly model: string; readonly texts: readonly string[] }
  | { readonly status: number; readonly error: ApiError } {
  const type = "invalid_request_error";
  if (!isRecord(body)) {
    return { status: 400, error: { message: "We could not parse the JSON body of your request.", type } };
  }
  const { model = "omni-moderation-latest", input } = body;
  if (typeof model !== "string" || !models.includes(model)) {
    const message = `Invalid value for 'model' = ${String(model)}.`;
    return { status: 400, error: { message, type, param: "model" } };
  }
  const texts = textsOf(input);
  if (!texts) return { status: 400, error: { message: "'input' is a required property", type, param: "input" } };
  return { model: newestModel, texts };
}

function textsOf(input: unknown): readonly string[] | undefined {
  if (typeof input === "string") return [input];
  if (!Array.isArray(input) || input.length === 0) return undefined;
  if (input.every((part) => typeof part === "string")) return input;
  const parts = input.filter(isRecord);
  if (parts.length < input.length || !parts.every(({ type }) => type === "text" || type === "image_url")) {
    return undefined;
  }
  return [parts.flatMap(({ text }) => (typeof text === "string" ? [text] : [])).join("\n")];
}
