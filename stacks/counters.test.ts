import { readFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import { systemClock } from "../packages/functions/src/runtime/clock.ts";
import { createReporter } from "../packages/functions/src/runtime/reporter.ts";
import { resourcesOf, synthesizeTest } from "../packages/local/src/synthesis/synthesized-stages.ts";

const synthesis = await synthesizeTest();
const watched = resourcesOf(synthesis, "AWS::CloudWatch::Alarm")
  .flatMap(({ Properties }) => Properties.Metrics ?? [{ MetricStat: { Metric: Properties } }])
  .map(({ MetricStat }) => MetricStat?.Metric)
  .filter((metric) => metric?.Namespace === "Jules");

afterEach(() => {
  vi.restoreAllMocks();
});

test("alarms watch counters that the functions know", () => {
  const registry = readFileSync(new URL("../packages/functions/src/runtime/log-lines.ts", import.meta.url), "utf8");
  expect(watched.length).toBeGreaterThan(0);
  expect(watched.map(({ MetricName }) => MetricName).filter((name) => !registry.includes(`"${name}"`))).toEqual([]);
});

test("alarms look where the functions write: same namespace, same dimensions", () => {
  const written: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => written.push(String(chunk)) > 0);
  createReporter({ service: "sweeper", environment: { STAGE: "test" }, clock: systemClock }).report(
    "sweep.done",
    { due: 1 },
    { DueMembers: 1 },
  );
  vi.restoreAllMocks();

  const line = JSON.parse(written.join(""));
  const [{ Namespace, Dimensions }] = line._aws.CloudWatchMetrics;
  const sets = (Dimensions as string[][]).map((names) => names.map((Name) => ({ Name, Value: line[Name] })));
  for (const metric of watched) {
    expect(metric.Namespace).toBe(Namespace);
    expect(sets).toContainEqual(metric.Dimensions);
  }
});
