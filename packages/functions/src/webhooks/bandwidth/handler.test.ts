import { createBlindIndex } from "@jules/adapters/blind-index";
import type { QueueEntry } from "@jules/adapters/sqs";
import { Failure } from "@jules/core/kernel";
import { number } from "@jules/testkit/builders";
import { manualClock } from "@jules/testkit/clock";
import { lambdaContext, restRequest } from "@jules/testkit/lambda";
import { describe, expect, test } from "vitest";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

const APPLICATION = "5d1c9a52-7f0e-4a55-9d1b-3b6a0f2c7e11";
const PEPPERS = `1:${Buffer.alloc(32, 7).toString("base64")}`;
const INBOUND = "/webhooks/bandwidth/inbound/{pathSecret}";
const STATUS = "/webhooks/bandwidth/status/{pathSecret}";

const SECRETS = {
  BandwidthInboundCredentials: "in:present",
  BandwidthInboundCredentialsPrevious: "in:previous",
  BandwidthStatusCredentials: "out:present",
  BandwidthStatusCredentialsPrevious: "",
  BandwidthPathSecret: "path-secret",
  BandwidthPathSecretPrevious: "",
  NumberPeppers: PEPPERS,
};

function setUp() {
  const inbound: QueueEntry[] = [];
  const statuses: QueueEntry[] = [];
  const reporter = recordingReporter();
  let refusing = false;
  const refuse = () => {
    refusing = true;
  };
  const queue = (into: QueueEntry[]) => ({
    async sendAll(entries: readonly QueueEntry[]) {
      if (refusing) throw new Failure("queue.refused", "scripted");
      into.push(...entries);
    },
  });
  const handler = createHandler({
    reporter,
    clock: manualClock("2026-11-20T17:00:16.000Z"),
    secrets: {
      read: async () => SECRETS,
      readAgain: async () => ({ ...SECRETS, BandwidthInboundCredentials: "in:rotated" }),
    },
    blindIndex: createBlindIndex,
    inbound: queue(inbound),
    statuses: queue(statuses),
    applicationId: APPLICATION,
    ownNumbers: [number("+19195550100")],
  });

  const post = (fields: {
    resource?: string;
    body?: unknown;
    raw?: string | Uint8Array;
    credentials?: string;
    headers?: Record<string, string>;
    pathSecret?: string;
  }) =>
    handler(
      restRequest({
        resource: fields.resource ?? INBOUND,
        headers: {
          Authorization: `Basic ${Buffer.from(fields.credentials ?? "in:present").toString("base64")}`,
          ...fields.headers,
        },
        pathParameters: { pathSecret: fields.pathSecret ?? "path-secret" },
        body: fields.raw ?? JSON.stringify(fields.body ?? [text()]),
      }),
      lambdaContext(),
    );
  return { post, inbound, statuses, reporter, refuse };
}

function text(message: Record<string, unknown> = {}, event: Record<string, unknown> = {}) {
  return {
    time: "2026-11-20T17:00:15.502180Z",
    type: "message-received",
    to: "+19195550100",
    description: "Incoming message received",
    message: {
      id: "1795462815064lq3k7hjzr5oxw2ta",
      owner: "+19195550100",
      applicationId: APPLICATION,
      time: "2026-11-20T17:00:14.000000Z",
      segmentCount: 1,
      direction: "in",
      to: ["+19195550100"],
      from: "+14155550123",
      text: "hey jules you up?",
      ...message,
    },
    ...event,
  };
}

const OUTBOUND = `m_${"a".repeat(32)}.reply.text1`;

function status(message: Record<string, unknown> = {}, event: Record<string, unknown> = {}) {
  return text(
    { direction: "out", to: ["+14155550123"], from: "+19195550100", text: "", tag: OUTBOUND, ...message },
    { type: "message-delivered", to: "+14155550123", ...event },
  );
}

