import { afterAll, beforeAll, expect, test } from "vitest";
import { awsCalls, type Journey, loadFunctions } from "./world/journey.ts";
import { readUnits } from "./world/read-units.ts";
import { startWorld, type World } from "./world/world.ts";

let world: World;
/** Of a conversation that is longer than the model is told: the end of it was kept, or was not. */
let withIt: Journey;
let without: Journey;

/** Questions, which are answered without a wait; no two alike, so that nobody takes them for a machine's. */
const TOLD = [
  "do you like museums?",
  "have you heard of the painter who only did doors?",
  "what would you wear on a first day at work?",
  "is it odd that i still keep my grandfather's ticket stubs?",
  "how long should a lunch be?",
  "could a guard fall in love with a statue?",
  "why do old floors sound so kind?",
  "who decides which light a room gets?",
  "did i tell you that my boss whistles?",
  "should i bring cake on friday?",
  "what is the quietest hour of a city?",
  "can you be proud of a tidy drawer?",
  "would it be rude to wear headphones in the archive?",
  "where do lost umbrellas go?",
  "isn't it strange how fast a badge feels like yours?",
  "do you think plants notice mondays?",
];

beforeAll(async () => {
  world = await startWorld();
  const text = await loadFunctions(world);
  for (const about of TOLD) await text(about);
  withIt = await text("is it fine to say no to extra hours?");
  await forgetIn(world);
  without = await text("would you have gone home?");
});
afterAll(() => world.close());

/** Redis loses what it has of the conversation. */
async function forgetIn({ recorder, environment }: World): Promise<void> {
  const kept = recorder.exchanges.findLast(({ body }) => body.startsWith('["set","jules:bench:window:'));
  const [, key] = JSON.parse(kept?.body ?? "[]") as string[];
  const answer = await fetch(environment.UPSTASH_REDIS_REST_URL ?? "", {
    method: "POST",
    headers: { authorization: "Bearer redis-token", "content-type": "application/json" },
    body: JSON.stringify(["del", key]),
  });
  expect(await answer.json()).toEqual({ result: 1 });
}

const queries = (journey: Journey) =>
  awsCalls(journey["consumers/turn"].exchanges).filter((operation) => operation === "DynamoDB.Query").length;
const promptOf = (journey: Journey) =>
  (JSON.parse(
    journey["consumers/turn"].exchanges.find(({ operation }) => operation === "POST /v1/messages")?.body ?? "{}",
  ).messages ?? []) as unknown[];

test("what was kept of a conversation saves a turn its longest read", () => {
  expect([queries(withIt), queries(without)]).toEqual([2, 3]);
  const [kept, read] = [withIt, without].map((journey) => readUnits(journey["consumers/turn"].exchanges)) as [
    number,
    number,
  ];
  expect(read - kept).toBeGreaterThanOrEqual(4);
  expect(kept).toBeLessThanOrEqual(3);
});

test("and the model is told as much of it", () => {
  expect(promptOf(withIt).length).toBeGreaterThan(20);
  expect(promptOf(without)).toHaveLength(promptOf(withIt).length);
});
