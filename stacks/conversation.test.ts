import { describe, expect, test } from "vitest";
import { LEASE_MS } from "../packages/core/src/conversation/index.ts";
import { TURN_RECEIVES } from "../packages/functions/src/queues/turns.ts";
import {
  inWords,
  resourceOf,
  resourcesOf,
  synthesizeTest,
} from "../packages/local/src/synthesis/synthesized-stages.ts";

const synthesis = await synthesizeTest();
const STACK = "test-jules-conversation";

describe("the consumers", () => {
  const mappings = resourcesOf(synthesis, "AWS::Lambda::EventSourceMapping");

  test("read their queues in small batches and with a limit", () => {
    const lanes = mappings.map(({ stackName, Properties }) => {
      const queue = inWords(synthesis, stackName, Properties.EventSourceArn);
      const consumer = inWords(synthesis, stackName, Properties.FunctionName);
      return `${queue} -> ${consumer}: ${Properties.BatchSize} at once, ${Properties.ScalingConfig.MaximumConcurrency} copies`;
    });
    expect(lanes).toEqual([
      "ageverificationqueue -> ageverification: 5 at once, 10 copies",
      "billingqueue -> billing: 1 at once, 10 copies",
      "inboundqueue -> intake: 10 at once, 200 copies",
      "turnsqueue -> turn: 1 at once, 500 copies",
      "statusqueue -> deliverystatus: 10 at once, 50 copies",
      "memoryqueue -> memory: 1 at once, 20 copies",
      "privacyqueue -> privacy: 1 at once, 20 copies",
    ]);
  });

  test.each(mappings)("$name: one failed message does not bring its batch back", ({ Properties }) => {
    expect(Properties.FunctionResponseTypes).toEqual(["ReportBatchItemFailures"]);
    expect(Properties).not.toHaveProperty("MaximumBatchingWindowInSeconds");
  });

  test.each(mappings)("$name: a message stays hidden for longer than its consumer may run", ({ Properties }) => {
    const queue = resourceOf(synthesis, "AWS::SQS::Queue", inWords(synthesis, STACK, Properties.EventSourceArn));
    const consumer = resourceOf(synthesis, "AWS::Lambda::Function", inWords(synthesis, STACK, Properties.FunctionName));
    expect(queue.Properties.VisibilityTimeout).toBeGreaterThan(consumer.Properties.Timeout);
  });
});

test("a turn knows which of its tries is the last before the dead letters", () => {
  const turns = resourceOf(synthesis, "AWS::SQS::Queue", "turnsqueue");
  expect(turns.Properties.RedrivePolicy.maxReceiveCount).toBe(TURN_RECEIVES);
});

test("a turn's lease outlives every living worker, and runs out before the queue sends the next", () => {
  const turns = resourceOf(synthesis, "AWS::SQS::Queue", "turnsqueue");
  const turn = resourceOf(synthesis, "AWS::Lambda::Function", "turn");
  expect(LEASE_MS).toBeGreaterThan(turn.Properties.Timeout * 1_000);
  expect(LEASE_MS).toBeLessThan(turns.Properties.VisibilityTimeout * 1_000);
});

test.each([
  ["sweeper", "rate(1 minute)"],
  ["follow-up", "rate(15 minutes)"],
  ["billing-orders", "rate(1 minute)"],
  ["stripe-reconciliation", "rate(1 hour)"],
])("the cron %s has its rhythm and is found by its name", (name, ScheduleExpression) => {
  const rules = resourcesOf(synthesis, "AWS::Events::Rule").map(({ Properties }) => Properties);
  expect(rules).toContainEqual(
    expect.objectContaining({ Name: `test-jules-${name}`, ScheduleExpression, State: "ENABLED" }),
  );
});
