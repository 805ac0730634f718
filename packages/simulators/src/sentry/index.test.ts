import { afterEach, expect, test } from "vitest";
import { type SentrySimulator, startSentrySimulator } from "./index.ts";

let sentry: SentrySimulator;
afterEach(async () => sentry.close());

const envelope = [{ event_id: "1" }, { type: "event" }, { level: "error" }]
  .map((line) => JSON.stringify(line))
  .join("\n");

async function post(body: string, key = "public"): Promise<number> {
  const url = `${sentry.url}/api/42/envelope/?sentry_version=7&sentry_key=${key}`;
  return (await fetch(url, { method: "POST", body })).status;
}

test("keeps the items of envelopes", async () => {
  sentry = await startSentrySimulator();
  expect(await post(envelope)).toBe(200);
  expect(sentry.items).toEqual([{ header: { type: "event" }, payload: { level: "error" } }]);
});

test("knows its key alone, and fails as scripted", async () => {
  sentry = await startSentrySimulator();
  expect(await post(envelope, "other")).toBe(403);
  sentry.script({ kind: "status", status: 429 });
  expect([await post(envelope), await post(envelope)]).toEqual([429, 200]);
  expect(sentry.items).toHaveLength(1);
});
