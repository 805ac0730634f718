import { describe, expect, test } from "vitest";
import { manualClock } from "../../../testkit/src/clock/index.ts";
import { createMemorySharedState, type MemorySharedState } from "../../../testkit/src/memory/shared-state.ts";
import { Failure, instant, millisecondsOf } from "../kernel/index.ts";
import type { ReplyModel, ReplyOutcome } from "../persona/index.ts";
import { createGuardedReplyModel } from "./guarded-reply-model.ts";
import type { SharedState } from "./index.ts";

const ANSWER: ReplyOutcome = { kind: "answered", body: "I'm here.", inputTokens: 900, outputTokens: 20 };
const OUT = new Failure("model.unavailable", "the provider is out", { detail: "http-529" });

/** Sandboxes with one provider, which answers until something else is said, and one shared state. */
function setUp(
  settings: { readonly sandboxes?: number; readonly lie?: Partial<SharedState>; readonly random?: number } = {},
) {
  const clock = manualClock();
  const now = () => millisecondsOf(clock.now());
  const state = createMemorySharedState({ now, pause: async (milliseconds) => clock.advance(milliseconds) });
  const provider = { calls: 0, answers: async (): Promise<ReplyOutcome> => ANSWER };
  const model: ReplyModel = {
    reply() {
      provider.calls += 1;
      return provider.answers();
    },
  };
  const sandboxes = Array.from({ length: settings.sandboxes ?? 1 }, () =>
    createGuardedReplyModel({
      ...{ provider: "anthropic", model, clock, random: () => settings.random ?? 0.5 },
      state: { ...state, ...settings.lie },
    }),
  );
  /** What becomes of a question: `answered`, `declined`, or why there is no answer. */
  async function ask(fields: { readonly sandbox?: number; readonly again?: boolean } = {}): Promise<string> {
    const { sandbox = 0, again = false } = fields;
    try {
      const outcome = await sandboxes[sandbox]?.reply({ system: "", messages: [] }, { timeoutMs: 8_000, again });
      return outcome?.kind ?? "no such sandbox";
    } catch (error) {
      return error instanceof Failure ? (error.detail ?? error.code) : String(error);
    }
  }
  async function askTimes(times: number, fields: { readonly sandbox?: number; readonly again?: boolean } = {}) {
    const answers: string[] = [];
    for (let time = 0; time < times; time++) answers.push(await ask(fields));
    return answers;
  }
  return {
    ...{ clock, now, state, provider, ask, askTimes },
    all: (fields: { readonly again?: boolean } = {}) =>
      Promise.all(sandboxes.map((_, sandbox) => ask({ sandbox, ...fields }))),
    /** Every sandbox has made a call before, and it was long ago. */
    warmUp: async () => {
      await Promise.all(sandboxes.map((_, sandbox) => ask({ sandbox })));
      clock.advance(60_000);
    },
    goOut: () => {
      provider.answers = () => Promise.reject(OUT);
    },
    comeBack: () => {
      provider.answers = async () => ANSWER;
    },
  };
}

const times = (count: number, value: string) => Array.from({ length: count }, () => value);

describe("a provider that answers", () => {
  test("is asked every time, and its answer is handed on", async () => {
    const { askTimes, provider } = setUp();
    expect(await askTimes(50)).toEqual(times(50, "answered"));
    provider.answers = async () => ({ kind: "declined", reason: "refusal" });
    expect(await askTimes(50)).toEqual(times(50, "declined"));
    expect(provider.calls).toBe(100);
  });

  test("costs one read of the shared state in a second, and no write", async () => {
    const { askTimes, clock, state } = setUp();
    await askTimes(10);
    clock.advance(999);
    await askTimes(10);
    clock.advance(1);
    await askTimes(10);
    expect(state.requests).toEqual(["get anthropic:breaker", "get anthropic:breaker"]);
  });

  test("costs a cold sandbox nothing before its first answer", async () => {
    const { ask, state, now } = setUp();
    await state.set("anthropic:breaker", `open:${now() + 5_000}:5000`, 60_000);
    expect(await ask()).toBe("answered");
    expect(state.requests).toEqual(["set anthropic:breaker"]);
    expect(await ask()).toBe("breaker-open");
  });

  test("is looked up before a retry, also in a cold sandbox", async () => {
    const { ask, state, now } = setUp();
    await state.set("anthropic:breaker", `open:${now() + 5_000}:5000`, 60_000);
    expect(await ask({ again: true })).toBe("breaker-open");
  });
});

