import { expect, test } from "vitest";
import { readHistories } from "./history.ts";

test("a turn reads thirty texts of a conversation at most, however long it is", async () => {
  const reads = await readHistories([10, 40, 2_000], 1);
  expect(reads.map(({ messages, itemsRead }) => [messages, itemsRead])).toEqual([
    [10, 10],
    [40, 30],
    [2_000, 30],
  ]);
});
