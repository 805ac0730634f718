import { afterEach, describe, expect, test } from "vitest";
import {
  account,
  challenge,
  closeAll,
  credentials,
  events,
  get,
  hourMs,
  ok,
  ours,
  phone,
  send,
  setUp,
  text,
} from "./rehearsal.ts";

afterEach(closeAll);

describe("a text from a phone", () => {
  test("arrives as the documented event", async () => {
    const { carrier, webhooks, settle } = await setUp();
    const { id } = await carrier.receiveText({
      from: phone,
      text: "hey jules you up?",
      time: "2026-11-20T16:59:58.000000Z",
    });
    await settle();
    expect(webhooks.received[0]?.path).toBe("/inbound");
    expect(webhooks.received[0]?.body).toEqual([
      {
        time: "2026-11-20T17:00:00.000000Z",
        type: "message-received",
        to: ours,
        description: "Incoming message received",
        message: {
          id,
          owner: ours,
          applicationId: account.applicationId,
          time: "2026-11-20T16:59:58.000000Z",
          segmentCount: 1,
          direction: "in",
          to: [ours],
          from: phone,
          text: "hey jules you up?",
        },
      },
    ]);
  });

  test("carries its media after a layout part; they need a token and last 48 hours", async () => {
    const { carrier, clock, webhooks, settle } = await setUp();
    const photo = { filename: "IMG_2231.jpeg", contentType: "image/jpeg", content: new Uint8Array([1, 2, 3]) };
    const { id } = await carrier.receiveText({ from: phone, media: [photo], group: ["+14155550124"] });
    await settle();
    const path = `users/${account.accountId}/media/${id}`;
    expect(events(webhooks)[0]).toMatchObject({
      message: {
        text: "",
        to: [ours, "+14155550124"],
        media: [`${carrier.apiUrl}/${path}/0/0.smil`, `${carrier.apiUrl}/${path}/1/IMG_2231.jpeg`],
      },
    });

    expect((await fetch(`${carrier.apiUrl}/${path}/1/IMG_2231.jpeg`)).status).toBe(401);
    const response = await get(carrier, `media/${id}/1/IMG_2231.jpeg`);
    expect(response.headers.get("content-type")).toBe("image/jpeg");
    expect(await response.bytes()).toEqual(photo.content);
    await clock.advance(48 * hourMs, settle);
    expect((await get(carrier, `media/${id}/1/IMG_2231.jpeg`)).status).toBe(404);
  });
});

describe("callback delivery", () => {
  test("credentials are shown only after a challenge", async () => {
    const { carrier, webhooks, settle } = await setUp({}, ({ headers }) => (headers.authorization ? ok : challenge));
    await carrier.receiveText({ from: phone, text: "hi" });
    await settle();
    expect(webhooks.received.map(({ headers }) => headers.authorization)).toEqual([undefined, credentials]);
    expect(webhooks.received[1]?.body).toEqual(webhooks.received[0]?.body);
    expect(carrier.callbacks).toEqual({ attempted: 1, delivered: 1, lost: 0 });
  });

  test("a 401 without the challenge loses the callback for good", async () => {
    const { carrier, clock, webhooks, settle } = await setUp({}, () => ({ status: 401 }));
    await carrier.receiveText({ from: phone, text: "hi" });
    await clock.advance(24 * hourMs, settle);
    expect(webhooks.received).toHaveLength(1);
    expect(carrier.callbacks).toEqual({ attempted: 1, delivered: 0, lost: 1 });
  });

  test("in preemptive mode the first request carries the credentials", async () => {
    const { carrier, webhooks, settle } = await setUp({ authenticationMode: "preemptive" });
    await carrier.receiveText({ from: phone, text: "hi" });
    await settle();
    expect(webhooks.received.map(({ headers }) => headers.authorization)).toEqual([credentials]);
  });

  test("a failed callback is repeated with growing pauses until it is taken", async () => {
    const { carrier, clock, webhooks, settle } = await setUp({}, (_, { length }) =>
      length < 4 ? { status: 503 } : ok,
    );
    await carrier.receiveText({ from: phone, text: "hi" });
    const attempts: number[] = [];
    for (const pauseMs of [0, 30_000, 60_000, 120_000, 24 * hourMs]) {
      await clock.advance(pauseMs, settle);
      attempts.push(webhooks.received.length);
    }
    expect(attempts).toEqual([1, 2, 3, 4, 4]);
    expect(new Set(webhooks.received.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  test("after 24 hours it is dropped", async () => {
    const { carrier, clock, webhooks, settle } = await setUp({}, () => ({ status: 500 }));
    await carrier.receiveText({ from: phone, text: "hi" });
    await clock.advance(24 * hourMs, settle);
    const attempts = webhooks.received.length;
    await clock.advance(48 * hourMs, settle);
    expect(webhooks.received).toHaveLength(attempts);
    expect(carrier.callbacks.lost).toBe(1);
    expect(carrier.pending(48 * hourMs)).toBe(0);
  });

  test("no answer for ten seconds counts as a failure", async () => {
    const { carrier, clock, webhooks, settle } = await setUp({}, async (_, { length }) => {
      if (length > 1) return ok;
      await clock.advance(10_000, async () => {});
      return ok;
    });
    await carrier.receiveText({ from: phone, text: "hi" });
    await settle();
    expect(carrier.callbacks).toEqual({ attempted: 1, delivered: 0, lost: 0 });
    await clock.advance(30_000, settle);
    expect(webhooks.received).toHaveLength(2);
    expect(carrier.callbacks.delivered).toBe(1);
  });

  test("callbacks wait for their addresses, and what is due soon can be told", async () => {
    const { carrier, clock, webhooks, settle } = await setUp();
    await send(carrier, text);
    expect([carrier.pending(), carrier.pending(1000)]).toEqual([0, 1]);
    carrier.configureCallbacks({ inbound: webhooks.target("/inbound"), status: webhooks.target("/elsewhere") });
    await clock.advance(50, settle);
    expect(webhooks.received.map(({ path }) => path)).toEqual(["/elsewhere"]);
  });
});

test("neither log lines nor errors carry a number or a text", async () => {
  const lines: string[] = [];
  const { carrier, clock, settle } = await setUp({ log: (line) => lines.push(line) });
  await carrier.receiveText({ from: phone, text: "secret words" });
  await settle();
  await send(carrier, text);
  await clock.advance(50, settle);
  expect(lines).toEqual(["callback inbound delivered", "token 200", "send 202", "callback status delivered"]);
});
