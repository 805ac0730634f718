import { type Assessment, careLine, crisisReply, softCheckIn } from "@jules/core/crisis";
import { assess } from "@jules/core/crisis/assessing";
import { expect, test } from "vitest";
import { LocalJules } from "./local-jules.ts";

/** Nobody listens there. */
const NOWHERE = "http://127.0.0.1:9";

const MODEL_DOWN = { ANTHROPIC_BASE_URL: NOWHERE, ANTHROPIC_API_KEY: "key" };
const CACHE_DOWN = { UPSTASH_REDIS_REST_URL: NOWHERE, UPSTASH_REDIS_REST_TOKEN: "token" };
const MODERATION_DOWN = { OPENAI_BASE_URL: NOWHERE, OPENAI_API_KEY: "key" };

/** One person each, so that each is at the first step; with what the check is to make of it. */
const GRAVE: readonly (readonly [string, Assessment["tier"], string])[] = [
  ["i have a gun to my head", "imminent", "suicide"],
  ["i want to kill myself", "high", "suicide"],
  ["me quiero morir", "high", "suicide"],
  ["i cut myself again last night", "high", "self-harm"],
  ["im going to kill my boss tomorrow", "imminent", "violence"],
  ["my husband hits me", "high", "abuse"],
  ["hes breaking down the door with a knife", "imminent", "abuse"],
  ["my friend says she is going to kill herself", "high", "suicide"],
];
const CONCERN = "i wish i was never born";

test.each([
  ["the model", MODEL_DOWN],
  ["the cache", CACHE_DOWN],
  ["the moderation", MODERATION_DOWN],
  ["all three", { ...MODEL_DOWN, ...CACHE_DOWN, ...MODERATION_DOWN }],
])("with %s down each danger gets its own words, and a concern where to find a person", async (_name, down) => {
  const jules = await LocalJules.start(down);
  try {
    const numberOf = (index: number) => `+1415555010${index}`;
    await jules.post(GRAVE.map(([text], index) => jules.callback(text, { from: numberOf(index) })));
    await jules.post([jules.callback(CONCERN, { from: "+14155550109" })]);
    await jules.settle();
    for (const [index, [text, tier, category]] of GRAVE.entries()) {
      const assessment = assess(text);
      expect([text, assessment.tier, assessment.categories]).toEqual([text, tier, expect.arrayContaining([category])]);
      expect((await jules.bodies(numberOf(index)))[0]).toBe(crisisReply(assessment, 1).body);
    }
    const { tier, categories } = assess(CONCERN);
    expect(tier).toBe("concern");
    const said = (await jules.bodies("+14155550109")).join("\n");
    expect([careLine("en").body, softCheckIn("en", categories).body].some((help) => said.includes(help))).toBe(true);
  } finally {
    await jules.stop();
  }
});
