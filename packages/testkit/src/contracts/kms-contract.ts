import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import type { KmsOperations } from "../kms/index.ts";

const EncryptionContext = { app: "jules", stage: "test", keys: "branches" };
const INVALID_CIPHERTEXT = { name: "InvalidCiphertextException" };
const INVALID_REQUEST = { name: "ValidationException" };

/**
 * What the keys rely on in KMS; runs on the model and on the local KMS, so that what is proved with the one holds for the
 * other.
 */
export function kmsContract(
  create: () => Promise<{ readonly operations: KmsOperations; readonly keyId: string }>,
): void {
  let operations: KmsOperations;
  let KeyId: string;

  beforeEach(async () => {
    ({ operations, keyId: KeyId } = await create());
  });

  async function encrypted(Plaintext: Uint8Array): Promise<Uint8Array> {
    const { CiphertextBlob } = await operations.encrypt({ KeyId, Plaintext, EncryptionContext });
    return CiphertextBlob ?? new Uint8Array();
  }

  describe("what was encrypted", () => {
    test("comes back, whatever the order of the context", async () => {
      const secret = Uint8Array.from(randomBytes(2_048));
      const CiphertextBlob = await encrypted(secret);
      expect(Buffer.from(CiphertextBlob).includes(Buffer.from(secret.subarray(0, 16)))).toBe(false);
      const reordered = { keys: "branches", stage: "test", app: "jules" };
      expect((await operations.decrypt({ CiphertextBlob, EncryptionContext: reordered })).Plaintext).toEqual(secret);
    });

    test("is another ciphertext every time", async () => {
      expect(await encrypted(Buffer.from("secret"))).not.toEqual(await encrypted(Buffer.from("secret")));
    });

    test.each([
      ["another stage", { ...EncryptionContext, stage: "other" }],
      ["a pair more", { ...EncryptionContext, more: "1" }],
      ["a pair less", { app: "jules", stage: "test" }],
    ])("does not come back with %s in the context", async (_difference, context) => {
      const CiphertextBlob = await encrypted(Buffer.from("secret"));
      await expect(operations.decrypt({ CiphertextBlob, EncryptionContext: context })).rejects.toMatchObject(
        INVALID_CIPHERTEXT,
      );
    });

    test("does not come back without a context", async () => {
      const CiphertextBlob = await encrypted(Buffer.from("secret"));
      await expect(operations.decrypt({ CiphertextBlob })).rejects.toMatchObject(INVALID_CIPHERTEXT);
    });

    test("does not come back when a byte of it is changed, at the start, in the middle or at the end", async () => {
      const blob = await encrypted(randomBytes(2_048));
      for (const index of [0, blob.length >> 1, blob.length - 1]) {
        const CiphertextBlob = blob.map((byte, at) => (at === index ? byte ^ 1 : byte));
        await expect(operations.decrypt({ CiphertextBlob, EncryptionContext }), `${index}`).rejects.toMatchObject(
          INVALID_CIPHERTEXT,
        );
      }
    });

    test("does not come back when it is cut short", async () => {
      const blob = await encrypted(randomBytes(2_048));
      for (const length of [1, blob.length - 1]) {
        const CiphertextBlob = blob.slice(0, length);
        await expect(operations.decrypt({ CiphertextBlob, EncryptionContext }), `${length}`).rejects.toMatchObject(
          INVALID_CIPHERTEXT,
        );
      }
    });
  });

  test("4,096 bytes are encrypted; one more and none at all are not", async () => {
    const most = Uint8Array.from(randomBytes(4_096));
    const CiphertextBlob = await encrypted(most);
    expect((await operations.decrypt({ CiphertextBlob, EncryptionContext })).Plaintext).toEqual(most);
    await expect(encrypted(randomBytes(4_097))).rejects.toMatchObject(INVALID_REQUEST);
    await expect(encrypted(new Uint8Array())).rejects.toMatchObject(INVALID_REQUEST);
  });

  test("a data key comes with its ciphertext, and is another one every time", async () => {
    const one = await operations.generateDataKey({ KeyId, KeySpec: "AES_256", EncryptionContext });
    const { CiphertextBlob = new Uint8Array(), Plaintext } = one;
    expect(Plaintext).toHaveLength(32);
    expect((await operations.decrypt({ CiphertextBlob, EncryptionContext })).Plaintext).toEqual(Plaintext);
    const other = await operations.generateDataKey({ KeyId, KeySpec: "AES_256", EncryptionContext });
    expect(other.Plaintext).not.toEqual(Plaintext);
  });

  test("a key that does not exist encrypts nothing", async () => {
    const Plaintext = Buffer.from("secret");
    const missing = `${KeyId}-missing`;
    await expect(operations.encrypt({ KeyId: missing, Plaintext, EncryptionContext })).rejects.toMatchObject({
      name: "NotFoundException",
    });
  });
}
