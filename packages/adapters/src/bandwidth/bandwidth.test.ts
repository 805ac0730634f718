import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { outboundId } from "@jules/core/conversation";
import { instant, memberId } from "@jules/core/kernel";
import type { OutgoingText } from "@jules/core/messaging";
import { type BandwidthSimulator, startBandwidthSimulator } from "@jules/simulators/bandwidth";
import { MEMBER_NUMBER, OWN_NUMBER } from "@jules/testkit/builders";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createBandwidthSender } from "./index.ts";

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

function sender(settings: Partial<Parameters<typeof createBandwidthSender>[0]> = {}) {
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
  expect(await api.send(sent)).toMatchObject({ kind: "accepted", segments: 1 });
  await api.send(text());
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
    expect(await sender().send(sent)).toEqual({ kind: "refused", reason: `http-${status}`, retryable });
    expect(accepted(sent)).toBe(0);
  });

  test("of a token before its time is met with a new token", async () => {
    const api = sender();
    await api.send(text());
    carrier.script({ kind: "answer", status: 401 });
    expect(await api.send(text())).toMatchObject({ kind: "accepted" });
  });

  test("of our credentials is one that may pass", async () => {
    const sent = text();
    const outcome = await sender({ credentials: async () => "client:wrong" }).send(sent);
    expect(outcome).toEqual({ kind: "refused", reason: "no-token", retryable: true });
    expect(accepted(sent)).toBe(0);
  });
});

describe("a lost connection", () => {
  test("after acceptance is doubt, not refusal", async () => {
    carrier.script({ kind: "drop-connection" });
    const sent = text();
    expect(await sender().send(sent)).toEqual({ kind: "unknown", reason: "connection-lost" });
    expect(accepted(sent)).toBe(1);
  });

  test("by time-out is doubt", async () => {
    carrier.script({ kind: "delay", delayMs: 2_000 });
    const api = sender({ timeoutMs: 500 });
    expect(await api.send(text())).toEqual({ kind: "unknown", reason: "timeout" });
  });

  test("that never stood is proof that nothing was sent", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const outcome = await sender({ apiUrl: `http://127.0.0.1:${port}/api/v2` }).send(text());
    expect(outcome).toEqual({ kind: "refused", reason: "not-connected", retryable: true });
  });
});
