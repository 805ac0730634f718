import { randomBytes } from "node:crypto";
import { memberId } from "@jules/core/kernel";
import { describe, expect, test } from "vitest";
import { KMS_KEY, useAws } from "../../test/aws.ts";
import { createKeyring, open, seal } from "./index.ts";
import type { KeyStore } from "./keyring.ts";

const { aws } = useAws();
const ANA = memberId(`m_${"a".repeat(32)}`);
const BEN = memberId(`m_${"b".repeat(32)}`);

function keyStore(): KeyStore & { readonly kept: Map<string, Uint8Array> } {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    read: async (name) => kept.get(name),
    async keep(name, wrapped) {
      const existing = kept.get(name);
      if (existing) return existing;
      kept.set(name, wrapped);
      return wrapped;
    },
  };
}

const keyring = (keys: KeyStore, settings: { stage?: string; now?: () => number; keyId?: string } = {}) =>
  createKeyring({ keyId: KMS_KEY, stage: "test", now: () => 0, keys, ...settings });

describe("an envelope", () => {
  const key = randomBytes(32);
  const sealed = seal(key, Buffer.from("hello"), "place");

  test("opens to what was sealed", () => {
    expect(Buffer.from(open(key, sealed, "place")).toString()).toBe("hello");
  });

  test.each([
    ["another place", () => open(key, sealed, "elsewhere")],
    ["another key", () => open(randomBytes(32), sealed, "place")],
    ["a cut tag", () => open(key, sealed.subarray(0, -1), "place")],
    [
      "a flipped bit",
      () =>
        open(
          key,
          sealed.map((byte, index) => (index === 14 ? byte ^ 1 : byte)),
          "place",
        ),
    ],
    ["another version", () => open(key, Uint8Array.of(2, ...sealed.subarray(1)), "place")],
    ["nothing", () => open(key, new Uint8Array(), "place")],
  ])("does not open with %s", (_name, attempt) => {
    expect(attempt).toThrow();
  });

  test("is another one every time", () => {
    expect(seal(key, Buffer.from("hello"), "place")).not.toEqual(sealed);
  });
});

describe("a member's cipher", () => {
  test("opens in another sandbox what this one sealed", async () => {
    const keys = keyStore();
    const sealed = (await keyring(keys).cipher(ANA)).seal("hello", "place");
    expect((await keyring(keys).cipher(ANA)).open(sealed, "place")).toBe("hello");
  });

  test("does not open what is another member's", async () => {
    const ring = keyring(keyStore());
    const sealed = (await ring.cipher(ANA)).seal("hello", "place");
    const other = await ring.cipher(BEN);
    expect(() => other.open(sealed, "place")).toThrow();
  });

  test("is worthless once the wrapped key is destroyed", async () => {
    const keys = keyStore();
    const sealed = (await keyring(keys).cipher(ANA)).seal("hello", "place");
    keys.kept.delete(ANA);
    const anew = await keyring(keys).cipher(ANA);
    expect(() => anew.open(sealed, "place")).toThrow();
  });

  test("cannot be had with the keys of another stage", async () => {
    const keys = keyStore();
    await keyring(keys).cipher(ANA);
    await expect(keyring(keys, { stage: "other" }).cipher(ANA)).rejects.toMatchObject({ code: "key.unavailable" });
  });

  test("two first uses at once make one key", async () => {
    const keys = keyStore();
    const [one, two] = await Promise.all([keyring(keys).cipher(ANA), keyring(keys).cipher(ANA)]);
    expect(two.open(one.seal("hello", "place"), "place")).toBe("hello");
  });

  test("asks for keys once, and again after five minutes", async () => {
    const keys = keyStore();
    let reads = 0;
    let now = 0;
    const counting = {
      ...keys,
      read: async (name: string) => {
        reads += 1;
        return keys.read(name);
      },
    };
    const ring = keyring(counting, { now: () => now });
    await ring.cipher(ANA);
    const cold = reads;
    await ring.cipher(ANA);
    expect(reads).toBe(cold);
    now += 5 * 60_000;
    await ring.cipher(ANA);
    expect(reads).toBeGreaterThan(cold);
  });

  test("that cannot be had says so, with a code and without the key service's words", async () => {
    const unknown = KMS_KEY.replace("test", "unknown");
    expect(aws().url).toContain("127.0.0.1");
    await expect(keyring(keyStore(), { keyId: unknown }).cipher(ANA)).rejects.toMatchObject({
      code: "key.unavailable",
    });
  });
});
