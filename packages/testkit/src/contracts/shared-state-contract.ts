import type { SharedState } from "@jules/core/providers";
import { beforeEach, describe, expect, test } from "vitest";

export interface SharedStateUnderTest {
  readonly state: SharedState;
  /** Lets time pass for its keys. */
  pass(milliseconds: number): Promise<void>;
}

const LONG_MS = 60_000;
const SHORT_MS = 200;

let keys = 0;

/** What every implementation of the shared state must do; runs on the model and on the real protocol. */
export function sharedStateContract(create: () => Promise<SharedStateUnderTest>): void {
  let state: SharedState;
  let pass: SharedStateUnderTest["pass"];
  let key: string;

  beforeEach(async () => {
    ({ state, pass } = await create());
    // States may be shared between tests, and between runs.
    keys += 1;
    key = `contract:${Date.now()}:${keys}`;
  });

  describe("a text", () => {
    test("is read as it was written, and not at all before", async () => {
      expect(await state.get(key)).toBeUndefined();
      await state.set(key, "open:1763658000000:5000", LONG_MS);
      expect(await state.get(key)).toBe("open:1763658000000:5000");
    });

    test.each(["0042", "true", "null", '{"a":1}', "OK", "", "ä – 🙂"])(
      "that looks like %j stays a text",
      async (text) => {
        await state.set(key, text, LONG_MS);
        expect(await state.get(key)).toBe(text);
      },
    );

    test("is the last that was written, for the last time that was given", async () => {
      await state.set(key, "first", SHORT_MS);
      await state.set(key, "second", LONG_MS);
      await pass(2 * SHORT_MS);
      expect(await state.get(key)).toBe("second");
    });

    test("is gone when its time is over", async () => {
      await state.set(key, "text", SHORT_MS);
      await pass(2 * SHORT_MS);
      expect(await state.get(key)).toBeUndefined();
    });
  });

  describe("a claim", () => {
    test("is won by exactly one of many", async () => {
      const claims = await Promise.all(Array.from({ length: 20 }, () => state.claim(key, "mine", LONG_MS)));
      expect(claims.filter((won) => won)).toHaveLength(1);
      expect(await state.get(key)).toBe("mine");
    });

    test("does not touch what is there", async () => {
      await state.set(key, "theirs", LONG_MS);
      expect(await state.claim(key, "mine", LONG_MS)).toBe(false);
      expect(await state.get(key)).toBe("theirs");
    });

    test("can be won again when its time is over, which losing does not prolong", async () => {
      await state.claim(key, "", SHORT_MS);
      expect(await state.claim(key, "", LONG_MS)).toBe(false);
      await pass(2 * SHORT_MS);
      expect(await state.claim(key, "", LONG_MS)).toBe(true);
    });
  });

  describe("a sum", () => {
    test("begins at nothing and takes in all that is added at once", async () => {
      await Promise.all(Array.from({ length: 20 }, () => state.add(key, 2, LONG_MS)));
      expect(await state.add(key, -45, LONG_MS)).toBe(-5);
    });

    test("begins anew when its time is over, counted from the last addition", async () => {
      await state.add(key, 3, SHORT_MS);
      await state.add(key, 3, LONG_MS);
      await pass(2 * SHORT_MS);
      expect(await state.add(key, 1, SHORT_MS)).toBe(7);
      await pass(2 * SHORT_MS);
      expect(await state.add(key, 1, LONG_MS)).toBe(1);
    });
  });

  describe("several rows of sums", () => {
    test("take in what is added at once, in the order they are named", async () => {
      const more = (amount: number) => [
        { key: `${key}:a`, amounts: [amount, 0, 5_000_000_000 * amount], expiresInMs: LONG_MS },
        { key: `${key}:b`, amounts: [-amount], expiresInMs: LONG_MS },
      ];
      expect(await state.addAll(more(3))).toEqual([[3, 0, 15_000_000_000], [-3]]);
      await Promise.all(Array.from({ length: 10 }, () => state.addAll(more(1))));
      expect(await state.addAll(more(-13))).toEqual([[0, 0, 0], [0]]);
      expect(await state.addAll([])).toEqual([]);
    });

    test("keep the places that are not named", async () => {
      const add = (...amounts: number[]) => state.addAll([{ key, amounts, expiresInMs: LONG_MS }]);
      expect(await add(1, 2)).toEqual([[1, 2]]);
      expect(await add(-200)).toEqual([[-199]]);
      expect(await add(1, 1, 1)).toEqual([[-198, 3, 1]]);
    });

    test("begin anew when their time is over", async () => {
      const once = [{ key, amounts: [2, 7], expiresInMs: SHORT_MS }];
      expect(await state.addAll(once)).toEqual([[2, 7]]);
      await pass(2 * SHORT_MS);
      expect(await state.addAll(once)).toEqual([[2, 7]]);
    });
  });

  describe("a list", () => {
    test("has what was put at its end, in order", async () => {
      expect(await state.append(key, ["1+"], 10, LONG_MS)).toEqual(["1+"]);
      expect(await state.append(key, ["2-", "3+"], 10, LONG_MS)).toEqual(["1+", "2-", "3+"]);
    });

    test("loses its oldest entries when it is too long", async () => {
      await state.append(key, ["1", "2", "3"], 3, LONG_MS);
      expect(await state.append(key, ["4"], 3, LONG_MS)).toEqual(["2", "3", "4"]);
    });

    test("misses nothing of what is put there at once", async () => {
      await Promise.all(Array.from({ length: 20 }, (_, index) => state.append(key, [`${index}`], 100, LONG_MS)));
      expect(await state.append(key, ["last"], 100, LONG_MS)).toHaveLength(21);
    });

    test("is gone when its time is over, counted from the last entry", async () => {
      await state.append(key, ["1"], 10, SHORT_MS);
      await pass(2 * SHORT_MS);
      expect(await state.append(key, ["2"], 10, LONG_MS)).toEqual(["2"]);
    });
  });
}
