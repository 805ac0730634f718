import { App, Duration, Stack } from "aws-cdk-lib";
import { AttributeType } from "aws-cdk-lib/aws-dynamodb";
import { expect, test } from "vitest";
import { EncryptionKey } from "./encryption-key.ts";
import { OnCall } from "./on-call.ts";
import { Queue } from "./queue.ts";
import { Table } from "./table.ts";

function stackWithFoundations() {
  const stack = new Stack(new App(), "stack");
  const encryptionKey = new EncryptionKey(stack, "key", { alias: "key", description: "A key.", isProduction: false });
  const onCall = new OnCall(stack, "on-call", {
    encryptionKey,
    emails: {},
    runbooksUrl: "docs/runbooks",
    namePrefix: "test",
  });
  return { stack, encryptionKey, onCall };
}

test("a queue on which one bad text would hold up its member for more than two minutes cannot be built", () => {
  const { stack, ...foundations } = stackWithFoundations();
  const build = (receives: number) =>
    new Queue(stack, `queue-${receives}`, {
      ...foundations,
      order: "fifo",
      name: "texts",
      visibilitySeconds: 40,
      receives,
      retention: Duration.days(1),
      errorImpact: "Members' texts go unanswered.",
      severity: "page",
      oldestMessageLimit: Duration.minutes(1),
    });

  expect(() => build(4)).toThrow(RangeError);
  expect(() => build(3)).not.toThrow();
});

test("a table that can be restored from before an erasure had to be final cannot be built", () => {
  const { stack, encryptionKey } = stackWithFoundations();
  const build = (recoveryDays: number) =>
    new Table(stack, `table-${recoveryDays}`, {
      partitionKey: { name: "pk", type: AttributeType.STRING },
      expiry: "never",
      recoveryDays,
      encryptionKey,
      isProduction: false,
    });

  expect(() => build(31)).toThrow(RangeError);
  expect(() => build(30)).not.toThrow();
});
