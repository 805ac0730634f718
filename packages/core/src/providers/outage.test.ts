import { describe, expect, test } from "vitest";
import { createMemorySharedState } from "../../../testkit/src/memory/shared-state.ts";
import { Failure, instant } from "../kernel/index.ts";
import type { ReplyModel, ReplyOutcome } from "../persona/index.ts";
import { createGuardedReplyModel } from "./guarded-reply-model.ts";
import { createReplyChain } from "./index.ts";

const MINUTE_MS = 60_000;
const ANSWER: ReplyOutcome = { kind: "answered", body: "I'm here.", inputTokens: 900, outputTokens: 20 };

interface Story {
  readonly textsPerSecond: number;
  readonly lastsMs: number;
  /** How likely a call that begins then fails. */
  readonly failing: (at: number) => number;
  readonly failsAfterMs: number;
  /** Whether another provider, which is well, is asked next. */
  readonly hasFallback?: boolean;
}

interface Told {
  /** When texts came, when the provider was called, and when texts were answered; milliseconds from the beginning. */
  readonly arrivals: readonly number[];
  readonly attempts: readonly number[];
  readonly answered: readonly number[];
  /** How long each of these took from the question on, and which of the models it was, in the same order. */
  readonly tookMs: readonly number[];
  readonly places: readonly (number | undefined)[];
}

const STEP_MS = 20;
const ANSWERS_AFTER_MS = 1_500;
const RETRIES_AFTER_MS = MINUTE_MS;

/**
 * Plays a story of many sandboxes with one provider and one shared state, every sandbox with one call at a time. Whoever
 * gets no answer to a text tries again a minute later, and so on.
 */
