import { describe, expect, test } from "vitest";
import {
  type Breaker,
  breakerText,
  type Call,
  CLOSED,
  hasToOpen,
  isHalfOpen,
  isWell,
  opened,
  parseBreaker,
} from "./breaker.ts";

const NOW = 1_763_658_000_000;

/** Calls a second apart, the last one now: `+` was answered, `-` failed. */
function calls(outcomes: string): readonly Call[] {
  return [...outcomes].map((sign, index) => ({
    at: NOW - (outcomes.length - 1 - index) * 1_000,
    failed: sign === "-",
  }));
}

describe("a closed breaker", () => {
  test.each([
    ["five failures in a row", "-----", true],
    ["five failures in a row after successes", "++++++-----", true],
    ["four failures", "----", false],
    ["a success among the last five", "----+-", false],
    ["a success before the last five", "-+-----", true],
    ["half of twenty calls, with a success at the end", "+-+-+-+-+-+-+-+-+--+", true],
    ["less than half of twenty calls", "+-+-+-+-+-+-+-+-+-++", false],
    ["five in a row where less than half of many calls failed", "++++++++++++++++-----", false],
    ["more than half of nineteen calls", "-+-+-+-+-+-+-+-+-+-", false],
    ["nothing", "", false],
  ])("for %s: %s, opens: %s", (_what, outcomes, opens) => {
    expect(hasToOpen(CLOSED, calls(outcomes), NOW)).toBe(opens);
  });

  test("counts what began in the last thirty seconds, and nothing else", () => {
    expect(hasToOpen(CLOSED, calls("-----"), NOW + 25_999)).toBe(true);
    expect(hasToOpen(CLOSED, calls("-----"), NOW + 26_000)).toBe(false);
  });

  test("takes calls by when they began, in whatever order they are reported", () => {
    expect(hasToOpen(CLOSED, calls("+-----").toReversed(), NOW)).toBe(true);
    expect(hasToOpen(CLOSED, calls("-----+").toReversed(), NOW)).toBe(false);
  });

  test("counts nothing that began before it was closed", () => {
    expect(hasToOpen({ kind: "closed", since: NOW - 5_000 }, calls("------+").slice(0, 6), NOW)).toBe(true);
    expect(hasToOpen({ kind: "closed", since: NOW - 5_000 }, calls("-------").slice(0, 5), NOW)).toBe(false);
  });
});

describe("an open breaker", () => {
  test("is open for five seconds and then half-open", () => {
    const breaker = opened(CLOSED, NOW, 0.5);
    expect(isHalfOpen(breaker, NOW + 4_999)).toBe(false);
    expect(isHalfOpen(breaker, NOW + 5_000)).toBe(true);
    expect(isHalfOpen(CLOSED, NOW)).toBe(false);
  });

  test("is open for twice as long after every probe that fails, up to thirty seconds", () => {
    const lengths: number[] = [];
    let breaker: Breaker = CLOSED;
    for (let probes = 0; probes < 5; probes++) {
      breaker = opened(breaker, NOW, 0.5);
      lengths.push(breaker.kind === "open" ? breaker.until - NOW : 0);
    }
    expect(lengths).toEqual([5_000, 10_000, 20_000, 30_000, 30_000]);
  });

  test("is spread around that, which the doubling does not see", () => {
    const shortest = opened(CLOSED, NOW, 0);
    const longest = opened(CLOSED, NOW, 1);
    expect([shortest, longest]).toMatchObject([{ until: NOW + 4_000 }, { until: NOW + 6_000 }]);
    expect(opened(longest, NOW, 0.5)).toMatchObject({ until: NOW + 10_000 });
  });

  test("does not have to open", () => {
    expect(hasToOpen(opened(CLOSED, NOW, 0.5), calls("-----"), NOW)).toBe(false);
  });
});

describe("a provider is well", () => {
  test.each([
    ["++++++++++", true],
    ["--------+", true],
    ["++++++++-", false],
    ["+++++++++-", true],
    ["++++++++--", false],
    ["", true],
  ])("after %s: %s", (outcomes, well) => {
    expect(isWell(CLOSED, calls(outcomes), NOW)).toBe(well);
  });

  test("not by what was before it was out", () => {
    expect(isWell(opened(CLOSED, NOW, 0.5), calls("++++++++++"), NOW)).toBe(false);
  });

  test("from the answered probe to the first failure after it", () => {
    const closed: Breaker = { kind: "closed", since: NOW - 20_000 };
    expect(isWell(closed, [{ at: NOW - 25_000, failed: true }], NOW)).toBe(true);
    expect(isWell(closed, [{ at: NOW - 10_000, failed: true }], NOW)).toBe(false);
  });

  test("where calls are few, by the last of them, however long ago it was", () => {
    const ago = (minutes: number, failed: boolean) => ({ at: NOW - minutes * 60_000, failed });
    expect(isWell(CLOSED, [ago(3, true), ago(2, false)], NOW)).toBe(true);
    expect(isWell(CLOSED, [ago(2, true), ago(3, false)], NOW)).toBe(false);
  });
});

describe("what others wrote down", () => {
  test.each<Breaker>([
    { kind: "closed", since: NOW - 1 },
    { kind: "open", until: NOW + 36_000, openMs: 30_000 },
    { kind: "open", until: NOW - 1, openMs: 5_000 },
  ])("is read as it was written: %o", (breaker) => {
    expect(parseBreaker(breakerText(breaker), NOW)).toEqual(breaker);
  });

  test("holds back no call for longer than a minute, and hides no call that is yet to come", () => {
    expect(parseBreaker(`open:${NOW + 3_600_000}:86400000`, NOW)).toEqual({
      ...{ kind: "open", until: NOW + 60_000, openMs: 30_000 },
    });
    expect(parseBreaker(`open:${NOW}:0`, NOW)).toMatchObject({ openMs: 5_000 });
    expect(parseBreaker(`closed:${NOW + 3_600_000}`, NOW)).toEqual({ kind: "closed", since: NOW });
  });

  test.each(["", "open", "open:soon:5000", "open:1", "half-open:1", "closed", "closed:x", "{}"])(
    "is nothing when it is %j",
    (text) => {
      expect(parseBreaker(text, NOW)).toBeUndefined();
    },
  );
});
