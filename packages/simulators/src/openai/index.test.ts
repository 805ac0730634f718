import { setImmediate as immediate, setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { ManualClock } from "../manual-clock.ts";
import { type OpenAiSimulator, type OpenAiSimulatorOptions, startOpenAiSimulator } from "./index.ts";

const question = { model: "omni-moderation-latest", input: "what a long day" };

interface Result {
  readonly flagged: boolean;
  readonly categories: Readonly<Record<string, boolean>>;
  readonly category_scores: Readonly<Record<string, number>>;
  readonly category_applied_input_types: Readonly<Record<string, readonly string[]>>;
}

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

async function setUp(options: Partial<OpenAiSimulatorOptions> = {}): Promise<OpenAiSimulator> {
  const openAi = await startOpenAiSimulator({ apiKey: "key", ...options });
  opened.push(openAi);
  return openAi;
}

function ask(
  openAi: OpenAiSimulator,
  body: unknown,
  { path = "/v1/moderations", headers = {}, signal }: { path?: string; headers?: object; signal?: AbortSignal } = {},
): Promise<Response> {
  return fetch(`${openAi.url}${path}`, {
    method: "POST",
    headers: { authorization: "Bearer key", "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...(signal && { signal }),
  });
}

async function results(openAi: OpenAiSimulator, input: unknown): Promise<readonly Result[]> {
  const { results } = (await (await ask(openAi, { ...question, input })).json()) as { results: Result[] };
  return results;
}

describe("the moderation endpoint", () => {
  test("answers a result with flags and scores for every category", async () => {
    const openAi = await setUp();
    const response = await ask(openAi, question);
    expect([response.status, response.headers.get("x-request-id")]).toEqual([200, expect.stringMatching(/^req_/)]);
    const body = (await response.json()) as { results: Result[] };
    expect(body).toMatchObject({ id: expect.stringMatching(/^modr-/), model: "omni-moderation-2024-09-26" });
    const [result] = body.results;
    const names = Object.keys(result?.categories ?? {});
    expect(names).toHaveLength(13);
    expect(names).toEqual(expect.arrayContaining(["self-harm/intent", "harassment/threatening", "illicit/violent"]));
    for (const part of ["category_scores", "category_applied_input_types"] as const) {
      expect(Object.keys(result?.[part] ?? {})).toEqual(names);
    }
    expect(result?.flagged).toBe(false);
    expect(openAi.requests).toEqual([question]);
  });

  test.each([
    ["i want to die", ["self-harm", "self-harm/intent"]],
    ["quiero morir", ["self-harm/intent"]],
    ["i will stab him", ["harassment/threatening", "violence"]],
    ["he beats me", ["violence"]],
    ["they'd be better off without me", []],
    ["this traffic is killing me", []],
  ])("of %j flags %j", async (input, flagged) => {
    const [result] = await results(await setUp(), input);
    const flags = Object.entries(result?.categories ?? {});
    expect(flags.flatMap(([name, isFlagged]) => (isFlagged ? [name] : []))).toEqual(flagged);
    expect(result?.flagged).toBe(flagged.length > 0);
  });

  test("is not sure of what is only hinted at", async () => {
    const [result] = await results(await setUp(), "they'd be better off without me");
    expect(result?.category_scores["self-harm/intent"]).toBeCloseTo(0.45);
  });

  test("answers several texts one by one, and the parts of one input together", async () => {
    const openAi = await setUp();
    expect((await results(openAi, ["hello", "i want to die"])).map(({ flagged }) => flagged)).toEqual([false, true]);
    const parts = [
      { type: "text", text: "i want to die" },
      { type: "image_url", image_url: { url: "https://example.com/1.jpg" } },
    ];
    expect((await results(openAi, parts)).map(({ flagged }) => flagged)).toEqual([true]);
  });

  test.each([
    ["no key", 401, null, question, { authorization: "" }],
    ["a wrong key", 401, "invalid_api_key", question, { authorization: "Bearer other" }],
    ["no JSON", 400, null, "{", {}],
    ["an unknown model", 400, null, { ...question, model: "gpt" }, {}],
    ["no input", 400, null, { model: question.model }, {}],
    ["an empty input", 400, null, { ...question, input: [] }, {}],
    ["an input of another kind", 400, null, { ...question, input: [{ type: "audio" }] }, {}],
  ])("%s is refused", async (_, status, code, body, headers) => {
    const response = await ask(await setUp(), body, { headers });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      error: { message: expect.any(String), type: "invalid_request_error", code },
    });
  });

  test("and the one for responses are all there are", async () => {
    expect((await ask(await setUp(), question, { path: "/v1/chat/completions" })).status).toBe(404);
  });
});

