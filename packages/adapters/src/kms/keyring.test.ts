import { randomBytes } from "node:crypto";
import { type MemberId, memberId } from "@jules/core/kernel";
import { createKmsModel, type KmsModel } from "@jules/testkit/kms";
import { beforeEach, describe, expect, test } from "vitest";
import { createKeyring, type Keyring, type KeyStore, open } from "./index.ts";

const FIVE_MINUTES_MS = 5 * 60_000;
const UNAVAILABLE = { code: "key.unavailable" };

const member = (number: number): MemberId => memberId(`m_${number.toString(16).padStart(32, "0")}`);
const ANA = member(1);
const BEN = member(2);

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

let model: KmsModel;
let keys: ReturnType<typeof keyStore>;
let now: number;

beforeEach(() => {
  model = createKmsModel();
  keys = keyStore();
  now = Date.parse("2026-11-20T17:00:00.000Z");
});

/** A sandbox that has just started. */
const sandbox = (settings: { readonly stage?: string; readonly keys?: KeyStore } = {}): Keyring =>
  createKeyring({ keyId: model.keyId, stage: "test", keys, now: () => now, kms: model.kms, ...settings });

const sealedBy = async (ring: Keyring, id = ANA) => (await ring.cipher(id)).seal("hello", "place");

describe("a member's cipher", () => {
  test("opens in another sandbox what this one sealed", async () => {
    const sealed = await sealedBy(sandbox());
    expect((await sandbox().cipher(ANA)).open(sealed, "place")).toBe("hello");
  });

  test("does not open what is another member's", async () => {
    const ring = sandbox();
    const sealed = await sealedBy(ring);
    const other = await ring.cipher(BEN);
    expect(() => other.open(sealed, "place")).toThrow();
  });

  test("cannot be had with another member's wrapped key", async () => {
    await sealedBy(sandbox());
    keys.kept.set(BEN, keys.kept.get(ANA) ?? new Uint8Array());
    await expect(sandbox().cipher(BEN)).rejects.toMatchObject(UNAVAILABLE);
  });

  test("comes from a wrapped key that was read along with the member", async () => {
    const sealed = await sealedBy(sandbox());
    const neither = async (name: string) => Promise.reject(new Error(`${name} was asked for`));
    const ring = sandbox({
      keys: { read: async (name) => (name === ANA ? neither(name) : keys.read(name)), keep: neither },
    });
    ring.offer(ANA, keys.kept.get(ANA) ?? new Uint8Array());
    expect((await ring.cipher(ANA)).open(sealed, "place")).toBe("hello");
  });

  test("two first uses at once make one key", async () => {
    const [one, two] = await Promise.all([sandbox().cipher(ANA), sandbox().cipher(ANA)]);
    expect(two.open(one.seal("hello", "place"), "place")).toBe("hello");
  });
});

describe("destroying a member's wrapped key", () => {
  test("makes what they wrote unreadable, though the branch keys are what they were", async () => {
    const sealed = await sealedBy(sandbox());
    const ofBen = await sealedBy(sandbox(), BEN);
    keys.kept.delete(ANA);
    const anew = await sandbox().cipher(ANA);
    expect(() => anew.open(sealed, "place")).toThrow();
    expect((await sandbox().cipher(BEN)).open(ofBen, "place")).toBe("hello");
  });

  test("reaches a sandbox that knew the key within five minutes", async () => {
    const ring = sandbox();
    const sealed = await sealedBy(ring);
    keys.kept.delete(ANA);
    now += FIVE_MINUTES_MS;
    const anew = await ring.cipher(ANA);
    expect(() => anew.open(sealed, "place")).toThrow();
  });
});

describe("the branch keys", () => {
  test("are one item, made and wrapped once in a stage's life", async () => {
    for (let started = 0; started < 10; started++) await sandbox().cipher(member(started));
    expect([...keys.kept.keys()].filter((name) => !name.startsWith("m_"))).toEqual(["branches"]);
    expect(model.calls).toEqual({ Encrypt: 1, Decrypt: 10, GenerateDataKey: 0 });
  });

  test("are agreed on by two sandboxes that make them at once", async () => {
    const [one, two] = [sandbox(), sandbox()];
    const members = Array.from({ length: 200 }, (_, index) => member(index));
    const [sealed] = await Promise.all([
      Promise.all(members.map((id) => sealedBy(one, id))),
      Promise.all(members.map((id) => sealedBy(two, id))),
    ]);
    expect(model.calls.Encrypt).toBe(2);
    const read = members.map(async (id, index) =>
      (await two.cipher(id)).open(sealed[index] ?? new Uint8Array(), "place"),
    );
    expect(new Set(await Promise.all(read))).toEqual(new Set(["hello"]));
  });

  test("of another stage are refused", async () => {
    await sandbox().cipher(ANA);
    const copied = keyStore();
    copied.kept.set("branches", keys.kept.get("branches") ?? new Uint8Array());
    await expect(sandbox({ stage: "other", keys: copied }).cipher(BEN)).rejects.toMatchObject(UNAVAILABLE);
    expect((await sandbox({ keys: copied }).cipher(BEN)).seal("hello", "place")).toBeInstanceOf(Uint8Array);
  });

  test.each([
    ["changed", (wrapped: Uint8Array) => wrapped.map((byte, index) => (index === 1_000 ? byte ^ 1 : byte))],
    ["cut", (wrapped: Uint8Array) => wrapped.subarray(0, -32)],
  ])("that were %s open nothing", async (_how, spoil) => {
    await sandbox().cipher(ANA);
    keys.kept.set("branches", spoil(keys.kept.get("branches") ?? new Uint8Array()));
    await expect(sandbox().cipher(ANA)).rejects.toMatchObject(UNAVAILABLE);
  });

  test("that are not all there open nothing", async () => {
    await keepBranches(Buffer.alloc(63 * 32, 7));
    await expect(sandbox().cipher(ANA)).rejects.toMatchObject(UNAVAILABLE);
  });

  test("share the members among them", async () => {
    const bundle = randomBytes(64 * 32);
    await keepBranches(bundle);
    const branches = Array.from({ length: 64 }, (_, branch) => bundle.subarray(branch * 32, (branch + 1) * 32));
    const members = Array.from({ length: 200 }, (_, index) => member(index));
    const ring = sandbox();
    for (const id of members) await ring.cipher(id);
    const used = members.map((id) => branches.findIndex((branch) => opens(branch, id)));
    expect(used).not.toContain(-1);
    expect(new Set(used).size).toBeGreaterThan(50);
  });

  async function keepBranches(bundle: Uint8Array): Promise<void> {
    const { CiphertextBlob = new Uint8Array() } = await model.encrypt({
      KeyId: model.keyId,
      Plaintext: bundle,
      EncryptionContext: { app: "jules", stage: "test", keys: "branches" },
    });
    keys.kept.set("branches", CiphertextBlob);
  }

  function opens(branch: Uint8Array, id: MemberId): boolean {
    try {
      open(branch, keys.kept.get(id) ?? new Uint8Array(), `jules|test|member-key|${id}`);
      return true;
    } catch {
      return false;
    }
  }
});