describe("a provider that is out", () => {
  test("costs a write for every failed call, and few more to tell the others", async () => {
    const { askTimes, state, goOut } = setUp();
    goOut();
    await askTimes(5);
    expect(state.requests.map((request) => request.replace("anthropic:", ""))).toEqual([
      ...["append calls", "claim breaker", "get breaker"],
      ...times(4, "append calls"),
      ...["get breaker", "set breaker"],
    ]);
  });

  test("is asked five times, and then no more; the caller is told why", async () => {
    const { askTimes, goOut, provider } = setUp();
    goOut();
    expect(await askTimes(7)).toEqual([...times(5, "http-529"), "breaker-open", "breaker-open"]);
    expect(provider.calls).toBe(5);
  });

  test("is asked once when five seconds are over, then after ten, twenty and thirty", async () => {
    const { askTimes, ask, clock, goOut, provider } = setUp();
    goOut();
    await askTimes(5);
    for (const openMs of [5_000, 10_000, 20_000, 30_000, 30_000]) {
      clock.advance(openMs - 1);
      expect(await ask()).toBe("breaker-open");
      clock.advance(1);
      expect(await askTimes(2)).toEqual(["http-529", "breaker-open"]);
    }
    expect(provider.calls).toBe(10);
  });

  test.each(["up", "down"] as const)(
    "is asked by one of ten at once when its time is over, with a shared state that is %s",
    async (condition) => {
      const { ask, askTimes, clock, provider, state, goOut } = setUp({ random: 0 });
      state.be(condition);
      goOut();
      await askTimes(5);
      // The shortest times that there are: shorter than a probe may take.
      for (const openMs of [4_000, 8_000, 16_000]) {
        clock.advance(openMs - 1);
        expect(await ask()).toBe("breaker-open");
        clock.advance(1);
        const outcomes = await Promise.all(times(10, "").map(() => ask()));
        expect(outcomes.toSorted()).toEqual([...times(9, "breaker-open"), "http-529"]);
      }
      provider.answers = () => new Promise(() => undefined);
      clock.advance(24_000);
      void ask();
      await expect.poll(() => provider.calls).toBe(9);
      clock.advance(9_999);
      expect(await ask()).toBe("breaker-open");
      goOut();
      clock.advance(1);
      expect(await ask()).toBe("http-529");
    },
  );

  test("is asked as before once a probe was answered, and what was before counts no more", async () => {
    const { askTimes, clock, goOut, comeBack } = setUp();
    goOut();
    await askTimes(5);
    clock.advance(5_000);
    comeBack();
    expect(await askTimes(3)).toEqual(times(3, "answered"));
    clock.advance(30_000);
    goOut();
    expect(await askTimes(6)).toEqual([...times(5, "http-529"), "breaker-open"]);
    clock.advance(5_000);
    expect(await askTimes(2)).toEqual(["http-529", "breaker-open"]);
  });

  test("is not judged for five seconds after a probe was answered: what fails is known sooner", async () => {
    const { ask, askTimes, clock, goOut, comeBack } = setUp();
    goOut();
    await askTimes(5);
    clock.advance(5_000);
    comeBack();
    await ask();
    goOut();
    clock.advance(4_999);
    expect(await askTimes(10)).toEqual(times(10, "http-529"));
    clock.advance(1);
    expect(await askTimes(2)).toEqual(["http-529", "breaker-open"]);
  });

  test("answers when it declines", async () => {
    const { askTimes, clock, goOut, provider } = setUp();
    goOut();
    await askTimes(5);
    clock.advance(5_000);
    provider.answers = async () => ({ kind: "declined", reason: "rejected" });
    expect(await askTimes(2)).toEqual(["declined", "declined"]);
  });

  test("is not accused of what is not its fault", async () => {
    const { askTimes, provider } = setUp();
    provider.answers = () => Promise.reject(new Failure("secrets.unavailable", "no key"));
    expect(await askTimes(30)).toEqual(times(30, "secrets.unavailable"));
    provider.answers = () => Promise.reject(new TypeError("a mistake of ours"));
    expect(await askTimes(30)).toEqual(times(30, "TypeError: a mistake of ours"));
  });

  test("and answers half of what it is asked is spared as well", async () => {
    const { askTimes, provider } = setUp();
    let asked = 0;
    provider.answers = async () => {
      asked += 1;
      if (asked % 2 === 0) throw OUT;
      return ANSWER;
    };
    expect(await askTimes(21)).toEqual([
      ...times(20, "").map((_, index) => (index % 2 ? "http-529" : "answered")),
      "breaker-open",
    ]);
  });

  test("is not shut out again by calls that began before its end", async () => {
    const { ask, askTimes, clock, goOut, comeBack, provider } = setUp();
    const lateFailures: (() => void)[] = [];
    provider.answers = () => new Promise((_, reject) => lateFailures.push(() => reject(OUT)));
    const late = Array.from({ length: 10 }, () => ask());
    await Promise.resolve();
    goOut();
    await askTimes(5);
    clock.advance(5_000);
    comeBack();
    expect(await ask()).toBe("answered");
    for (const fail of lateFailures) fail();
    expect(await Promise.all(late)).toEqual(times(10, "http-529"));
    expect(await ask()).toBe("answered");
  });
});

