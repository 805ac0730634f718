import { expect, test } from "vitest";
import { needsOf } from "./permissions.ts";

test("a part of a transaction says so, as a role may be allowed it there alone", () => {
  const update = { TableName: "Counters", Key: {} };
  const within = needsOf("TransactWriteItems", { TransactItems: [{ Update: update }] });
  const alone = needsOf("UpdateItem", update);
  expect([within, alone].map(({ permissions }) => permissions[0])).toMatchObject([
    { action: "dynamodb:UpdateItem", context: { "dynamodb:EnclosingOperation": "TransactWriteItems" } },
    { action: "dynamodb:UpdateItem" },
  ]);
  expect(alone.permissions[0]).not.toHaveProperty("context");
});
