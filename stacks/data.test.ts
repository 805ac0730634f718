import { describe, expect, test } from "vitest";
import {
  resourceOf,
  resourcesOf,
  synthesizeProduction,
  synthesizeTest,
} from "../packages/local/src/synthesis/synthesized-stages.ts";
import { TABLES } from "../packages/testkit/src/tables/index.ts";

const synthesis = await synthesizeTest();
const production = await synthesizeProduction();

describe("the members' table", () => {
  const { Properties } = resourceOf(synthesis, "AWS::DynamoDB::Table", "members");

  test("finds a member's history and open texts, and what is due over all members", () => {
    const indexes = [...Properties.LocalSecondaryIndexes, ...Properties.GlobalSecondaryIndexes];
    const inWords = indexes.map(({ IndexName, KeySchema, Projection }) => {
      const keys = KeySchema.map((key: { AttributeName: string }) => key.AttributeName).join(", ");
      return `${IndexName}: ${keys} (${Projection.ProjectionType})`;
    });
    expect(inWords).toEqual([
      "history: pk, saidAt (ALL)",
      "open: pk, openSince (ALL)",
      "due: dueShard, dueAt (KEYS_ONLY)",
    ]);
  });

  test("is the one that models and tests are made from", () => {
    const [members] = TABLES;
    const indexes = (of: Pick<typeof Properties, string>) =>
      [...of.LocalSecondaryIndexes, ...of.GlobalSecondaryIndexes].map(({ IndexName, KeySchema, Projection }) => ({
        ...{ IndexName, KeySchema, Projection },
      }));
    expect(indexes(Properties)).toEqual(indexes(members ?? {}));
    expect(Properties.KeySchema).toEqual(members?.KeySchema);
  });

  test("forgets items on time", () => {
    expect(Properties.TimeToLiveSpecification).toEqual({ AttributeName: "expiresAtSeconds", Enabled: true });
  });
});

describe.each(resourcesOf(synthesis, "AWS::DynamoDB::Table"))("the table $name", ({ Properties }) => {
  test("is encrypted with the stage's own key", () => {
    expect(Properties.SSESpecification).toMatchObject({ SSEEnabled: true, SSEType: "KMS" });
    expect(JSON.stringify(Properties.SSESpecification.KMSMasterKeyId)).toContain("encryptionkey");
  });

  test("can be restored to any second, but not from further back than erasure allows", () => {
    const { PointInTimeRecoveryEnabled, RecoveryPeriodInDays } = Properties.PointInTimeRecoverySpecification ?? {};
    expect(PointInTimeRecoveryEnabled).toBe(true);
    expect(RecoveryPeriodInDays).toBeLessThanOrEqual(30);
  });
});

test.each(["counters", "ledger"])(
  "the table %s has the keys that models and tests have, and forgets nothing",
  (name) => {
    const { Properties } = resourceOf(synthesis, "AWS::DynamoDB::Table", name);
    expect(Properties.KeySchema).toEqual(TABLES.find(({ TableName }) => TableName === name)?.KeySchema);
    expect(Properties).not.toHaveProperty("TimeToLiveSpecification");
  },
);

test("a member's key is gone for good before the member's sealed texts are", () => {
  const recoveryDays = (name: string) =>
    resourceOf(synthesis, "AWS::DynamoDB::Table", name).Properties.PointInTimeRecoverySpecification
      .RecoveryPeriodInDays;
  expect(recoveryDays("memberkeys")).toBeLessThan(recoveryDays("members"));
});

test("media is private, encrypted, moved over TLS only, and kept for 30 days", () => {
  const { Properties } = resourceOf(synthesis, "AWS::S3::Bucket", "media");
  const policy = resourceOf(synthesis, "AWS::S3::BucketPolicy", "mediaPolicy");
  expect(Properties).toMatchObject({
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" } }],
    },
    LifecycleConfiguration: { Rules: [{ ExpirationInDays: 30, Status: "Enabled" }] },
  });
  expect(policy.Properties.PolicyDocument.Statement[0]).toMatchObject({
    Effect: "Deny",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  });
});

test("the key rotates every year", () => {
  const { Properties } = resourceOf(synthesis, "AWS::KMS::Key", "encryptionkey");
  expect(Properties.EnableKeyRotation).toBe(true);
});

describe("in production", () => {
  const KEEPS_DATA = ["AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::S3::Bucket", "AWS::Logs::LogGroup"];

  test.each(resourcesOf(production, ...KEEPS_DATA))("$name outlives its stack", (resource) => {
    expect(resource).toMatchObject({ DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" });
  });

  test.each(resourcesOf(production, "AWS::DynamoDB::Table"))("$name cannot be deleted by hand", ({ Properties }) => {
    expect(Properties.DeletionProtectionEnabled).toBe(true);
  });
});

describe("in any other stage", () => {
  test("data goes away with its stack", () => {
    const tables = resourcesOf(synthesis, "AWS::DynamoDB::Table");
    expect(tables.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(tables.map(() => "Delete"));
    expect(tables.some(({ Properties }) => Properties.DeletionProtectionEnabled)).toBe(false);
  });
});
