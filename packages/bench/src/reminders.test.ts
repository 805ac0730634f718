import { expect, test } from "vitest";
import { remindAmong } from "./reminders.ts";

/** One query of each shard, whatever there is; of each member that is due the index, the member and one write of two items. */
const SHARDS = 16;

test.each([
  [100, 0],
  [20_000, 0],
  [20_000, 7],
  [20_000, 200],
])("among %d members with %d due, a run reads and writes for these alone", async (members, due) => {
  expect(await remindAmong(members, due)).toEqual({
    ...{ members, due, looked: due },
    ...{ queries: SHARDS, itemsRead: 2 * due, itemsWritten: 2 * due },
  });
});
