import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Failure } from "@jules/core/kernel";
import { manualClock } from "@jules/testkit/clock";
import { expect, test } from "vitest";
import { createReporter } from "./reporter.ts";
import { watched } from "./watched.ts";

/** A place where Sentry would be, and what came in there. */
async function listening() {
  const envelopes: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += String(chunk);
    });
    request.on("end", () => {
      envelopes.push(body);
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const environment = { STAGE: "test", SENTRY_DSN: `http://public@127.0.0.1:${port}/42` };
  return {
    envelopes,
    reporter: createReporter({ service: "sweeper", environment, clock: manualClock() }),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

test("what nobody foresaw is reported before the function ends, and still fails it", async () => {
  const { envelopes, reporter, close } = await listening();
  const handle = watched(reporter, async () => Promise.reject(new TypeError("x of undefined")));
  await expect(handle()).rejects.toThrow(TypeError);
  expect(envelopes).toEqual([expect.stringContaining('"type":"TypeError"')]);
  await close();
});

test("what was foreseen is not, and neither is anything where all went well", async () => {
  const { envelopes, reporter, close } = await listening();
  const failing = watched(reporter, async () => Promise.reject(new Failure("table.unavailable", "scripted")));
  await expect(failing()).rejects.toThrow(Failure);
  expect(await watched(reporter, async (given: string) => given)("done")).toBe("done");
  expect(envelopes).toEqual([]);
  await close();
});

test("a stage without Sentry has nothing to hand over", async () => {
  const reporter = createReporter({ service: "sweeper", environment: { STAGE: "test" }, clock: manualClock() });
  await expect(watched(reporter, async () => Promise.reject(new TypeError("x")))()).rejects.toThrow(TypeError);
});