const said = {
  model: "gpt-6-luna",
  instructions: "You are kind.",
  input: "my dog Rex is ill",
  max_output_tokens: 1_024,
};

interface ResponseBody {
  readonly status: string;
  readonly output: readonly { readonly type: string; readonly content?: readonly Record<string, unknown>[] }[];
  readonly incomplete_details: unknown;
  readonly store: boolean;
  readonly usage: { readonly input_tokens_details: { readonly cached_tokens: number } };
}

async function respond(openAi: OpenAiSimulator, body: unknown = said): Promise<ResponseBody> {
  return (await (await ask(openAi, body, { path: "/v1/responses" })).json()) as ResponseBody;
}

describe("the Responses API", () => {
  test("answers in a message, with what it took", async () => {
    const openAi = await setUp();
    const answer = await respond(openAi, { ...said, store: false });
    expect(answer).toMatchObject({
      ...{ object: "response", status: "completed", model: "gpt-6-luna", store: false, incomplete_details: null },
      output: [
        { type: "message", role: "assistant", content: [{ type: "output_text", text: expect.stringMatching(/\S/) }] },
      ],
      usage: { input_tokens: expect.any(Number), output_tokens: expect.any(Number) },
    });
    expect(openAi.requests).toEqual([{ ...said, store: false }]);
    // What is not forbidden is kept over there.
    expect((await respond(openAi)).store).toBe(true);
  });

  test("takes messages in parts, and answers in the language of the last", async () => {
    const input = [
      {
        role: "user",
        content: [
          { type: "input_text", text: "notes" },
          { type: "input_text", text: "hola" },
        ],
      },
      { role: "assistant", content: "Hola, qué bueno leerte." },
      { role: "user", content: "estoy muy triste" },
    ];
    const [message] = (await respond(await setUp(), { ...said, input })).output;
    expect(message?.content?.[0]?.text).toMatch(/Siento|Gracias/);
  });

  test("has a long beginning in its cache the second time, and a short one never", async () => {
    const clock = new ManualClock("2026-11-20T17:00:00Z");
    const openAi = await setUp({ clock });
    const long = { ...said, instructions: "You are kind. ".repeat(400) };
    const cached = async (body: unknown) => (await respond(openAi, body)).usage.input_tokens_details.cached_tokens;
    expect([await cached(long), await cached(long), await cached(said), await cached(said)]).toEqual([0, 1_280, 0, 0]);
    await clock.advance(5 * 60_000, async () => {});
    expect(await cached(long)).toBe(0);
  });

  test.each([
    ["no model", 400, { ...said, model: undefined }],
    ["an unknown model", 404, { ...said, model: "claude-haiku-5-5" }],
    ["no input", 400, { ...said, input: [] }],
    ["an input of another kind", 400, { ...said, input: [{ role: "user", content: [{ type: "input_audio" }] }] }],
    ["too little room for an answer", 400, { ...said, max_output_tokens: 8 }],
    ["a stream", 400, { ...said, stream: true }],
  ])("%s is refused with %i", async (_what, status, body) => {
    const response = await ask(await setUp(), body, { path: "/v1/responses" });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      error: { message: expect.any(String), type: "invalid_request_error" },
    });
  });

  test.each([
    ["refusal", { status: "completed", output: [{ content: [{ type: "refusal" }] }] }],
    ["empty", { status: "completed", output: [{ content: [{ type: "output_text", text: "" }] }] }],
    ["max-tokens", { status: "incomplete", incomplete_details: { reason: "max_output_tokens" } }],
    ["content-filter", { status: "incomplete", incomplete_details: { reason: "content_filter" } }],
    ["failed", { status: "failed", error: { code: "server_error" }, output: [] }],
    ["reasoning", { status: "completed", output: [{ type: "reasoning" }, { type: "message" }] }],
  ] as const)("%s is scripted once, and not for moderations", async (kind, answer) => {
    const openAi = await setUp();
    openAi.script({ kind });
    expect((await ask(openAi, question)).status).toBe(200);
    expect(await respond(openAi)).toMatchObject(answer);
    expect(await respond(openAi)).toMatchObject({ status: "completed", output: [{ type: "message" }] });
  });

  test("a fault can be meant for one endpoint", async () => {
    const openAi = await setUp();
    openAi.script({ kind: "status", status: 503, retryAfterSeconds: 3, whenAskedFor: "responses" });
    expect((await ask(openAi, question)).status).toBe(200);
    const refused = await ask(openAi, said, { path: "/v1/responses" });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "3"]);
  });

  test("an answer ends where its room does", async () => {
    const openAi = await setUp();
    openAi.script({ kind: "text", text: "One sentence. ".repeat(40) });
    expect(await respond(openAi, { ...said, max_output_tokens: 16 })).toMatchObject({
      ...{ status: "incomplete", incomplete_details: { reason: "max_output_tokens" } },
    });
  });
});

