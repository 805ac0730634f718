import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type Clock, realClock } from "../clock.ts";
import { answerControl } from "../control.ts";
import { type Answer, isRecord, parseJson, type ReceivedRequest, serve } from "../http-server.ts";
import { Script } from "../script.ts";
import { composeAnswer, describeError } from "./answers.ts";
import { composeReply } from "./companion.ts";
import { type AnthropicFault, faultKinds } from "./faults.ts";
import { parseMessagesRequest, type Turn } from "./messages-request.ts";
import { countInputTokens, PromptCache } from "./prompt-cache.ts";
import { composeStructured } from "./structured-output.ts";

export type { AnthropicFault } from "./faults.ts";

export interface AnthropicSimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** What prompt caches age by. */
  readonly clock?: Clock;
  readonly apiKey: string;
  /** Shorter prompts are silently not cached. The vendor's figure depends on the model. */
  readonly minimumCacheableTokens?: number;
  /** Takes lines without texts; the first says that this is a simulation. */
  readonly log?: (line: string) => void;
}

export interface RecordedRequest {
  readonly endpoint: "messages" | "count_tokens";
  readonly body: unknown;
}

export interface AnthropicSimulator {
  /** Without a path, as the SDK wants its base URL. */
  readonly url: string;
  /** The newest thousand, oldest first. */
  readonly requests: readonly RecordedRequest[];
  script(fault: AnthropicFault): void;
  clearScript(): void;
  close(): Promise<void>;
}

const apiVersion = "2026-10-21";
const recordedRequests = 1000;
const endpoints: Readonly<Record<string, RecordedRequest["endpoint"]>> = {
  "POST /v1/messages": "messages",
  "POST /v1/messages/count_tokens": "count_tokens",
};

/**
 * Starts a server that behaves like Anthropic's Messages API without streaming. Nothing is asked of a model: a small
 * set of rules writes the answers, unless the script has another.
 */
export async function startAnthropicSimulator(options: AnthropicSimulatorOptions): Promise<AnthropicSimulator> {
  const log = options.log ?? (() => {});
  const script = new Script<AnthropicFault>();
  const cache = new PromptCache(options.clock ?? realClock, options.minimumCacheableTokens ?? 1024);
  const requests: RecordedRequest[] = [];

  async function answer(request: ReceivedRequest, response: ServerResponse): Promise<Answer | undefined> {
    const requestId = `req_${randomBytes(12).toString("hex")}`;
    const headers = { "request-id": requestId };
    const fail = (status: number, message: string, more: Readonly<Record<string, string>> = {}): Answer => {
      log(`error ${status}`);
      return { status, headers: { ...headers, ...more }, body: describeError(status, message, requestId) };
    };
    const endpoint = endpoints[`${request.method} ${request.url.pathname}`];
    if (!endpoint) return fail(404, "Not found");
    const body = parseJson(request.body);
    requests.push({ endpoint, body });
    if (requests.length > recordedRequests) requests.shift();

    const askedFor = isRecord(body) && isRecord(body.output_config) && body.output_config.format ? "json" : "words";
    const isMeant = ({ whenIncludes = "", whenAskedFor = askedFor }: AnthropicFault) =>
      endpoint === "messages" && request.body.includes(whenIncludes) && whenAskedFor === askedFor;
    const delay = script.take(["delay"], isMeant);
    const fault = script.take(["status", "refusal", "text", "max-tokens", "empty", "hang"], isMeant);
    const isThinkingFirst = script.take(["thinking"], isMeant) !== undefined;
    if (fault?.kind === "hang") {
      await once(response, "close");
      return undefined;
    }
    if (delay) await wait(delay.delayMs, undefined, { ref: false });
    if (fault?.kind === "status") {
      const { status, retryAfterSeconds } = fault;
      const more: Record<string, string> =
        retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
      return fail(status, "Scripted by the simulation", more);
    }

    if (request.headers.authorization !== `Bearer ${options.apiKey}`) return fail(401, "invalid bearer token");
    if (request.headers["anthropic-version"] !== apiVersion) return fail(400, "anthropic-version: not supported");
    const parsed = parseMessagesRequest(body, endpoint);
    if ("problem" in parsed) return fail(400, parsed.problem);
    const { model, messages, schema } = parsed.request;
    if (!model.startsWith("claude-")) return fail(404, `model: ${model}`);
    log(`${endpoint} 200`);
    if (endpoint === "count_tokens") {
      return { status: 200, headers, body: { input_tokens: countInputTokens(parsed.request) } };
    }
    const usage = cache.use(parsed.request);
    const reply = schema
      ? composeStructured(schema, newestText(messages), hasPicture(messages))
      : composeReply(messages);
    return { status: 200, headers, body: composeAnswer(parsed.request, usage, reply, fault, isThinkingFirst) };
  }

  const server = await serve(
    options.port ?? 0,
    async (request, response) =>
      answerControl(request, script, faultKinds, () => requests) ?? answer(request, response),
  );
  log("This is a simulation: no model is asked, a few rules write the answers.");
  return {
    url: server.url,
    requests,
    script: (fault) => script.add(fault),
    clearScript: () => script.clear(),
    close: () => server.close(),
  };
}

function hasPicture(messages: readonly Turn[]): boolean {
  return (messages.at(-1)?.blocks ?? []).some(({ type }) => type === "image");
}

function newestText(messages: readonly Turn[]): string {
  return (messages.at(-1)?.blocks ?? []).map(({ text = "" }) => text).join("\n");
}
