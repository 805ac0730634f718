import { createHash, randomBytes } from "node:crypto";
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { Failure, type MemberId } from "@jules/core/kernel";
import { open, seal } from "./envelope.ts";

/** Enough that one branch key never serves too many members, few enough that a sandbox soon knows all it needs. */
const BRANCHES = 64;
const KEY_LIFETIME_MS = 5 * 60_000;
const MOST_MEMBER_KEYS = 1_000;

/** Seals and opens what belongs to one member. */
export interface MemberCipher {
  seal(plaintext: string, place: string): Uint8Array;
  open(sealed: Uint8Array, place: string): string;
}

/** Where wrapped keys are kept. A table of their own: a restored copy of the members' data opens nothing. */
export interface KeyStore {
  read(name: string): Promise<Uint8Array | undefined>;
  /** Keeps `wrapped` unless there is one already; returns the one that is kept. */
  keep(name: string, wrapped: Uint8Array): Promise<Uint8Array>;
}

export interface Keyring {
  /** A wrapped key that was read along with something else, so that it need not be read again. */
  offer(id: MemberId, wrapped: Uint8Array): void;
  /**
   * The member's cipher; their key is made at first use.
   * @throws Failure `key.unavailable` when KMS or the key table does not answer.
   */
  cipher(id: MemberId): Promise<MemberCipher>;
}

/**
 * The key hierarchy: the KMS key wraps 64 branch keys, a branch key wraps the random data key of each of its members.
 * Unwrapped keys stay in memory for five minutes at most, so KMS is asked per branch and sandbox, not per turn.
 * Destroying a member's wrapped key makes everything they wrote unreadable, wherever copies lie.
 */
export function createKeyring(settings: {
  readonly keyId: string;
  readonly stage: string;
  readonly keys: KeyStore;
  readonly now: () => number;
}): Keyring {
  const kms = new KMSClient({
    // A member's text can wait for its key; the texts behind it in the batch should not.
    maxAttempts: 2,
    requestHandler: { requestTimeout: 1_000, connectionTimeout: 1_000, throwOnRequestTimeout: true },
  });
  const offered = new ExpiringMap<MemberId, Uint8Array>(settings.now, MOST_MEMBER_KEYS);
  const memberKeys = new ExpiringMap<MemberId, Uint8Array>(settings.now, MOST_MEMBER_KEYS);
  const branchKeys = new ExpiringMap<number, Uint8Array>(settings.now, BRANCHES);

  async function branchKey(branch: number): Promise<Uint8Array> {
    const cached = branchKeys.get(branch);
    if (cached) return cached;
    const EncryptionContext = { app: "jules", stage: settings.stage, branch: String(branch) };
    const name = `branch#${branch}`;
    let wrapped = await settings.keys.read(name);
    if (!wrapped) {
      const made = await kms.send(
        new GenerateDataKeyCommand({ KeyId: settings.keyId, KeySpec: "AES_256", EncryptionContext }),
      );
      wrapped = await settings.keys.keep(name, required(made.CiphertextBlob));
    }
    const unwrapped = await kms.send(
      new DecryptCommand({ KeyId: settings.keyId, CiphertextBlob: wrapped, EncryptionContext }),
    );
    const key = required(unwrapped.Plaintext);
    branchKeys.set(branch, key);
    return key;
  }

  async function memberKey(id: MemberId): Promise<Uint8Array> {
    const cached = memberKeys.get(id);
    if (cached) return cached;
    const wrapping = await branchKey(branchOf(id));
    const place = `jules|${settings.stage}|member-key|${id}`;
    const wrapped =
      offered.get(id) ??
      (await settings.keys.read(id)) ??
      (await settings.keys.keep(id, seal(wrapping, randomBytes(32), place)));
    const key = open(wrapping, wrapped, place);
    memberKeys.set(id, key);
    return key;
  }

  return {
    offer: (id, wrapped) => offered.set(id, wrapped),
    async cipher(id) {
      let key: Uint8Array;
      try {
        key = await memberKey(id);
      } catch (error) {
        throw new Failure("key.unavailable", "the member's key could not be unwrapped", { cause: error });
      }
      return {
        seal: (plaintext, place) => seal(key, Buffer.from(plaintext, "utf8"), place),
        open: (sealed, place) => Buffer.from(open(key, sealed, place)).toString("utf8"),
      };
    },
  };
}

function branchOf(id: MemberId): number {
  return createHash("sha256").update(id).digest().readUInt32BE(0) % BRANCHES;
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("KMS answered without the key");
  return value;
}

/**
 * Forgets entries after five minutes, and the oldest beyond its size. Bytes are not overwritten: a cipher that somebody
 * still holds must not turn into one with a key of zeros.
 */
class ExpiringMap<Key, Value> {
  readonly #entries = new Map<Key, { readonly value: Value; readonly expiresAt: number }>();
  readonly #now: () => number;
  readonly #most: number;

  constructor(now: () => number, most: number) {
    this.#now = now;
    this.#most = most;
  }

  get(key: Key): Value | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (entry.expiresAt > this.#now()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  set(key: Key, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, expiresAt: this.#now() + KEY_LIFETIME_MS });
    if (this.#entries.size > this.#most) {
      const [oldest] = this.#entries.keys();
      if (oldest !== undefined) this.#entries.delete(oldest);
    }
  }
}
