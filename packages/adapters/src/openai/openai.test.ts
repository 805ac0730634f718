import { Failure } from "@jules/core/kernel";
import { startAnthropicSimulator } from "@jules/simulators/anthropic";
import { type OpenAiFault, type OpenAiSimulator, startOpenAiSimulator } from "@jules/simulators/openai";
import { secondLookContract } from "@jules/testkit/contracts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createLook } from "../../test/second-look.ts";
import { createAnthropicClassifier } from "../anthropic/index.ts";
import { FLAGGED_FROM } from "./flags.ts";
import { createOpenAiJudge, createOpenAiModeration } from "./index.ts";
import { opinionFrom, READINGS, type ReadCategory } from "./thresholds.ts";

let provider: OpenAiSimulator;
let anthropic: Awaited<ReturnType<typeof startAnthropicSimulator>>;
beforeAll(async () => {
  [provider, anthropic] = await Promise.all([
    startOpenAiSimulator({ apiKey: "key" }),
    startAnthropicSimulator({ apiKey: "key" }),
  ]);
});
beforeEach(() => {
  provider.clearScript();
  anthropic.clearScript();
});
afterAll(() => Promise.all([provider.close(), anthropic.close()]));

const SECRET = "i gave my dog away";
const TEXTS = ["hey", SECRET];

const moderation = (settings: { baseUrl?: string; apiKey?: () => Promise<string> } = {}) =>
  createOpenAiModeration({ baseUrl: provider.apiUrl, apiKey: async () => "key", ...settings });

const bothOf = () =>
  createLook([
    {
      name: "classifier",
      clears: true,
      adviser: createAnthropicClassifier({
        ...{ baseUrl: anthropic.url, model: "claude-haiku-5-5", apiKey: async () => "key" },
      }),
    },
    { name: "moderation", clears: false, adviser: moderation() },
  ]);

describe("Claude and OpenAI's moderation as a second look", () => {
  secondLookContract(async () => ({
    secondLook: bothOf().secondLook,
    meet(event) {
      switch (event) {
        case "nonsense":
          anthropic.script({ kind: "text", text: "I cannot judge that." });
          return provider.script({ kind: "body", body: "<html>" });
        case "unknown-values":
          anthropic.script({ kind: "text", text: '{"tier":"severe","categories":[]}' });
          return provider.script({ kind: "body", body: '{"results":[{"category_scores":{"violence":"much"}}]}' });
        case "rejected":
          anthropic.script({ kind: "status", status: 400 });
          return provider.script({ kind: "status", status: 400 });
        case "unauthorized":
          anthropic.script({ kind: "status", status: 401 });
          return provider.script({ kind: "status", status: 401, code: "invalid_api_key" });
        case "overloaded":
          anthropic.script({ kind: "status", status: 529 });
          return provider.script({ kind: "status", status: 503 });
        case "hang":
          anthropic.script({ kind: "hang" });
          return provider.script({ kind: "hang" });
        default:
          return event satisfies never;
      }
    },
  }));

  test.each([
    ["Claude", () => anthropic.script({ kind: "status", status: 529 })],
    ["OpenAI", () => provider.script({ kind: "status", status: 503 })],
  ])("goes by the other when %s is out, and says who failed", async (_who, goOut) => {
    goOut();
    const { secondLook, failures } = bothOf();
    expect(await secondLook.look(["i want to die"], 3_000)).toMatchObject({ tier: "high" });
    expect(failures).toHaveLength(1);
  });

  test("adds what only one of them saw", async () => {
    anthropic.script({ kind: "text", text: '{"tier":"concern","categories":["abuse"]}' });
    provider.script({ kind: "scores", scores: { "self-harm/intent": 0.9 } });
    const { tier, categories } = (await bothOf().secondLook.look(TEXTS, 3_000)) ?? {};
    expect([tier, categories?.toSorted()]).toEqual(["high", ["abuse", "suicide"]]);
  });
});

describe("OpenAI's moderation as an adviser", () => {
  test("is sent the text that is judged, and no other", async () => {
    await moderation().advise(TEXTS, 3_000);
    expect(provider.requests.at(-1)).toEqual({ model: "omni-moderation-2024-09-26", input: SECRET });
  });

  test.each<[OpenAiFault, string, string | undefined]>([
    [{ kind: "body", body: "<html>" }, "second-look.unreadable", undefined],
    [{ kind: "body", body: "" }, "second-look.unreadable", undefined],
    [{ kind: "body", body: '{"results":[]}' }, "second-look.unreadable", undefined],
    [{ kind: "body", body: '{"results":[{"flagged":true}]}' }, "second-look.unreadable", undefined],
    [{ kind: "scores", scores: { violence: 1.5 } }, "second-look.unreadable", undefined],
    [{ kind: "status", status: 400 }, "second-look.rejected", "http-400"],
    [{ kind: "status", status: 401, code: "invalid_api_key" }, "second-look.unavailable", "http-401"],
    [{ kind: "status", status: 404 }, "second-look.unavailable", "http-404"],
    [{ kind: "status", status: 429, retryAfterSeconds: 60 }, "second-look.unavailable", "http-429"],
    [{ kind: "status", status: 429, code: "insufficient_quota" }, "second-look.unavailable", "http-429"],
    [{ kind: "status", status: 500 }, "second-look.unavailable", "http-500"],
    [{ kind: "hang" }, "second-look.unavailable", "timed-out"],
    [{ kind: "delay", delayMs: 5_000 }, "second-look.unavailable", "timed-out"],
  ])("has no opinion with %o after one request, and says why in a code", async (fault, code, detail) => {
    const before = provider.requests.length;
    provider.script(fault);
    const isSlow = fault.kind === "hang" || fault.kind === "delay";
    const advice = await moderation().advise(TEXTS, isSlow ? 150 : 3_000);
    expect(advice).toBeInstanceOf(Failure);
    expect(advice).toMatchObject({ code, detail });
    expect(JSON.stringify([advice, (advice as Failure).message, (advice as Failure).cause])).not.toContain("dog");
    expect(provider.requests.length - before).toBe(1);
  });

  test("that cannot be reached is unavailable", async () => {
    const advice = await moderation({ baseUrl: "http://127.0.0.1:9/v1" }).advise(TEXTS, 3_000);
    expect(advice).toMatchObject({ code: "second-look.unavailable", detail: "no-answer" });
  });

  test("cannot be asked without a key, which is none of its faults", async () => {
    const apiKey = async () => Promise.reject(new Failure("secrets.unavailable", "no key"));
    expect(await moderation({ apiKey }).advise(TEXTS, 3_000)).toMatchObject({
      ...{ code: "second-look.failed", detail: "secrets.unavailable" },
    });
  });

  test("uses a rotated key from then on", async () => {
    let key = "wrong";
    const rotating = moderation({ apiKey: async () => key });
    expect(await rotating.advise(TEXTS, 3_000)).toMatchObject({ detail: "http-401" });
    key = "key";
    expect(await rotating.advise(TEXTS, 3_000)).toMatchObject({ tier: "none" });
  });
});