describe("fifty sandboxes", () => {
  test("act as one: five failures, of whichever of them, are enough for all", async () => {
    const { all, ask, clock, goOut, provider } = setUp({ sandboxes: 50 });
    await all();
    goOut();
    clock.advance(1_000);
    for (let sandbox = 0; sandbox < 5; sandbox++) expect(await ask({ sandbox })).toBe("http-529");
    clock.advance(1_000);
    expect(await all()).toEqual(times(50, "breaker-open"));
    expect(provider.calls).toBe(55);
  });

  test("let one probe through, however many want to at once", async () => {
    const { warmUp, all, askTimes, clock, goOut, provider } = setUp({ sandboxes: 50 });
    await warmUp();
    goOut();
    await askTimes(5);
    for (const openMs of [5_000, 10_000, 20_000]) {
      clock.advance(openMs);
      expect((await all()).toSorted()).toEqual([...times(49, "breaker-open"), "http-529"]);
    }
    expect(provider.calls).toBe(50 + 8);
  });

  test("are all led on by the probe of one", async () => {
    const { all, askTimes, clock, goOut, comeBack } = setUp({ sandboxes: 50 });
    goOut();
    await askTimes(5);
    clock.advance(1_000);
    await all();
    clock.advance(4_000);
    comeBack();
    expect((await all()).filter((outcome) => outcome === "answered")).toHaveLength(1);
    clock.advance(1_000);
    expect(await all()).toEqual(times(50, "answered"));
  });

  test("send another probe when the one that was sent never ends", async () => {
    const { warmUp, all, ask, askTimes, clock, goOut, comeBack, provider } = setUp({ sandboxes: 50 });
    await warmUp();
    goOut();
    await askTimes(5);
    clock.advance(5_000);
    provider.answers = () => new Promise(() => undefined);
    void ask();
    await expect.poll(() => provider.calls).toBe(50 + 6);
    comeBack();
    clock.advance(9_999);
    expect(await all()).toEqual(times(50, "breaker-open"));
    clock.advance(1);
    expect((await all()).filter((outcome) => outcome === "answered")).toHaveLength(1);
  });

  test("go by the last word: one that comes late with old failures shuts nobody out", async () => {
    const { ask, askTimes, clock, goOut, comeBack, provider } = setUp({ sandboxes: 2 });
    const lateFailures: (() => void)[] = [];
    provider.answers = () => new Promise((_, reject) => lateFailures.push(() => reject(OUT)));
    const late = Array.from({ length: 5 }, () => ask({ sandbox: 1 }));
    await expect.poll(() => lateFailures).toHaveLength(5);
    goOut();
    await askTimes(5);
    clock.advance(5_000);
    comeBack();
    expect(await ask()).toBe("answered");
    for (const fail of lateFailures) fail();
    expect(await Promise.all(late)).toEqual(times(5, "http-529"));
    clock.advance(1_000);
    expect([await ask(), await ask({ sandbox: 1 })]).toEqual(["answered", "answered"]);
  });

  test("leave it to one of them for as long as an outage lasts", async () => {
    const { warmUp, ask, askTimes, clock, goOut } = setUp({ sandboxes: 2 });
    await warmUp();
    goOut();
    await askTimes(5);
    const outcomes = new Set<string>();
    for (let second = 0; second < 20 * 60; second++) {
      clock.advance(1_000);
      await ask();
      outcomes.add(await ask({ sandbox: 1 }));
    }
    expect([...outcomes]).toEqual(["breaker-open"]);
  });

  test("do not take the failures of one for an outage while the others are answered", async () => {
    const { ask, clock, provider } = setUp({ sandboxes: 50 });
    const outcomes: string[] = [];
    for (let round = 0; round < 40; round++) {
      clock.advance(1_000);
      provider.answers = () => Promise.reject(OUT);
      outcomes.push(await ask({ sandbox: 0 }));
      provider.answers = async () => ANSWER;
      for (let sandbox = 1; sandbox < 4; sandbox++) outcomes.push(await ask({ sandbox: sandbox + (round % 10) }));
    }
    expect(new Set(outcomes)).toEqual(new Set(["http-529", "answered"]));
  });
});

