import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createVeriff, isSignedByVeriff, newsIn } from "./index.ts";
import { signatureOf } from "./signature.ts";

const SECRET = "5a1f0c3e-7b2d-4c9a-9e41-2f6d8b0c1a77";
const SESSION = "0b6f2d0e-3c1e-4f0a-9a54-5d2f6a3b9c10";
const ATTEMPT = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const KEY = "3c0f1f3a-1111-4222-8333-444455556666";

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url));
const json = (name: string): unknown => JSON.parse(fixture(name).toString("utf8"));

describe("signatures", () => {
  test.each([
    ["v00-veriff-vendor-sample-known-good-vector", "0dcab73ddd20062616d104231c7439657546a5c24e4691977da93bb854c31e25"],
    ["v01-veriff-create-session-request", "3f167ba593b4b88201c386e51951065dae8fd3523f5ddb95fb8b6b57a4296cf4"],
    ["v02-veriff-create-session-response-201", "5a6c518747dded9c454a8c9a2b32791316fd21a71c5f68b7d38f90cde5a14afd"],
    ["v03-veriff-event-webhook-started", "6224f3258d38c846abc696493758362c844b11a5fc44cc78b1c17add13590693"],
    ["v04-veriff-event-webhook-submitted", "49c6c046315c6f573ff9aa76c4204da62b72c407067e2c76ff4e50a3e51667b5"],
    ["v05-veriff-decision-webhook-approved-adult", "1a3cbfb2db78be0eea429151c7653e13b4120697ecc4cdf01fbf3ac294badab3"],
    ["v06-veriff-decision-webhook-approved-minor", "9e3a89e50c403a056832b772c1b4a046ae211ca1500c479cd59310758d35dbac"],
    [
      "v07-veriff-decision-webhook-approved-no-date-of-birth",
      "b0e66dc075a40b6d922626dd2108443f68ab3857ed2bd26933998eefcd62eca4",
    ],
    ["v08-veriff-decision-webhook-declined", "b9e8fa6543cea70877d1b238c76d816e12976d01f5a5d67c35b55ba2a5a6b722"],
    [
      "v09-veriff-decision-webhook-resubmission-requested",
      "dbc2011c317040b2645026ba19ed2c707aaa85810284b6128194dc19117efaef",
    ],
    ["v10-veriff-decision-webhook-abandoned", "cfc2a78566036d68e754083fc86814a47aa6cb9b5b46b735b56a7b4989a7383b"],
    ["v11-veriff-decision-webhook-review", "78339d27a8de53546ea5a0310ba562408641b26cc4279f1b1b08b007be18f412"],
    [
      "v12-veriff-get-decision-response-200-pending",
      "26ecdb38fe342e39d08769f32ac527113bf277f648eadbb476751d8bc21539c8",
    ],
    ["v13-veriff-decision-webhook-age-estimation", "4ba7063534a788ded69542d4e86cc5e43cff73db727e1a96c07f85a83e144e91"],
    ["v14-veriff-full-auto-webhook-approved", "b81f55f13b603a0a07e090c02083933aa543e5d0aa4f47f1b3906d972f44f6c6"],
  ])("%s is signed as the vendor signs it", (name, signature) => {
    const secret = name.startsWith("v00") ? "abcdef12-abcd-abcd-abcd-abcdef012345" : SECRET;
    expect(signatureOf(fixture(name), secret)).toBe(signature);
    const headers = { "x-auth-client": KEY, "x-hmac-signature": signature };
    expect(isSignedByVeriff(fixture(name), headers, KEY, [secret])).toBe(true);
  });

  test("the signature of a request without a body is that of the bare id", () => {
    expect(signatureOf(SESSION, SECRET)).toBe("3c3b9949e3075ee9d22b7a6b476334bb6e5a73b10ba20dd426340b614a423d26");
  });

  const body = fixture("v05-veriff-decision-webhook-approved-adult");
  const right = signatureOf(body, SECRET);
  const x = { "x-auth-client": KEY, "x-hmac-signature": right };
  const vrf = { "vrf-auth-client": KEY, "vrf-hmac-signature": right };

  test.each([
    ["the old headers", x],
    ["the new headers", vrf],
    ["both", { ...x, ...vrf }],
    ["upper case", { ...x, "x-hmac-signature": right.toUpperCase() }],
    ["the new key without a signature beside the old headers", { ...x, "vrf-auth-client": KEY }],
  ])("with %s it is Veriff's", (_what, headers) => {
    expect(isSignedByVeriff(body, headers, KEY, [SECRET])).toBe(true);
  });

  test.each<[string, Record<string, string>]>([
    ["no headers", {}],
    ["no signature", { "x-auth-client": KEY }],
    ["no key", { "x-hmac-signature": right }],
    ["another key", { ...x, "x-auth-client": SESSION }],
    ["another signature", { ...x, "x-hmac-signature": signatureOf(body, "other") }],
    ["a signature cut short", { ...x, "x-hmac-signature": right.slice(0, 63) }],
    ["an empty signature", { ...x, "x-hmac-signature": "" }],
    ["two families that disagree", { ...x, ...vrf, "vrf-hmac-signature": signatureOf(body, "other") }],
    ["two families, the old one wrong", { ...x, ...vrf, "x-hmac-signature": signatureOf(body, "other") }],
    ["two families with different keys", { ...x, ...vrf, "vrf-auth-client": SESSION }],
    ["the legacy hash", { "x-auth-client": KEY, "x-signature": right }],
  ])("with %s it is nobody's", (_what, headers) => {
    expect(isSignedByVeriff(body, headers, KEY, [SECRET])).toBe(false);
  });

  test("during a rotation either secret counts, and a blank one never does", () => {
    const blank = { ...x, "x-hmac-signature": signatureOf(body, "") };
    expect(isSignedByVeriff(body, x, KEY, ["new", SECRET])).toBe(true);
    expect(isSignedByVeriff(body, blank, KEY, [SECRET, ""])).toBe(false);
    expect(isSignedByVeriff(body, { ...x, "x-auth-client": "" }, "", [SECRET])).toBe(false);
  });

  test("one byte more, or the same JSON in another order, is another body", () => {
    const value = json("v05-veriff-decision-webhook-approved-adult") as Record<string, unknown>;
    const reordered = JSON.stringify(Object.fromEntries(Object.entries(value).reverse()));
    expect(isSignedByVeriff(Buffer.concat([body, Buffer.from("\n")]), x, KEY, [SECRET])).toBe(false);
    expect(isSignedByVeriff(Buffer.from(reordered), x, KEY, [SECRET])).toBe(false);
  });
});

