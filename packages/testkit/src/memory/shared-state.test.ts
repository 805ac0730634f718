import { describe, expect, test } from "vitest";
import { manualClock } from "../clock/index.ts";
import { sharedStateContract } from "../contracts/shared-state-contract.ts";
import { createMemorySharedState } from "./shared-state.ts";

function setUp() {
  const clock = manualClock();
  const pauses: number[] = [];
  const pause = async (milliseconds: number) => {
    pauses.push(milliseconds);
    clock.advance(milliseconds);
  };
  return { clock, pauses, state: createMemorySharedState({ now: () => Date.parse(clock.now()), pause }) };
}

describe("in memory", () => {
  sharedStateContract(async () => {
    const { state, clock } = setUp();
    return { state, pass: async (milliseconds) => clock.advance(milliseconds) };
  });
});

const unavailable = { code: "shared-state.unavailable" };

test("one that is down fails at once, a slow one after its time-out, and both keep what they have", async () => {
  const { state, pauses } = setUp();
  await state.set("key", "value", 60_000);
  state.be("down");
  await expect(state.get("key")).rejects.toMatchObject(unavailable);
  expect(pauses).toEqual([]);
  state.be("slow");
  await expect(state.set("key", "other", 60_000)).rejects.toMatchObject(unavailable);
  expect(pauses).toEqual([200]);
  state.be("up");
  expect(await state.get("key")).toBe("value");
});

test("a stale one stays at what was, even what is over, and forgets what is written", async () => {
  const { state, clock } = setUp();
  await state.set("key", "old", 1_000);
  state.be("stale");
  await state.set("key", "new", 60_000);
  clock.advance(2_000);
  expect(await state.get("key")).toBe("old");
  expect([await state.claim("other", "", 60_000), await state.claim("other", "", 60_000)]).toEqual([true, true]);
  state.be("up");
  expect(await state.get("key")).toBeUndefined();
});

test("what was asked can be seen", async () => {
  const { state } = setUp();
  await state.get("key");
  await state.add("sum", 1, 1_000);
  expect(state.requests).toEqual(["get key", "add sum"]);
});
