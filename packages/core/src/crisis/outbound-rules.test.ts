import { describe, expect, test } from "vitest";
import { OUTBOUND_RULES, rulesFor } from "./outbound-rules.ts";
import { type OutboundRule, rule } from "./outbound-words.ts";
import { hasInEveryMatch, parsed, type Repeated } from "./pattern-words.ts";

const isProven = ({ pattern, stems }: OutboundRule) =>
  stems.every((list) => hasInEveryMatch(parsed(pattern.source), (run) => list.some((stem) => run.includes(stem))));

describe("the stems of a rule", () => {
  test.each(OUTBOUND_RULES.map((each) => [each.pattern.source, each] as const))("hide no match of %s", (_, each) => {
    expect(isProven(each)).toBe(true);
  });

  test.each([
    ["some alternative is without one", "kill", "kill you|hang you"],
    ["what has it may be left out", "kill", "(?:kill )?you"],
    ["what has it may be there no times", "kill", "(?:kill ){0,3}you"],
    ["it must not be there", "kill", "you(?! kill)"],
    ["it must not begin inside a word", " kill", "kill you"],
    ["it must not end inside a word", "kill ", "kill\\w* you"],
    ["the word may go on", "kill ", "kill(?:ing)? you"],
    ["any letter may come before it", " kill", "\\w(?:kill|hang)"],
    ["another may come first", " you", "\\b(?:the)?you"],
  ])("are not proven when %s", (_, stems, pattern) => {
    expect(isProven(rule("method", stems, pattern))).toBe(false);
  });

  test.each([
    ["in one of several words", "kill|hang", "you (?:could )?(?:kill|hang) (?:him|her)"],
    ["between edges", " kill ", "\\b(?:kill|kill off)\\b"],
    ["from the beginning to the end", " kill ", "^kill$"],
    ["after what may be left out", " kill", "^(?:(?:please|just) ){0,4}(?:kill)"],
    ["in several words", "kill you", "i will kill you(?:rself)?"],
  ])("are proven %s", (_, stems, pattern) => {
    expect(isProven(rule("method", stems, pattern))).toBe(true);
  });
});

describe("what a rule finds", () => {
  const random = numbersFrom(7);
  const oneOf = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)] as T;

  /** Words that the pattern may find; not all, for what stands for one of many characters is guessed. */
  function textFor(group: Repeated): string {
    const times = group.atLeast + (group.once ? 0 : Math.floor(random() * 3));
    const texts = Array.from({ length: group.once && group.atLeast === 0 ? oneOf([0, 1]) : times }, () =>
      oneOf(group.alternatives).map((item) => {
        if (item.kind === "letter") return item.letter;
        if (item.kind === "group") return textFor(item);
        return item.kind === "edge" ? oneOf(["", "", ".", " "]) : oneOf(["a", "o", "s", "1", "5", " ", ","]);
      }),
    );
    return texts.flat().join("");
  }

  test.each(OUTBOUND_RULES.map((each) => [each.pattern.source, each] as const))(
    "it is asked for: %s",
    (source, each) => {
      const whole = parsed(source);
      const clauses = Array.from({ length: 300 }, () => {
        const words = textFor(whole);
        return `${oneOf(["", "", "", "so ", '"', "well, "])}${words}${oneOf(["", "", "", " now", ".5", '"', "$"])}`;
      });
      const found = clauses.filter((clause) => each.pattern.test(clause));
      expect(found).not.toHaveLength(0);
      expect(found.filter((clause) => !rulesFor(["fine", clause, "ok"], "crisis").includes(each))).toEqual([]);
    },
  );
});

/** The same numbers in [0, 1) for the same seed. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
