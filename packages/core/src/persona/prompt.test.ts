import { expect, test } from "vitest";
import { prompt } from "./index.ts";

test("the prefix is the same bytes whoever writes", () => {
  const one = prompt([{ speaker: "member", body: "hi" }]);
  const other = prompt([{ speaker: "member", body: "I'm Ana, born in 1990" }]);
  expect(one.system).toBe(other.system);
});

test("speakers alternate and the member begins", () => {
  const { messages } = prompt([
    { speaker: "jules", body: "welcome" },
    { speaker: "member", body: "hi" },
    { speaker: "member", body: "you there?" },
    { speaker: "jules", body: "yes" },
    { speaker: "member", body: "good" },
  ]);
  expect(messages).toEqual([
    { speaker: "member", body: "hi\nyou there?" },
    { speaker: "jules", body: "yes" },
    { speaker: "member", body: "good" },
  ]);
});