describe("a retry", () => {
  test("of a provider that failed last needs a token: there are five, and one in thirty seconds", async () => {
    const { askTimes, clock, provider, goOut } = setUp();
    goOut();
    // Never five in a row within thirty seconds, so that the breaker stays closed.
    for (let window = 0; window < 20; window++) {
      await askTimes(4, { again: true });
      clock.advance(31_000);
    }
    expect(provider.calls).toBeGreaterThanOrEqual(20);
    expect(provider.calls).toBeLessThanOrEqual(5 + 20);
  });

  test("is paid for by no more than a hundred tokens that were saved up", async () => {
    const { ask, askTimes, provider } = setUp();
    // Not so well that retries are free, and not so ill that it is spared.
    provider.answers = async () => {
      if (provider.calls % 5 === 0) throw OUT;
      return ANSWER;
    };
    for (let round = 0; round < 200; round++) {
      await askTimes(10);
      await ask({ again: true });
    }
    const outcomes = await askTimes(110, { again: true });
    expect(outcomes.indexOf("retry-budget")).toBe(101);
  });

  test("takes no token while the breaker is open, and none as a probe", async () => {
    const { askTimes, clock, goOut, comeBack } = setUp();
    goOut();
    await askTimes(5);
    await askTimes(20, { again: true });
    clock.advance(5_000);
    comeBack();
    expect(await askTimes(1, { again: true })).toEqual(["answered"]);
    goOut();
    // One until it is known that all is not well, five tokens and the first attempts' one, and the free one.
    const refused = await askTimes(9, { again: true });
    expect(refused.filter((outcome) => outcome === "http-529").length).toBeLessThanOrEqual(8);
    expect(refused.at(-1)).not.toBe("http-529");
  });

  test("is free while the provider is well: whoever waited through an outage is answered, however few they are", async () => {
    const { askTimes, clock, goOut, comeBack } = setUp();
    goOut();
    await askTimes(5);
    clock.advance(5_000);
    comeBack();
    expect(await askTimes(500, { again: true })).toEqual(times(500, "answered"));
  });
});

