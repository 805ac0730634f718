import { randomBytes } from "node:crypto";
import { DecryptCommand, EncryptCommand, type KMSClient } from "@aws-sdk/client-kms";
import { KEY_LIFETIME_MS } from "./expiring-map.ts";
import type { KeyStore } from "./key-store.ts";

/** 2,048 bytes in all: KMS encrypts up to 4,096 directly, so one call wraps them all. */
const BRANCHES = 64;
const KEY_BYTES = 32;
const FAILURE_LIFETIME_MS = 3_000;

/** The name under which the wrapped branch keys are kept; no member's id looks like it. */
const NAME = "branches";

export interface BranchKeys {
  /**
   * The key of the branch that `number` falls into.
   * @throws what KMS or the key store throws.
   */
  of(number: number): Promise<Uint8Array>;
}

/**
 * The branch keys of a stage: made together at the stage's first use, wrapped by KMS together, and unwrapped together, by
 * one call per sandbox and five minutes. Callers who come while that call is out share it; one that failed answers those of
 * the next three seconds too, so that texts which need no key do not each wait for the same time-out.
 */
export function createBranchKeys(settings: {
  readonly keyId: string;
  readonly stage: string;
  readonly keys: KeyStore;
  readonly kms: Pick<KMSClient, "send">;
  readonly now: () => number;
}): BranchKeys {
  const { keyId: KeyId, keys, kms, now } = settings;
  const EncryptionContext = { app: "jules", stage: settings.stage, keys: NAME };
  let held: { readonly bundle: Uint8Array; readonly expiresAt: number } | undefined;
  let awaited: Promise<Uint8Array> | undefined;
  let failed: { readonly error: unknown; readonly until: number } | undefined;

  async function make(): Promise<Uint8Array> {
    const Plaintext = randomBytes(BRANCHES * KEY_BYTES);
    const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext, EncryptionContext }));
    if (!CiphertextBlob) throw new Error("KMS answered without the wrapped branch keys");
    // Another sandbox may have been first: its keys are everybody's then.
    return keys.keep(NAME, CiphertextBlob);
  }

  async function unwrap(): Promise<Uint8Array> {
    const CiphertextBlob = (await keys.read(NAME)) ?? (await make());
    // Also when they were just made: nobody's key may depend on a bundle that does not open.
    const { Plaintext } = await kms.send(new DecryptCommand({ KeyId, CiphertextBlob, EncryptionContext }));
    if (Plaintext?.length !== BRANCHES * KEY_BYTES) throw new Error("KMS answered without the branch keys");
    held = { bundle: Plaintext, expiresAt: now() + KEY_LIFETIME_MS };
    return Plaintext;
  }

  function bundle(): Promise<Uint8Array> {
    if (held && held.expiresAt > now()) return Promise.resolve(held.bundle);
    held = undefined;
    if (failed && now() < failed.until) return Promise.reject(failed.error);
    awaited ??= unwrap()
      .catch((error: unknown) => {
        failed = { error, until: now() + FAILURE_LIFETIME_MS };
        throw error;
      })
      .finally(() => {
        awaited = undefined;
      });
    return awaited;
  }

  return {
    async of(number) {
      const start = (number % BRANCHES) * KEY_BYTES;
      return (await bundle()).subarray(start, start + KEY_BYTES);
    },
  };
}
