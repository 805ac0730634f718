import { setImmediate as immediate } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import {
  apiKey,
  ask,
  type CreatedSession,
  closeAll,
  create,
  dayMs,
  fixture,
  hmac,
  post,
  press,
  setUp,
  sharedSecret,
  told,
} from "./rehearsal.ts";

afterEach(closeAll);

/** The names of everything in it, and what kind of thing each is; order is no part of it. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== "object" || value === null) return value === null ? null : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
}

describe("creating a session", () => {
  test("needs no signature, and answers as documented", async () => {
    const { veriff } = await setUp();
    const response = await post(veriff, fixture("v01-create-session-request"));
    const text = await response.text();
    const answer = JSON.parse(text) as { verification: CreatedSession };
    expect(response.status).toBe(201);
    expect(shapeOf(answer)).toEqual(shapeOf(JSON.parse(fixture("v02-create-session-response-201"))));
    expect(answer.verification).toMatchObject({ vendorData: "usr_01JDCKZ6N4Q8", status: "created", host: veriff.url });
    expect(response.headers.get("x-auth-client")).toBe(apiKey);
    expect(response.headers.get("x-hmac-signature")).toBe(hmac(text));
  });

  test("twice makes two", async () => {
    const { veriff } = await setUp();
    const [one, other] = [await create(veriff), await create(veriff)];
    expect(one.id).not.toBe(other.id);
    expect(veriff.sessions().map(({ id }) => id)).toEqual([one.id, other.id]);
  });

  test.each([
    ["a right signature", hmac, 201, undefined],
    ["a right signature in uppercase", (body: string) => hmac(body).toUpperCase(), 201, undefined],
    ["a signature of something else", () => hmac("something else"), 401, "1819"],
    ["a signature with another secret", (body: string) => hmac(body, "another"), 401, "1819"],
    ["a signature that is no hash", () => "signed", 401, "1812"],
  ])("with %s", async (_name, signatureOf, status, code) => {
    const { veriff } = await setUp();
    const body = fixture("v01-create-session-request");
    const response = await post(veriff, body, { "x-auth-client": apiKey, "x-hmac-signature": signatureOf(body) });
    expect(response.status).toBe(status);
    expect(((await response.json()) as { code?: string }).code).toBe(code);
    expect(veriff.sessions()).toHaveLength(status === 201 ? 1 : 0);
  });

  test.each([
    ["no key", {}, "1801"],
    ["a key that is no UUID", { "x-auth-client": "jules" }, "1802"],
    ["a key of nobody", { "x-auth-client": "00000000-0000-4000-8000-000000000000" }, "1803"],
  ])("with %s", async (_name, headers, code) => {
    const { veriff } = await setUp();
    const response = await post(veriff, { verification: {} }, headers);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ status: "fail", code, message: expect.any(String) });
  });

  test.each([
    ["no JSON", "{", "1102"],
    ["no verification", {}, "1102"],
    ["a vendorData of 1001 characters", { verification: { vendorData: "x".repeat(1001) } }, "1500"],
    ["a vendorData that is a number", { verification: { vendorData: 7 } }, "1501"],
    ["an endUserId that is no UUID", { verification: { endUserId: "me" } }, "1104"],
    ["a callback in plain text", { verification: { callback: "http://jules.example.com" } }, "1302"],
    ["a callback to this machine", { verification: { callback: "http://127.0.0.1:1/verify/done" } }, "1302"],
    ["a callback that is no address", { verification: { callback: "verify/done" } }, "1302"],
  ])("with %s is a bad request", async (_name, body, code) => {
    const { veriff } = await setUp();
    const response = await post(veriff, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ status: "fail", code });
    expect(veriff.sessions()).toEqual([]);
  });

  test("takes a vendorData of 1000 characters, and none at all", async () => {
    const { veriff } = await setUp();
    expect((await create(veriff, { vendorData: "x".repeat(1000) })).vendorData).toHaveLength(1000);
    expect((await create(veriff, { vendorData: null })).vendorData).toBeNull();
  });

  test.each([
    ["http://127.0.0.1:1/verify/done", 201],
    ["http://localhost:1/verify/done", 201],
    ["http://jules.example.com/verify/done", 400],
  ])("with the callback %s where those to this machine are allowed", async (callback, status) => {
    const { veriff } = await setUp({ allowsLocalCallbacks: true });
    expect((await post(veriff, { verification: { callback } })).status).toBe(status);
  });
});

describe("reading a decision", () => {
  test("there is none at first, then there is the one that the webhook had", async () => {
    const { veriff, received, settle } = await setUp();
    const { id, url } = await create(veriff);
    const before = await ask(veriff, id);
    expect([before.status, await before.text()]).toEqual([200, fixture("v12-get-decision-response-200-pending")]);
    await press(url, "adult");
    await settle();
    const after = await ask(veriff, id);
    const text = await after.text();
    expect([after.status, after.headers.get("x-hmac-signature")]).toEqual([200, hmac(text)]);
    expect(text).toBe(received.at(-1)?.body);
  });

  test.each([
    ["a signature of the path", (id: string) => ({ "x-hmac-signature": hmac(`/v1/sessions/${id}/decision`) }), "1818"],
    ["a signature of no body", () => ({ "x-hmac-signature": hmac("") }), "1818"],
    ["what is no hash", () => ({ "x-hmac-signature": "x".repeat(64) }), "1812"],
    ["another key", () => ({ "x-auth-client": "00000000-0000-4000-8000-000000000000" }), "1803"],
  ])("with %s is refused", async (_name, headersOf, code) => {
    const { veriff } = await setUp();
    const { id } = await create(veriff);
    const response = await ask(veriff, id, { headers: headersOf(id) });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ status: "fail", code });
  });

  test("without a signature is refused, and in uppercase it is taken", async () => {
    const { veriff } = await setUp();
    const { id } = await create(veriff);
    const unsigned = await fetch(`${veriff.url}/v1/sessions/${id}/decision`, { headers: { "x-auth-client": apiKey } });
    expect([unsigned.status, await unsigned.json()]).toMatchObject([401, { code: "1801" }]);
    expect((await ask(veriff, id, { headers: { "x-hmac-signature": hmac(id).toUpperCase() } })).status).toBe(200);
  });

  test("of a session that nobody created is not found", async () => {
    const { veriff } = await setUp();
    const response = await ask(veriff, "0b6f2d0e-3c1e-4f0a-9a54-5d2f6a3b9c10");
    expect([response.status, await response.json()]).toMatchObject([404, { status: "fail" }]);
  });
});

describe("deleting a session", () => {
  test("leaves nothing to be asked for, and is remembered", async () => {
    const { veriff, clock, settle } = await setUp();
    const { id, url } = await create(veriff);
    await press(url, "adult");
    await clock.advance(1000, settle);
    expect((await ask(veriff, id, { method: "DELETE" })).status).toBe(200);
    expect((await ask(veriff, id)).status).toBe(404);
    expect((await ask(veriff, id, { method: "DELETE" })).status).toBe(404);
    expect((await fetch(url)).status).toBe(404);
    expect(veriff.sessions()).toMatchObject([{ id, deletedAt: "2026-11-20T17:00:01.000Z" }]);
  });

  test("needs a signature of its id", async () => {
    const { veriff } = await setUp();
    const { id } = await create(veriff);
    const forged = await ask(veriff, id, { method: "DELETE", headers: { "x-hmac-signature": hmac("another") } });
    expect([forged.status, await forged.json()]).toMatchObject([401, { code: "1818" }]);
    expect(veriff.sessions()).toMatchObject([{ deletedAt: null }]);
  });

  test.each([
    ["that was never opened is closed as expired", false, ["expired"]],
    ["that is under way is closed as abandoned", true, ["started", "abandoned"]],
  ])("one %s, and tells so", async (_name, isOpened, expected) => {
    const { veriff, clock, received, settle } = await setUp();
    const { id, url } = await create(veriff);
    if (isOpened) await fetch(url);
    await ask(veriff, id, { method: "DELETE" });
    await clock.advance(8 * dayMs, settle);
    expect(told(received)).toEqual(expected);
  });

  test("one that people are looking at is refused", async () => {
    const { veriff, settle } = await setUp();
    const { id, url } = await create(veriff);
    await press(url, "review-then-approve");
    await settle();
    const response = await ask(veriff, id, { method: "DELETE" });
    expect([response.status, await response.json()]).toMatchObject([400, { status: "fail" }]);
  });
});

describe("scripted faults", () => {
  test("an error once, for one operation, over HTTP", async () => {
    const { veriff } = await setUp();
    const fault = { kind: "answer", status: 503, operation: "decision" };
    await fetch(`${veriff.url}/simulator/script`, { method: "POST", body: JSON.stringify(fault) });
    const { id } = await create(veriff);
    expect((await ask(veriff, id)).status).toBe(503);
    expect((await ask(veriff, id)).status).toBe(200);
    expect(await (await fetch(`${veriff.url}/simulator/requests`)).json()).toMatchObject({ create: 1, decision: 2 });
  });

  test("a refusal by the vendor's code", async () => {
    const { veriff } = await setUp();
    veriff.script({ kind: "answer", status: 1804 });
    const response = await post(veriff, { verification: {} });
    expect([response.status, await response.json()]).toMatchObject([401, { status: "fail", code: "1804" }]);
    expect(veriff.sessions()).toEqual([]);
  });

  test("a session whose answer is lost is there all the same", async () => {
    const { veriff } = await setUp();
    veriff.script({ kind: "drop-connection" });
    await expect(create(veriff)).rejects.toThrow();
    expect(veriff.sessions()).toHaveLength(1);
  });

  test("an answer that comes late", async () => {
    const { veriff } = await setUp();
    veriff.script({ kind: "delay", delayMs: 60_000 });
    const controller = new AbortController();
    const answered = fetch(`${veriff.url}/v1/sessions`, { method: "POST", signal: controller.signal });
    while (veriff.requests.create === 0) await immediate();
    controller.abort();
    await expect(answered).rejects.toThrow("aborted");
    expect((await post(veriff, { verification: {} })).status).toBe(201);
  });
});

test("the log says first that this is a simulation, and never what a session is about", async () => {
  const lines: string[] = [];
  const { veriff, settle } = await setUp({ log: (line) => lines.push(line) });
  const { url } = await create(veriff);
  await press(url, "adult");
  await settle();
  expect(lines).toEqual([
    expect.stringContaining("simulation"),
    "create 201",
    "webhook event 200",
    "webhook event 200",
    "webhook decision 200",
  ]);
  expect(lines.join()).not.toContain(sharedSecret);
});
