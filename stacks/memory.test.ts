import { expect, test } from "vitest";
import { MEMORY_RECEIVES } from "../packages/functions/src/queues/memory.ts";
import { resourcesOf, synthesizeTest } from "../packages/local/src/synthesis/synthesized-stages.ts";

const synthesis = await synthesizeTest();

test("a ring comes as often as a reader makes do with less to read", () => {
  const queues = resourcesOf(synthesis, "AWS::SQS::Queue");
  const rings = queues.find(({ Properties }) => Properties.QueueName === "test-jules-memory");
  expect(rings?.Properties.RedrivePolicy.maxReceiveCount).toBe(MEMORY_RECEIVES);
});
