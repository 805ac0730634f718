import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { awsCalls, type Journey, loadFunctions, STATIONS } from "./world/journey.ts";
import { startWorld, type World } from "./world/world.ts";

const MOST_LOG_BYTES = 2_048;

let world: World;
let warm: Journey;
/** Of the same member, some minutes later. */
let later: Journey;
/** Of a member that these sandboxes have not met for a while. */
let strange: Journey;

beforeAll(async () => {
  // Ten minutes past an hour: what is used is counted anew with each, and none is to begin on the way.
  const tenPast = Math.floor(Date.now() / 3_600_000) * 3_600_000 + 10 * 60_000;
  vi.useFakeTimers({ toFake: ["Date"], now: tenPast });
  world = await startWorld();
  const text = await loadFunctions(world);
  // The first makes the member and warms the sandboxes; the second is past the introduction.
  await text("hi, who is this?");
  await text();
  warm = await text();
  const other = "+14155550124";
  await text("hi there", other);
  // The second reply asks for the birth year, and notes that it did.
  await text("how are you", other);
  vi.setSystemTime(tenPast + 6 * 60_000);
  // Secrets and branch keys are fetched anew with this one.
  later = await text();
  strange = await text("me again", other);
});
const redisCalls = (journey: Journey, about: RegExp) =>
  journey["consumers/turn"].exchanges.filter(({ operation, body }) => /redis/.test(operation) && about.test(body))
    .length;
const otherCalls = (journey: Journey) =>
  STATIONS.flatMap((station) => journey[station].exchanges)
    .filter(({ isAws }) => !isAws)
    .map(({ operation }) => operation);
afterAll(() => {
  vi.useRealTimers();
  return world.close();
});

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

  test("costs a turn six calls: the lease and the member, what waits, who they are, what came since, the gate, its end", () => {
    expect(awsCalls(warm["consumers/turn"].exchanges)).toEqual([
      "DynamoDB.UpdateItem",
      "DynamoDB.Query",
      "DynamoDB.GetItem",
      "DynamoDB.Query",
      "DynamoDB.TransactWriteItems",
      "DynamoDB.UpdateItem",
    ]);
  });

  test("costs a turn one more, the member's key, in a sandbox that has not met the member for five minutes", () => {
    expect(awsCalls(strange["consumers/turn"].exchanges)).toEqual([
      "DynamoDB.UpdateItem",
      "DynamoDB.Query",
      "DynamoDB.GetItem",
      "DynamoDB.GetItem",
      "DynamoDB.Query",
      "DynamoDB.TransactWriteItems",
      "DynamoDB.UpdateItem",
    ]);
  });

  test("costs one question to the model and one text to the carrier", () => {
    const others = otherCalls(warm).filter((operation) => !operation.startsWith("POST /redis"));
    expect(others).toEqual(["POST /v1/messages", expect.stringMatching(/^POST \/api\/v2\/users\/\d+\/messages$/)]);
  });

  test("asks Redis twice for what is used: it is read before it is spent, and written after", () => {
    expect(redisCalls(warm, /:quota:/)).toBe(2);
    // What numbers that begin alike have used is told to the other sandboxes once in about six turns: a sum, and its end.
    expect(redisCalls(later, /:quota:/)).toBe(4);
  });

  test("asks Redis twice for the end of the conversation, of which the member waits for one: it is read, and kept", () => {
    expect(redisCalls(warm, /:window:/)).toBe(2);
  });

  test("asks once what other sandboxes know of the provider, if that is more than a second old", () => {
    expect(redisCalls(later, /^(?!.*:(?:window|quota):)/)).toBe(1);
  });

  test.each(STATIONS)("leaves one log line of %s", (station) => {
    expect(warm[station].lines).toHaveLength(1);
  });

  test("leaves little to store", () => {
    const bytes = STATIONS.flatMap((station) => warm[station].lines).join("\n").length;
    expect(bytes).toBeLessThanOrEqual(MOST_LOG_BYTES);
  });
});
