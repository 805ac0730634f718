import { ConditionalCheckFailedException, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { retryingConflicts } from "./documents.ts";

const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: "cancelled",
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

async function triesUntil(errors: readonly Error[]): Promise<number> {
  const left = [...errors];
  let tries = 0;
  await retryingConflicts(async () => {
    tries += 1;
    const error = left.shift();
    if (error) throw error;
  });
  return tries;
}

test("two writes that met on an item are told apart by trying again", async () => {
  expect(await triesUntil([cancelled("TransactionConflict", "None"), cancelled("None", "TransactionConflict")])).toBe(
    3,
  );
});

test.each([
  ["a condition that failed", cancelled("ConditionalCheckFailed", "TransactionConflict")],
  ["a condition of a single write", new ConditionalCheckFailedException({ message: "", $metadata: {} })],
  ["anything else", new Error("network")],
])("%s is not tried again", async (_name, error) => {
  let tries = 0;
  const write = async () => {
    tries += 1;
    throw error;
  };
  await expect(retryingConflicts(write)).rejects.toBe(error);
  expect(tries).toBe(1);
});

test("a conflict that lasts is given back", async () => {
  const conflict = cancelled("TransactionConflict");
  await expect(triesUntil(Array.from({ length: 9 }, () => conflict))).rejects.toBe(conflict);
});