describe("news", () => {
  const decision = {
    ...{ session: SESSION, attempt: ATTEMPT, reference: "usr_01JDCKZ6N4Q8" },
    ...{ decidedAt: "2026-11-20T17:10:36.916Z", dateOfBirth: undefined, estimatedAge: undefined },
  };

  test.each([
    ["v03-veriff-event-webhook-started", { kind: "event", session: SESSION, action: "started" }],
    ["v04-veriff-event-webhook-submitted", { kind: "event", session: SESSION, action: "submitted" }],
    ["v05-veriff-decision-webhook-approved-adult", { status: "approved", dateOfBirth: "1998-04-12" }],
    ["v06-veriff-decision-webhook-approved-minor", { status: "approved", dateOfBirth: "2010-01-31" }],
    ["v07-veriff-decision-webhook-approved-no-date-of-birth", { status: "approved" }],
    ["v08-veriff-decision-webhook-declined", { status: "declined", dateOfBirth: "1998-04-12" }],
    ["v09-veriff-decision-webhook-resubmission-requested", { status: "resubmission" }],
    ["v10-veriff-decision-webhook-abandoned", { status: "abandoned" }],
    ["v11-veriff-decision-webhook-review", { status: "review", dateOfBirth: "1998-04-12" }],
    ["v13-veriff-decision-webhook-age-estimation", { status: "approved", estimatedAge: 27 }],
    ["v14-veriff-full-auto-webhook-approved", { status: "approved", dateOfBirth: "1998-04-12" }],
  ])("%s is read as what it is", (name, expected) => {
    const news = "kind" in expected ? expected : { kind: "decision", decision: { ...decision, ...expected } };
    expect(newsIn(json(name))).toEqual(news);
  });

  const change = (fields: object) => {
    const { verification, ...rest } = json("v05-veriff-decision-webhook-approved-adult") as { verification: object };
    return { ...rest, verification: { ...verification, ...fields } };
  };

  test("a status counts whatever code stands beside it", () => {
    expect(newsIn(change({ status: "review", code: 9104 }))).toMatchObject({ decision: { status: "review" } });
    expect(newsIn(change({ status: "expired", code: 9121 }))).toMatchObject({ decision: { status: "expired" } });
    expect(newsIn(change({ status: "toString" }))).toMatchObject({ decision: { status: "other" } });
  });

  test("what is missing, null or of another type is not known, and the rest is read", () => {
    const odd = { person: { dateOfBirth: 19980412 }, attemptId: null, vendorData: 7, additionalVerifiedData: "x" };
    expect(newsIn(change({ ...odd, decisionTime: "yesterday" }))).toEqual({
      kind: "decision",
      decision: { ...decision, status: "approved", attempt: undefined, reference: undefined, decidedAt: undefined },
    });
    expect(newsIn({ verification: { id: SESSION, status: "approved" } })).toMatchObject({
      decision: { session: SESSION, dateOfBirth: undefined },
    });
  });

  test("microseconds are cut", () => {
    expect(newsIn(change({ decisionTime: "2026-11-20T17:10:36.916123Z" }))).toMatchObject({
      decision: { decidedAt: "2026-11-20T17:10:36.916Z" },
    });
  });

  test.each([
    ["a status of the portal", { eventType: "user-status.changed", data: { verification: { userDefinedData: {} } } }],
    ["a watchlist", { checkType: "initial", matchStatus: "no_match" }],
    ["nothing decided", { status: "success", verification: null }],
    ["a verification without an id", { verification: { status: "approved" } }],
    ["a list", []],
    ["null", null],
    ["a word", "approved"],
  ])("%s is unknown", (_what, body) => {
    expect(newsIn(body)).toEqual({ kind: "unknown" });
  });
});

