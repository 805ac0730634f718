import { createHmac } from "node:crypto";
import { instant } from "@jules/core/kernel";
import { expect, test } from "vitest";
import { verifyStripeEvent } from "./index.ts";

const NOW = instant("2026-11-20T17:00:00Z");
const NOW_SECONDS = Date.parse(NOW) / 1_000;
const SECRET = "whsec_present";
const PREVIOUS = "whsec_previous";

const EVENT = {
  ...{ id: "evt_1ABC", object: "event", api_version: "2026-10-28.endive", created: NOW_SECONDS - 5, livemode: true },
  ...{ type: "customer.subscription.updated", pending_webhooks: 1, request: { id: null, idempotency_key: null } },
  data: { object: { id: "sub_1ABC", object: "subscription", customer: "cus_1ABC", status: "active" } },
};
const READ = {
  ...{ kind: "event", id: "evt_1ABC", type: "customer.subscription.updated", livemode: true, account: undefined },
  ...{ apiVersion: "2026-10-28.endive", createdAt: instant((NOW_SECONDS - 5) * 1_000) },
  object: { kind: "subscription", id: "sub_1ABC", customer: "cus_1ABC" },
};

const bytesOf = (body: unknown) => Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
/** By Stripe's document: HMAC-SHA256 over the time, a full stop and the bytes. */
const v1 = (bytes: Buffer, secret = SECRET, seconds = NOW_SECONDS) =>
  createHmac("sha256", secret).update(`${seconds}.`).update(bytes).digest("hex");
const signed = (bytes: Buffer, secret = SECRET, seconds = NOW_SECONDS) =>
  `t=${seconds},v1=${v1(bytes, secret, seconds)},v0=${"0".repeat(64)}`;

const verify = (body: unknown, header?: string, secrets: readonly string[] = [SECRET]) =>
  verifyStripeEvent(bytesOf(body), header ?? signed(bytesOf(body)), secrets, NOW);

test("an event that is signed is read, as far as anything of it is used", async () => {
  expect(await verify(EVENT)).toEqual(READ);
});

test("either secret will do during a rotation, and one of several signatures", async () => {
  const bytes = bytesOf(EVENT);
  expect(await verify(EVENT, signed(bytes, PREVIOUS), [SECRET, PREVIOUS])).toEqual(READ);
  expect(await verify(EVENT, signed(bytes), ["", SECRET])).toEqual(READ);
  const several = `t=${NOW_SECONDS},v1=${v1(bytes, "whsec_other")},v1=${v1(bytes)}`;
  expect(await verify(EVENT, several)).toEqual(READ);
});

test.each([
  ["another secret", signed(bytesOf(EVENT), "whsec_other"), [SECRET]],
  ["no secret at all", signed(bytesOf(EVENT)), []],
  ["a blank secret, which signs nothing", signed(bytesOf(EVENT), ""), [""]],
  ["a secret of blanks", signed(bytesOf(EVENT), " "), [" "]],
  ["no signature", "", [SECRET]],
  ["only a signature of another scheme", `t=${NOW_SECONDS},v0=${v1(bytesOf(EVENT))}`, [SECRET]],
  ["no time", `v1=${v1(bytesOf(EVENT))}`, [SECRET]],
  ["a time that is none", `t=now,v1=${v1(bytesOf(EVENT))}`, [SECRET]],
  ["a time that was not signed", `t=${NOW_SECONDS + 1},v1=${v1(bytesOf(EVENT))}`, [SECRET]],
  ["a second time", `t=${NOW_SECONDS},t=${NOW_SECONDS + 400},v1=${v1(bytesOf(EVENT))}`, [SECRET]],
  ["the future", signed(bytesOf(EVENT), SECRET, NOW_SECONDS + 301), [SECRET]],
  ["a day ahead", signed(bytesOf(EVENT), SECRET, NOW_SECONDS + 86_400), [SECRET]],
  ["the past", signed(bytesOf(EVENT), SECRET, NOW_SECONDS - 301), [SECRET]],
] as const)("what comes with %s is forged", async (_what, header, secrets) => {
  expect(await verify(EVENT, header, secrets)).toEqual({ kind: "forged" });
});

test.each([-300, 300])("%i seconds away is still now", async (seconds) => {
  expect(await verify(EVENT, signed(bytesOf(EVENT), SECRET, NOW_SECONDS + seconds))).toEqual(READ);
});

test("one byte that is another one is forged", async () => {
  const bytes = bytesOf(EVENT);
  expect(await verify(`${bytes.toString()} `, signed(bytes))).toEqual({ kind: "forged" });
});

test("a header that is missing is forged", async () => {
  expect(await verifyStripeEvent(bytesOf(EVENT), undefined, [SECRET], NOW)).toEqual({ kind: "forged" });
});

test("a thin event is told from one of ours, and from a forgery", async () => {
  const thin = { id: "evt_thin", object: "v2.core.event", type: "v1.customer.subscription.updated", livemode: true };
  expect(await verify(thin)).toEqual({ kind: "thin" });
  expect(await verify(thin, signed(bytesOf(thin), "whsec_other"))).toEqual({ kind: "forged" });
});

test.each([
  "{",
  "[]",
  "null",
  '"event"',
  { ...EVENT, id: undefined },
  { ...EVENT, object: "charge" },
  { ...EVENT, data: {} },
])("what is signed and yet no event is unreadable (%#)", async (body) => {
  expect(await verify(body)).toEqual({ kind: "unreadable" });
});

test("the account, an expanded customer and an object without an id are read as what they are", async () => {
  const customer = { id: "cus_1ABC", object: "customer", email: "robin@example.com" };
  expect(await verify({ ...EVENT, account: "acct_1", data: { object: { ...EVENT.data.object, customer } } })).toEqual({
    ...{ ...READ, account: "acct_1" },
  });
  const balance = { ...EVENT, type: "balance.available", data: { object: { object: "balance" } } };
  expect(await verify(balance)).toMatchObject({ object: { kind: "balance", id: undefined, customer: undefined } });
  const own = { ...EVENT, type: "customer.deleted", data: { object: customer } };
  expect(await verify(own)).toMatchObject({ object: { kind: "customer", id: "cus_1ABC", customer: undefined } });
});
