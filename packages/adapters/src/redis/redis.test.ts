import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Failure } from "@jules/core/kernel";
import { LocalClock } from "@jules/local/clock";
import { startUpstash, type Upstash } from "@jules/local/upstash";
import { sharedStateContract } from "@jules/testkit/contracts";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createRedisSharedState } from "./index.ts";

const clock = new LocalClock();
const TOKEN = "token";
let upstash: Upstash;
beforeAll(async () => {
  upstash = await startUpstash({ clock, token: TOKEN });
});
afterAll(() => upstash.close());

const redis = (settings: { url?: string; token?: () => Promise<string>; prefix?: string; timeoutMs?: number } = {}) =>
  createRedisSharedState({
    ...{ url: upstash.url, token: async () => TOKEN, prefix: "jules:test:", timeoutMs: 2_000 },
    ...settings,
  });

describe("through Upstash's protocol", () => {
  sharedStateContract(async () => ({
    state: redis(),
    pass: (milliseconds) => clock.advance(milliseconds, async () => undefined),
  }));
});

/** A server that does as it is told, and what it was asked. */
async function serve(answer: RequestListener): Promise<{ readonly url: string; readonly requests: IncomingMessage[] }> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

const unavailable = { code: "shared-state.unavailable" };

test("stages share a database without seeing each other's keys", async () => {
  await redis({ prefix: "jules:staging:" }).set("key", "theirs", 60_000);
  expect(await redis({ prefix: "jules:production:" }).get("key")).toBeUndefined();
});

test("a server that does not answer is given up in time, and that is no missing key", async () => {
  const { url, requests } = await serve(() => undefined);
  const state = redis({ url, timeoutMs: 100 });
  const questions = [
    () => state.get("key"),
    () => state.set("key", "value", 1_000),
    () => state.claim("key", "value", 1_000),
    () => state.add("key", 1, 1_000),
    () => state.append("key", ["entry"], 10, 1_000),
  ];
  const start = performance.now();
  for (const question of questions) await expect(question()).rejects.toMatchObject(unavailable);
  expect(performance.now() - start).toBeLessThan(2_000);
  // Each once: there is no time for a second try.
  expect(requests).toHaveLength(questions.length);
});

test("a server that hangs in the middle of its answer is given up in time", async () => {
  const { url } = await serve((_request, response) => response.writeHead(200).write('{"resu'));
  await expect(redis({ url, timeoutMs: 100 }).get("key")).rejects.toMatchObject(unavailable);
});

test("a server that is not there, refuses or talks nonsense fails as one thing", async () => {
  const refusing = await serve((_request, response) => response.writeHead(500).end('{"error":"ERR"}'));
  const babbling = await serve((_request, response) => response.end("<html>"));
  for (const url of ["http://127.0.0.1:9", refusing.url, babbling.url]) {
    await expect(redis({ url }).get("key")).rejects.toMatchObject(unavailable);
  }
  await expect(redis({ token: async () => "wrong" }).get("key")).rejects.toMatchObject(unavailable);
});

test("one command of several that fails is a failure", async () => {
  const state = redis();
  await state.set("text", "no number", 60_000);
  await expect(state.add("text", 1, 60_000)).rejects.toMatchObject(unavailable);
  await expect(state.append("text", ["entry"], 10, 60_000)).rejects.toMatchObject(unavailable);
});

test("a token that cannot be read fails as one thing, and one that was rotated is used", async () => {
  let token = async () => "old";
  const state = redis({ token: () => token() });
  await expect(state.get("key")).rejects.toMatchObject(unavailable);
  token = () => Promise.reject(new Failure("secrets.unavailable", "no parameter store"));
  await expect(state.get("key")).rejects.toMatchObject(unavailable);
  token = async () => TOKEN;
  expect(await state.get("key")).toBeUndefined();
});

test("nobody is told about us but by the question itself", async () => {
  const { url, requests } = await serve((_request, response) => response.end('{"result":null}'));
  await redis({ url }).get("key");
  expect(Object.keys(requests[0]?.headers ?? {}).filter((name) => name.includes("telemetry"))).toEqual([]);
});
