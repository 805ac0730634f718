import { randomBytes } from "node:crypto";
import { type Caller, keyUseContext } from "../access.ts";
import { accountId } from "../arns.ts";
import { AwsError } from "../errors.ts";
import { type JsonService, serveJson } from "../json-service.ts";
import type { Service } from "../server.ts";
import type { EncryptionContext, KeyRing } from "./key-ring.ts";

type Input = Readonly<Record<string, unknown>>;

/** Most that KMS encrypts directly. */
const maximumPlaintextBytes = 4096;
const maximumDataKeyBytes = 1024;

/**
 * Serves `keys` to the AWS SDK.
 *
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html
 */
export function kmsService(keys: KeyRing): Service {
  const service: JsonService = {
    version: "1.1",
    operations: {
      GenerateDataKey: (input, { caller }) => {
        const { blob, plaintext, arn } = dataKey(keys, caller, "GenerateDataKey", input);
        return { CiphertextBlob: blob, Plaintext: plaintext, KeyId: arn };
      },
      GenerateDataKeyWithoutPlaintext: (input, { caller }) => {
        const { blob, arn } = dataKey(keys, caller, "GenerateDataKeyWithoutPlaintext", input);
        return { CiphertextBlob: blob, KeyId: arn };
      },
      Encrypt: (input, { caller }) => {
        const arn = keys.resolve(text(input, "KeyId"));
        const context = encryptionContext(input);
        caller.demand("kms:Encrypt", arn, keyUseContext(context));
        const plaintext = Buffer.from(text(input, "Plaintext"), "base64");
        if (plaintext.length === 0 || plaintext.length > maximumPlaintextBytes) {
          throw invalid(`The plaintext must have 1 to ${maximumPlaintextBytes} bytes.`);
        }
        const CiphertextBlob = keys.encrypt(arn, plaintext, context).toString("base64");
        return { CiphertextBlob, KeyId: arn, EncryptionAlgorithm: "SYMMETRIC_DEFAULT" };
      },
      Decrypt: (input, { caller }) => {
        const blob = Buffer.from(text(input, "CiphertextBlob"), "base64");
        const arn = keys.keyOf(blob);
        const context = encryptionContext(input);
        caller.demand("kms:Decrypt", arn, keyUseContext(context));
        if (input.KeyId !== undefined && keys.resolve(text(input, "KeyId")) !== arn) {
          throw new AwsError(
            "IncorrectKeyException",
            "The key ID in the request does not identify a CMK that can perform this operation.",
          );
        }
        const Plaintext = keys.decrypt(blob, context).toString("base64");
        return { Plaintext, KeyId: arn, EncryptionAlgorithm: "SYMMETRIC_DEFAULT" };
      },
      DescribeKey: (input, { caller }) => {
        const arn = keys.resolve(text(input, "KeyId"));
        caller.demand("kms:DescribeKey", arn);
        return { KeyMetadata: metadata(arn, keys.createdAt(arn)) };
      },
    },
  };
  return serveJson(service);
}

function dataKey(keys: KeyRing, caller: Caller, action: string, input: Input) {
  const arn = keys.resolve(text(input, "KeyId"));
  const context = encryptionContext(input);
  caller.demand(`kms:${action}`, arn, keyUseContext(context));
  const plaintext = randomBytes(dataKeyBytes(input));
  const blob = keys.encrypt(arn, plaintext, context).toString("base64");
  return { arn, blob, plaintext: plaintext.toString("base64") };
}

function dataKeyBytes({ KeySpec, NumberOfBytes }: Input): number {
  if ((KeySpec === undefined) === (NumberOfBytes === undefined)) {
    throw invalid("Please specify either number of bytes or key spec.");
  }
  if (KeySpec === "AES_256") return 32;
  if (KeySpec === "AES_128") return 16;
  if (Number.isInteger(NumberOfBytes) && Number(NumberOfBytes) >= 1 && Number(NumberOfBytes) <= maximumDataKeyBytes) {
    return Number(NumberOfBytes);
  }
  throw invalid("The data key's length is not valid.");
}

function encryptionContext(input: Input): EncryptionContext {
  return (input.EncryptionContext ?? {}) as EncryptionContext;
}

function metadata(arn: string, createdAt: number) {
  return {
    AWSAccountId: accountId,
    Arn: arn,
    KeyId: arn.split("/").at(-1),
    CreationDate: createdAt / 1000,
    Description: "",
    Enabled: true,
    EncryptionAlgorithms: ["SYMMETRIC_DEFAULT"],
    KeyManager: "CUSTOMER",
    KeySpec: "SYMMETRIC_DEFAULT",
    KeyState: "Enabled",
    KeyUsage: "ENCRYPT_DECRYPT",
    MultiRegion: false,
    Origin: "AWS_KMS",
  };
}

function text(input: Input, name: string): string {
  const value = input[name];
  if (typeof value !== "string")
    throw invalid(`Value at '${name}' failed to satisfy constraint: Member must not be null`);
  return value;
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}
