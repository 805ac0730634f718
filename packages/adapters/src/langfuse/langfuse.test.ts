import type { AskedModel } from "@jules/core/conversation";
import { instant, memberId } from "@jules/core/kernel";
import { prompt } from "@jules/core/persona";
import { type LangfuseSimulator, startLangfuseSimulator } from "@jules/simulators/langfuse";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLangfuse } from "./index.ts";

let simulator: LangfuseSimulator;
beforeEach(async () => {
  simulator = await startLangfuseSimulator({ publicKey: "pk", secretKey: "sk" });
});
afterEach(() => simulator.close());

const MEMBER = memberId("m_0123456789abcdef0123456789abcdef");

const QUESTION: AskedModel = {
  member: MEMBER,
  prompt: prompt([{ speaker: "member", body: "my dog Rex is ill" }], "chat", "<notes>Her sister is Ana</notes>"),
  outcome: {
    ...{ kind: "answered", body: "Poor Rex.", inputTokens: 900, cachedTokens: 700, outputTokens: 8 },
    ...{ model: "anthropic/claude-haiku-5-5", costMicroUsd: 31 },
  },
  startedAt: instant(1_000),
  endedAt: instant(3_500),
};

function setUp({ keys = "pk:sk", showsContent = false, baseUrl = simulator.url } = {}) {
  const failures: unknown[] = [];
  const langfuse = createLangfuse({
    ...{ baseUrl, stage: "test", showsContent, timeoutMs: 300 },
    keys: async () => keys,
    failed: (error) => failures.push(error),
  });
  return { langfuse, failures };
}

describe("a question to the model", () => {
  test("becomes a generation with its tokens, its cost and its time", async () => {
    const { langfuse, failures } = setUp();
    langfuse.asked(QUESTION);
    await langfuse.flush();
    const [span] = simulator.spans;
    expect(span).toMatchObject({ name: "reply", startedAtMs: 1_000, endedAtMs: 3_500 });
    expect(span?.attributes).toMatchObject({
      "langfuse.observation.type": "generation",
      "langfuse.observation.model.name": "anthropic/claude-haiku-5-5",
      "langfuse.environment": "test",
    });
    const json = (name: string) => JSON.parse(String(span?.attributes[name]));
    expect(json("langfuse.observation.usage_details")).toMatchObject({
      ...{ input: 200, input_cached_tokens: 700, output: 8 },
    });
    expect(json("langfuse.observation.cost_details")).toEqual({ total: 0.000031 });
    expect(failures).toEqual([]);
  });

  test("shows nothing of what was said, of whom it was, or of what is known of them", async () => {
    const { langfuse } = setUp();
    langfuse.asked(QUESTION);
    await langfuse.flush();
    const everything = JSON.stringify(simulator.spans);
    expect(everything).toContain("[17 characters]");
    for (const secret of ["Rex", "dog", "Ana", MEMBER, "You are Jules"]) expect(everything).not.toContain(secret);
  });

  test("shows what was said where the stage has it so", async () => {
    const { langfuse } = setUp({ showsContent: true });
    langfuse.asked(QUESTION);
    await langfuse.flush();
    expect(JSON.stringify(simulator.spans)).toMatch(/my dog Rex is ill.*Poor Rex|Poor Rex.*my dog Rex is ill/);
  });

  test("of two members is of two users, and in a crisis of none", async () => {
    const { langfuse } = setUp();
    langfuse.asked(QUESTION);
    langfuse.asked({ ...QUESTION, member: memberId("m_ffffffffffffffffffffffffffffffff") });
    langfuse.asked({ ...QUESTION, member: undefined });
    await langfuse.flush();
    const users = simulator.spans.map(({ attributes }) => attributes["user.id"]);
    expect(new Set(users).size).toBe(3);
    expect(users[2]).toBeUndefined();
  });

  test.each<[AskedModel["outcome"], string, string]>([
    [{ kind: "declined", reason: "refusal" }, "WARNING", "declined refusal"],
    [{ kind: "failed", failure: "model.unavailable http-529" }, "ERROR", "model.unavailable http-529"],
  ])("without an answer says why: %o", async (outcome, level, message) => {
    const { langfuse } = setUp();
    langfuse.asked({ ...QUESTION, outcome });
    await langfuse.flush();
    expect(simulator.spans[0]?.attributes).toMatchObject({
      "langfuse.observation.level": level,
      "langfuse.observation.status_message": message,
    });
  });
});

describe("handing over", () => {
  test("happens once for each question", async () => {
    const { langfuse } = setUp();
    langfuse.asked(QUESTION);
    await langfuse.flush();
    await langfuse.flush();
    expect(simulator.spans).toHaveLength(1);
  });

  test("does not happen where there are no keys", async () => {
    const { langfuse, failures } = setUp({ keys: "" });
    langfuse.asked(QUESTION);
    await langfuse.flush();
    expect([simulator.spans, failures]).toEqual([[], []]);
  });

  test.each([
    ["refuses the keys", () => setUp({ keys: "pk:other" })],
    ["cannot be reached", () => setUp({ baseUrl: "http://127.0.0.1:9" })],
    [
      "hangs",
      () => {
        simulator.script({ kind: "hang" });
        return setUp();
      },
    ],
  ])("that Langfuse %s is told in a failure without a word, and drops the question", async (_, given) => {
    const { langfuse, failures } = given();
    langfuse.asked(QUESTION);
    await langfuse.flush();
    await langfuse.flush();
    expect(failures).toEqual([expect.objectContaining({ code: "langfuse.refused" })]);
    expect(simulator.spans).toEqual([]);
  });
});
