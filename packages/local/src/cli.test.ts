import { expect, test } from "vitest";
import { parseCommandLine, readableLogLine, screen } from "./cli.ts";

test("without flags: the screen, kept data, simulators, port 3000", () => {
  expect(parseCommandLine([])).toEqual({ headless: false, fresh: false, live: false, port: 3000 });
});

test("all flags", () => {
  expect(parseCommandLine(["--headless", "--fresh", "--live", "--port", "0"])).toEqual({
    headless: true,
    fresh: true,
    live: true,
    port: 0,
  });
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

test("a JSON log line is shown by its level, message and own fields", () => {
  const line = JSON.stringify({ level: "INFO", message: "reply.sent", timestamp: "t", service: "turn", segments: 2 });

  expect(readableLogLine("turn", line).replace(/ +/g, " ")).toBe("turn INFO reply.sent segments=2");
  expect(readableLogLine("turn", "not JSON").replace(/ +/g, " ")).toBe("turn not JSON");
});

test("the screen says what runs where", () => {
  const shown = screen({
    ready: {
      event: "ready",
      phone: "http://127.0.0.1:3000",
      control: "http://127.0.0.1:3000/control",
      api: undefined,
      webhooks: { bandwidthInbound: "http://127.0.0.1:4000/live/webhooks/bandwidth/inbound/s" },
      bandwidth: { inbound: undefined, status: undefined, applicationId: undefined, numbers: [] },
    },
    dataDirectory: "/data",
    services: { Redis: "http://127.0.0.1:5000" },
    [Symbol.asyncDispose]: async () => {},
  });

  for (const told of ["http://127.0.0.1:3000/control", "bandwidthInbound", "http://127.0.0.1:5000", "/data"]) {
    expect(shown).toContain(told);
  }
  expect(shown).not.toContain("Public API");
});
