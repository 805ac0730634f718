import { afterEach, describe, expect, test } from "vitest";
import type { VeriffFault } from "./index.ts";
import {
  apiKey,
  ask,
  closeAll,
  create,
  dayMs,
  decisions,
  fixture,
  hmac,
  hourMs,
  press,
  type ReceivedWebhook,
  setUp,
  told,
} from "./rehearsal.ts";

afterEach(closeAll);

/** An adult's decision under this fault. */
async function decide(fault?: VeriffFault) {
  const setup = await setUp();
  if (fault) setup.veriff.script({ webhook: "decision", ...fault } as VeriffFault);
  const { id, url } = await create(setup.veriff);
  await press(url, "adult");
  await setup.settle();
  const sent = setup.received.filter(({ path }) => path === "/decision");
  return { ...setup, id, sent, first: sent[0] as ReceivedWebhook };
}

describe("a webhook", () => {
  test("is signed over the bytes that are sent", async () => {
    const { received } = await decide();
    for (const { headers, body } of received) {
      expect(headers).toMatchObject({ "x-auth-client": apiKey, "x-hmac-signature": hmac(body) });
      expect(headers).not.toHaveProperty("vrf-hmac-signature");
    }
    expect(received).toHaveLength(3);
  });

  test.each([
    ["vrf", [undefined, true]],
    ["both", [true, true]],
    ["disagree", [false, true]],
  ] as const)("with the headers %s", async (family, expected) => {
    const { first } = await decide({ kind: "headers", family });
    const holds = ["x-hmac-signature", "vrf-hmac-signature"].map((name) => {
      const signature = first.headers[name];
      return signature === undefined ? undefined : signature === hmac(first.body);
    });
    expect(holds).toEqual(expected);
    expect(first.headers["vrf-auth-client"]).toBe(apiKey);
    expect(first.headers["vrf-integration-id"]).toMatch(/^[\da-f-]{36}$/);
  });

  test("the headers can be an integration's own, on answers, too", async () => {
    const { veriff, received, settle } = await setUp({ headers: "vrf" });
    const { id, url } = await create(veriff);
    await fetch(url);
    await settle();
    expect(received[0]?.headers["vrf-hmac-signature"]).toBe(hmac(received[0]?.body ?? ""));
    const response = await ask(veriff, id);
    expect(response.headers.get("vrf-hmac-signature")).toBe(hmac(await response.text()));
    expect(response.headers.has("x-hmac-signature")).toBe(false);
  });

  test("in uppercase hex", async () => {
    const { first } = await decide({ kind: "uppercase" });
    expect(first.headers["x-hmac-signature"]).toBe(hmac(first.body).toUpperCase());
  });

  test("in an odd form holds only for its own bytes", async () => {
    const { first } = await decide({ kind: "odd-form" });
    const parsed = JSON.parse(first.body) as { verification: { person: object } };
    expect(first.headers["x-hmac-signature"]).toBe(hmac(first.body));
    expect(hmac(JSON.stringify(parsed))).not.toBe(hmac(first.body));
    expect(Object.keys(parsed)).toEqual(["technicalData", "verification", "status"]);
    expect(parsed.verification.person).toMatchObject({ firstName: "Zoë", lastName: "Núñez Łuk" });
    expect(first.body).toContain("Zoë");
    expect(first.body).toContain("\\u0141uk");
  });

  test("that is forged does not hold", async () => {
    const { first } = await decide({ kind: "forge" });
    expect(first.headers["x-hmac-signature"]).toMatch(/^[\da-f]{64}$/);
    expect(first.headers["x-hmac-signature"]).not.toBe(hmac(first.body));
  });

  test("can be signed by us in the name of another integration", async () => {
    const { first } = await decide({ kind: "foreign-key" });
    expect(first.headers["x-hmac-signature"]).toBe(hmac(first.body));
    expect(first.headers["x-auth-client"]).toMatch(/^[\da-f-]{36}$/);
    expect(first.headers["x-auth-client"]).not.toBe(apiKey);
  });

  test("comes twice", async () => {
    const { sent } = await decide({ kind: "duplicate" });
    expect(sent.map(({ body }) => body)).toEqual([sent[0]?.body, sent[0]?.body]);
  });

  test("that is lost can be asked for", async () => {
    const { veriff, clock, settle, received, id } = await decide({ kind: "lose" });
    await clock.advance(7 * dayMs, settle);
    expect(told(received)).toEqual(["started", "submitted"]);
    expect(await (await ask(veriff, id)).json()).toMatchObject({ verification: { status: "approved" } });
  });

  test("in the Full Auto envelope has the documents' fields", async () => {
    const { first, id } = await decide({ kind: "full-auto" });
    const envelope = JSON.parse(first.body) as { data: { verification: object } };
    const documented = JSON.parse(fixture("v14-full-auto-webhook-approved")) as typeof envelope;
    expect(Object.keys(envelope)).toEqual(Object.keys(documented));
    expect(Object.keys(envelope.data.verification)).toEqual(Object.keys(documented.data.verification));
    expect(envelope).toMatchObject({
      sessionId: id,
      data: { verification: { decision: "approved", person: { dateOfBirth: { value: "1998-08-12" } } } },
    });
  });

  test("faults can be meant for one session and one kind", async () => {
    const { veriff, received, settle } = await setUp();
    const [one, other] = [await create(veriff), await create(veriff)];
    veriff.script({ kind: "uppercase", session: other.id, webhook: "decision" });
    await press(one.url, "adult");
    await press(other.url, "adult");
    await settle();
    const isUpper = ({ headers }: ReceivedWebhook) => /[A-F]/.test(String(headers["x-hmac-signature"]));
    expect(received.filter(isUpper).map(({ body }) => body)).toEqual([
      expect.stringMatching(new RegExp(`^\\{"status":"success","verification":\\{"id":"${other.id}"`)),
    ]);
  });
});

