import { describe, expect, test } from "vitest";
import { manualClock } from "../../../testkit/src/clock/index.ts";
import { createMemorySharedState } from "../../../testkit/src/memory/shared-state.ts";
import { Failure, millisecondsOf } from "../kernel/index.ts";
import type { Attempt, ReplyOutcome } from "../persona/index.ts";
import { createReplyChain, type ModelName } from "./index.ts";

const NAMES = ["anthropic/claude-haiku-5-5", "openai/gpt-6-luna", "openai/gpt-5.4-mini"] as const;
const EXPECTED = { answered: "answered", refusal: "refusal", empty: "empty", rejected: "rejected" } as const;

/** What a model does: a status, an outcome, `hang` until its time is over; and after how long. */
type Behaviour =
  | number
  | keyof typeof EXPECTED
  | "hang"
  | "broken"
  | { readonly after: number; readonly does: Behaviour };

interface Settings {
  readonly models?: readonly ModelName[];
  readonly off?: readonly ModelName[];
  readonly random?: number;
}

/** A chain whose models do what they are told, in a time that passes only as they say. */
function setUp({ models = NAMES, off = [], random = 0.5 }: Settings = {}) {
  const clock = manualClock();
  const now = () => millisecondsOf(clock.now());
  const began = now();
  const behaviours = new Map<ModelName, Behaviour[]>();
  const asked: { readonly name: ModelName; readonly at: number; readonly attempt: Attempt }[] = [];
  const failed: [ModelName, string | undefined][] = [];
  const keys = new Set(models.filter((name) => !off.includes(name)));

  async function act(behaviour: Behaviour, timeoutMs: number): Promise<ReplyOutcome> {
    if (typeof behaviour === "object") {
      clock.advance(Math.min(behaviour.after, timeoutMs));
      return act(behaviour.after < timeoutMs ? behaviour.does : "hang", Math.max(0, timeoutMs - behaviour.after));
    }
    if (typeof behaviour === "number") throw out(behaviour === 429 ? "http-429.retry-after-60" : `http-${behaviour}`);
    switch (behaviour) {
      case "hang":
        clock.advance(timeoutMs);
        throw out("no-answer");
      case "broken":
        throw new TypeError("a mistake of ours");
      case "answered":
        return { kind: "answered", body: "I'm here.", inputTokens: 900, outputTokens: 20 };
      default:
        return { kind: "declined", reason: behaviour };
    }
  }

  const chain = createReplyChain({
    ...{ clock, random: () => random, state: createMemorySharedState({ now }) },
    pause: async (milliseconds) => clock.advance(milliseconds),
    failed: (name, error) => void failed.push([name, error instanceof Failure ? error.detail : String(error)]),
    models: models.map((name) => ({
      name,
      isOn: async () => keys.has(name),
      model: {
        reply(_prompt, attempt) {
          asked.push({ name, at: now() - began, attempt });
          return act(behaviours.get(name)?.shift() ?? "answered", attempt.timeoutMs);
        },
      },
    })),
  });
  /** What becomes of a question: who answered, what was declined, or why there is no answer. */
  async function ask(attempt: Partial<Attempt> = {}): Promise<string> {
    try {
      const outcome = await chain.reply({ system: "", messages: [] }, { timeoutMs: 14_000, again: false, ...attempt });
      return outcome.kind === "answered" ? `answered by ${outcome.place}` : outcome.reason;
    } catch (error) {
      return error instanceof Failure ? `${error.code}: ${error.detail}` : String(error);
    }
  }
  return {
    ...{ clock, ask, asked, failed, keys },
    will: (name: ModelName, ...next: Behaviour[]) => void behaviours.set(name, next),
    /** Who was asked, when, and with how much time; in seconds. */
    story: () =>
      asked.map(({ name, at, attempt }) => [NAMES.indexOf(name as (typeof NAMES)[number]) + 1, at, attempt.timeoutMs]),
    elapsed: () => now() - began,
  };
}

const out = (detail: string) => new Failure("model.unavailable", "scripted", { detail });
const [FIRST, SECOND, THIRD] = NAMES;