describe("calls", () => {
  let server: Server;
  const requests: { method: string; url: string; headers: IncomingMessage["headers"]; body: string }[] = [];
  let answer: { status: number; body: string; delayMs?: number; headers?: Record<string, string> };

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const { method = "", url = "", headers } = request;
        requests.push({ method, url, headers, body: Buffer.concat(chunks).toString("utf8") });
        const { status, body, delayMs = 0 } = answer;
        setTimeout(() => response.writeHead(status, answer.headers).end(status === 204 ? "" : body), delayMs);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  beforeEach(() => {
    requests.length = 0;
    answer = { status: 200, body: "" };
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const veriff = (timeoutMs = 2_000) =>
    createVeriff({
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      secrets: async () => ({ apiKey: KEY, sharedSecret: SECRET }),
      timeoutMs,
    });

  test("a session is created with our reference and nothing about the member", async () => {
    answer = { status: 201, body: fixture("v02-veriff-create-session-response-201").toString() };
    const session = await veriff().createSession("usr_01JDCKZ6N4Q8", "https://jules.example.com/verify/done");
    expect(session).toEqual({ id: SESSION, url: "https://alchemy.veriff.com/v/eyJhbGciOiJIUzI1NiJ9.sim" });
    expect(requests[0]?.body).toBe(fixture("v01-veriff-create-session-request").toString());
    expect(requests[0]).toMatchObject({ method: "POST", url: "/v1/sessions", headers: { "x-auth-client": KEY } });
    expect(requests[0]?.headers["x-hmac-signature"]).toBe(
      "3f167ba593b4b88201c386e51951065dae8fd3523f5ddb95fb8b6b57a4296cf4",
    );
  });

  test("a decision is asked for with the signature of the bare id", async () => {
    answer = { status: 200, body: fixture("v12-veriff-get-decision-response-200-pending").toString() };
    expect(await veriff().decision(SESSION)).toBeUndefined();
    expect(requests[0]).toMatchObject({ method: "GET", url: `/v1/sessions/${SESSION}/decision` });
    expect(requests[0]?.headers["x-hmac-signature"]).toBe(
      "3c3b9949e3075ee9d22b7a6b476334bb6e5a73b10ba20dd426340b614a423d26",
    );
    answer = { status: 200, body: fixture("v05-veriff-decision-webhook-approved-adult").toString() };
    expect(await veriff().decision(SESSION)).toMatchObject({ status: "approved", dateOfBirth: "1998-04-12" });
  });

  test("a session is deleted, once and again", async () => {
    for (const status of [200, 204, 404]) {
      answer = { status, body: "{}" };
      await expect(veriff().deleteSession(SESSION)).resolves.toBeUndefined();
    }
    expect(requests[0]).toMatchObject({ method: "DELETE", url: `/v1/sessions/${SESSION}` });
  });

  test.each([
    [400, '{"status":"fail","code":"1102"}', "verification.refused", "veriff-1102"],
    [401, '{"status":"fail","code":1818,"message":"HMAC"}', "verification.refused", "veriff-1818"],
    [401, "<html>no</html>", "verification.refused", "http-401"],
    [429, "{}", "verification.unavailable", "http-429"],
    [500, '{"code":"a secret word"}', "verification.unavailable", "http-500"],
    [503, "", "verification.unavailable", "http-503"],
  ])("%i %s is a failure with a code and nothing else of the answer", async (status, body, code, detail) => {
    answer = { status, body };
    await expect(veriff().createSession("r", undefined)).rejects.toMatchObject({ code, detail });
  });

  test.each(["", "<html>", "[]", '{"verification":{"id":"x","url":"javascript:alert(1)"}}', '{"verification":{}}'])(
    "an answer that makes no sense, %j, is a failure",
    async (body) => {
      answer = { status: 201, body };
      await expect(veriff().createSession("r", undefined)).rejects.toMatchObject({ code: "verification.unreadable" });
    },
  );

  test("a decision about another session is none about this one", async () => {
    answer = { status: 200, body: fixture("v05-veriff-decision-webhook-approved-adult").toString() };
    await expect(veriff().decision("another")).rejects.toMatchObject({ code: "verification.unreadable" });
  });

  test("no answer in time is a failure, and so is one that sends us elsewhere", async () => {
    answer = { status: 200, body: "{}", delayMs: 1_000 };
    await expect(veriff(50).decision(SESSION)).rejects.toMatchObject({
      code: "verification.unavailable",
      detail: "timed-out",
    });
    answer = { status: 302, body: "", headers: { location: "http://127.0.0.1:9/" } };
    await expect(veriff().decision(SESSION)).rejects.toMatchObject({ detail: "no-answer" });
  });
});
