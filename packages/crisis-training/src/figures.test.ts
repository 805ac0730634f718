import { describe, expect, test } from "vitest";
import type { Example } from "./corpus.ts";
import { f1, figuresOf, percent, type Verdict } from "./figures.ts";

describe("a share in per cent", () => {
  // By Wilson's formula with z = 1.96; the figures of 8 of 10 and 0 of 10 also stand in Newcombe (1998).
  test.each([
    [8, 10, "80.0 [49.0-94.3]"],
    [0, 10, "0.0 [0.0-27.8]"],
    [10, 10, "100.0 [72.2-100.0]"],
    [50, 100, "50.0 [40.4-59.6]"],
  ])("%i of %i is %s", (hits, of, shown) => {
    expect(percent({ hits, of })).toBe(shown);
  });

  test("of nothing is none", () => {
    expect(percent({ hits: 0, of: 0 })).toBe("-");
  });

  test("has as many digits as are asked for", () => {
    expect(percent({ hits: 3, of: 1_000 }, 2)).toBe("0.30 [0.10-0.88]");
  });

  test("is known better the more there are", () => {
    const width = (of: number) => {
      const [, low = "", high = ""] = /\[(.*)-(.*)\]/.exec(percent({ hits: of / 2, of })) ?? [];
      return Number(high) - Number(low);
    };
    expect(width(1_000)).toBeLessThan(width(100) / 2);
  });
});

const example = (some: Partial<Example>): Example => ({
  ...{ text: "", crisis: true, tier: "high", categories: ["suicide"], signals: undefined, source: "s", family: "f" },
  ...{ language: "en", ...some },
});
const verdict = (acts: boolean, categories: readonly string[], some: Partial<Example> = {}): Verdict => ({
  ...{ example: example(some), acts, watches: acts, categories },
});

describe("the F1 of a category", () => {
  test("counts what was named rightly, wrongly and not at all", () => {
    const verdicts = [
      verdict(true, ["suicide"]),
      verdict(true, ["suicide"]),
      verdict(false, []),
      verdict(true, ["suicide"], { categories: ["violence"] }),
    ];
    expect(f1(verdicts, "suicide")).toBeCloseTo(4 / 6);
  });

  test("counts no text that may be either", () => {
    expect(f1([verdict(true, ["suicide"]), verdict(true, ["suicide"], { crisis: undefined })], "suicide")).toBe(1);
  });
});

test("a table tells crises by tier, category and language, and harmless texts apart, without empty lines", () => {
  const lines = figuresOf([
    verdict(true, ["suicide"]),
    verdict(false, [], { language: "es" }),
    verdict(false, [], { crisis: false, tier: "none", categories: [] }),
    verdict(true, [], { crisis: undefined, tier: "gray" }),
  ]);
  expect(lines.map(([name, count]) => `${name}: ${count}`)).toEqual([
    ...["crises: 2", "- high: 2", "- suicide: 2", "- English: 1", "- Spanish, Spanglish: 1"],
    ...["no crises (false alarms): 1", "- English: 1"],
  ]);
});
