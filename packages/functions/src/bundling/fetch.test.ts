import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { createAnthropicReplyModel } from "@jules/adapters/anthropic";
import { createRedisSharedState } from "@jules/adapters/redis";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import * as standIn from "./fetch.ts";

afterEach(() => void vi.unstubAllGlobals());

/** A server that does as it is told, and the connections that it was asked over. */
async function serve(answer: RequestListener): Promise<{ readonly url: string; readonly sockets: Socket[] }> {
  const sockets: Socket[] = [];
  const server = createServer((request, response) => {
    sockets.push(request.socket);
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets };
}

/** What an error says, and what caused it. */
const failureOf = async (asked: Promise<unknown>) => {
  const error: unknown = await asked.catch((reason: unknown) => reason);
  return error instanceof Error ? [error.name, error.message, error.cause instanceof Error] : error;
};

describe.each([
  ["the stand-in", standIn.fetch as typeof fetch],
  ["Node's own", globalThis.fetch],
])("fetch, %s", (_, fetch) => {
  const post = (url: string, init: RequestInit = {}) =>
    fetch(url, { method: "POST", body: "question", signal: AbortSignal.timeout(2_000), ...init });

  test("posts a text whole and answers whole, whatever the status", async () => {
    const { url } = await serve((request, response) => {
      const { method, headers } = request;
      response.writeHead(429, { "Retry-After": "3", "Request-Id": "req_1" });
      text(request).then(
        (asked) => response.end(JSON.stringify([method, headers["content-type"], headers["x-a"], asked])),
        () => response.destroy(),
      );
    });
    const headers = { "Content-Type": "text/plain", "X-A": " a " };
    const answer = await post(url, { headers, body: "\u00BFqu\u00E9?" });
    expect([answer.ok, answer.status, answer.statusText]).toEqual([false, 429, "Too Many Requests"]);
    expect(["retry-after", "Request-Id", "retry-after-ms"].map((name) => answer.headers.get(name))).toEqual([
      ...["3", "req_1", null],
    ]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({ "retry-after": "3", "request-id": "req_1" });
    expect(await answer.json()).toEqual(["POST", "text/plain", "a", "\u00BFqu\u00E9?"]);
  });

  test("reads what is no JSON and no UTF-8", async () => {
    const { url } = await serve((_request, response) => response.end(Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xff])));
    expect(await (await post(url)).text()).toBe("a\uFFFD");
    await expect((await post(url)).json()).rejects.toThrow(SyntaxError);
    expect((await (await post(url)).arrayBuffer()).byteLength).toBe(5);
  });

  test("fails where nobody listens, and where the server hangs up", async () => {
    const { url } = await serve(({ socket }) => socket.destroy());
    for (const address of [url, "http://127.0.0.1:9", "nowhere"]) {
      expect(await failureOf(post(address))).toEqual(["TypeError", expect.any(String), true]);
    }
    expect(await failureOf(post(url))).toEqual(["TypeError", "fetch failed", true]);
  });

  test("ends with the reason of the signal, before an answer and within it", async () => {
    const silent = await serve(() => undefined);
    const halting = await serve((_request, response) =>
      response.writeHead(200, { "content-length": "9" }).write("answ"),
    );
    for (const { url } of [silent, halting]) {
      const asked = async () => (await post(url, { signal: AbortSignal.timeout(100) })).text();
      expect(await failureOf(asked())).toEqual(["TimeoutError", expect.any(String), false]);
    }
    expect(await failureOf(post(silent.url, { signal: AbortSignal.abort() }))).toEqual([
      ...["AbortError", expect.any(String), false],
    ]);
  });

  test("fails when half an answer comes", async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "9" }).write("answ");
      setTimeout(() => response.socket?.end(), 20);
    });
    await expect((async () => (await post(url)).text())()).rejects.toThrow(TypeError);
  });

  test("asks without a body, follows and refuses redirects", async () => {
    const { url } = await serve((request, response) => {
      if (request.url === "/from") response.writeHead(307, { location: "/to" }).end();
      else response.end(request.method);
    });
    expect(await (await fetch(`${url}/from`)).text()).toBe("GET");
    expect(await failureOf(post(`${url}/from`, { redirect: "error" }))).toEqual(["TypeError", "fetch failed", true]);
    expect(await (await post(url, { body: Buffer.from("bytes") })).text()).toBe("POST");
  });
});

