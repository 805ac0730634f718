import { createHash, randomBytes } from "node:crypto";
import { KMSClient } from "@aws-sdk/client-kms";
import { Failure, type MemberId } from "@jules/core/kernel";
import { AWS_SETTINGS } from "../aws-settings.ts";
import { createBranchKeys } from "./branch-keys.ts";
import { open, seal } from "./envelope.ts";
import { ExpiringMap } from "./expiring-map.ts";
import type { KeyStore } from "./key-store.ts";

const MOST_MEMBER_KEYS = 1_000;

/** Seals and opens what belongs to one member. */
export interface MemberCipher {
  seal(plaintext: string, place: string): Uint8Array;
  open(sealed: Uint8Array, place: string): string;
}

export interface Keyring {
  /** A wrapped key that was read along with something else, so that it need not be read again. */
  offer(id: MemberId, wrapped: Uint8Array): void;
  /**
   * The member's cipher; their key is made at first use.
   * @throws Failure `key.unavailable` when KMS or the key table does not answer; with the detail `erased` when their key
   * was destroyed, so that it never will.
   */
  cipher(id: MemberId): Promise<MemberCipher>;
}

/**
 * The key hierarchy: the KMS key wraps 64 branch keys, all in one; a branch key wraps the random data key of each of its
 * members. Unwrapped keys stay in memory for five minutes, so KMS is asked per sandbox and five minutes, not per turn.
 * Destroying a member's wrapped key makes everything they wrote unreadable, wherever copies lie.
 */
export function createKeyring(settings: {
  readonly keyId: string;
  readonly stage: string;
  readonly keys: KeyStore;
  readonly now: () => number;
  readonly kms?: Pick<KMSClient, "send">;
}): Keyring {
  const { kms = createClient() } = settings;
  const branchKeys = createBranchKeys({ ...settings, kms });
  const offered = new ExpiringMap<MemberId, Uint8Array>(settings.now, MOST_MEMBER_KEYS);
  const memberKeys = new ExpiringMap<MemberId, Uint8Array>(settings.now, MOST_MEMBER_KEYS);

  async function memberKey(id: MemberId): Promise<Uint8Array> {
    const cached = memberKeys.get(id);
    if (cached) return cached;
    const wrapping = await branchKeys.of(hashOf(id));
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
        const isErased = error instanceof Failure && error.code === "key.erased";
        throw new Failure("key.unavailable", "the member's key could not be unwrapped", {
          cause: error,
          ...(isErased && { detail: "erased" }),
        });
      }
      return {
        seal: (plaintext, place) => seal(key, Buffer.from(plaintext, "utf8"), place),
        open: (sealed, place) => Buffer.from(open(key, sealed, place)).toString("utf8"),
      };
    },
  };
}

function createClient(): KMSClient {
  return new KMSClient({
    ...AWS_SETTINGS,
    // A member's text can wait for its key; the texts behind it in the batch should not.
    maxAttempts: 2,
    requestHandler: { requestTimeout: 1_000, connectionTimeout: 1_000, throwOnRequestTimeout: true },
  });
}

function hashOf(id: MemberId): number {
  return createHash("sha256").update(id).digest().readUInt32BE(0);
}
