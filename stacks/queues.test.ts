import { describe, expect, test } from "vitest";
import { resourcesOf, synthesizeTest } from "../packages/local/src/synthesis/synthesized-stages.ts";

const synthesis = await synthesizeTest();
const all = resourcesOf(synthesis, "AWS::SQS::Queue");
const lanes = all.filter(({ Properties }) => Properties.RedrivePolicy);
const deadLetters = all.filter(({ Properties }) => !Properties.RedrivePolicy);

test("each queue has its own dead letters", () => {
  const pairs = lanes.map(({ Properties }) => {
    const [deadLetterId] = Properties.RedrivePolicy.deadLetterTargetArn["Fn::GetAtt"];
    const deadLetter = deadLetters.find(({ logicalId }) => logicalId === deadLetterId);
    return `${Properties.QueueName} -> ${deadLetter?.Properties.QueueName}`;
  });
  expect(pairs).toEqual([
    "test-jules-inbound.fifo -> test-jules-inbound-dlq.fifo",
    "test-jules-turns.fifo -> test-jules-turns-dlq.fifo",
    "test-jules-age-verification -> test-jules-age-verification-dlq",
    "test-jules-status -> test-jules-status-dlq",
    "test-jules-privacy.fifo -> test-jules-privacy-dlq.fifo",
    "test-jules-memory -> test-jules-memory-dlq",
    "test-jules-billing.fifo -> test-jules-billing-dlq.fifo",
  ]);
});

describe.each(lanes)("the queue $name", ({ Properties }) => {
  const ofTexts = !["privacy.fifo", "memory", "billing.fifo"].some(
    (name) => Properties.QueueName === `test-jules-${name}`,
  );

  test("gives up on a text within two minutes, so that the member's next one is not held up for longer", () => {
    const holdSeconds = Properties.VisibilityTimeout * Properties.RedrivePolicy.maxReceiveCount;
    expect(holdSeconds).toBeGreaterThan(0);
    // Nobody waits for an answer behind an order about data, behind what is read for memory, or behind news of what was paid.
    expect(holdSeconds).toBeLessThanOrEqual(ofTexts ? 120 : 30 * 60);
  });

  test("survives an outage of three days, after which nothing is answered any more", () => {
    expect(Properties.MessageRetentionPeriod).toBeGreaterThan(72 * 3600);
  });
});

describe.each(all)("$name", ({ logicalId, Properties }) => {
  test("is encrypted with the stage's own key", () => {
    expect(JSON.stringify(Properties.KmsMasterKeyId)).toContain("encryptionkey");
  });

  test("can be reached over TLS only", () => {
    const policy = resourcesOf(synthesis, "AWS::SQS::QueuePolicy").find(
      (candidate) => candidate.Properties.Queues[0].Ref === logicalId,
    );
    expect(policy?.Properties.PolicyDocument.Statement[0]).toMatchObject({
      Effect: "Deny",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });
});

test.each(all.filter(({ Properties }) => Properties.FifoQueue))("$name has no limit over all members", (queue) => {
  expect(queue.Properties).toMatchObject({
    DeduplicationScope: "messageGroup",
    FifoThroughputLimit: "perMessageGroupId",
  });
});
