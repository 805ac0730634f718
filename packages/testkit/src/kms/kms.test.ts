import { describe, expect, test } from "vitest";
import { kmsContract } from "../contracts/index.ts";
import { createKmsModel } from "./index.ts";

describe("the model of KMS", () => {
  kmsContract(async () => {
    const model = createKmsModel();
    return { operations: model, keyId: model.keyId };
  });

  test("counts every call, and answers none while it is down", async () => {
    const model = createKmsModel();
    const Plaintext = Buffer.from("secret");
    const { CiphertextBlob = new Uint8Array() } = await model.encrypt({ KeyId: model.keyId, Plaintext });
    model.goDown();
    await expect(model.decrypt({ CiphertextBlob })).rejects.toMatchObject({ name: "KMSInternalException" });
    model.comeBack();
    expect((await model.decrypt({ CiphertextBlob })).Plaintext).toEqual(Uint8Array.from(Plaintext));
    expect(model.calls).toEqual({ Encrypt: 1, Decrypt: 2, GenerateDataKey: 0 });
  });

  test("opens nothing of another one", async () => {
    const Plaintext = Buffer.from("secret");
    const { CiphertextBlob = new Uint8Array() } = await createKmsModel().encrypt({ KeyId: "model-key", Plaintext });
    await expect(createKmsModel().decrypt({ CiphertextBlob })).rejects.toMatchObject({
      name: "InvalidCiphertextException",
    });
  });

  test("says so when it is asked for something it does not know", async () => {
    class ListKeysCommand {}
    await expect(createKmsModel().kms.send(new ListKeysCommand())).rejects.toThrow("ListKeysCommand");
  });
});
