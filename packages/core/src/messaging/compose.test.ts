import { expect, test } from "vitest";
import { compose } from "./index.ts";

test("typographic characters become their plain twins", () => {
  expect(compose("“It’s late” – you know… \u00A0ok\u200B")).toBe('"It\'s late" - you know... ok');
});

test("accents and emoji stay: they were meant", () => {
  expect(compose("¿Cómo estás? 🙂")).toBe("¿Cómo estás? 🙂");
});

test("an answer that is too long ends at a whole sentence", () => {
  const composed = compose("This is a sentence of some length. ".repeat(60));
  expect(composed.length).toBeLessThanOrEqual(1_000);
  expect(composed.endsWith("length.")).toBe(true);
});

test("an endless word is cut", () => {
  expect(compose("a".repeat(3_000))).toHaveLength(1_000);
});