test("more requests than a minute has are refused until there is room again", async () => {
  const clock = new ManualClock("2026-11-20T17:00:00Z");
  const openAi = await setUp({ clock, requestsPerMinute: 2 });
  const first = await ask(openAi, question);
  expect([first.status, first.headers.get("x-ratelimit-remaining-requests")]).toEqual([200, "1"]);
  await ask(openAi, question);
  const refused = await ask(openAi, question);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "30"]);
  expect(await refused.json()).toMatchObject({ error: { type: "requests", code: "rate_limit_exceeded" } });
  await clock.advance(30_000, async () => {});
  expect((await ask(openAi, question)).status).toBe(200);
});

describe("scripted faults", () => {
  test.each([
    [400, undefined, null],
    [401, "invalid_api_key", "invalid_api_key"],
    [429, undefined, "rate_limit_exceeded"],
    [429, "insufficient_quota", "insufficient_quota"],
    [500, undefined, null],
    [503, undefined, null],
  ])("status %i (%s) once, then all is well", async (status, given, code) => {
    const openAi = await setUp();
    openAi.script({ kind: "status", status, retryAfterSeconds: 7, ...(given !== undefined && { code: given }) });
    const failed = await ask(openAi, question);
    expect([failed.status, failed.headers.get("retry-after")]).toEqual([status, "7"]);
    expect(await failed.json()).toMatchObject({ error: { code } });
    expect((await ask(openAi, question)).status).toBe(200);
  });

  test("given scores, and a given body", async () => {
    const openAi = await setUp();
    openAi.script({ kind: "scores", scores: { "self-harm/intent": 0.7 } });
    openAi.script({ kind: "body", body: "<html>" });
    const [result] = await results(openAi, "hello");
    expect(result).toMatchObject({ flagged: true, category_scores: { "self-harm/intent": 0.7, violence: 0.0001 } });
    expect(await (await ask(openAi, question)).text()).toBe("<html>");
  });

  test.each([{ kind: "hang" } as const, { kind: "delay", delayMs: 60_000 } as const])(
    "$kind: nothing comes before the caller gives up",
    async (fault) => {
      const openAi = await setUp();
      openAi.script(fault);
      const controller = new AbortController();
      const answered = ask(openAi, question, { signal: controller.signal });
      while (openAi.requests.length === 0) await immediate();
      expect(await Promise.race([answered, wait(30, "silence")])).toBe("silence");
      controller.abort();
      await expect(answered).rejects.toThrow("aborted");
      expect((await ask(openAi, question)).status).toBe(200);
    },
  );

  test("a standing fault can be meant for some texts", async () => {
    const openAi = await setUp();
    openAi.script({ kind: "status", status: 500, times: "always", whenIncludes: "grandmother" });
    const about = { ...question, input: "my grandmother" };
    expect([(await ask(openAi, about)).status, (await ask(openAi, question)).status]).toEqual([500, 200]);
    openAi.clearScript();
    expect((await ask(openAi, about)).status).toBe(200);
  });

  test("another process scripts and looks over HTTP", async () => {
    const openAi = await setUp();
    const fault = { kind: "scores", scores: { violence: 0.9 } };
    expect((await ask(openAi, [fault], { path: "/simulator/script" })).status).toBe(204);
    expect((await ask(openAi, { kind: "nonsense" }, { path: "/simulator/script" })).status).toBe(400);
    expect((await results(openAi, "hello"))[0]?.flagged).toBe(true);
    const requests = await (await fetch(`${openAi.url}/simulator/requests`)).json();
    expect(requests).toEqual([{ ...question, input: "hello" }]);
  });
});

test("the log says first that this is a simulation, and never what was said", async () => {
  const lines: string[] = [];
  const openAi = await setUp({ log: (line) => lines.push(line) });
  await ask(openAi, question);
  await ask(openAi, question, { headers: { authorization: "" } });
  expect(lines).toEqual([expect.stringContaining("simulation"), "moderations 200", "error 401"]);
});