describe("who is asked", () => {
  test("is the first, for eight seconds, as long as it answers", async () => {
    const { ask, story } = setUp();
    expect(await ask()).toBe("answered by 1");
    expect(story()).toEqual([[1, 0, 8_000]]);
  });

  test.each([429, 500, 503, 529, 401, 402, 403, 404, 408, 409])(
    "is the second at once after status %i",
    async (status) => {
      const { ask, story, will, elapsed } = setUp();
      will(FIRST, status);
      expect(await ask()).toBe("answered by 2");
      expect(story()).toEqual([
        [1, 0, 8_000],
        [2, 0, 6_000],
      ]);
      expect(elapsed()).toBe(0);
    },
  );

  test("is the second after eight seconds of silence, and nobody after six more", async () => {
    const { ask, story, will, elapsed } = setUp();
    will(FIRST, "hang");
    will(SECOND, "hang");
    expect(await ask()).toBe("model.unavailable: no-answer");
    expect(story()).toEqual([
      [1, 0, 8_000],
      [2, 8_000, 6_000],
    ]);
    expect(elapsed()).toBe(14_000);
  });

  test("is the third in what the others left", async () => {
    const { ask, story, will } = setUp();
    will(FIRST, "hang");
    will(SECOND, { after: 1_500, does: 503 });
    expect(await ask()).toBe("answered by 3");
    expect(story().at(-1)).toEqual([3, 9_500, 4_500]);
  });

  test("is nobody whom too little would be left", async () => {
    const { ask, story, will } = setUp();
    will(FIRST, "hang");
    will(SECOND, { after: 4_001, does: 503 });
    expect(await ask()).toBe("model.unavailable: http-503");
    expect(story()).toHaveLength(2);
  });

  test("has no more than the question itself", async () => {
    const { ask, story, will } = setUp();
    will(FIRST, 529);
    expect(await ask({ timeoutMs: 5_000 })).toBe("answered by 2");
    expect(story()).toEqual([
      [1, 0, 5_000],
      [2, 0, 5_000],
    ]);
  });

  test("is told whether the same was asked before", async () => {
    const { ask, asked } = setUp();
    await ask({ again: true });
    expect(asked[0]?.attempt.again).toBe(true);
  });

  test("is no model that has no key, until it has one", async () => {
    const { ask, keys, will, story } = setUp({ off: [SECOND, THIRD] });
    will(FIRST, "hang", 529);
    keys.add(THIRD);
    expect(await ask()).toBe("answered by 3");
    expect(story().at(-1)).toEqual([3, 8_000, 6_000]);
    keys.add(SECOND);
    expect(await ask()).toBe("answered by 2");
  });

  test("is nobody where there is no key at all", async () => {
    const { ask, asked } = setUp({ off: NAMES });
    expect(await ask()).toBe("model.unavailable: no-key");
    expect(asked).toEqual([]);
  });
});

describe("an answer without words", () => {
  test("of a model that refuses is final: nobody else is asked to say it", async () => {
    const { ask, asked, will } = setUp();
    will(FIRST, "refusal");
    expect(await ask()).toBe("refusal");
    expect(asked).toHaveLength(1);
  });

  test("is final from the fallback as well", async () => {
    const { ask, asked, will } = setUp();
    will(FIRST, 529);
    will(SECOND, "refusal");
    expect(await ask()).toBe("refusal");
    expect(asked).toHaveLength(2);
  });

  test.each(["empty", "rejected"] as const)("that is %s goes on to the next, once", async (reason) => {
    const one = setUp();
    one.will(FIRST, reason);
    expect(await one.ask()).toBe("answered by 2");
    const both = setUp();
    both.will(FIRST, reason);
    both.will(SECOND, reason);
    expect(await both.ask()).toBe(reason);
    expect(both.asked).toHaveLength(2);
  });

  test("stays the answer when the others are out: asking later would not change it", async () => {
    const { ask, asked, will } = setUp();
    will(FIRST, "empty");
    will(SECOND, 503);
    will(THIRD, 503);
    expect(await ask()).toBe("empty");
    expect(asked).toHaveLength(3);
  });
});