describe("calls to KMS", () => {
  /** A stage that has been in use. */
  beforeEach(async () => {
    await sandbox().cipher(ANA);
  });

  const decrypted = async (run: () => Promise<unknown>) => {
    const before = model.calls.Decrypt;
    await run();
    return model.calls.Decrypt - before;
  };

  test("are one for a thousand members within five minutes", async () => {
    const ring = sandbox();
    const calls = await decrypted(async () => {
      for (let turn = 0; turn < 1_000; turn++) {
        await ring.cipher(member(turn));
        now += (FIVE_MINUTES_MS - 1) / 1_000;
      }
    });
    expect(calls).toBe(1);
    expect(model.calls).toMatchObject({ Encrypt: 1, GenerateDataKey: 0 });
  });

  test("are seven for a thousand turns of a sandbox that has 150 in five minutes", async () => {
    const ring = sandbox();
    const calls = await decrypted(async () => {
      for (let turn = 0; turn < 1_000; turn++) {
        await ring.cipher(member(turn));
        now += FIVE_MINUTES_MS / 150;
      }
    });
    expect(calls).toBe(7);
  });

  test("are shared by everybody who comes while one is out", async () => {
    const ring = sandbox();
    const everybody = () => Promise.all(Array.from({ length: 100 }, (_, index) => ring.cipher(member(index))));
    expect(await decrypted(everybody)).toBe(1);
  });

  test("begin again after five minutes and not before", async () => {
    const ring = sandbox();
    await ring.cipher(ANA);
    now += FIVE_MINUTES_MS - 1;
    expect(await decrypted(() => ring.cipher(BEN))).toBe(0);
    now += 1;
    expect(await decrypted(() => ring.cipher(ANA))).toBe(1);
  });
});

describe("while KMS is down", () => {
  test("a cold sandbox has no keys, and has them as soon as KMS is back", async () => {
    const sealed = await sealedBy(sandbox());
    const ring = sandbox();
    model.goDown();
    const attempts = await Promise.allSettled([ring.cipher(ANA), ring.cipher(ANA), ring.cipher(BEN)]);
    for (const attempt of attempts) expect(attempt).toMatchObject({ status: "rejected", reason: UNAVAILABLE });
    model.comeBack();
    // For three seconds the failure speaks for KMS: nobody else has to wait for the same time-out.
    const asked = { ...model.calls };
    await expect(ring.cipher(ANA)).rejects.toMatchObject(UNAVAILABLE);
    expect(model.calls).toEqual(asked);
    now += 3_000;
    expect((await ring.cipher(ANA)).open(sealed, "place")).toBe("hello");
  });

  test("a stage without keys makes none, and makes them as soon as KMS is back", async () => {
    const ring = sandbox();
    model.goDown();
    await expect(ring.cipher(ANA)).rejects.toMatchObject(UNAVAILABLE);
    expect([...keys.kept.keys()]).toEqual([]);
    model.comeBack();
    now += 3_000;
    expect((await ring.cipher(ANA)).open(await sealedBy(sandbox()), "place")).toBe("hello");
  });

  test("a warm sandbox goes on for as long as it may keep its keys", async () => {
    const ring = sandbox();
    await ring.cipher(ANA);
    model.goDown();
    now += FIVE_MINUTES_MS - 1;
    expect((await ring.cipher(BEN)).open(await sealedBy(ring, BEN), "place")).toBe("hello");
    now += 1;
    await expect(ring.cipher(ANA)).rejects.toMatchObject(UNAVAILABLE);
  });
});

test("a key table that does not answer is no lasting harm either", async () => {
  let isDown = true;
  const ring = sandbox({
    keys: {
      ...keys,
      async read(name) {
        if (isDown) throw new Error("throttled");
        return keys.read(name);
      },
    },
  });
  await expect(ring.cipher(ANA)).rejects.toMatchObject(UNAVAILABLE);
  isDown = false;
  now += 3_000;
  expect((await ring.cipher(ANA)).open(await sealedBy(ring), "place")).toBe("hello");
});
