import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { open, seal } from "./index.ts";

describe("an envelope", () => {
  const key = randomBytes(32);
  const sealed = seal(key, Buffer.from("hello"), "place");

  test("opens to what was sealed", () => {
    expect(Buffer.from(open(key, sealed, "place")).toString()).toBe("hello");
  });

  test.each([
    ["another place", () => open(key, sealed, "elsewhere")],
    ["another key", () => open(randomBytes(32), sealed, "place")],
    ["a cut tag", () => open(key, sealed.subarray(0, -1), "place")],
    [
      "a flipped bit",
      () =>
        open(
          key,
          sealed.map((byte, index) => (index === 14 ? byte ^ 1 : byte)),
          "place",
        ),
    ],
    ["another version", () => open(key, Uint8Array.of(2, ...sealed.subarray(1)), "place")],
    ["nothing", () => open(key, new Uint8Array(), "place")],
  ])("does not open with %s", (_name, attempt) => {
    expect(attempt).toThrow();
  });

  test("is another one every time", () => {
    expect(seal(key, Buffer.from("hello"), "place")).not.toEqual(sealed);
  });
});
