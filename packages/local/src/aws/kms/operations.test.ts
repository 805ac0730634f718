import { KMS } from "@aws-sdk/client-kms";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTestStack, type TestStack } from "../test-stack.ts";

const keyArn = "arn:aws:kms:us-east-1:000000000000:key/data";
const otherArn = "arn:aws:kms:us-east-1:000000000000:key/other";
const EncryptionContext = { app: "jules", stage: "dev", branch: "7" };

let stack: TestStack;
let kms: KMS;

beforeEach(async () => {
  stack = await startTestStack();
  stack.aws.kms.createKey(keyArn);
  stack.aws.kms.createKey(otherArn);
  kms = new KMS(stack.client);
});

afterEach(async () => {
  kms.destroy();
  await stack.aws.close();
});

test("a data key comes back from its ciphertext, whatever the order of the context", async () => {
  const { Plaintext, CiphertextBlob, KeyId } = await kms.generateDataKey({
    KeyId: "data",
    KeySpec: "AES_256",
    EncryptionContext,
  });
  expect(Plaintext).toHaveLength(32);
  expect(KeyId).toBe(keyArn);
  expect(Buffer.from(CiphertextBlob ?? []).includes(Buffer.from(Plaintext ?? []))).toBe(false);

  const reordered = { branch: "7", stage: "dev", app: "jules" };
  const decrypted = await kms.decrypt({ CiphertextBlob, EncryptionContext: reordered });
  expect(decrypted).toMatchObject({ Plaintext, KeyId: keyArn });
});

test("data keys have the length asked for, with or without plaintext", async () => {
  const { Plaintext } = await kms.generateDataKey({ KeyId: keyArn, NumberOfBytes: 64 });
  expect(Plaintext).toHaveLength(64);
  const { CiphertextBlob } = await kms.generateDataKeyWithoutPlaintext({ KeyId: keyArn, KeySpec: "AES_128" });
  expect((await kms.decrypt({ CiphertextBlob })).Plaintext).toHaveLength(16);
});

test("another context, another key or a changed byte decrypts nothing", async () => {
  const { CiphertextBlob = new Uint8Array() } = await kms.encrypt({
    KeyId: keyArn,
    Plaintext: Buffer.from("secret"),
    EncryptionContext,
  });
  const invalid = { name: "InvalidCiphertextException" };
  await expect(kms.decrypt({ CiphertextBlob })).rejects.toMatchObject(invalid);
  await expect(
    kms.decrypt({ CiphertextBlob, EncryptionContext: { ...EncryptionContext, branch: "8" } }),
  ).rejects.toMatchObject(invalid);
  await expect(kms.decrypt({ CiphertextBlob, EncryptionContext, KeyId: otherArn })).rejects.toMatchObject({
    name: "IncorrectKeyException",
  });

  const changed = Uint8Array.from(CiphertextBlob);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  await expect(kms.decrypt({ CiphertextBlob: changed, EncryptionContext })).rejects.toMatchObject(invalid);
  const renamed = Buffer.from(Buffer.from(CiphertextBlob).toString("latin1").replace("key/data", "key/othe"), "latin1");
  await expect(kms.decrypt({ CiphertextBlob: renamed, EncryptionContext })).rejects.toMatchObject(invalid);
  await expect(kms.decrypt({ CiphertextBlob: Buffer.from("nonsense") })).rejects.toMatchObject(invalid);
});

test("a key is described; an unknown one is not found", async () => {
  const { KeyMetadata } = await kms.describeKey({ KeyId: keyArn });
  expect(KeyMetadata).toMatchObject({ Arn: keyArn, KeyId: "data", KeyState: "Enabled" });
  expect(KeyMetadata?.CreationDate).toBeInstanceOf(Date);
  await expect(kms.describeKey({ KeyId: "none" })).rejects.toMatchObject({ name: "NotFoundException" });
});

test("bad requests are refused", async () => {
  const invalid = { name: "ValidationException" };
  await expect(kms.generateDataKey({ KeyId: keyArn })).rejects.toMatchObject(invalid);
  await expect(kms.generateDataKey({ KeyId: keyArn, NumberOfBytes: 1025 })).rejects.toMatchObject(invalid);
  await expect(kms.encrypt({ KeyId: keyArn, Plaintext: new Uint8Array(4097) })).rejects.toMatchObject(invalid);
});

test("access is asked for with the encryption context, and refused as on AWS", async () => {
  const { CiphertextBlob } = await kms.generateDataKey({ KeyId: keyArn, KeySpec: "AES_256", EncryptionContext });
  expect(stack.requests.at(-1)).toEqual({
    accessKeyId: "intake",
    action: "kms:GenerateDataKey",
    resource: keyArn,
    context: {
      "kms:EncryptionContext:app": "jules",
      "kms:EncryptionContext:stage": "dev",
      "kms:EncryptionContext:branch": "7",
      "kms:EncryptionContextKeys": ["app", "stage", "branch"],
    },
  });

  stack.deny("kms:Decrypt");
  const decrypting = kms.decrypt({ CiphertextBlob, EncryptionContext });
  await expect(decrypting).rejects.toMatchObject({ name: "AccessDeniedException" });
  await expect(decrypting).rejects.toThrow(`is not authorized to perform: kms:Decrypt on resource: ${keyArn}`);
});
