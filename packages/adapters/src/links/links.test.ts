import { type Instant, instant, memberId } from "@jules/core/kernel";
import { expect, test } from "vitest";
import { createLinks, lateLinks } from "./index.ts";

const key = (fill: number) => Buffer.alloc(32, fill).toString("base64");
const KEYS = `1:${key(1)}`;
const publicUrl = "https://jules.example";
const member = memberId(`m_${"0123456789abcdef".repeat(2)}`);
const now = instant("2026-11-20T17:00:00Z");
const expiresAt = instant("2026-11-21T17:00:00Z");
const links = createLinks({ keys: KEYS, publicUrl });

function issued(purpose: "verify" | "export" = "export", keys = KEYS): string {
  const url = createLinks({ keys, publicUrl }).issue(purpose, member, expiresAt);
  return url.slice(url.lastIndexOf("/") + 1);
}

test("a link opens what it was issued for, until it expires", () => {
  expect(links.issue("export", member, expiresAt)).toMatch(/^https:\/\/jules\.example\/x\/[\w-]{50}$/);
  expect(links.issue("verify", member, expiresAt)).toMatch(/^https:\/\/jules\.example\/v\//);
  expect(links.read("export", issued(), now)).toEqual({ member, expiresAt });
  expect(links.read("export", issued(), "2026-11-21T16:59:59.999Z" as Instant)).toBeDefined();
  expect(links.read("export", issued(), expiresAt)).toBeUndefined();
});

test("the slash at the end of an address is not doubled", () => {
  expect(createLinks({ keys: KEYS, publicUrl: `${publicUrl}/` }).issue("export", member, expiresAt)).toMatch(
    /example\/x\/[\w-]+$/,
  );
});

test("a link for one purpose opens nothing else", () => {
  expect(links.read("verify", issued("export"), now)).toBeUndefined();
});

test("no bit of a token can be changed", () => {
  const bytes = Buffer.from(issued(), "base64url");
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const forged = Buffer.from(bytes);
    forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(links.read("export", forged.toString("base64url"), now)).toBeUndefined();
  }
});

test.each(["", "x", "not a token", `${issued()}A`, `${issued()}=`, issued().slice(1), `*${issued().slice(1)}`])(
  "%j is no token",
  (token) => {
    expect(links.read("export", token, now)).toBeUndefined();
  },
);

test("with a new key, links of the old one still open, and new ones are signed with the new one", () => {
  const both = `2:${key(2)},1:${key(1)}`;
  const rotated = createLinks({ keys: both, publicUrl });
  expect(rotated.read("export", issued(), now)).toBeDefined();
  expect(rotated.read("export", issued("export", both), now)).toBeDefined();
  expect(links.read("export", issued("export", both), now)).toBeUndefined();
});

test.each(["", "1", "1:short", `x:${key(1)}`, `${KEYS},`])("%j are no keys", (keys) => {
  expect(() => createLinks({ keys, publicUrl })).toThrow(expect.objectContaining({ code: "link-keys.malformed" }));
});

test("keys are read when a link is needed, and anew when they change", async () => {
  let keys = KEYS;
  const late = lateLinks({ keys: async () => keys, publicUrl });
  expect((await late()).read("export", issued(), now)).toBeDefined();
  keys = `2:${key(2)}`;
  expect((await late()).read("export", issued(), now)).toBeUndefined();
});
