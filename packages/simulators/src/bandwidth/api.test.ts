import { afterEach, describe, expect, test } from "vitest";
import { type Answer, serve } from "../http-server.ts";
import { startBandwidthSimulator } from "./index.ts";
import {
  account,
  bearer,
  closeAll,
  events,
  get,
  hourMs,
  ours,
  ourTollFree,
  phone,
  requestToken,
  send,
  setUp,
  text,
} from "./rehearsal.ts";

afterEach(closeAll);

/** Somebody's server with one file, which asks for no credentials. */
async function serveFile(answer: Answer) {
  const server = await serve(0, async () => answer);
  return { url: `${server.url}/file`, [Symbol.asyncDispose]: () => server.close() };
}

describe("credentials", () => {
  test("a token is given for the right secret and good until it expires", async () => {
    const { carrier, clock, settle } = await setUp({ tokenLifetimeSeconds: 60 });
    expect((await requestToken(carrier, "wrong")).status).toBe(401);
    expect(await (await requestToken(carrier)).json()).toMatchObject({ token_type: "Bearer", expires_in: 60 });

    const authorization = await bearer(carrier);
    expect((await send(carrier, text, { authorization })).status).toBe(202);
    await clock.advance(60_000, settle);
    const late = await send(carrier, text, { authorization });
    expect(late.status).toBe(401);
    expect(await late.json()).toEqual({ type: "unauthorized", description: "Authentication Failed" });
  });

  test("Basic is refused on API calls, and another account's path is forbidden", async () => {
    const { carrier } = await setUp();
    const authorization = `Basic ${btoa(`${account.clientId}:${account.clientSecret}`)}`;
    expect((await send(carrier, text, { authorization })).status).toBe(401);
    const foreign = await fetch(`${carrier.apiUrl}/users/1/messages?messageId=x`, {
      headers: { authorization: await bearer(carrier) },
    });
    expect(foreign.status).toBe(403);
  });
});

