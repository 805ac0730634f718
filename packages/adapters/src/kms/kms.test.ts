import { KMS } from "@aws-sdk/client-kms";
import { memberId } from "@jules/core/kernel";
import { kmsContract } from "@jules/testkit/contracts";
import { describe, expect, test } from "vitest";
import { KMS_KEY, useAws } from "../../test/aws.ts";
import { createDocuments, createKeyStore } from "../dynamo/index.ts";
import { createKeyring } from "./index.ts";

useAws();

const ANA = memberId(`m_${"a".repeat(32)}`);
const BEN = memberId(`m_${"b".repeat(32)}`);

/** As in a function: the SDK's own client, and the table of wrapped keys. */
const sandbox = (keyId = KMS_KEY) =>
  createKeyring({ keyId, stage: "test", now: () => 0, keys: createKeyStore(createDocuments(), "keys") });

describe("the local KMS", () => {
  kmsContract(async () => ({ operations: new KMS(), keyId: KMS_KEY }));
});

describe("keys on the local servers", () => {
  test("cannot be had when KMS refuses, which says so without the key service's words", async () => {
    await expect(sandbox(KMS_KEY.replace("test", "unknown")).cipher(ANA)).rejects.toMatchObject({
      code: "key.unavailable",
      message: "the member's key could not be unwrapped",
    });
  });

  test("are the same for sandboxes that meet at the stage's first use", async () => {
    const ciphers = await Promise.all([sandbox(), sandbox(), sandbox()].map((ring) => ring.cipher(ANA)));
    const sealed = ciphers.map((cipher, index) => cipher.seal(`hello ${index}`, "place"));
    const later = await sandbox().cipher(ANA);
    expect(sealed.map((one) => later.open(one, "place"))).toEqual(["hello 0", "hello 1", "hello 2"]);
    const other = await sandbox().cipher(BEN);
    for (const one of sealed) expect(() => other.open(one, "place")).toThrow();
  });
});