describe("a text", () => {
  test("goes into the queue whole, in its member's group, deduplicated by the carrier's id", async () => {
    const { post, inbound } = setUp();
    expect(await post({})).toMatchObject({ statusCode: 200 });
    expect(inbound).toHaveLength(1);
    expect(JSON.parse(inbound[0]?.body ?? "")).toEqual({
      v: 1,
      id: "1795462815064lq3k7hjzr5oxw2ta",
      from: "+14155550123",
      to: "+19195550100",
      body: "hey jules you up?",
      media: [],
      saidAt: "2026-11-20T17:00:14.000Z",
      receivedAt: "2026-11-20T17:00:16.000Z",
      group: false,
    });
    expect(inbound[0]?.deduplicationId).toBe("1795462815064lq3k7hjzr5oxw2ta");
    expect(inbound[0]?.groupId).toMatch(/^1\.[0-9a-f]{32}$/);
  });

  test("every element of the array is taken", async () => {
    const { post, inbound } = setUp();
    await post({ body: [text(), text({ id: "second" })] });
    expect(inbound.map((entry) => JSON.parse(entry.body).id)).toEqual(["1795462815064lq3k7hjzr5oxw2ta", "second"]);
  });

  test("a single object is taken like an array of one", async () => {
    const { post, inbound } = setUp();
    await post({ body: text() });
    expect(inbound).toHaveLength(1);
  });

  test("pictures without words and texts to several people are told apart", async () => {
    const { post, inbound } = setUp();
    await post({
      body: [
        text({ text: undefined, media: ["https://media/1"] }),
        text({ id: "g", to: ["+19195550100", "+14155550124"] }),
      ],
    });
    expect(inbound.map((entry) => JSON.parse(entry.body))).toMatchObject([
      { body: "", media: ["https://media/1"], group: false },
      { group: true },
    ]);
  });

  test.each(["2026-11-20T17:00:14Z", "2026-11-20T17:00:14.979Z", "2026-11-20T17:00:14.502180Z"])(
    "a time written as %s is understood",
    async (time) => {
      const { post, inbound } = setUp();
      await post({ body: [text({ time })] });
      expect(JSON.parse(inbound[0]?.body ?? "").saidAt).toMatch(/^2026-11-20T17:00:14\.\d{3}Z$/);
    },
  );

  test.each([
    ["ahead of ours", "2026-11-20T22:00:14Z"],
    ["days behind ours", "2026-11-18T17:00:14Z"],
  ])("a clock of the carrier that runs %s does not order our texts", async (_name, time) => {
    const { post, inbound } = setUp();
    await post({ body: [text({ time })] });
    expect(JSON.parse(inbound[0]?.body ?? "").saidAt).toBe("2026-11-20T17:00:16.000Z");
  });

  test("when the queue refuses, the carrier is asked to come again", async () => {
    const { post, refuse } = setUp();
    refuse();
    expect(await post({})).toMatchObject({ statusCode: 503 });
  });
});

describe("credentials", () => {
  test.each(["in:previous", "in:rotated"])("%s work during a rotation", async (credentials) => {
    expect(await setUp().post({ credentials })).toMatchObject({ statusCode: 200 });
  });

  test.each([
    ["wrong", { credentials: "in:wrong" }],
    ["those of the other direction", { credentials: "out:present" }],
    ["blank", { credentials: ":" }],
    ["of another scheme", { headers: { Authorization: "Bearer present" } }],
    ["not base64", { headers: { Authorization: "Basic %%%" } }],
    ["right but on a wrong path", { pathSecret: "guess" }],
    ["right but on an empty path", { pathSecret: "" }],
  ])("%s: 401, and nothing is queued", async (_name, fields) => {
    const { post, inbound, reporter } = setUp();
    expect(await post(fields)).toMatchObject({ statusCode: 401 });
    expect(inbound).toEqual([]);
    expect(reporter.metrics.UnauthorizedCallbacks).toBe(1);
  });
});

