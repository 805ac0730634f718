import { once } from "node:events";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { type AcceptedText, type Controlled, createControl } from "./index.ts";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

const text: AcceptedText = {
  id: "1",
  to: "+14155550123",
  from: "+12025550100",
  text: "Hello",
  media: [],
  tag: "t1",
  segments: 1,
  acceptedAt: "2026-11-23T22:00:00.000Z",
};

/** A control API over a stack that only counts its time. */
async function aControl(changes: Partial<Controlled> = {}) {
  let now = Date.parse("2026-11-23T22:00:00Z");
  const control = createControl({
    now: () => now,
    advance: async (ms) => {
      now += ms;
    },
    settle: async () => true,
    outbox: (to) => [text].filter((each) => to === undefined || each.to === to),
    crons: ["sweeper"],
    runCron: async () => undefined,
    ...changes,
  });
  const server = createServer((request, response) => {
    if (!control.serve(request, response)) response.writeHead(418).end();
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/control`;
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(url + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    return { status: response.status, body: await response.json() };
  };
  return { url, call };
}

describe("clock", () => {
  test("tells the time and moves it forward", async () => {
    const { call } = await aControl();

    expect(await call("GET", "/clock")).toEqual({ status: 200, body: { now: "2026-11-23T22:00:00.000Z" } });
    expect(await call("POST", "/clock", { advanceMs: 90_000 })).toEqual({
      status: 200,
      body: { now: "2026-11-23T22:01:30.000Z" },
    });
  });

  test.each([{ advanceMs: -1 }, { advanceMs: 1.5 }, { advanceMs: "60" }, { advanceMs: 1e15 }, {}, null])(
    "refuses %j",
    async (body) => {
      const { call } = await aControl();

      expect((await call("POST", "/clock", body)).status).toBe(400);
      expect((await call("GET", "/clock")).body).toEqual({ now: "2026-11-23T22:00:00.000Z" });
    },
  );

  test("409 when the time is not ours", async () => {
    const { call } = await aControl({ advance: undefined });

    expect((await call("POST", "/clock", { advanceMs: 1 })).status).toBe(409);
  });
});

describe("settle", () => {
  test("answers when there is nothing left to do", async () => {
    const { call } = await aControl();

    expect((await call("POST", "/settle")).status).toBe(200);
  });

  test("504 when there still is after a minute", async () => {
    const { call } = await aControl({ settle: async (timeoutMs) => timeoutMs !== 60_000 });

    expect((await call("POST", "/settle")).status).toBe(504);
  });
});

describe("outbox", () => {
  test("all texts, or those to one number, encoded or not", async () => {
    const { call } = await aControl();

    expect((await call("GET", "/outbox")).body).toEqual([text]);
    expect((await call("GET", "/outbox?to=+14155550123")).body).toEqual([text]);
    expect((await call("GET", "/outbox?to=%2B14155550123")).body).toEqual([text]);
    expect((await call("GET", "/outbox?to=%2B14155550199")).body).toEqual([]);
  });

  test("409 when the carrier is not simulated", async () => {
    const { call } = await aControl({ outbox: undefined });

    expect((await call("GET", "/outbox")).status).toBe(409);
  });
});

describe("crons", () => {
  test("runs one by name, and tells when it failed", async () => {
    const failure = { errorType: "TypeError", errorMessage: "no table" };

    const healthy = await aControl();
    const failing = await aControl({ runCron: async () => failure });

    expect((await healthy.call("POST", "/crons/sweeper")).status).toBe(200);
    expect(await failing.call("POST", "/crons/sweeper")).toEqual({
      status: 502,
      body: { error: "sweeper failed: TypeError: no table" },
    });
  });

  test("404 names those that are known", async () => {
    const { call } = await aControl();

    expect(await call("POST", "/crons/retention")).toEqual({
      status: 404,
      body: { error: "There is no cron of that name. Known: sweeper." },
    });
  });
});

describe("everything else", () => {
  test("404 for an unknown path, 405 for a wrong method, untouched outside of /control", async () => {
    const { url, call } = await aControl();

    expect((await call("GET", "/elsewhere")).status).toBe(404);
    expect((await call("DELETE", "/clock")).status).toBe(405);
    expect((await fetch(url.replace("/control", "/"))).status).toBe(418);
  });

  test("a web site that points its own name at this machine is refused", async () => {
    const { url } = await aControl();

    const request = httpRequest(`${url}/clock`, { headers: { host: "evil.example" } });
    request.end();
    const [response] = await once(request, "response");

    expect(response.statusCode).toBe(403);
    response.destroy();
  });
});
