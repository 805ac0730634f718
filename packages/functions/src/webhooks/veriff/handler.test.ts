import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { Failure, instant } from "@jules/core/kernel";
import { lambdaContext } from "@jules/testkit/lambda";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { expect, test } from "vitest";
import { VerdictMessage } from "../../queues/age-verification.ts";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

const SECRET = "5a1f0c3e-7b2d-4c9a-9e41-2f6d8b0c1a77";
const KEY = "3c0f1f3a-1111-4222-8333-444455556666";
const SESSION = "0b6f2d0e-3c1e-4f0a-9a54-5d2f6a3b9c10";

const fixture = (name: string) =>
  readFileSync(new URL(`../../../../adapters/src/veriff/fixtures/${name}.json`, import.meta.url));
const sign = (bytes: Uint8Array, secret = SECRET) => createHmac("sha256", secret).update(bytes).digest("hex");

function setUp() {
  const reporter = recordingReporter();
  const sent: string[] = [];
  let isRefusing = false;
  let secrets = { VeriffApiKey: KEY, VeriffSharedSecret: SECRET, VeriffSharedSecretPrevious: "" };
  let fresh = secrets;
  const handler = createHandler({
    reporter,
    clock: { now: () => instant("2026-11-20T18:00:00Z") },
    secrets: { read: async () => secrets, readAgain: async () => fresh },
    verdicts: {
      async sendAll(entries) {
        if (isRefusing) throw new Failure("queue.refused", "scripted");
        sent.push(...entries.map(({ body }) => body));
      },
    },
    passMark: 25,
  });
  async function post(
    bytes: Uint8Array,
    headers: Record<string, string> = { "X-AUTH-CLIENT": KEY, "X-HMAC-SIGNATURE": sign(bytes) },
    isBase64Encoded = false,
  ): Promise<number> {
    const body = Buffer.from(bytes).toString(isBase64Encoded ? "base64" : "utf8");
    const event = { headers, body, isBase64Encoded, resource: "/webhooks/veriff/decision" };
    const answer = await handler(event as unknown as APIGatewayProxyEvent, lambdaContext());
    return (answer as APIGatewayProxyResult).statusCode;
  }
  return {
    ...{ reporter, sent, post },
    verdicts: () => sent.map((body) => VerdictMessage.parse(JSON.parse(body))),
    refuse: () => {
      isRefusing = true;
    },
    rotate: (next: Partial<typeof secrets>, at: "now" | "when-read-again") => {
      fresh = { ...secrets, ...next };
      if (at === "now") secrets = fresh;
    },
  };
}

const verdict = { v: 1, session: SESSION, attempt: expect.any(String), decidedAt: "2026-11-20T17:10:36.916Z" };
const document = { method: "document", threshold: 18 };

test.each([
  ["v05-veriff-decision-webhook-approved-adult", "approved", { kind: "adult", ...document }],
  ["v06-veriff-decision-webhook-approved-minor", "approved", { kind: "minor", ...document }],
  ["v07-veriff-decision-webhook-approved-no-date-of-birth", "approved", { kind: "no-date" }],
  ["v08-veriff-decision-webhook-declined", "declined", undefined],
  ["v09-veriff-decision-webhook-resubmission-requested", "resubmission", undefined],
  ["v10-veriff-decision-webhook-abandoned", "abandoned", undefined],
  ["v11-veriff-decision-webhook-review", "review", undefined],
  ["v13-veriff-decision-webhook-age-estimation", "approved", { kind: "adult", method: "estimation", threshold: 25 }],
  ["v14-veriff-full-auto-webhook-approved", "approved", { kind: "adult", ...document }],
])("R42: %s goes on as %s, and nothing that was read with it", async (name, status, finding) => {
  const { post, verdicts, sent } = setUp();
  expect(await post(fixture(name))).toBe(200);
  expect(verdicts()).toEqual([{ ...verdict, status, reference: "usr_01JDCKZ6N4Q8", ...(finding && { finding }) }]);
  expect(sent.join()).not.toMatch(/1998|2010-01|SAMPLE|ROBIN|S1234567|203\.0\.113|"27"|:27/);
});

test.each(["v03-veriff-event-webhook-started", "v04-veriff-event-webhook-submitted"])(
  "%s is acknowledged, and nothing follows from it",
  async (name) => {
    const { post, sent } = setUp();
    expect(await post(fixture(name))).toBe(200);
    expect(sent).toEqual([]);
  },
);

test.each(["{}", "[]", "null", "no json", "", '{"eventType":"user-status.changed"}'])(
  "a signed body that we do not know, %j, is acknowledged and counted: no repetition mends it",
  async (body) => {
    const { post, sent, reporter } = setUp();
    expect(await post(Buffer.from(body))).toBe(200);
    expect(sent).toEqual([]);
    expect(reporter.metrics.UnknownVerifications).toBe(1);
  },
);

const adult = fixture("v05-veriff-decision-webhook-approved-adult");

test.each<[string, Record<string, string>]>([
  ["no headers", {}],
  ["another secret's signature", { "x-auth-client": KEY, "x-hmac-signature": sign(adult, "other") }],
  ["another key", { "x-auth-client": SESSION, "x-hmac-signature": sign(adult) }],
  [
    "two signatures that disagree",
    {
      "x-auth-client": KEY,
      "x-hmac-signature": sign(adult),
      "vrf-auth-client": KEY,
      "vrf-hmac-signature": sign(adult, "x"),
    },
  ],
])("bad input: a callback with %s is forged: 401, and nothing is written", async (_what, headers) => {
  const { post, sent, reporter } = setUp();
  expect(await post(adult, headers)).toBe(401);
  expect(sent).toEqual([]);
  expect(reporter.metrics.ForgedVerifications).toBe(1);
});

test("bad input: one byte changed makes it forged", async () => {
  const { post, sent } = setUp();
  const changed = Buffer.from(adult.toString("utf8").replace("1998-04-12", "1988-04-12"));
  expect(await post(changed, { "x-auth-client": KEY, "x-hmac-signature": sign(adult) })).toBe(401);
  expect(sent).toEqual([]);
});

test("the bytes count as they came: in base64, in another order, with letters beyond ASCII", async () => {
  const { post, sent } = setUp();
  const odd = Buffer.from(adult.toString("utf8").replace("ROBIN", "ZOË Ñ\u{1F600}"));
  expect(await post(odd)).toBe(200);
  expect(await post(odd, undefined, true)).toBe(200);
  expect(sent).toHaveLength(2);
});

test("bad input: a body of any size but ours is refused", async () => {
  const { post } = setUp();
  expect(await post(Buffer.alloc(65 * 1024, " "))).toBe(401);
});

test("a rotated secret counts at once, and the one before it still does", async () => {
  const { post, rotate } = setUp();
  rotate({ VeriffSharedSecret: "new", VeriffSharedSecretPrevious: SECRET }, "when-read-again");
  const signedAnew = { "x-auth-client": KEY, "x-hmac-signature": sign(adult, "new").toUpperCase() };
  expect(await post(adult, signedAnew)).toBe(200);
  rotate({ VeriffSharedSecret: "new", VeriffSharedSecretPrevious: SECRET }, "now");
  expect(await post(adult)).toBe(200);
});

test("a queue that fails is answered with 503, so that Veriff comes again", async () => {
  const { post, refuse } = setUp();
  refuse();
  expect(await post(adult)).toBe(503);
});

test("the log holds nothing that was read", async () => {
  const { post, reporter } = setUp();
  await post(adult);
  expect(reporter.lines).toEqual([{ line: "verification.heard", fields: { kind: "decision", said: "approved" } }]);
});