describe("a shared state that fails", () => {
  const conditions = ["down", "slow"] as const;

  test.each(conditions)("leaves every sandbox to itself when it is %s", async (condition) => {
    const { askTimes, clock, state, goOut, comeBack } = setUp({ sandboxes: 2 });
    state.be(condition);
    expect(await askTimes(3)).toEqual(times(3, "answered"));
    goOut();
    expect(await askTimes(6)).toEqual([...times(5, "http-529"), "breaker-open"]);
    expect(await askTimes(6, { sandbox: 1 })).toEqual([...times(5, "http-529"), "breaker-open"]);
    clock.advance(6_000);
    comeBack();
    expect(await askTimes(2)).toEqual(times(2, "answered"));
    expect(await askTimes(8, { again: true })).toEqual(times(8, "answered"));
  });

  test("is waited for once, for its time-out, and then left alone for five seconds", async () => {
    const { askTimes, clock, now, state } = setUp();
    state.be("slow");
    const before = now();
    await askTimes(20);
    expect(now() - before).toBe(200);
    clock.advance(4_999);
    await askTimes(20);
    expect(state.requests).toHaveLength(1);
    clock.advance(1_000);
    await askTimes(20);
    expect(state.requests).toHaveLength(2);
  });

  test("holds up a failed call no longer than one that is answered", async () => {
    const { ask, now, state, goOut } = setUp();
    await ask();
    goOut();
    state.be("slow");
    const before = now();
    await ask();
    expect(now() - before).toBe(200);
  });

  test("learns what it missed when it is back", async () => {
    const { ask, askTimes, clock, state, goOut } = setUp({ sandboxes: 2 });
    await ask({ sandbox: 1 });
    state.be("down");
    goOut();
    await askTimes(4);
    state.be("up");
    clock.advance(5_000);
    expect(await askTimes(2)).toEqual(["http-529", "breaker-open"]);
    expect(await ask({ sandbox: 1 })).toBe("breaker-open");
  });
});

describe("a shared state that is wrong", () => {
  test("and stays at what it was in an outage holds back no sandbox that has seen its end", async () => {
    const { warmUp, all, askTimes, ask, clock, state, goOut, comeBack } = setUp({ sandboxes: 3 });
    await warmUp();
    goOut();
    await askTimes(5);
    state.be("stale");
    clock.advance(1_000);
    expect(await all()).toEqual(times(3, "breaker-open"));
    clock.advance(4_000);
    comeBack();
    for (let second = 0; second < 30; second++) {
      clock.advance(1_000);
      expect(await all()).toEqual(times(3, "answered"));
    }
    clock.advance(30_000);
    goOut();
    for (let call = 0; call < 5; call++) {
      clock.advance(1);
      expect(await ask()).toBe("http-529");
    }
    expect(await ask()).toBe("breaker-open");
    expect(await ask({ sandbox: 1 })).toBe("http-529");
  });

  test.each([
    ["far ahead", (now: number) => `open:${now + 86_400_000}:30000`],
    ["longer than there is time", () => `open:${"9".repeat(400)}:5`],
  ])("and says open until %s delays calls by a minute", async (_what, word) => {
    const now = Date.parse("2026-11-20T17:00:00.000Z");
    const { ask, askTimes, clock } = setUp({ lie: { get: async () => word(now) } });
    expect(await ask()).toBe("answered");
    expect(await ask()).toBe(word(now).includes("999") ? "answered" : "breaker-open");
    clock.advance(60_000);
    expect(await askTimes(3)).toEqual(times(3, "answered"));
  });

  test("and grants nothing to anybody delays calls by five minutes", async () => {
    const { ask, askTimes, clock, goOut, comeBack } = setUp({
      lie: { claim: async () => false, add: async () => -1_000 },
    });
    goOut();
    await askTimes(5);
    clock.advance(5_000);
    comeBack();
    expect(await ask()).toBe("breaker-open");
    clock.advance(5 * 60_000);
    expect(await askTimes(2)).toEqual(times(2, "answered"));
    goOut();
    expect(await askTimes(2, { again: true })).toEqual(["http-529", "retry-budget"]);
    comeBack();
    clock.advance(5 * 60_000);
    expect(await ask({ again: true })).toBe("answered");
  });

  test("and answers nonsense changes nothing", async () => {
    const { askTimes, goOut } = setUp({ lie: { get: async () => "<html>", append: async () => ["?", "{}", "1e9+"] } });
    expect(await askTimes(3)).toEqual(times(3, "answered"));
    goOut();
    expect(await askTimes(6)).toEqual([...times(5, "http-529"), "breaker-open"]);
  });
});

