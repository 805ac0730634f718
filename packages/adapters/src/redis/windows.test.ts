import { randomBytes } from "node:crypto";
import { Failure, memberId } from "@jules/core/kernel";
import { createMemorySharedState } from "@jules/testkit/memory";
import { expect, test } from "vitest";
import { open, seal } from "../kms/index.ts";
import { createRedisWindows } from "./index.ts";

const ANA = memberId(`m_${"a".repeat(32)}`);
const BOB = memberId(`m_${"b".repeat(32)}`);
const WINDOW = {
  places: [
    { order: "2026-11-20T17:00:00.000Z#text-1", said: { speaker: "member", body: "my sister Rosalind" } },
    { order: "2026-11-20T17:00:01.000Z#text-2" },
  ],
} as const;
const HOUR_MS = 60 * 60_000;

/** Keys of members, which can be destroyed, over the model of Redis. */
function setUp() {
  let now = 0;
  const keys = new Map([ANA, BOB].map((id) => [id, randomBytes(32)] as const));
  const keyring = {
    async cipher(id: typeof ANA) {
      const key = keys.get(id);
      if (!key) throw new Failure("key.unavailable", "scripted", { detail: "erased" });
      return {
        seal: (plaintext: string, place: string) => seal(key, Buffer.from(plaintext), place),
        open: (sealed: Uint8Array, place: string) => Buffer.from(open(key, sealed, place)).toString("utf8"),
      };
    },
  };
  const values = new Map<string, string>();
  const state = createMemorySharedState({ now: () => now });
  const seen = {
    get: state.get,
    async set(key: string, value: string, expiresInMs: number) {
      values.set(key, value);
      await state.set(key, value, expiresInMs);
    },
  };
  const sandbox = (over: Pick<typeof state, "get" | "set"> = seen) =>
    createRedisWindows({ state: over, keyring, now: () => now, timeoutMs: 50 });
  return { sandbox, state, values, keys, pass: (milliseconds: number) => (now += milliseconds) };
}

test("what one sandbox kept another one has, for an hour", async () => {
  const { sandbox, pass } = setUp();
  await sandbox().put(ANA, "7", WINDOW);
  expect(await sandbox().get(ANA, "7")).toEqual(WINDOW);
  pass(HOUR_MS - 1);
  expect(await sandbox().get(ANA, "7")).toEqual(WINDOW);
  pass(1);
  expect(await sandbox().get(ANA, "7")).toBeUndefined();
});

test("what was kept at another moment is nothing", async () => {
  const { sandbox } = setUp();
  await sandbox().put(ANA, "7", WINDOW);
  expect(await sandbox().get(ANA, "8")).toBeUndefined();
  expect(await sandbox().get(ANA, "6")).toBeUndefined();
});

test("nobody reads in Redis what was said, nor whose it is", async () => {
  const { sandbox, values } = setUp();
  await sandbox().put(ANA, "7", WINDOW);
  const [[key = "", value = ""] = []] = [...values];
  for (const trace of [ANA, ANA.slice(2), "Rosalind", "text-1"]) {
    expect(key + value + Buffer.from(value, "base64").toString("latin1")).not.toContain(trace);
  }
});

test("one member's opens for no other, wherever Redis says that it lies", async () => {
  const { sandbox, values, state } = setUp();
  await sandbox().put(ANA, "7", WINDOW);
  const [value = ""] = [...values.values()];
  expect(await sandbox({ ...state, get: async () => value }).get(BOB, "7")).toBeUndefined();
});

test("of a member who was erased nothing opens, and nothing more is kept", async () => {
  const { sandbox, keys, values } = setUp();
  await sandbox().put(ANA, "7", WINDOW);
  keys.delete(ANA);
  expect(await sandbox().get(ANA, "7")).toBeUndefined();
  const before = [...values];
  await sandbox().put(ANA, "8", WINDOW);
  expect([...values]).toEqual(before);
});

test.each(["", "bm9uc2Vuc2U=", "\u{1F47B}"])("nonsense is nothing: %j", async (value) => {
  const { sandbox, state } = setUp();
  expect(await sandbox({ ...state, get: async () => value }).get(ANA, "7")).toBeUndefined();
});

test("Redis that is down or does not answer is nothing, and is not asked by the turns right after", async () => {
  const { sandbox, state, pass } = setUp();
  const windows = sandbox();
  await windows.put(ANA, "7", WINDOW);
  const hanging = sandbox({ get: () => new Promise(() => undefined), set: () => new Promise(() => undefined) });
  expect(await hanging.get(ANA, "7")).toBeUndefined();
  await hanging.put(ANA, "7", WINDOW);
  state.be("down");
  expect(await windows.get(ANA, "7")).toBeUndefined();
  const asked = state.requests.length;
  expect(await windows.get(ANA, "7")).toBeUndefined();
  await windows.put(ANA, "8", WINDOW);
  expect(state.requests.length).toBe(asked);
  state.be("up");
  pass(10_000);
  expect(await windows.get(ANA, "7")).toEqual(WINDOW);
});
