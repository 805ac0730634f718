import { ConditionalCheckFailedException, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { type Documents, settled } from "./documents.ts";

const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: "cancelled",
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

/** A client that answers with these errors, one after the other, and then holds. */
function failingWith(errors: readonly Error[]) {
  const left = [...errors];
  const waits: number[] = [];
  let tries = 0;
  const send = async () => {
    tries += 1;
    const error = left.shift();
    if (error) throw error;
  };
  const pause = async (milliseconds: number) => void waits.push(milliseconds);
  const documents = settled({ send } as unknown as Documents, { pause, random: () => 0.5 });
  return { write: () => documents.send({} as never), tries: () => tries, waits };
}

test("two writes that met on an item are told apart by trying again, a little later each time", async () => {
  const client = failingWith([cancelled("TransactionConflict", "None"), cancelled("None", "TransactionConflict")]);
  await client.write();
  expect([client.tries(), client.waits]).toEqual([3, [20, 40]]);
});

test.each([
  ["a condition that failed", cancelled("ConditionalCheckFailed", "TransactionConflict")],
  ["a condition of a single write", new ConditionalCheckFailedException({ message: "", $metadata: {} })],
])("%s is not tried again, and stays as it is", async (_name, error) => {
  const client = failingWith([error]);
  await expect(client.write()).rejects.toBe(error);
  expect(client.tries()).toBe(1);
});

test("an outage is a failure that may pass, with what it was", async () => {
  const outage = Object.assign(new Error("secret"), { name: "TimeoutError" });
  const expected = { code: "table.unavailable", detail: "TimeoutError" };
  await expect(failingWith([outage]).write()).rejects.toMatchObject(expected);
  const throttled = cancelled("ThrottlingError", "None");
  await expect(failingWith([throttled]).write()).rejects.toMatchObject({ code: "table.unavailable" });
});

test("a request that is wrong is no outage", async () => {
  const mistake = Object.assign(new Error("bad"), { name: "ValidationException" });
  await expect(failingWith([mistake]).write()).rejects.toBe(mistake);
});

test("a conflict that lasts is a failure that may pass", async () => {
  const client = failingWith(Array.from({ length: 9 }, () => cancelled("TransactionConflict")));
  await expect(client.write()).rejects.toMatchObject({ code: "table.contended" });
  expect(client.tries()).toBe(5);
});
