import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { account, bearer, closeAll, events, get, hourMs, phone, send, setUp, text } from "./rehearsal.ts";

afterEach(closeAll);

describe("scripted faults", () => {
  test.each([
    [400, "request-validation"],
    [401, "unauthorized"],
    [403, "forbidden"],
    [415, "unsupported-content-type"],
    [429, "max-message-queue-size-exceeded"],
    [500, "internal-error"],
  ])("a send answered %i is not accepted; the next one is", async (status, type) => {
    const { carrier } = await setUp();
    carrier.script({ kind: "answer", status });
    const refused = await send(carrier, text);
    expect(refused.status).toBe(status);
    expect(refused.headers.has("retry-after")).toBe(false);
    expect(await refused.json()).toMatchObject({ type });
    expect(carrier.outbox()).toEqual([]);
    expect((await send(carrier, text)).status).toBe(202);
  });

  test("a fault can be meant for one operation, one number, and for good", async () => {
    const { carrier } = await setUp();
    carrier.script({ kind: "answer", status: 429, operation: "list" });
    carrier.script({ kind: "answer", status: 403, number: "+14155550124", times: "always" });
    expect((await send(carrier, text)).status).toBe(202);
    for (const _ of [1, 2]) expect((await send(carrier, { ...text, to: ["+14155550124"] })).status).toBe(403);
    const limited = await get(carrier, "messages?messageId=x");
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "60"]);
    carrier.clearScript();
    expect((await send(carrier, { ...text, to: ["+14155550124"] })).status).toBe(202);
  });

  test("a delayed answer comes after the text has been accepted", async () => {
    const { carrier } = await setUp();
    carrier.script({ kind: "delay", delayMs: 60_000 });
    const accepted = new Promise((resolve) => carrier.on("text.accepted", resolve));
    const controller = new AbortController();
    const authorization = await bearer(carrier);
    const answer = fetch(`${carrier.apiUrl}/users/${account.accountId}/messages`, {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
      body: JSON.stringify(text),
      signal: controller.signal,
    });
    expect(await accepted).toMatchObject({ to: phone, state: "accepted" });
    expect(await Promise.race([answer, wait(30, "silence")])).toBe("silence");
    controller.abort();
    await expect(answer).rejects.toThrow("aborted");
  });

  test("a dropped connection leaves the text accepted and delivered", async () => {
    const { carrier, clock, settle } = await setUp();
    carrier.script({ kind: "drop-connection" });
    await expect(send(carrier, text)).rejects.toThrow("fetch failed");
    await clock.advance(50, settle);
    expect(carrier.outbox()).toEqual([expect.objectContaining({ state: "delivered" })]);
  });

  test("the status can come before the answer", async () => {
    const { carrier, webhooks } = await setUp();
    carrier.script({ kind: "status-before-answer" });
    await send(carrier, text);
    expect(events(webhooks)).toEqual([expect.objectContaining({ type: "message-delivered" })]);
  });

  test("a missing terminal event, a late 9902 and a refused number", async () => {
    const { carrier, clock, webhooks, settle } = await setUp();
    carrier.script({ kind: "no-terminal-event" });
    carrier.script({ kind: "late-9902" });
    carrier.script({ kind: "fail", errorCode: 4470, number: phone, times: "always" });
    for (const _ of [1, 2, 3, 4]) await send(carrier, text);
    await clock.advance(hourMs, settle);
    expect(carrier.outbox().map(({ state, errorCode }) => errorCode ?? state)).toEqual([
      "accepted",
      "accepted",
      4470,
      4470,
    ]);
    await clock.advance(hourMs, settle);
    expect(events(webhooks).at(-1)).toMatchObject({ type: "message-failed", errorCode: 9902 });
    expect(webhooks.received).toHaveLength(3);
  });

  test("a duplicate is the same event twice", async () => {
    const { carrier, webhooks, settle } = await setUp();
    carrier.script({ kind: "duplicate", direction: "inbound" });
    await carrier.receiveText({ from: phone, text: "hi" });
    await settle();
    expect(webhooks.received).toHaveLength(2);
    expect(webhooks.received[1]?.body).toEqual(webhooks.received[0]?.body);
  });

  test("two callbacks can change places, or share an array", async () => {
    const { carrier, webhooks, settle } = await setUp();
    const texts = () => events(webhooks).map((event) => (event as { message: { text: string } }).message.text);
    carrier.script({ kind: "reorder" });
    carrier.script({ kind: "join" });
    for (const word of ["first", "second", "third", "fourth"]) {
      await carrier.receiveText({ from: phone, text: word });
      await settle();
    }
    expect(texts()).toEqual(["second", "first", "third", "fourth"]);
    expect(webhooks.received).toHaveLength(3);
  });

  test("a callback that waits for another goes alone after five seconds", async () => {
    const { carrier, clock, webhooks, settle } = await setUp();
    carrier.script({ kind: "join" });
    await carrier.receiveText({ from: phone, text: "hi" });
    await clock.advance(4_999, settle);
    expect(webhooks.received).toHaveLength(0);
    await clock.advance(1, settle);
    expect(events(webhooks)).toHaveLength(1);
  });

  test("a bare object and an unknown type", async () => {
    const { carrier, webhooks, settle } = await setUp();
    carrier.script({ kind: "bare-object" });
    carrier.script({ kind: "unknown-type" });
    await carrier.receiveText({ from: phone, text: "hi" });
    await settle();
    await carrier.receiveText({ from: phone, text: "hi" });
    await settle();
    expect(webhooks.received.map(({ body }) => body)).toEqual([
      expect.objectContaining({ type: "message-received" }),
      [expect.objectContaining({ type: "message-unheard-of" })],
    ]);
  });

  test("another process scripts and counts over HTTP", async () => {
    const { carrier } = await setUp();
    const script = (body: unknown) =>
      fetch(`${carrier.url}/simulator/script`, { method: "POST", body: JSON.stringify(body) });
    expect((await script({ kind: "answer", status: 500, times: 2 })).status).toBe(204);
    expect((await script([{ kind: "nonsense" }])).status).toBe(400);
    expect((await send(carrier, text)).status).toBe(500);
    await fetch(`${carrier.url}/simulator/script`, { method: "DELETE" });
    expect((await send(carrier, text)).status).toBe(202);
    expect(await (await fetch(`${carrier.url}/simulator/requests`)).json()).toMatchObject({
      token: 2,
      send: 2,
      list: 0,
    });
  });
});
