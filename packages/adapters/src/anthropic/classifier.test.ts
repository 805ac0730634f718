import { createServer } from "node:http";
import { secondLookPrompt } from "@jules/core/crisis";
import { Failure } from "@jules/core/kernel";
import { type AnthropicFault, type AnthropicSimulator, startAnthropicSimulator } from "@jules/simulators/anthropic";
import { secondLookContract } from "@jules/testkit/contracts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createLook } from "../../test/second-look.ts";
import { createAnthropicClassifier } from "./index.ts";

let provider: AnthropicSimulator;
beforeAll(async () => {
  provider = await startAnthropicSimulator({ apiKey: "key" });
});
beforeEach(() => provider.clearScript());
afterAll(() => provider.close());

const SECRET = "i gave my dog away";
const TEXTS = ["hey", SECRET];

const classifier = (settings: { baseUrl?: string; model?: string; apiKey?: () => Promise<string> } = {}) =>
  createAnthropicClassifier({
    baseUrl: provider.url,
    model: "claude-haiku-5-5",
    apiKey: async () => "key",
    ...settings,
  });

describe("Claude as a second look", () => {
  secondLookContract(async () => ({
    secondLook: createLook([{ name: "classifier", adviser: classifier(), clears: true }]).secondLook,
    meet(event) {
      switch (event) {
        case "nonsense":
          return provider.script({ kind: "text", text: "I cannot judge that." });
        case "unknown-values":
          return provider.script({ kind: "text", text: '{"tier":"severe","categories":["drugs"]}' });
        case "rejected":
          return provider.script({ kind: "status", status: 400 });
        case "unauthorized":
          return provider.script({ kind: "status", status: 401 });
        case "overloaded":
          return provider.script({ kind: "status", status: 529 });
        case "hang":
          return provider.script({ kind: "hang" });
        default:
          return event satisfies never;
      }
    },
  }));
});

describe("Claude as an adviser", () => {
  test("is asked for JSON in our form, briefly, without a thought, with the texts as data", async () => {
    await classifier().advise(TEXTS, 3_000);
    const { system, message, schema } = secondLookPrompt(TEXTS);
    expect(provider.requests.at(-1)?.body).toEqual({
      model: "claude-haiku-5-5",
      max_tokens: 200,
      thinking: { type: "disabled" },
      system,
      messages: [{ role: "user", content: message }],
      output_config: { format: { type: "json_schema", schema: JSON.parse(JSON.stringify(schema)) } },
    });
  });

  test("is understood behind a thought", async () => {
    provider.script({ kind: "thinking" });
    provider.script({ kind: "text", text: '{"tier":"high","categories":["abuse"]}' });
    expect(await classifier().advise(TEXTS, 3_000)).toEqual({ tier: "high", categories: ["abuse"] });
  });

  test.each<[AnthropicFault, string, string | undefined]>([
    [{ kind: "refusal", category: "general_harms" }, "second-look.refused", undefined],
    [{ kind: "max-tokens" }, "second-look.cut-off", "max_tokens"],
    [{ kind: "empty" }, "second-look.unreadable", undefined],
    [{ kind: "text", text: `You wrote: ${SECRET}` }, "second-look.unreadable", undefined],
    [{ kind: "text", text: '{"tier":"severe","categories":[]}' }, "second-look.unreadable", undefined],
    [{ kind: "text", text: '{"tier":"high","categories":["drugs"]}' }, "second-look.unreadable", undefined],
    [{ kind: "status", status: 400 }, "second-look.rejected", "http-400"],
    [{ kind: "status", status: 413 }, "second-look.rejected", "http-413"],
    [{ kind: "status", status: 401 }, "second-look.unavailable", "http-401"],
    [{ kind: "status", status: 402 }, "second-look.unavailable", "http-402"],
    [{ kind: "status", status: 404 }, "second-look.unavailable", "http-404"],
    [{ kind: "status", status: 429, retryAfterSeconds: 60 }, "second-look.unavailable", "http-429"],
    [{ kind: "status", status: 500 }, "second-look.unavailable", "http-500"],
    [{ kind: "status", status: 529 }, "second-look.unavailable", "http-529"],
    [{ kind: "hang" }, "second-look.unavailable", "timed-out"],
  ])("has none of %o after one request, and says why in a code", async (fault, code, detail) => {
    const before = provider.requests.length;
    provider.script(fault);
    const advice = await classifier().advise(TEXTS, fault.kind === "hang" ? 150 : 3_000);
    expect(advice).toBeInstanceOf(Failure);
    expect(advice).toMatchObject({ code, detail });
    expect(provider.requests.length - before).toBe(1);
  });

  test("that refuses an account without credit is out, though it says 400", async () => {
    const { baseUrl, close } = await refusing({ status: 400, message: "Your credit balance is too low" });
    expect(await classifier({ baseUrl }).advise(TEXTS, 3_000)).toMatchObject({ code: "second-look.unavailable" });
    await close();
  });

  test("that cannot be reached is unavailable", async () => {
    const advice = await classifier({ baseUrl: "http://127.0.0.1:9" }).advise(TEXTS, 3_000);
    expect(advice).toMatchObject({ code: "second-look.unavailable", detail: "no-answer" });
  });

  test("cannot be asked without a key, which is none of its faults", async () => {
    const apiKey = async () => Promise.reject(new Failure("secrets.unavailable", "no key"));
    const advice = await classifier({ apiKey }).advise(TEXTS, 3_000);
    expect(advice).toMatchObject({ code: "second-look.failed", detail: "secrets.unavailable" });
  });

  test.each<AnthropicFault>([{ kind: "status", status: 500 }, { kind: "text", text: SECRET }, { kind: "max-tokens" }])(
    "says nothing of the text in its failure (%o)",
    async (fault) => {
      provider.script(fault);
      const advice = await classifier().advise(TEXTS, 3_000);
      expect(advice).toBeInstanceOf(Failure);
      expect(everythingIn(advice as Failure)).not.toContain("dog");
    },
  );

  test("uses a rotated key from then on", async () => {
    let key = "wrong";
    const rotating = classifier({ apiKey: async () => key });
    expect(await rotating.advise(TEXTS, 3_000)).toMatchObject({ detail: "http-401" });
    key = "key";
    expect(await rotating.advise(TEXTS, 3_000)).toMatchObject({ tier: "concern" });
  });
});

/** A server that answers every request with one error of the API. */
async function refusing({ status, message }: { status: number; message: string }) {
  const server = createServer((_request, response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ type: "error", error: { type: "invalid_request_error", message } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function everythingIn(failure: Failure): string {
  return [failure.message, failure.stack, failure.code, failure.detail, JSON.stringify(failure), failure.cause].join();
}
