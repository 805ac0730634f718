import { setImmediate as immediate, setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { ManualClock } from "../manual-clock.ts";
import { type AnthropicSimulator, type AnthropicSimulatorOptions, startAnthropicSimulator } from "./index.ts";

const question = {
  model: "claude-haiku-5-5",
  max_tokens: 400,
  messages: [{ role: "user", content: "hey jules, my name is Sam and I miss my grandmother" }],
};
const gsmPattern = /^[A-Za-z0-9 .,?!"'¿éèñ:]+$/;

interface Message {
  readonly content: readonly { readonly type: string; readonly text?: string }[];
  readonly stop_reason: string;
  readonly usage: Readonly<Record<string, number>>;
}

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

async function setUp(options: Partial<AnthropicSimulatorOptions> = {}): Promise<AnthropicSimulator> {
  const model = await startAnthropicSimulator({ apiKey: "key", ...options });
  opened.push(model);
  return model;
}

function ask(
  model: AnthropicSimulator,
  body: unknown,
  { path = "/v1/messages", headers = {}, signal }: { path?: string; headers?: object; signal?: AbortSignal } = {},
): Promise<Response> {
  return fetch(`${model.url}${path}`, {
    method: "POST",
    headers: {
      authorization: "Bearer key",
      "anthropic-version": "2026-10-21",
      "content-type": "application/json",
      ...headers,
    },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
}

async function answer(model: AnthropicSimulator, body: unknown): Promise<Message> {
  return (await (await ask(model, body)).json()) as Message;
}

async function reply(model: AnthropicSimulator, ...texts: string[]): Promise<string> {
  const messages = texts.map((content, index) => ({ role: index % 2 === 0 ? "user" : "assistant", content }));
  const { content } = await answer(model, { ...question, messages });
  return content[0]?.text ?? "";
}

describe("the Messages API", () => {
  test("answers one text block with its usage", async () => {
    const model = await setUp();
    const response = await ask(model, question);
    expect(response.status).toBe(200);
    expect(response.headers.get("request-id")).toMatch(/^req_/);
    expect(await response.json()).toEqual({
      id: expect.stringMatching(/^msg_/),
      type: "message",
      role: "assistant",
      model: "claude-haiku-5-5",
      content: [{ type: "text", text: expect.any(String) }],
      stop_reason: "end_turn",
      stop_sequence: null,
      stop_details: null,
      usage: {
        input_tokens: 19,
        cache_creation_input_tokens: 0,
        cache_read_input_tokens: 0,
        cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
        output_tokens: expect.any(Number),
        output_tokens_details: { thinking_tokens: 0 },
        service_tier: "standard",
      },
    });
    expect(model.requests).toEqual([{ endpoint: "messages", body: question }]);
  });

  test.each([
    ["no key", 401, "authentication_error", question, { authorization: "" }],
    ["the old key header alone", 401, "authentication_error", question, { authorization: "", "x-api-key": "key" }],
    ["an old version", 400, "invalid_request_error", question, { "anthropic-version": "2023-06-01" }],
    ["an unknown model", 404, "not_found_error", { ...question, model: "gpt" }, {}],
  ])("%s is refused", async (_, status, type, body, headers) => {
    const response = await ask(await setUp(), body, { headers });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({
      type: "error",
      error: { type, message: expect.any(String) },
      request_id: response.headers.get("request-id"),
    });
  });

  test.each([
    ["temperature", { ...question, temperature: 1 }],
    ["top_p", { ...question, top_p: 1 }],
    ["top_k", { ...question, top_k: 5 }],
    ["model", { ...question, model: undefined }],
    ["max_tokens", { ...question, max_tokens: undefined }],
    ["messages", { ...question, messages: [] }],
    ["messages.0", { ...question, messages: [{ role: "user", content: "" }] }],
    ["messages.0", { ...question, messages: [{ role: "robot", content: "hi" }] }],
    ["system", { ...question, system: 5 }],
    ["messages", { ...question, messages: [...question.messages, { role: "assistant", content: "Sure" }] }],
    ["thinking.budget_tokens", { ...question, thinking: { type: "enabled", budget_tokens: 1024 } }],
    ["thinking.type", { ...question, model: "claude-sonnet-5-5", thinking: { type: "disabled" } }],
    ["tool_choice", { ...question, model: "claude-sonnet-5-5", tool_choice: { type: "any" } }],
  ])("a bad %s is refused by name", async (name, body) => {
    const response = await ask(await setUp(), body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringMatching(`^${name}: `) } });
  });

  test("counts tokens like it bills them", async () => {
    const model = await setUp();
    const counted = await ask(model, { ...question, max_tokens: undefined }, { path: "/v1/messages/count_tokens" });
    const { usage } = await answer(model, question);
    expect(await counted.json()).toEqual({ input_tokens: usage.input_tokens });
  });

  test("cuts the answer at max_tokens", async () => {
    const message = await answer(await setUp(), { ...question, max_tokens: 5 });
    expect(message).toMatchObject({ stop_reason: "max_tokens", usage: { output_tokens: 5 } });
  });
});

describe("the prompt cache", () => {
  const persona = (ttl: string) => [
    { type: "text", text: "You are Jules. ".repeat(400), cache_control: { type: "ephemeral", ttl } },
  ];

  test("a repeated prefix is written once and then read, until it expires", async () => {
    const clock = new ManualClock("2026-11-20T17:00:00Z");
    const model = await setUp({ clock });
    const body = { ...question, system: persona("5m") };
    const { usage: first } = await answer(model, body);
    const { usage: second } = await answer(model, { ...body, messages: [{ role: "user", content: "another" }] });
    expect(first).toMatchObject({ cache_read_input_tokens: 0, cache_creation_input_tokens: 1719, input_tokens: 19 });
    expect(second).toMatchObject({ cache_read_input_tokens: 1719, cache_creation_input_tokens: 0, input_tokens: 6 });
    await clock.advance(5 * 60_000, async () => {});
    expect((await answer(model, body)).usage).toMatchObject({ cache_creation_input_tokens: 1719 });
  });

  test("a changed prefix, another model and a short prefix are not read", async () => {
    const model = await setUp();
    const body = { ...question, system: persona("1h") };
    expect((await answer(model, body)).usage).toMatchObject({ cache_creation: { ephemeral_1h_input_tokens: 1719 } });
    const others = [
      { ...body, system: [{ type: "text", text: "Now: 17:00" }, ...persona("1h")] },
      { ...body, model: "claude-sonnet-5-5" },
      { ...body, system: [{ type: "text", text: "Short.", cache_control: { type: "ephemeral" } }] },
    ];
    for (const other of others) expect((await answer(model, other)).usage.cache_read_input_tokens).toBe(0);
    expect((await answer(model, body)).usage.cache_read_input_tokens).toBe(1719);
  });

  test("a mark on the whole request lets the next turn read this one", async () => {
    const model = await setUp({ minimumCacheableTokens: 1 });
    const cache_control = { type: "ephemeral" };
    const { usage } = await answer(model, { ...question, cache_control });
    const messages = [...question.messages, { role: "assistant", content: "Hi" }, { role: "user", content: "Hello" }];
    const next = await answer(model, { ...question, messages, cache_control });
    expect(next.usage.cache_read_input_tokens).toBe(usage.cache_creation_input_tokens);
    expect(next.usage.input_tokens).toBe(0);
  });
});

describe("the companion", () => {
  test("speaks of a word of the member's, by name, and asks something", async () => {
    const text = await reply(await setUp(), "hey jules, my name is sam and I miss my grandmother");
    expect(text).toContain("grandmother");
    expect(text).toContain("Sam");
    expect(text).toContain("?");
  });

  test("remembers the name from an earlier text", async () => {
    expect(await reply(await setUp(), "call me Ana", "Hi Ana!", "the interview went badly")).toContain("Ana");
  });

  test("says the same to the same conversation, and other things to others", async () => {
    const model = await setUp();
    const words = ["concert", "rehearsal", "garden", "neighbor", "marathon", "painting"];
    const replies = await Promise.all(words.map((word) => reply(model, `I keep thinking of the ${word}`)));
    expect(await reply(model, "I keep thinking of the concert")).toBe(replies[0]);
    const templates = replies.map((text, index) => text.replace(words[index] ?? "", "…"));
    expect(new Set(templates).size).toBeGreaterThan(1);
  });

  test.each([
    ["hola jules, me llamo José y hoy estoy muy triste", /José/],
    ["tengo una entrevista mañana y no puedo dormir", /entrevista/],
    ["¿cómo estás?", /¿/],
    ["mi corazón está roto", /corazon/],
  ])("answers in Spanish: %s", async (text, expected) => {
    const answered = await reply(await setUp(), text);
    expect(answered).toMatch(/¿/);
    expect(answered).toMatch(expected);
    expect(answered).toMatch(gsmPattern);
  });

  test.each(["tell me something", "no", "tell me about your day"])("answers in English: %s", async (text) => {
    expect(await reply(await setUp(), text)).not.toMatch(/[¿áéíóú]|Gracias|Te leo/);
  });

  test.each(["hi", "🙂", "我今天很累", "I’m so tired of this job", "why?", "I won the race!!", `${"x".repeat(500)}`])(
    "fits one GSM-7 SMS: %s",
    async (text) => {
      const answered = await reply(await setUp(), text);
      expect(answered).toMatch(gsmPattern);
      expect(answered.length).toBeLessThanOrEqual(160);
    },
  );
});

describe("structured output", () => {
  const schema = {
    type: "object",
    properties: {
      gravity: { type: "string", enum: ["none", "concern", "high", "imminent"] },
      kinds: { type: "array", items: { type: "string", enum: ["suicide", "self-harm", "violence", "abuse"] } },
      language: { type: "string" },
      isAboutOthers: { type: "boolean" },
      confidence: { type: "number" },
    },
    required: ["gravity", "kinds"],
    additionalProperties: false,
  };
  const form = { output_config: { format: { type: "json_schema", schema } } };
  const judged = async (content: string) => {
    const message = await answer(await setUp(), { ...question, ...form, messages: [{ role: "user", content }] });
    expect(message.stop_reason).toBe("end_turn");
    return JSON.parse(message.content[0]?.text ?? "");
  };

  test("is JSON that fits the schema", async () => {
    expect(await judged("the traffic is killing me")).toEqual({
      ...{ gravity: "none", kinds: [], language: "", isAboutOthers: false, confidence: 0 },
    });
  });

  test.each([
    ["i want to die", "high", ["suicide"]],
    ["I gave away my dog, goodbye", "concern", ["suicide"]],
    ["im going to kill myself tonight", "imminent", ["suicide"]],
    ["i keep cutting myself", "high", ["self-harm"]],
    ["my boyfriend hits me", "high", ["abuse"]],
    ["mi novio me pega", "high", ["abuse"]],
    ["i will stab him", "high", ["violence"]],
    ["see you tonight", "none", []],
  ])("judges %j as %s", async (content, gravity, kinds) => {
    expect(await judged(content)).toMatchObject({ gravity, kinds });
  });

  test("judges the last of several quoted messages", async () => {
    const fenced = (...lines: string[]) => `<m>\n${lines.map((line) => JSON.stringify(line)).join("\n")}\n</m>\nGo.`;
    expect(await judged(fenced("i want to die", "better now, lunch?"))).toMatchObject({ gravity: "none" });
    expect(await judged(fenced("lunch?", "no\ni want to die"))).toMatchObject({ gravity: "high" });
  });

  test.each([
    ["output_format", { output_format: form.output_config.format }],
    ["output_config", { output_config: "json" }],
    ["output_config.format.type", { output_config: { format: { type: "json", schema } } }],
    ["output_config.format.schema", { output_config: { format: { type: "json_schema" } } }],
    [
      "output_config.format.schema",
      { output_config: { format: { type: "json_schema", schema: { ...schema, additionalProperties: true } } } },
    ],
    [
      "output_config.format.schema.n",
      {
        output_config: {
          format: {
            type: "json_schema",
            schema: { ...schema, properties: { n: { type: "number", minimum: 0 } } },
          },
        },
      },
    ],
  ])("a bad %s is refused by name", async (name, fields) => {
    const response = await ask(await setUp(), { ...question, ...fields });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringMatching(`^${name}: `) } });
  });

  test("breaks off, is refused, or is something else, when the script says so", async () => {
    const model = await setUp();
    const body = { ...question, ...form };
    model.script({ kind: "max-tokens" });
    model.script({ kind: "refusal" });
    model.script({ kind: "text", text: "Sure!" });
    const broken = await answer(model, body);
    expect(broken.stop_reason).toBe("max_tokens");
    expect(() => JSON.parse(broken.content[0]?.text ?? "")).toThrow();
    expect(await answer(model, body)).toMatchObject({ content: [], stop_reason: "refusal" });
    expect((await answer(model, body)).content).toEqual([{ type: "text", text: "Sure!" }]);
  });

  test("can fail alone, and words alone", async () => {
    const model = await setUp();
    model.script({ kind: "status", status: 529, times: "always", whenAskedFor: "json" });
    expect([(await ask(model, { ...question, ...form })).status, (await ask(model, question)).status]).toEqual([
      ...[529, 200],
    ]);
    model.clearScript();
    model.script({ kind: "status", status: 529, times: "always", whenAskedFor: "words" });
    expect([(await ask(model, { ...question, ...form })).status, (await ask(model, question)).status]).toEqual([
      ...[200, 529],
    ]);
  });
});