describe("an old decision", () => {
  test("comes again after a newer one", async () => {
    const { veriff, received, settle } = await setUp();
    veriff.script({ kind: "at-once" });
    const { id, url } = await create(veriff);
    await press(url, "resubmit");
    veriff.script({ kind: "replay-older", session: id });
    await press(url, "adult");
    await settle();
    const [asked, approved, again] = decisions(received);
    expect([asked?.status, approved?.status]).toEqual(["resubmission_requested", "approved"]);
    expect(again).toEqual(asked);
    expect(received.at(-1)?.headers["x-hmac-signature"]).toBe(hmac(received.at(-1)?.body ?? ""));
  });

  test("can be sent at any time, even of a session that was deleted", async () => {
    const { veriff, settle, sent, received, id } = await decide();
    await ask(veriff, id, { method: "DELETE" });
    const response = await fetch(`${veriff.url}/simulator/sessions/${id}/replay`, { method: "POST" });
    await settle();
    expect(response.status).toBe(204);
    expect(received.at(-1)?.body).toBe(sent[0]?.body);
  });
});

test("the side door signs and sends any payload", async () => {
  const { veriff, received } = await setUp();
  const payload = { id: "0b6f2d0e-3c1e-4f0a-9a54-5d2f6a3b9c10", action: "hatched" };
  const body = JSON.stringify({ webhook: "event", session: payload.id, payload });
  const response = await fetch(`${veriff.url}/simulator/webhooks`, { method: "POST", body });
  expect(response.status).toBe(204);
  expect(received).toMatchObject([{ path: "/event", headers: { "x-hmac-signature": hmac(JSON.stringify(payload)) } }]);
  expect(veriff.answers).toEqual([{ webhook: "event", session: payload.id, status: 200 }]);
  expect((await fetch(`${veriff.url}/simulator/webhooks`, { method: "POST", body: "{}" })).status).toBe(400);
});

describe("delivery", () => {
  test.each([202, 204, 401, 404, 500, 302])(
    "%i is not 200: it comes again every hour until it is taken",
    async (status) => {
      const { veriff, clock, received, settle } = await setUp({}, (_webhook, { length }) => ({
        status: length < 3 ? status : 200,
      }));
      const { url } = await create(veriff);
      await fetch(url);
      const attempts: number[] = [];
      for (const pauseMs of [0, hourMs - 1, 1, hourMs, dayMs]) {
        await clock.advance(pauseMs, settle);
        attempts.push(received.length);
      }
      expect(attempts).toEqual([1, 1, 2, 3, 3]);
      expect(new Set(received.map(({ body, headers }) => body + headers["x-hmac-signature"])).size).toBe(1);
      expect(veriff.webhooks).toEqual({ attempted: 3, delivered: 1, lost: 0 });
    },
  );

  test("after seven days it is given up", async () => {
    const { veriff, clock, received, settle } = await setUp({}, () => ({ status: 500 }));
    const { url } = await create(veriff);
    await press(url, "abandon");
    await clock.advance(7 * dayMs, settle);
    const attempts = received.length;
    expect(attempts).toBe(2 * (7 * 24 + 1));
    await clock.advance(7 * dayMs, settle);
    expect(received).toHaveLength(attempts);
    expect(veriff.webhooks.lost).toBe(2);
  });

  test("no answer for ten seconds counts as none", async () => {
    const { veriff, clock, received, settle } = await setUp({}, async (_webhook, { length }) => {
      if (length === 1) await clock.advance(10_000, async () => {});
      return { status: 200 };
    });
    const { id, url } = await create(veriff);
    await fetch(url);
    await settle();
    expect(veriff.answers).toEqual([{ webhook: "event", session: id, status: null }]);
    await clock.advance(hourMs, settle);
    expect(received).toHaveLength(2);
    expect(veriff.webhooks.delivered).toBe(1);
  });

  test("a kind without an address is not sent, and what is due soon can be told", async () => {
    const { veriff, clock, received, settle } = await setUp({ webhooks: {} });
    const { url } = await create(veriff);
    await press(url, "review-then-approve");
    await settle();
    expect([veriff.pending(), veriff.pending(60_000)]).toEqual([0, 1]);
    expect(veriff.webhooks.attempted).toBe(0);
    await clock.advance(60_000, settle);
    expect(received).toEqual([]);
    expect(veriff.sessions()).toMatchObject([{ status: "approved", decisions: 2 }]);
  });
});