describe("sending", () => {
  test("an accepted text is answered like the vendor does, reported on, and in the outbox", async () => {
    const { carrier, clock, webhooks, settle } = await setUp();
    const options = { tag: "out-1", priority: "high", expiration: "2026-11-20T17:15:00Z" };
    const response = await send(carrier, { ...text, ...options });
    const accepted = (await response.json()) as { id: string };
    expect(response.status).toBe(202);
    expect(accepted).toEqual({
      ...text,
      ...options,
      id: expect.stringMatching(/^[a-z0-9]{29}$/),
      owner: ours,
      time: "2026-11-20T17:00:00.000Z",
      segmentCount: 1,
      direction: "out",
    });

    await clock.advance(50, settle);
    expect(webhooks.received).toHaveLength(1);
    expect(webhooks.received[0]?.path).toBe("/status");
    expect(webhooks.received[0]?.headers).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      "user-agent": "BandwidthAPI/v2",
    });
    expect(webhooks.received[0]?.body).toEqual([
      {
        time: "2026-11-20T17:00:00.050000Z",
        type: "message-delivered",
        to: phone,
        description: expect.any(String),
        message: {
          id: accepted.id,
          owner: ours,
          applicationId: account.applicationId,
          time: "2026-11-20T17:00:00.000000Z",
          segmentCount: 1,
          direction: "out",
          to: [phone],
          from: ours,
          text: "",
          tag: "out-1",
        },
      },
    ]);
    expect(carrier.outbox(phone)).toEqual([
      {
        id: accepted.id,
        to: phone,
        from: ours,
        text: text.text,
        media: [],
        tag: "out-1",
        segments: 1,
        acceptedAt: "2026-11-20T17:00:00.000Z",
        state: "delivered",
      },
    ]);
    expect(carrier.outbox("+14155550999")).toEqual([]);
  });

  test("without a clock of the caller's, deliveries follow real time, and are told to listeners", async () => {
    const carrier = await startBandwidthSimulator(account);
    const states: string[] = [];
    const delivered = new Promise((resolve) => carrier.on("delivery.changed", resolve));
    carrier.on("text.accepted", ({ state }) => states.push(state));
    const stop = carrier.on("text.accepted", () => states.push("unwanted"));
    stop();
    await send(carrier, text);
    expect(await delivered).toMatchObject({ to: phone, state: "delivered" });
    expect(states).toEqual(["accepted"]);
    await carrier.close();
  });

  test.each([
    ["a single part", "a".repeat(160), 1],
    ["two parts of 153", "a".repeat(161), 2],
    ["exactly two full parts", "a".repeat(306), 2],
    ["extension characters count twice", "€".repeat(80), 1],
    ["an escape pair is not torn", `${"a".repeat(152)}€${"a".repeat(152)}`, 3],
    ["Spanish outside of GSM-7", "á".repeat(71), 2],
    ["UCS-2 single", "á".repeat(70), 1],
    ["UCS-2 parts of 67", "á".repeat(135), 3],
    ["a surrogate pair is not torn", `${"á".repeat(66)}🙂${"á".repeat(66)}`, 3],
  ])("segments: %s", async (_, content, segmentCount) => {
    const { carrier } = await setUp();
    expect(await (await send(carrier, { ...text, text: content })).json()).toMatchObject({ segmentCount });
  });

  test.each([
    ["applicationId", { ...text, applicationId: "another" }],
    ["from", { ...text, from: "919-555-0100" }],
    ["to", { ...text, to: ["+1invalid"] }],
    ["to", { ...text, to: [] }],
    ["to", { ...text, to: [phone, phone] }],
    ["to", { ...text, to: Array.from({ length: 11 }, (_, index) => `+1415555010${index}`) }],
    ["text", { ...text, text: undefined }],
    ["text", { ...text, text: "a".repeat(2049) }],
    ["media", { ...text, media: ["not a url"] }],
    ["tag", { ...text, tag: "a".repeat(1025) }],
    ["priority", { ...text, priority: "urgent" }],
    ["expiration", { ...text, expiration: "2026-11-20T16:59:59Z" }],
  ])("a bad %s is refused by name", async (fieldName, body) => {
    const { carrier } = await setUp();
    const response = await send(carrier, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      type: "request-validation",
      fieldErrors: expect.arrayContaining([expect.objectContaining({ fieldName })]),
    });
    expect(carrier.outbox()).toEqual([]);
  });

  test("only JSON is taken", async () => {
    const { carrier } = await setUp();
    const response = await send(carrier, text, { "content-type": "text/plain" });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ type: "unsupported-content-type" });
  });

  test.each([
    ["a card", { status: 200, headers: { "content-type": "text/vcard" }, body: Buffer.from("BEGIN:VCARD") }, undefined],
    ["what is not there", { status: 404 }, 4410],
    ["too much", { status: 200, headers: { "content-type": "image/png" }, body: Buffer.alloc(4_000_000) }, 4411],
    ["a page", { status: 200, headers: { "content-type": "application/json" }, body: Buffer.from("{}") }, 4412],
  ])("an MMS is reported as sending, and then as what became of its files: %s", async (_, file, errorCode) => {
    const { carrier, clock, webhooks, settle } = await setUp();
    await using files = await serveFile(file);
    await send(carrier, { ...text, text: undefined, media: [files.url] });
    await clock.advance(1000, settle);
    const end = errorCode === undefined ? { type: "message-delivered" } : { type: "message-failed", errorCode };
    expect(events(webhooks)).toEqual([
      expect.objectContaining({ type: "message-sending" }),
      expect.objectContaining(end),
    ]);
  });

  test("a group gets one report per recipient under one id", async () => {
    const { carrier, clock, webhooks, settle } = await setUp();
    const { id } = (await (await send(carrier, { ...text, to: [phone, "+14155550124"] })).json()) as { id: string };
    await clock.advance(1000, settle);
    const delivered = events(webhooks).filter((event) => JSON.stringify(event).includes("message-delivered"));
    expect(delivered).toEqual([
      expect.objectContaining({ to: phone, message: expect.objectContaining({ id }) }),
      expect.objectContaining({ to: "+14155550124", message: expect.objectContaining({ id }) }),
    ]);
  });

  test.each([
    ["a foreign sender", 4403, { ...text, from: "+12125550100" }],
    ["a text to oneself", 4401, { ...text, to: [ours] }],
    ["a magic number", 4720, { ...text, to: ["+14155554720"] }],
    ["an expiration that passes first", 4360, { ...text, expiration: "2026-11-20T17:00:00.020Z" }],
  ])("%s is accepted and fails with %i", async (_, errorCode, body) => {
    const { carrier, clock, webhooks, settle } = await setUp({ magicNumbers: true });
    expect((await send(carrier, body)).status).toBe(202);
    await clock.advance(50, settle);
    expect(events(webhooks)).toEqual([expect.objectContaining({ type: "message-failed", errorCode })]);
    expect(carrier.outbox()).toEqual([expect.objectContaining({ state: "failed", errorCode })]);
  });

  test("numbers are not magic unless asked for", async () => {
    const { carrier, clock, settle } = await setUp();
    await send(carrier, { ...text, to: ["+14155554720"] });
    await clock.advance(50, settle);
    expect(carrier.outbox()).toEqual([expect.objectContaining({ state: "delivered" })]);
  });

  test("the toll-free network blocks after STOP until START; a local number is not blocked", async () => {
    const { carrier, clock, settle } = await setUp();
    const deliver = async (from: string) => {
      await send(carrier, { ...text, from });
      await clock.advance(50, settle);
      return carrier.outbox().at(-1);
    };
    await carrier.receiveText({ from: phone, to: ourTollFree, text: "Stop " });
    await carrier.receiveText({ from: phone, to: ours, text: "STOP" });
    expect(await deliver(ourTollFree)).toMatchObject({ state: "failed", errorCode: 4775 });
    expect(await deliver(ours)).toMatchObject({ state: "delivered" });
    await carrier.receiveText({ from: phone, to: ourTollFree, text: "start" });
    expect(await deliver(ourTollFree)).toMatchObject({ state: "delivered" });
  });
});