async function play({ textsPerSecond, lastsMs, failing, failsAfterMs, hasFallback }: Story): Promise<Told> {
  const random = seeded(textsPerSecond);
  let now = 0;
  let moment = instant(0);
  const clock = { now: () => moment };
  const state = createMemorySharedState({ now: () => now });
  const told = {
    ...{ arrivals: [] as number[], attempts: [] as number[], answered: [] as number[] },
    ...{ tookMs: [] as number[], places: [] as (number | undefined)[] },
  };

  const agenda = new Map<number, (() => void)[]>();
  function at(moment: number, run: () => void): void {
    const step = Math.ceil(moment / STEP_MS);
    agenda.set(step, [...(agenda.get(step) ?? []), run]);
  }

  const model = {
    reply() {
      const begun = now;
      told.attempts.push(begun);
      const fails = random() < failing(begun);
      const { promise, resolve, reject } = Promise.withResolvers<ReplyOutcome>();
      at(begun + (fails ? failsAfterMs : ANSWERS_AFTER_MS), () =>
        fails ? reject(new Failure("model.unavailable", "out")) : resolve(ANSWER),
      );
      return promise;
    },
  };
  const fallback: ReplyModel = {
    reply() {
      const { promise, resolve } = Promise.withResolvers<ReplyOutcome>();
      at(now + ANSWERS_AFTER_MS, () => resolve(ANSWER));
      return promise;
    },
  };
  const idle: ReplyModel[] = [];
  const sandbox = () =>
    hasFallback
      ? createReplyChain({
          ...{ state, clock, random, failed: () => undefined, pause: () => Promise.reject(new Error("not needed")) },
          models: [
            { name: "anthropic/claude-haiku-5-5", model },
            { name: "openai/gpt-6-luna", model: fallback },
          ],
        })
      : createGuardedReplyModel({ provider: "anthropic", model, state, clock, random });

  async function tryToAnswer(again: boolean): Promise<void> {
    const [worker = sandbox()] = idle.splice(Math.floor(random() * idle.length), 1);
    const begun = now;
    const timeoutMs = hasFallback ? 14_000 : 8_000;
    try {
      const outcome = await worker.reply({ system: "", messages: [] }, { timeoutMs, again });
      told.answered.push(now);
      told.tookMs.push(now - begun);
      told.places.push(outcome.kind === "answered" ? outcome.place : undefined);
    } catch {
      at(now + RETRIES_AFTER_MS, () => void tryToAnswer(true));
    }
    idle.push(worker);
  }

  for (let arrival = 0; arrival < lastsMs; arrival += 1_000 / textsPerSecond) {
    at(arrival, () => {
      told.arrivals.push(now);
      void tryToAnswer(false);
    });
  }
  for (let step = 0; step * STEP_MS < lastsMs; step++) {
    const due = agenda.get(step);
    agenda.delete(step);
    if (due) {
      for (const run of due) run();
      // Everything that follows without time passing has happened then.
      await new Promise((resolve) => setImmediate(resolve));
    }
    now += STEP_MS;
    moment = instant(now);
  }
  return told;
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed * 1_000;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const within = (moments: readonly number[], from: number, to: number) =>
  moments.filter((moment) => moment >= from && moment < to).length;

/** The most attempts per arrival in any five minutes that begin and end within a time. */
function worstRatio({ attempts, arrivals }: Told, from: number, to: number): number {
  let worst = 0;
  for (let start = from; start + 5 * MINUTE_MS <= to; start += 5_000) {
    const end = start + 5 * MINUTE_MS;
    worst = Math.max(worst, within(attempts, start, end) / within(arrivals, start, end));
  }
  return worst;
}

const OUT_FROM = MINUTE_MS;
const OUT_UNTIL = OUT_FROM + 10 * MINUTE_MS;

describe.each([
  { textsPerSecond: 0.5, failsAfterMs: 100 },
  { textsPerSecond: 0.5, failsAfterMs: 8_000 },
  { textsPerSecond: 5, failsAfterMs: 100 },
  { textsPerSecond: 5, failsAfterMs: 8_000 },
  { textsPerSecond: 50, failsAfterMs: 8_000 },
])("ten minutes of outage at $textsPerSecond texts a second, calls failing after $failsAfterMs ms", (traffic) => {
  test("are no storm, and are over for everybody within minutes", { timeout: 60_000 }, async () => {
    const told = await play({
      ...{ ...traffic, lastsMs: OUT_UNTIL + 3 * MINUTE_MS },
      failing: (at) => (at >= OUT_FROM && at < OUT_UNTIL ? 1 : 0),
    });
    // Until the breaker has opened, and later the probes.
    const inVain = within(told.attempts, OUT_FROM, OUT_UNTIL) / within(told.arrivals, OUT_FROM, OUT_UNTIL);
    expect(inVain).toBeLessThan(0.1);
    expect(worstRatio(told, 0, OUT_UNTIL)).toBeLessThan(1);
    const [firstAnswer = Infinity] = told.answered.filter((moment) => moment > OUT_UNTIL);
    expect(firstAnswer - OUT_UNTIL).toBeLessThan(40_000);
    // Texts of the last moments are still being answered.
    const late = OUT_UNTIL + 3 * MINUTE_MS - 5_000;
    expect(told.answered.length).toBeGreaterThanOrEqual(within(told.arrivals, 0, late));
    // Everybody who waited costs one call.
    expect(told.attempts.length / told.arrivals.length).toBeLessThan(1.1);
  });
});

test.each([
  { textsPerSecond: 5, failsAfterMs: 100 },
  { textsPerSecond: 5, failsAfterMs: 8_000 },
])(
  "with a second model ten minutes without the first, which fails after $failsAfterMs ms, cost nobody their answer",
  { timeout: 60_000 },
  async (traffic) => {
    const told = await play({
      ...{ ...traffic, hasFallback: true, lastsMs: OUT_UNTIL + 2 * MINUTE_MS },
      failing: (at) => (at >= OUT_FROM && at < OUT_UNTIL ? 1 : 0),
    });
    // All but those of the last moments, which are being answered, and in the time that a member of any turn has.
    expect(told.answered.length).toBeGreaterThanOrEqual(within(told.arrivals, 0, OUT_UNTIL + 2 * MINUTE_MS - 5_000));
    expect(Math.max(...told.tookMs)).toBeLessThanOrEqual(14_000);
    // Few waited for the first in vain; everybody else did not notice.
    const late = told.tookMs.filter((took) => took > ANSWERS_AFTER_MS + 2 * STEP_MS).length;
    expect(late / within(told.arrivals, OUT_FROM, OUT_UNTIL)).toBeLessThan(0.05);
    // When it is back it answers again.
    const back = told.answered.find((moment, index) => moment > OUT_UNTIL && told.places[index] === 1) ?? Infinity;
    expect(back - OUT_UNTIL).toBeLessThan(40_000);
  },
);

describe.each([5, 20])("at %s texts a second", (textsPerSecond) => {
  test.each([0.2, 0.4])("a provider of whose answers %s fail gets few retries", { timeout: 60_000 }, async (share) => {
    const lastsMs = 6 * MINUTE_MS;
    const told = await play({ ...{ textsPerSecond, lastsMs }, failing: () => share, failsAfterMs: 1_000 });
    expect(worstRatio(told, 0, lastsMs)).toBeLessThanOrEqual(1.3);
    expect(told.answered.length / told.arrivals.length).toBeGreaterThan(0.9 * (1 - share));
  });
});
