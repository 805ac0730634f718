import { afterEach, expect, test } from "vitest";
import { type LangfuseSimulator, startLangfuseSimulator } from "./index.ts";

let langfuse: LangfuseSimulator | undefined;
afterEach(async () => langfuse?.close());

const span = {
  name: "reply",
  startTimeUnixNano: "1000000000",
  endTimeUnixNano: "2000000000",
  attributes: [
    { key: "langfuse.observation.type", value: { stringValue: "generation" } },
    { key: "tokens", value: { intValue: "7" } },
  ],
};
const traces = { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] };

async function post(body: unknown, keys = "pk:sk"): Promise<number> {
  langfuse ??= await startLangfuseSimulator({ publicKey: "pk", secretKey: "sk" });
  const authorization = `Basic ${Buffer.from(keys).toString("base64")}`;
  const headers = { authorization, "content-type": "application/json" };
  const url = `${langfuse.url}/api/public/otel/v1/traces`;
  return (await fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).status;
}

afterEach(() => {
  langfuse = undefined;
});

test("keeps spans with their attributes", async () => {
  expect(await post(traces)).toBe(200);
  expect(langfuse?.spans).toEqual([
    {
      name: "reply",
      attributes: { "langfuse.observation.type": "generation", tokens: 7 },
      startedAtMs: 1_000,
      endedAtMs: 2_000,
    },
  ]);
});

test.each([
  ["other keys", traces, "pk:other", 401],
  ["what is no trace", { spans: [] }, "pk:sk", 400],
])("refuses %s", async (_, body, keys, status) => {
  expect(await post(body, keys)).toBe(status);
  expect(langfuse?.spans).toEqual([]);
});

test("fails as scripted, once", async () => {
  expect(await post(traces)).toBe(200);
  langfuse?.script({ kind: "status", status: 503 });
  expect([await post(traces), await post(traces)]).toEqual([503, 200]);
});