describe("scripted faults", () => {
  test.each([
    [400, "invalid_request_error"],
    [401, "authentication_error"],
    [402, "billing_error"],
    [429, "rate_limit_error"],
    [500, "api_error"],
    [529, "overloaded_error"],
  ])("status %i once, then all is well", async (status, type) => {
    const model = await setUp();
    model.script({ kind: "status", status, retryAfterSeconds: 7 });
    const failed = await ask(model, question);
    expect([failed.status, failed.headers.get("retry-after")]).toEqual([status, "7"]);
    expect(await failed.json()).toMatchObject({ error: { type } });
    expect((await ask(model, question)).status).toBe(200);
  });

  test("a refusal is a 200 without content", async () => {
    const model = await setUp();
    model.script({ kind: "refusal", category: "general_harms" });
    expect(await answer(model, question)).toMatchObject({
      content: [],
      stop_reason: "refusal",
      stop_details: { type: "refusal", category: "general_harms" },
    });
  });

  test("an answer that breaks off, an empty one, and a given one", async () => {
    const model = await setUp();
    const [whole = { text: "" }] = (await answer(model, question)).content;
    model.script({ kind: "max-tokens" });
    model.script({ kind: "empty" });
    model.script({ kind: "text", text: "Exactly this." });
    const cut = await answer(model, question);
    expect(cut.stop_reason).toBe("max_tokens");
    expect(cut.content[0]?.text).not.toBe(whole.text);
    expect(whole.text?.startsWith(cut.content[0]?.text ?? "?")).toBe(true);
    expect(await answer(model, question)).toMatchObject({ content: [], stop_reason: "end_turn" });
    expect((await answer(model, question)).content).toEqual([{ type: "text", text: "Exactly this." }]);
  });

  test("thinking comes first and counts as output", async () => {
    const model = await setUp();
    model.script({ kind: "thinking" });
    model.script({ kind: "text", text: "Hi." });
    const { content, usage } = await answer(model, question);
    expect(content.map(({ type }) => type)).toEqual(["thinking", "text"]);
    expect(usage.output_tokens).toBeGreaterThan(10);
  });

  test.each([{ kind: "hang" } as const, { kind: "delay", delayMs: 60_000 } as const])(
    "$kind: nothing comes before the caller gives up",
    async (fault) => {
      const model = await setUp();
      model.script(fault);
      const controller = new AbortController();
      const answered = ask(model, question, { signal: controller.signal });
      while (model.requests.length === 0) await immediate();
      expect(await Promise.race([answered, wait(30, "silence")])).toBe("silence");
      controller.abort();
      await expect(answered).rejects.toThrow("aborted");
      expect((await ask(model, question)).status).toBe(200);
    },
  );

  test("a delayed answer arrives", async () => {
    const model = await setUp();
    model.script({ kind: "delay", delayMs: 20 });
    expect((await ask(model, question)).status).toBe(200);
  });

  test("a standing fault can be meant for some conversations", async () => {
    const model = await setUp();
    model.script({ kind: "status", status: 529, times: "always", whenIncludes: "grandmother" });
    for (const _ of [1, 2]) expect((await ask(model, question)).status).toBe(529);
    expect(await reply(model, "hello")).not.toBe("");
    model.clearScript();
    expect((await ask(model, question)).status).toBe(200);
  });

  test("another process scripts and looks over HTTP", async () => {
    const model = await setUp();
    const fault = { kind: "text", text: "Hi." };
    expect((await ask(model, [fault], { path: "/simulator/script" })).status).toBe(204);
    expect((await ask(model, { kind: "nonsense" }, { path: "/simulator/script" })).status).toBe(400);
    expect((await answer(model, question)).content).toEqual([{ type: "text", text: "Hi." }]);
    const requests = await (await fetch(`${model.url}/simulator/requests`)).json();
    expect(requests).toEqual([{ endpoint: "messages", body: question }]);
  });
});

test("the log says first that this is a simulation, and never what was said", async () => {
  const lines: string[] = [];
  const model = await setUp({ log: (line) => lines.push(line) });
  await ask(model, question);
  await ask(model, question, { headers: { authorization: "" } });
  expect(lines).toEqual([expect.stringContaining("simulation"), "messages 200", "error 401"]);
});
