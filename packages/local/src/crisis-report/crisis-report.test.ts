import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { administratorAccessKeyId } from "../stack/index.ts";
import { environmentOf } from "../stack/stage-tables.ts";
import { parseReportCommand } from "./command-line.ts";

describe("the command line", () => {
  test("names a year, a state and a stage", () => {
    expect(parseReportCommand(["--year", "2026", "--state", "ca", "--stage", "production"])).toEqual({
      ...{ year: 2026, state: "CA", stage: "production" },
    });
    expect(parseReportCommand(["--year", "2027"])).toEqual({ year: 2027, state: undefined, stage: "local" });
  });

  test.each([[[]], [["--year", "26"]], [["--year", "2026", "--state", "ON"]], [["--year", "2026", "--what"]]])(
    "%j is refused",
    (given) => {
      expect(() => parseReportCommand(given)).toThrow();
    },
  );
});

describe("where the counters are", () => {
  test("a deployment: wherever the environment's credentials lead", async () => {
    expect(await environmentOf("production", "/nowhere", { AWS_REGION: "us-west-2" })).toEqual({
      AWS_REGION: "us-west-2",
    });
    expect(await environmentOf("production", "/nowhere", {})).toEqual({ AWS_REGION: "us-east-1" });
  });

  test("the local stack: at the address it keeps while it runs", async () => {
    const directory = await mkdtemp(join(tmpdir(), "report-"));
    await expect(environmentOf("local", directory, {})).rejects.toThrow("npm run dev");
    await writeFile(join(directory, "services.json"), JSON.stringify({ aws: "http://127.0.0.1:1234" }));
    expect(await environmentOf("local", directory, { AWS_ACCESS_KEY_ID: "somebody" })).toMatchObject({
      AWS_ENDPOINT_URL: "http://127.0.0.1:1234",
      AWS_ACCESS_KEY_ID: administratorAccessKeyId,
    });
  });
});