describe("the first is asked once more", () => {
  test("when it is the only one and was overloaded, after up to a second", async () => {
    const { ask, story, will, asked } = setUp({ models: [FIRST], random: 0.8 });
    will(FIRST, 529);
    expect(await ask()).toBe("answered by 1");
    expect(story()).toEqual([
      [1, 0, 8_000],
      [1, 800, 8_000],
    ]);
    expect(asked[1]?.attempt.again).toBe(true);
  });

  test("when all others failed as well", async () => {
    const { ask, story, will } = setUp();
    will(FIRST, 529);
    will(SECOND, 401);
    will(THIRD, 404);
    expect(await ask()).toBe("answered by 1");
    expect(story().map(([place]) => place)).toEqual([1, 2, 3, 1]);
  });

  test("in what is left after its silence, when it is the only one", async () => {
    const { ask, story, will, elapsed } = setUp({ models: [FIRST] });
    will(FIRST, "hang", "hang");
    expect(await ask()).toBe("model.unavailable: no-answer");
    expect(story().at(-1)).toEqual([1, 8_500, 5_500]);
    expect(elapsed()).toBe(14_000);
  });

  test("when it wants to be left alone for a minute, after two seconds all the same", async () => {
    const { ask, story, will } = setUp({ models: [FIRST] });
    will(FIRST, 429);
    expect(await ask()).toBe("answered by 1");
    expect(story().at(-1)).toEqual([1, 2_000, 8_000]);
  });

  test("and no third time", async () => {
    const { ask, asked, will } = setUp({ models: [FIRST] });
    will(FIRST, 529, 500, 529);
    expect(await ask()).toBe("model.unavailable: http-500");
    expect(asked).toHaveLength(2);
  });

  test.each([401, 402, 403, 404, 418])("but not after status %i, which it would answer again", async (status) => {
    const { ask, asked, will } = setUp({ models: [FIRST] });
    will(FIRST, status);
    expect(await ask()).toBe(`model.unavailable: http-${status}`);
    expect(asked).toHaveLength(1);
  });

  test("but not when too little time is left for it", async () => {
    const { ask, asked, will } = setUp({ models: [FIRST] });
    will(FIRST, 529);
    expect(await ask({ timeoutMs: 2_400 })).toBe("model.unavailable: http-529");
    expect(asked).toHaveLength(1);
  });
});

describe("an outage", () => {
  test("of the first costs five calls, and then nobody waits for it", async () => {
    const { ask, asked, will, elapsed } = setUp();
    will(FIRST, ...Array.from({ length: 20 }, () => 529));
    for (let time = 0; time < 20; time++) expect(await ask()).toBe("answered by 2");
    expect(asked.filter(({ name }) => name === FIRST)).toHaveLength(5);
    expect(elapsed()).toBe(0);
  });

  test("of one model of a provider spares no other model of it", async () => {
    const { ask, asked, will } = setUp();
    will(FIRST, ...Array.from({ length: 20 }, () => 529));
    will(SECOND, ...Array.from({ length: 20 }, () => 404));
    for (let time = 0; time < 20; time++) expect(await ask()).toBe("answered by 3");
    expect(asked.filter(({ name }) => name === THIRD)).toHaveLength(20);
  });

  test("of all is told by what failed last, at once, and is over with it", async () => {
    const { ask, asked, clock, will } = setUp();
    for (const name of NAMES) will(name, ...Array.from({ length: 20 }, () => 503));
    for (let time = 0; time < 10; time++) expect(await ask()).toMatch(/^model\.unavailable: (http-503|breaker-open)$/);
    expect(asked.length).toBeLessThanOrEqual(15);
    for (const name of NAMES) will(name);
    clock.advance(6_000);
    expect(await ask()).toBe("answered by 1");
  });

  test("is reported for whoever was asked, and not for who was spared", async () => {
    const { ask, failed, will } = setUp();
    will(FIRST, ...Array.from({ length: 20 }, () => 529));
    for (let time = 0; time < 8; time++) await ask();
    expect(failed).toEqual(Array.from({ length: 5 }, () => [FIRST, "http-529"]));
  });
});

describe("a mistake of ours", () => {
  test("in the fallback costs nobody more than the fallback", async () => {
    const { ask, will, failed } = setUp({ models: [FIRST, SECOND] });
    will(FIRST, 401);
    will(SECOND, "broken");
    expect(await ask()).toBe("model.unavailable: http-401");
    expect(failed.map(([name]) => name)).toEqual([FIRST, SECOND]);
  });

  test("everywhere is told as what it is", async () => {
    const { ask, will } = setUp();
    for (const name of NAMES) will(name, "broken");
    expect(await ask()).toBe("TypeError: a mistake of ours");
  });
});