describe("the message list", () => {
  test("wants a filter, an escaped plus, and milliseconds", async () => {
    const { carrier } = await setUp();
    expect((await get(carrier, "messages")).status).toBe(400);
    expect((await get(carrier, `messages?destinationTn=${phone}`)).status).toBe(400);
    expect((await get(carrier, "messages?fromDateTime=2026-11-20T17:00:00Z")).status).toBe(400);
    expect((await get(carrier, "messages?fromDateTime=2026-11-20T17:00:00.000Z")).status).toBe(200);
  });

  test("shows state for fourteen days, never text or tag", async () => {
    const { carrier, clock, settle } = await setUp();
    const { id } = (await (await send(carrier, { ...text, tag: "out-1" })).json()) as { id: string };
    await carrier.receiveText({ from: phone, text: "another" });
    await clock.advance(50, settle);
    const found = await (await get(carrier, `messages?messageId=${id}`)).text();
    expect(JSON.parse(found)).toMatchObject({
      totalCount: 1,
      messages: [
        { messageId: id, destinationTn: phone, messageStatus: "DELIVERED", messageDirection: "OUTBOUND", errorCode: 0 },
      ],
    });
    expect(found).not.toContain(text.text);
    expect(found).not.toContain("out-1");
    const received = await get(carrier, `messages?sourceTn=${encodeURIComponent(phone)}`);
    expect(await received.json()).toMatchObject({ totalCount: 1, messages: [{ messageStatus: "RECEIVED" }] });
    await clock.advance(14 * 24 * hourMs, settle);
    expect(await (await get(carrier, `messages?messageId=${id}`)).json()).toMatchObject({ totalCount: 0 });
  });
});
