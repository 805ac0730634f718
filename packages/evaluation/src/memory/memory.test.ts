import { expect, test } from "vitest";
import { accuracy, isRight } from "./grading.ts";
import { measure } from "./measure.ts";
import { isKept } from "./section.ts";
import { createSuite, KINDS, type Question, WHOLE } from "./suite.ts";

test("a smaller run of the suite keeps what the whole one promises", async () => {
  const measured = await measure({ personas: 6, days: 40 });
  expect(isKept(measured)).toBe(true);
  const { jules, last, full } = measured;
  // What the last texts alone, or every text, would do: the figures mean something only beside these.
  expect(accuracy(last.score)).toBeLessThan(0.5);
  expect(accuracy(full.score, ["recall", "update", "time", "abstain"])).toBe(1);
  expect(full.score.forget.right).toBe(0);
  expect(full.tokens).toBeGreaterThan(4 * jules.tokens);
});

test("the suite is the same every time, with every kind of question", () => {
  const suite = createSuite({ personas: 3, days: 40 });
  expect(createSuite({ personas: 3, days: 40 })).toEqual(suite);
  for (const { questions } of suite) {
    expect(questions).toHaveLength(20);
    expect(new Set(questions.map(({ kind }) => kind))).toEqual(new Set(KINDS));
  }
  expect(WHOLE.personas * 20).toBe(1_200);
});

test("what is graded is the newest that is told, and nothing where nothing may be known", () => {
  const line = (at: string, text: string, isPast = false) => ({ at, text, isPast }) as never;
  const asked: Question = { kind: "update", topic: "dog", answer: "Max", values: ["Rex", "Max"] };
  const unknown: Question = { kind: "forget", topic: "dog", answer: undefined, values: ["Rex"] };
  expect(isRight(asked, [line("2", "my dog is Max"), line("1", "my dog is Rex")])).toBe(true);
  expect(isRight(asked, [line("1", "my dog is Max"), line("2", "my dog is Rex")])).toBe(false);
  expect(isRight(asked, [line("1", "my dog is Max"), line("2", "my dog is Rex", true)])).toBe(true);
  expect(isRight(asked, [line("1", "my dog is Maxine")])).toBe(false);
  expect([isRight(unknown, []), isRight(unknown, [line("1", "Rex", true)])]).toEqual([true, false]);
});