describe("what cannot be used is acknowledged and counted", () => {
  test.each([
    ["not JSON", { raw: "{" }, "not-json"],
    ["not UTF-8", { raw: Uint8Array.of(0x22, 0xff, 0x22) }, "not-json"],
    ["over 64 KB", { raw: JSON.stringify([text({ text: "x".repeat(65_536) })]) }, "too-large"],
    ["another content type", { headers: { "Content-Type": "text/plain" } }, "content-type"],
    ["null", { raw: "null" }, "shape"],
    ["a string", { raw: '"hello"' }, "shape"],
    ["no message", { body: [{ type: "message-received" }] }, "shape"],
    ["an id that is none", { body: [text({ id: "a b" })] }, "shape"],
    ["a stranger's application", { body: [text({ applicationId: "other" })] }, "application"],
    ["our own status on the route of texts", { body: [status()] }, "direction"],
    ["a number that is not ours", { body: [text({ owner: "+19195550999" }, { to: "+19195550999" })] }, "own-number"],
    ["a sender without a number", { body: [text({ from: "ALERTS" })] }, "sender"],
    ["our own number as sender", { body: [text({ from: "+19195550100" })] }, "sender"],
    ["an event of a kind yet unknown", { body: [text({}, { type: "suggestion-response" })] }, "event-type"],
  ])("%s", async (_name, fields, reason) => {
    const { post, inbound, reporter } = setUp();
    expect(await post(fields)).toMatchObject({ statusCode: 200 });
    expect(inbound).toEqual([]);
    expect(reporter.lines).toMatchObject([{ line: "callback.read", fields: { ignored: 1, reasons: [reason] } }]);
  });

  test("a good element beside a bad one still counts", async () => {
    const { post, inbound, reporter } = setUp();
    await post({ body: [text({ applicationId: "other" }), text()] });
    expect(inbound).toHaveLength(1);
    expect(reporter.metrics).toMatchObject({ TextsReceived: 2, TextsAccepted: 1, TextsIgnored: 1 });
  });
});

test("a text whose date is none is a text of this moment", async () => {
  const { post, inbound } = setUp();
  await post({ body: [text({ time: "yesterday" })] });
  expect(JSON.parse(inbound[0]?.body ?? "")).toMatchObject({ saidAt: "2026-11-20T17:00:16.000Z" });
});

describe("a status", () => {
  const fields = { resource: STATUS, credentials: "out:present" };

  test("goes into its own queue with our id and without any number", async () => {
    const { post, inbound, statuses } = setUp();
    expect(await post({ ...fields, body: [status({}, { type: "message-failed", errorCode: 4720 })] })).toMatchObject({
      statusCode: 200,
    });
    expect(inbound).toEqual([]);
    expect(statuses.map((entry) => JSON.parse(entry.body))).toEqual([
      {
        ...{ v: 1, outbound: OUTBOUND, carrierId: "1795462815064lq3k7hjzr5oxw2ta" },
        ...{ type: "message-failed", at: "2026-11-20T17:00:15.502Z", errorCode: 4720 },
      },
    ]);
    expect(statuses[0]?.body).not.toContain("+1");
  });

  test.each([
    ["with a tag that is none of ours", status({ tag: "someone-elses" }), "tag"],
    ["without a tag", status({ tag: undefined }), "tag"],
    ["of a kind yet unknown", status({}, { type: "message-teleported" }), "event-type"],
    ["that is a text", text(), "direction"],
  ])("%s is acknowledged and counted", async (_name, element, reason) => {
    const { post, statuses, reporter } = setUp();
    expect(await post({ ...fields, body: [element] })).toMatchObject({ statusCode: 200 });
    expect(statuses).toEqual([]);
    expect(reporter.lines).toMatchObject([{ fields: { reasons: [reason] } }]);
    expect(reporter.metrics.UnknownCallbacks).toBe(1);
  });
});
