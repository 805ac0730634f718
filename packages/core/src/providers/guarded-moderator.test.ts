import { expect, test } from "vitest";
import { manualClock } from "../../../testkit/src/clock/index.ts";
import { createMemorySharedState } from "../../../testkit/src/memory/shared-state.ts";
import { Failure, millisecondsOf } from "../kernel/index.ts";
import type { Judgement } from "../moderation/index.ts";
import { createGuardedModerator } from "./index.ts";

const OUT = new Failure("moderation.unavailable", "the provider is out", { detail: "http-503" });
const CLEAR = { kind: "clear" } as const;
const UNKNOWN = { kind: "unknown" } as const;

function setUp() {
  const clock = manualClock();
  const state = createMemorySharedState({
    now: () => millisecondsOf(clock.now()),
    pause: async (milliseconds) => clock.advance(milliseconds),
  });
  const world = { answer: CLEAR as Judgement | Failure | Error, isOn: async () => true };
  const asked: string[] = [];
  const failures: string[] = [];
  const moderator = createGuardedModerator({
    ...{ state, clock, random: () => 0.5 },
    judge: {
      async judge(_text, side) {
        asked.push(side);
        const { answer } = world;
        if (answer instanceof Error && !(answer instanceof Failure)) throw answer;
        return answer;
      },
    },
    isOn: () => world.isOn(),
    failed: (side, error) => void failures.push(`${side} ${error instanceof Failure ? error.detail : "thrown"}`),
  });
  return { clock, world, asked, failures, judge: () => moderator.judge("what a day", "jules", 1_500) };
}

test("what the service says is what is known", async () => {
  const { world, judge, failures } = setUp();
  expect(await judge()).toEqual(CLEAR);
  world.answer = { kind: "flagged", categories: ["sexual"] };
  expect([await judge(), failures]).toEqual([{ kind: "flagged", categories: ["sexual"] }, []]);
});

test("where it is not configured nobody is asked, nothing is known, and nothing has failed", async () => {
  const { world, judge, asked, failures } = setUp();
  world.isOn = async () => false;
  expect([await judge(), asked, failures]).toEqual([UNKNOWN, [], []]);
});

test.each([
  ["it is out", OUT],
  ["it says what nobody can read", new Failure("moderation.unreadable", "no JSON")],
  ["it throws", new RangeError("odd")],
])("when %s nothing is known, and it is told why", async (_when, answer) => {
  const { world, judge, failures } = setUp();
  world.answer = answer;
  expect([await judge(), failures.length]).toEqual([UNKNOWN, 1]);
});

test("when its key cannot be read nothing is known", async () => {
  const { world, judge, asked } = setUp();
  world.isOn = async () => Promise.reject(new Failure("secrets.unavailable", "out"));
  expect([await judge(), asked]).toEqual([UNKNOWN, []]);
});

test("in an outage it is spared, and asked again once that is over", async () => {
  const { clock, world, judge, asked, failures } = setUp();
  world.answer = OUT;
  for (let times = 0; times < 20; times++) {
    clock.advance(1_000);
    await judge();
  }
  expect(asked.length).toBeLessThan(12);
  expect(failures).toContain("jules breaker-open");
  world.answer = CLEAR;
  clock.advance(60_000);
  expect(await judge()).toEqual(CLEAR);
});

test("one that answers in no form is well: it is asked every time", async () => {
  const { clock, world, judge, asked } = setUp();
  world.answer = new Failure("moderation.unreadable", "no JSON");
  for (let times = 0; times < 20; times++) {
    clock.advance(1_000);
    await judge();
  }
  expect(asked).toHaveLength(20);
});
