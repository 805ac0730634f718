import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { parseCommandLine, readableLogLine, screen, usage } from "./cli.ts";
import type { LocalStack } from "./stack/index.ts";

test("without flags: the screen, kept data, simulators, port 3000", () => {
  expect(parseCommandLine([])).toEqual({ help: false, headless: false, fresh: false, live: false, port: 3000 });
});

test("all flags", () => {
  expect(parseCommandLine(["--headless", "--fresh", "--live", "--port", "0"])).toEqual({
    help: false,
    headless: true,
    fresh: true,
    live: true,
    port: 0,
  });
});

test.each(["--help", "-h"])("%s asks how to use it", (flag) => {
  expect(parseCommandLine([flag])).toMatchObject({ help: true });
});

test("the two dashes that pnpm passes on do not matter", async () => {
  const program = fileURLToPath(new URL("../../../run.mjs", import.meta.url));

  const { stdout } = await promisify(execFile)(process.execPath, [program, "dev", "--", "--help"]);

  expect(stdout).toBe(usage);
});

test.each([
  [["--port", "http"], "--port takes a number from 0 to 65535, not http"],
  [["--port", "65536"], "--port takes a number from 0 to 65535, not 65536"],
  [["--port"], "--port"],
  [["--frsh"], "--frsh"],
  [["now"], "now"],
])("%j is refused by name", (given, message) => {
  expect(() => parseCommandLine(given)).toThrow(message);
});

describe("a log line for people", () => {
  const at = Date.parse("2026-03-01T23:59:58Z");
  const shown = (line: string, timeZone = "UTC") => readableLogLine("turn", line, at, timeZone)?.replace(/ +/g, " ");
  const json = (fields: object) => JSON.stringify({ level: "INFO", service: "turn", ...fields });

  test("has the stack's time, and of a JSON line the level, message and own fields", () => {
    expect(shown(json({ message: "reply.sent", segments: 2 }))).toBe("23:59:58 turn INFO reply.sent segments=2");
    expect(shown("not JSON")).toBe("23:59:58 turn not JSON");
    expect(shown("not JSON", "America/New_York")).toBe("18:59:58 turn not JSON");
  });

  test("has the time at which it was written, if it says so", () => {
    expect(shown(json({ message: "turn.postponed", timestamp: "2026-03-01T08:30:00.123Z" }))).toBe(
      "08:30:00 turn INFO turn.postponed",
    );
  });

  test("is left out for a sweep that found nothing", () => {
    expect(shown(json({ message: "sweep.done", due: 0 }))).toBeUndefined();
    expect(shown(json({ message: "sweep.done", due: 1 }))).toContain("sweep.done due=1");
  });
});

describe("the screen", () => {
  const stack: LocalStack = {
    ready: {
      event: "ready",
      phone: "http://127.0.0.1:3000",
      control: "http://127.0.0.1:3000/control",
      api: undefined,
      operatorToken: undefined,
      webhooks: { bandwidthInbound: "http://127.0.0.1:4000/live/webhooks/bandwidth/inbound/s" },
      bandwidth: { inbound: undefined, status: undefined, applicationId: undefined, numbers: [] },
      services: { redis: "http://127.0.0.1:5000" },
    },
    dataDirectory: "/data",
    keepsData: true,
    [Symbol.asyncDispose]: async () => {},
  };

  test("says what runs where", () => {
    const shown = screen(stack);

    for (const told of ["http://127.0.0.1:3000/control", "bandwidthInbound", "http://127.0.0.1:5000"]) {
      expect(shown).toContain(told);
    }
    expect(shown).not.toContain("Public API");
  });

  test("says whether data is kept", () => {
    expect(screen(stack)).toContain("Data is kept in /data; --fresh starts without it.");
    expect(screen({ ...stack, keepsData: false })).toContain("in /data and is deleted at the end.");
    expect(screen({ ...stack, keepsData: false })).not.toContain("Data is kept");
  });
});