/** The rules once more, for one sandbox and in the plainest form: what may be called, told call by call. */
function reference() {
  let calls: { at: number; failed: boolean }[] = [];
  let openUntil = Number.NEGATIVE_INFINITY;
  let openMs = 0;
  let judgedFrom = Number.NEGATIVE_INFINITY;
  return {
    mayCall: (now: number) => now >= openUntil,
    ended(now: number, failed: boolean) {
      if (openMs > 0 && !failed) {
        openMs = 0;
        calls = [];
        judgedFrom = now + 5_000;
        return;
      }
      if (openMs > 0) {
        openMs = Math.min(30_000, openMs * 2);
        openUntil = now + openMs;
        return;
      }
      calls = [...calls.filter((call) => call.at > now - 30_000), { at: now, failed }];
      const failures = calls.filter((call) => call.failed).length;
      const lastFive = calls.slice(-5);
      const many = calls.length >= 20 && failures * 2 >= calls.length;
      const inARow = calls.length < 20 && lastFive.length === 5 && lastFive.every((call) => call.failed);
      if (failed && now >= judgedFrom && (many || inARow)) {
        openMs = 5_000;
        openUntil = now + openMs;
      }
    },
  };
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe.each<Parameters<MemorySharedState["be"]>[0]>(["up", "down"])("with a shared state that is %s", (condition) => {
  test.each(Array.from({ length: 40 }, (_, seed) => seed))(
    "a random story goes by the rules (seed %i)",
    async (seed) => {
      const random = seeded(seed);
      const { ask, clock, now, provider, state } = setUp();
      state.be(condition);
      const rules = reference();
      // Some providers fail seldom, some often, and traffic is from dense to sparse.
      const failing = random();
      const longestGapMs = 10 ** (3 + random());
      const story: string[] = [];
      const expected: string[] = [];
      for (let step = 0; step < 300; step++) {
        clock.advance(Math.ceil(random() * longestGapMs));
        const failed = random() < failing;
        provider.answers = () => (failed ? Promise.reject(OUT) : Promise.resolve(ANSWER));
        const may = rules.mayCall(now());
        expected.push(may ? (failed ? "http-529" : "answered") : "breaker-open");
        if (may) rules.ended(now(), failed);
        story.push(await ask());
      }
      expect(story).toEqual(expected);
    },
  );
});

test("times are whole, whatever the clock says", async () => {
  const { state } = setUp();
  const model = createGuardedReplyModel({
    ...{
      provider: "anthropic",
      state,
      random: () => 0.123_456_789,
      clock: { now: () => instant("2026-11-20T17:00:00.123Z") },
    },
    model: { reply: () => Promise.reject(OUT) },
  });
  const ask = () =>
    model.reply({ system: "", messages: [] }, { timeoutMs: 8_000, again: false }).catch(() => undefined);
  for (let call = 0; call < 5; call++) await ask();
  expect(await state.get("anthropic:breaker")).toMatch(/^open:\d{13}:5000$/);
});
