import { describe, expect, test } from "vitest";
import { fixture, hmac, sharedSecret } from "./rehearsal.ts";
import { findFault, sign } from "./signatures.ts";

test("the vendor's own sample has the vendor's own signature", () => {
  expect(sign("abcdef12-abcd-abcd-abcd-abcdef012345", fixture("v00-vendor-sample-known-good-vector"))).toBe(
    "0dcab73ddd20062616d104231c7439657546a5c24e4691977da93bb854c31e25",
  );
});

test.each([
  ["v01-create-session-request", "3f167ba593b4b88201c386e51951065dae8fd3523f5ddb95fb8b6b57a4296cf4"],
  ["v02-create-session-response-201", "5a6c518747dded9c454a8c9a2b32791316fd21a71c5f68b7d38f90cde5a14afd"],
  ["v03-event-webhook-started", "6224f3258d38c846abc696493758362c844b11a5fc44cc78b1c17add13590693"],
  ["v05-decision-webhook-approved-adult", "1a3cbfb2db78be0eea429151c7653e13b4120697ecc4cdf01fbf3ac294badab3"],
  ["v14-full-auto-webhook-approved", "b81f55f13b603a0a07e090c02083933aa543e5d0aa4f47f1b3906d972f44f6c6"],
])("%s is signed over its bytes", (name, signature) => {
  expect(sign(sharedSecret, fixture(name))).toBe(signature);
});

test("a request about a session is signed over the bare id", () => {
  expect(sign(sharedSecret, "0b6f2d0e-3c1e-4f0a-9a54-5d2f6a3b9c10")).toBe(
    "3c3b9949e3075ee9d22b7a6b476334bb6e5a73b10ba20dd426340b614a423d26",
  );
});

describe("a signature", () => {
  test.each([
    ["of the body", hmac("{}"), undefined],
    ["in uppercase", hmac("{}").toUpperCase(), undefined],
    ["of other bytes", hmac("{ }"), 1819],
    ["with another secret", hmac("{}", "other"), 1819],
    ["that is no hash", "{}", 1812],
    ["that is cut short", hmac("{}").slice(1), 1812],
    ["that is empty", "", 1812],
  ])("%s", (_name, given, code) => {
    expect(findFault(given, sharedSecret, { body: "{}" })).toBe(code);
  });

  test("of another id is told from one of another body", () => {
    expect(findFault(hmac("b"), sharedSecret, { id: "a" })).toBe(1818);
  });
});
