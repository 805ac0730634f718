import { describe, expect, test } from "vitest";
import { keptSeconds, RETENTION } from "../packages/core/src/privacy/index.ts";
import { resourceOf, resourcesOf, synthesizeProduction } from "../packages/local/src/synthesis/synthesized-stages.ts";

const production = await synthesizeProduction();
const DAY_SECONDS = 24 * 60 * 60;

describe("what is kept no longer than the retention schedule says", () => {
  const tables = resourcesOf(production, "AWS::DynamoDB::Table");

  test.each(tables)("backups of the table $name", ({ name, Properties }) => {
    const days = Properties.PointInTimeRecoverySpecification.RecoveryPeriodInDays;
    expect(days * DAY_SECONDS).toBe(keptSeconds(name === "memberkeys" ? "key-backups" : "backups"));
  });

  test.each(resourcesOf(production, "AWS::S3::Bucket"))("files in the bucket $name", ({ Properties }) => {
    const [rule] = Properties.LifecycleConfiguration.Rules;
    expect(rule.ExpirationInDays * DAY_SECONDS).toBe(keptSeconds("files"));
  });

  // A month of a log group is 30 days.
  test.each(resourcesOf(production, "AWS::Logs::LogGroup"))("the log group $name", ({ Properties }) => {
    expect(Properties.RetentionInDays * DAY_SECONDS).toBeLessThanOrEqual(keptSeconds("logs"));
  });

  test.each(resourcesOf(production, "AWS::SQS::Queue"))("messages in the queue $name", ({ name, Properties }) => {
    const kept = keptSeconds(/deadletters/i.test(name) ? "dead-letters" : "queues");
    expect(Properties.MessageRetentionPeriod).toBeLessThanOrEqual(kept);
  });
});

test("every table is in the schedule", () => {
  const places = RETENTION.flatMap(({ where }): readonly string[] => where)
    .join(" ")
    .toLowerCase();
  for (const { name } of resourcesOf(production, "AWS::DynamoDB::Table")) expect(places).toContain(name);
});

test("what goes by its own time has a table that lets it", () => {
  const { Properties } = resourceOf(production, "AWS::DynamoDB::Table", "members");
  expect(Properties.TimeToLiveSpecification).toMatchObject({ Enabled: true });
});