describe("OpenAI's moderation as a judge", () => {
  const judge = (settings: { baseUrl?: string; apiKey?: () => Promise<string> } = {}) =>
    createOpenAiJudge({ baseUrl: provider.apiUrl, apiKey: async () => "key", ...settings });

  test.each(
    (["member", "jules"] as const).flatMap((side) =>
      Object.entries(FLAGGED_FROM[side]).map(([category, from]) => [side, category, from] as const),
    ),
  )("flags words of the %s for %s from its threshold on", async (side, category, from) => {
    provider.script({ kind: "scores", scores: { [category]: from } });
    provider.script({ kind: "scores", scores: { [category]: from - 0.001 } });
    expect(await judge().judge("words", side, 3_000)).toEqual({ kind: "flagged", categories: [category] });
    expect(await judge().judge("words", side, 3_000)).toEqual({ kind: "clear" });
  });

  test("flags nothing that a member says of self-harm, of what was done to them, or of anger", async () => {
    for (const category of [
      "self-harm",
      "self-harm/intent",
      "self-harm/instructions",
      "violence",
      "harassment",
      "hate",
    ]) {
      provider.script({ kind: "scores", scores: { [category]: 1 } });
      expect(await judge().judge("words", "member", 3_000)).toEqual({ kind: "clear" });
    }
  });

  test.each<[OpenAiFault, string, string | undefined]>([
    [{ kind: "body", body: "<html>" }, "moderation.unreadable", undefined],
    [{ kind: "status", status: 400 }, "moderation.rejected", "http-400"],
    [{ kind: "status", status: 401, code: "invalid_api_key" }, "moderation.unavailable", "http-401"],
    [{ kind: "status", status: 429, retryAfterSeconds: 60 }, "moderation.unavailable", "http-429"],
    [{ kind: "status", status: 500 }, "moderation.unavailable", "http-500"],
    [{ kind: "hang" }, "moderation.unavailable", "timed-out"],
  ])("knows nothing with %o, and says why without a word of the text", async (fault, code, detail) => {
    provider.script(fault);
    const judged = await judge().judge(SECRET, "jules", fault.kind === "hang" ? 150 : 3_000);
    expect(judged).toBeInstanceOf(Failure);
    expect(judged).toMatchObject({ code, detail });
    expect(JSON.stringify([judged, (judged as Failure).message, (judged as Failure).cause])).not.toContain("dog");
  });

  test("is sent the text and no other, with a dated model", async () => {
    await judge().judge(SECRET, "member", 3_000);
    expect(provider.requests.at(-1)).toEqual({ model: "omni-moderation-2024-09-26", input: SECRET });
  });
});

describe("scores", () => {
  const names = Object.keys(READINGS) as ReadCategory[];
  const scores = (given: Partial<Record<ReadCategory, number>>) =>
    opinionFrom({ ...(Object.fromEntries(names.map((name) => [name, 0])) as Record<ReadCategory, number>), ...given });

  test.each(names)("of %s count from their thresholds on", (name) => {
    const { category, concernFrom, ...more } = READINGS[name];
    expect(scores({ [name]: concernFrom - 0.001 })).toEqual({ tier: "none", categories: [] });
    expect(scores({ [name]: concernFrom })).toEqual({ tier: "concern", categories: [category] });
    expect(scores({ [name]: 1 })).toEqual({ tier: "highFrom" in more ? "high" : "concern", categories: [category] });
    if ("highFrom" in more) expect(scores({ [name]: more.highFrom - 0.001 }).tier).toBe("concern");
  });

  test("of several categories make the gravest tier, and name each danger once", () => {
    const opinion = scores({ "self-harm/intent": 0.9, "self-harm": 0.9, violence: 0.9, "harassment/threatening": 0.9 });
    expect(opinion).toEqual({ tier: "high", categories: ["suicide", "self-harm", "violence"] });
  });

  test("are never word of something that happens now", () => {
    const all = Object.fromEntries(names.map((name) => [name, 1])) as Record<ReadCategory, number>;
    expect(scores(all).tier).toBe("high");
  });
});
