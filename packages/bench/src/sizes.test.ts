import { describe, expect, test } from "vitest";
import { growth } from "./sizes.ts";

const recorded = { turn: { bytes: 1_000, gzipBytes: 300 } };
const measured = (bytes: number) => ({ turn: { bytes, gzipBytes: 300 } });

describe("the size gate", () => {
  test("lets a function grow by a tenth", () => {
    expect(growth(recorded, measured(1_100))).toEqual([]);
  });

  test("names a function that grew by more", () => {
    expect(growth(recorded, measured(1_101))).toEqual(["turn grew from 1000 to 1101 bytes"]);
  });

  test("names a function that nobody has weighed", () => {
    expect(growth({}, measured(1))).toEqual(["turn has no recorded size"]);
  });
});
