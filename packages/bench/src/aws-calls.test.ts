import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awsCalls, type Journey, loadFunctions, STATIONS } from "./world/journey.ts";
import { startWorld, type World } from "./world/world.ts";

const MOST_LOG_BYTES = 2_048;

let world: World;
let warm: Journey;

beforeAll(async () => {
  world = await startWorld();
  const text = await loadFunctions(world);
  // The first makes the member and warms the sandboxes; the second is past the introduction.
  await text("hi, who is this?");
  await text();
  warm = await text();
});
afterAll(() => world.close());

describe("an ordinary text, in warm sandboxes", () => {
  test("costs the webhook one call", () => {
    expect(awsCalls(warm["webhooks/bandwidth"].exchanges)).toEqual(["SQS.SendMessageBatch"]);
  });

  test("costs intake four calls: whose number, who they are and their key, the inbox, the doorbell", () => {
    expect(awsCalls(warm["consumers/intake"].exchanges)).toEqual([
      "DynamoDB.GetItem",
      "DynamoDB.BatchGetItem",
      "DynamoDB.PutItem",
      "SQS.SendMessageBatch",
    ]);
  });

  test("costs a turn seven calls: the member, what waits, what was said, what came since, the reply, the gate, its end", () => {
    expect(awsCalls(warm["consumers/turn"].exchanges)).toEqual([
      "DynamoDB.BatchGetItem",
      "DynamoDB.Query",
      "DynamoDB.Query",
      "DynamoDB.Query",
      "DynamoDB.PutItem",
      "DynamoDB.TransactWriteItems",
      "DynamoDB.UpdateItem",
    ]);
  });

  test("costs one question to the model and one text to the carrier", () => {
    const others = STATIONS.flatMap((station) => warm[station].exchanges).filter(({ isAws }) => !isAws);
    expect(others.map(({ operation }) => operation)).toEqual([
      "POST /v1/messages",
      expect.stringMatching(/^POST \/api\/v2\/users\/\d+\/messages$/),
    ]);
  });

  test.each(STATIONS)("leaves one log line of %s", (station) => {
    expect(warm[station].lines).toHaveLength(1);
  });

  test("leaves little to store", () => {
    const bytes = STATIONS.flatMap((station) => warm[station].lines).join("\n").length;
    expect(bytes).toBeLessThanOrEqual(MOST_LOG_BYTES);
  });
});
