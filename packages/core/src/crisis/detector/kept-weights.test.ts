import { describe, expect, test } from "vitest";
import { detector, detectorOf, type KeptWeights } from "./kept-weights.ts";
import { HEADS } from "./model.ts";
import weights from "./weights.json" with { type: "json" };

const bytesOf = (values: Int32Array<ArrayBuffer> | Int8Array<ArrayBuffer>) =>
  Buffer.from(values.buffer).toString("base64");

function kept(features: readonly number[], table: readonly number[]): KeptWeights {
  return {
    ...(weights as KeptWeights),
    vocabulary: "alone bridge",
    features: bytesOf(Int32Array.from(features)),
    table: bytesOf(Int8Array.from(table)),
  };
}

describe("what a file keeps", () => {
  // All but the last end in the same bits, so that they want the same slot.
  const features = [0x1000_0000, 0x2000_0000, -0x8000_0000, 0x4000_0000, 0, -1];

  test("is found again, each feature at its place", () => {
    const { placeOf } = detectorOf(kept(features, []));
    expect(features.map(placeOf)).toEqual([0, 1, 2, 3, 4, 5]);
    expect([1, 7, 0x3000_0000, -2].map(placeOf)).toEqual([-1, -1, -1, -1]);
  });

  test("may be nothing", () => {
    expect(detectorOf(kept([], [])).placeOf(5)).toBe(-1);
  });

  test("has signed weights", () => {
    expect([...detectorOf(kept([5], [-127, 0, 127])).table]).toEqual([-127, 0, 127]);
  });

  test("has the words that are left alone", () => {
    const { isKnown } = detectorOf(kept([], []));
    expect(["alone", "bridge", "alon", ""].map(isKnown)).toEqual([true, true, false, false]);
  });
});

describe("the weights that ship", () => {
  const features = new Int32Array(new Uint8Array(Buffer.from(weights.features, "base64")).buffer);

  test("are at most two megabytes", () => {
    expect(JSON.stringify(weights).length).toBeLessThanOrEqual(2_000_000);
  });

  test("have a weight for each head of each feature, and a bias for each head", () => {
    expect(Buffer.from(weights.table, "base64")).toHaveLength(features.length * HEADS.length);
    expect(weights.biases).toHaveLength(HEADS.length);
    expect(weights.scale).toBeGreaterThan(0);
  });

  test("name each feature once, and all of them are found", () => {
    const { placeOf } = detector();
    expect(new Set(features).size).toBe(features.length);
    expect(features.every((feature, place) => placeOf(feature) === place)).toBe(true);
  });

  test("ask for a second look before the verdict stands alone", () => {
    expect(weights.watch).toBeLessThan(weights.act);
  });

  test("have a threshold for each head but the first", () => {
    expect(Object.keys(weights.thresholds).toSorted()).toEqual(HEADS.filter((head) => head !== "crisis").toSorted());
  });

  test("keep words in order, each once", () => {
    const words = weights.vocabulary.split(" ");
    expect(words).toEqual([...new Set(words)].toSorted());
  });

  test("are read once", () => {
    expect(detector()).toBe(detector());
  });
});
