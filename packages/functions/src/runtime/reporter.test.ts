import { Failure } from "@jules/core/kernel";
import { manualClock } from "@jules/testkit/clock";
import { lambdaContext } from "@jules/testkit/lambda";
import { afterEach, expect, test, vi } from "vitest";
import { failureOf } from "./failure-code.ts";
import { logged } from "./invocations.ts";
import { createReporter } from "./reporter.ts";

afterEach(() => vi.restoreAllMocks());

async function written(
  report: (reporter: ReturnType<typeof createReporter>) => void,
): Promise<Record<string, unknown>[]> {
  const lines: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => lines.push(String(chunk)) > 0);
  const reporter = createReporter({ service: "sweeper", environment: { STAGE: "test" }, clock: manualClock() });
  await logged(reporter, async () => report(reporter))({}, lambdaContext());
  vi.restoreAllMocks();
  return lines.map((line) => JSON.parse(line));
}

test("a line says what happened, where and in which invocation", async () => {
  expect(await written((reporter) => reporter.report("sweep.done", { due: 3 }))).toEqual([
    {
      timestamp: expect.any(String),
      level: "INFO",
      service: "sweeper",
      requestId: lambdaContext().awsRequestId,
      message: "sweep.done",
      due: 3,
    },
  ]);
});

test("a line of what may be a crisis has no invocation, by which its member could be found", async () => {
  const failed = failureOf(new Failure("second-look.unavailable", "out", { detail: "http-529" }));
  const [line] = await written((reporter) => reporter.report("opinion.failed", { adviser: "classifier", ...failed }));
  expect(line).toEqual({
    ...{ timestamp: expect.any(String), level: "INFO", service: "sweeper", message: "opinion.failed" },
    ...{ adviser: "classifier", failure: "second-look.unavailable", detail: "http-529" },
  });
});

test("metrics ride in the line; those that count nothing are left out", async () => {
  const [line] = await written((reporter) =>
    reporter.report("sweep.done", { due: 3 }, { DueMembers: 3, RecordsFailed: 0 }),
  );
  expect(line).toMatchObject({
    stage: "test",
    DueMembers: 3,
    _aws: {
      Timestamp: Date.parse("2026-11-20T17:00:00.000Z"),
      CloudWatchMetrics: [
        { Namespace: "Jules", Dimensions: [["stage"]], Metrics: [{ Name: "DueMembers", Unit: "Count" }] },
      ],
    },
  });
  expect(line).not.toHaveProperty("RecordsFailed");
});
