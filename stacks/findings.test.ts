import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { synthesizeProduction, synthesizeTest } from "../packages/local/src/synthesis/synthesized-stages.ts";

interface Finding {
  readonly ruleId: string;
  readonly resourceId: string;
  readonly compliance: string;
  readonly exceptionReason: string;
}

const syntheses = { test: await synthesizeTest(), production: await synthesizeProduction() };
const REASON = /^[A-Z].{20,}\. Review by (\d{4}-\d{2}-\d{2})\.$/;

describe.each(Object.entries(syntheses))("cdk-nag's AwsSolutions rules in stage %s", (_stage, synthesis) => {
  const assembly = join(synthesis.directory, "assembly");
  const reports = readdirSync(assembly).filter((file) => file.endsWith("-NagReport.json"));
  const lines: Finding[] = reports.flatMap((file) => JSON.parse(readFileSync(join(assembly, file), "utf8")).lines);

  test("look at every stack", () => {
    expect(reports).toHaveLength(Object.keys(synthesis.templates).length);
    expect(lines.filter(({ compliance }) => compliance === "Compliant").length).toBeGreaterThan(0);
  });

  test("find nothing that nobody has explained", () => {
    const unexplained = lines.filter(({ compliance }) => !["Compliant", "Suppressed", "N/A"].includes(compliance));
    expect(unexplained).toEqual([]);
  });

  test.each(lines.filter(({ compliance }) => compliance === "Suppressed"))(
    "$ruleId at $resourceId is accepted for a reason that still holds",
    ({ exceptionReason }) => {
      const [, reviewBy = "never"] = REASON.exec(exceptionReason) ?? [];
      expect(exceptionReason).toMatch(REASON);
      expect(Date.parse(reviewBy)).toBeGreaterThan(Date.now());
    },
  );
});
