import { outboundId } from "@jules/core/conversation";
import { instant, memberId } from "@jules/core/kernel";
import type { OutgoingText } from "@jules/core/messaging";
import { type BandwidthSimulator, startBandwidthSimulator } from "@jules/simulators/bandwidth";
import { MEMBER_NUMBER, OWN_NUMBER } from "@jules/testkit/builders";
import { senderContract } from "@jules/testkit/contracts";
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

/** Port 9 discards, where it does anything at all: nobody listens there. */
const UNREACHABLE = "http://127.0.0.1:9/api/v2";

test("a text is accepted under our id, and the token is fetched once for several", async () => {
  const api = sender();
  const before = carrier.requests.token;
  const sent = text();
  expect(await send(api, sent)).toMatchObject({ kind: "accepted", segments: 1 });
  await send(api, text());
  expect(carrier.requests.token - before).toBe(1);
  expect(carrier.outbox().find((one) => one.tag === sent.id)).toMatchObject({ to: MEMBER_NUMBER, text: sent.body });
});

describe("Bandwidth as the gate's carrier", () => {
  senderContract(async () => {
    const usual = sender();
    let next = usual;
    return {
      sender: {
        prepare: () =>
          next.prepare().catch((error: unknown) => {
            next = usual;
            throw error;
          }),
        async send(sent) {
          const now = next;
          next = usual;
          return now.send(sent);
        },
      },
      meet(event) {
        if (event === "no-token") next = sender({ credentials: async () => "client:wrong" });
        else if (event === "not-connected") next = sender({ apiUrl: UNREACHABLE });
        else if (event === "unheard") carrier.script({ kind: "drop-connection" });
        else carrier.script({ kind: "answer", status: Number(event.slice("http-".length)) });
      },
      accepted: (id) => carrier.outbox().filter((one) => one.tag === id).length,
    };
  });
});

test("no answer in time is doubt", async () => {
  carrier.script({ kind: "delay", delayMs: 2_000 });
  expect(await send(sender({ timeoutMs: 500 }), text())).toEqual({ kind: "unknown", reason: "no-answer" });
});