test("the stand-in keeps the connection for the next question", async () => {
  const { url, sockets } = await serve((_request, response) => response.end("answer"));
  await standIn.fetch(url, { method: "POST", body: "question" });
  await standIn.fetch(url, { method: "POST", body: "question" });
  expect(sockets[0] === sockets[1]).toBe(true);
});

describe.each([
  ["the stand-in", standIn.Headers as unknown as typeof Headers],
  ["Node's own", globalThis.Headers],
])("Headers, %s", (_, Headers) => {
  test("know their names whatever the case, and add up", () => {
    const headers = new Headers({ A: " 1 " });
    headers.append("a", "2");
    headers.set("B", "3");
    headers.set("c", "4");
    headers.delete("C");
    expect([headers.get("A"), headers.get("b"), headers.get("c")]).toEqual(["1, 2", "3", null]);
    expect([headers.has("B"), headers.has("c")]).toEqual([true, false]);
    expect([...headers]).toEqual([
      ["a", "1, 2"],
      ["b", "3"],
    ]);
    expect([[...headers.keys()], [...headers.values()]]).toEqual([
      ["a", "b"],
      ["1, 2", "3"],
    ]);
    const seen: string[] = [];
    headers.forEach((value, name) => void seen.push(`${name}: ${value}`));
    expect(seen).toEqual(["a: 1, 2", "b: 3"]);
    for (const copied of [headers, [...headers], headers.entries()]) {
      expect([...new Headers(copied as Headers)]).toEqual([...headers]);
    }
    expect([...new Headers()]).toEqual([]);
  });
});

test("whoever makes a form gets a real one, and only forms are forms", () => {
  expect(new standIn.FormData()).toBeInstanceOf(globalThis.FormData);
  expect(new globalThis.FormData() instanceof standIn.FormData).toBe(true);
  expect({} instanceof standIn.FormData).toBe(false);
});

test("whoever makes a stream gets a real one, and only streams are streams", async () => {
  const { ReadableStream } = standIn;
  expect(ReadableStream.name).toBe("ReadableStream");
  const made = new ReadableStream({ start: (controller) => controller.close() });
  expect(made).toBeInstanceOf(globalThis.ReadableStream);
  expect(await new Response(made as globalThis.ReadableStream).text()).toBe("");
  expect(new globalThis.ReadableStream() instanceof ReadableStream).toBe(true);
  expect([{}, undefined, Readable.from([])].map((value) => value instanceof ReadableStream)).toEqual([
    false,
    false,
    false,
  ]);
});

describe.each([
  ["the stand-ins", standIn],
  ["Node's own", globalThis],
])("the SDKs, with %s", (_, { fetch, Headers, FormData }) => {
  const stub = () => {
    for (const [name, value] of Object.entries({ fetch, Headers, FormData })) vi.stubGlobal(name, value);
  };
  const prompt = { system: "be kind", messages: [{ speaker: "member", body: "hi" }] } as const;

  test("Anthropic's says who is to be asked later, and when", async () => {
    stub();
    const { url } = await serve((_request, response) =>
      response.writeHead(429, { "content-type": "application/json", "retry-after": "7" }).end("{}"),
    );
    const model = createAnthropicReplyModel({ baseUrl: url, model: "claude-haiku-5-5", apiKey: async () => "key" });
    await expect(model.reply(prompt, { timeoutMs: 2_000, again: false })).rejects.toMatchObject({
      detail: "http-429.retry-after-7",
    });
  });

  test("Upstash's reads what it wrote", async () => {
    stub();
    const tokens: unknown[] = [];
    const { url } = await serve(({ headers }, response) => {
      tokens.push(headers["upstash-sync-token"]);
      response.writeHead(200, { "upstash-sync-token": "7" }).end(JSON.stringify({ result: btoa("value") }));
    });
    const state = createRedisSharedState({ url, token: async () => "token", prefix: "", timeoutMs: 2_000 });
    expect(await state.get("key")).toBe("value");
    await state.get("key");
    expect(tokens).toEqual(["", "7"]);
  });
});
