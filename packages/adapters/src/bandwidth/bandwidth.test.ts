import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { outboundId } from "@jules/core/conversation";
import { instant, memberId } from "@jules/core/kernel";
import type { OutgoingText } from "@jules/core/messaging";
import { type BandwidthSimulator, startBandwidthSimulator } from "@jules/simulators/bandwidth";
import { MEMBER_NUMBER, OWN_NUMBER } from "@jules/testkit/builders";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type BandwidthSettings, createBandwidthSender } from "./index.ts";

let carrier: BandwidthSimulator;

beforeAll(async () => {
  carrier = await startBandwidthSimulator({
    accountId: "9900123",
    applicationId: "5d1c9a52-7f0e-4a55-9d1b-3b6a0f2c7e11",
    clientId: "client",
    clientSecret: "secret",
    numbers: [OWN_NUMBER],
  });
});
beforeEach(() => carrier.clearScript());
afterAll(() => carrier.close());

function sender(settings: Partial<BandwidthSettings> = {}) {
  return createBandwidthSender({
    apiUrl: carrier.apiUrl,
    tokenUrl: carrier.tokenUrl,
    accountId: "9900123",
    applicationId: "5d1c9a52-7f0e-4a55-9d1b-3b6a0f2c7e11",
    credentials: async () => "client:secret",
    now: () => Date.now(),
    ...settings,
  });
}

/** What the gate does: get ready, then send. */
async function send(api: ReturnType<typeof sender>, sent: OutgoingText) {
  await api.prepare();
  return api.send(sent);
}

let next = 0;
function text(): OutgoingText {
  next += 1;
  return {
    id: outboundId(memberId(`m_${"a".repeat(32)}`), "reply", `text${next}`),
    from: OWN_NUMBER,
    to: MEMBER_NUMBER,
    body: "always up for you",
    priority: "default",
    expiresAt: instant(Date.now() + 600_000),
  };
}
const accepted = (sent: OutgoingText) => carrier.outbox().filter((one) => one.tag === sent.id).length;

test("a text is accepted under our id, and the token is fetched once for several", async () => {
  const api = sender();
  const before = carrier.requests.token;
  const sent = text();
  expect(await send(api, sent)).toMatchObject({ kind: "accepted", segments: 1 });
  await send(api, text());
  expect(carrier.requests.token - before).toBe(1);
  expect(carrier.outbox().find((one) => one.tag === sent.id)).toMatchObject({ to: MEMBER_NUMBER, text: sent.body });
});

describe("a refusal", () => {
  test.each([
    [400, false],
    [403, false],
    [415, false],
    [429, true],
    [500, true],
  ])("with status %i can be tried again: %s; nothing was sent", async (status, retryable) => {
    carrier.script({ kind: "answer", status });
    const sent = text();
    expect(await send(sender(), sent)).toEqual({ kind: "refused", reason: `http-${status}`, retryable });
    expect(accepted(sent)).toBe(0);
  });

  test("of a token before its time says so, and the next preparation gets a new one", async () => {
    const api = sender();
    await send(api, text());
    carrier.script({ kind: "answer", status: 401 });
    expect(await send(api, text())).toEqual({ kind: "refused", reason: "unauthorized", retryable: true });
    expect(await send(api, text())).toMatchObject({ kind: "accepted" });
  });

  test("of our credentials shows before anything is sent", async () => {
    const api = sender({ credentials: async () => "client:wrong" });
    await expect(api.prepare()).rejects.toMatchObject({ code: "carrier.unavailable" });
    expect(await api.send(text())).toMatchObject({ kind: "refused", retryable: true });
  });
});

describe("a lost connection", () => {
  test("after acceptance is doubt, not refusal", async () => {
    carrier.script({ kind: "drop-connection" });
    const sent = text();
    expect(await send(sender(), sent)).toEqual({ kind: "unknown", reason: "no-answer" });
    expect(accepted(sent)).toBe(1);
  });

  test("by time-out is doubt", async () => {
    carrier.script({ kind: "delay", delayMs: 2_000 });
    const api = sender({ timeoutMs: 500 });
    expect(await send(api, text())).toEqual({ kind: "unknown", reason: "no-answer" });
  });

  test("that never stood is proof that nothing was sent", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const outcome = await send(sender({ apiUrl: `http://127.0.0.1:${port}/api/v2` }), text());
    expect(outcome).toEqual({ kind: "refused", reason: "not-connected", retryable: true });
  });
});
