import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Most that KMS encrypts directly. */
const MOST_PLAINTEXT_BYTES = 4_096;
const DATA_KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

interface Encryption {
  readonly KeyId: string;
  readonly Plaintext: Uint8Array;
  readonly EncryptionContext?: Record<string, string>;
}

interface Decryption {
  readonly CiphertextBlob: Uint8Array;
  readonly EncryptionContext?: Record<string, string>;
}

interface DataKeyGeneration {
  readonly KeyId: string;
  readonly KeySpec: "AES_256";
  readonly EncryptionContext?: Record<string, string>;
}

/** What is used of KMS, under the names of its own API. Errors are named as there. */
export interface KmsOperations {
  encrypt(input: Encryption): Promise<{ CiphertextBlob?: Uint8Array | undefined }>;
  decrypt(input: Decryption): Promise<{ Plaintext?: Uint8Array | undefined }>;
  generateDataKey(
    input: DataKeyGeneration,
  ): Promise<{ CiphertextBlob?: Uint8Array | undefined; Plaintext?: Uint8Array | undefined }>;
}

export interface KmsModel extends KmsOperations {
  /** The one key there is. */
  readonly keyId: string;
  /** Takes the SDK's commands, in place of its client. */
  readonly kms: { send<Output>(command: object): Promise<Output> };
  /** How often each operation was asked for, failures included. */
  readonly calls: { readonly Encrypt: number; readonly Decrypt: number; readonly GenerateDataKey: number };
  /** From now on nothing is answered but `KMSInternalException`. */
  goDown(): void;
  comeBack(): void;
}

/** KMS in memory: one symmetric key whose material never leaves it. */
export function createKmsModel(): KmsModel {
  const keyId = "model-key";
  const material = randomBytes(DATA_KEY_BYTES);
  const calls = { Encrypt: 0, Decrypt: 0, GenerateDataKey: 0 };
  let isDown = false;

  function asked(operation: keyof typeof calls, key = keyId): void {
    calls[operation] += 1;
    if (isDown) throw kmsError("KMSInternalException");
    if (key !== keyId) throw kmsError("NotFoundException");
  }

  const operations: KmsOperations = {
    async encrypt({ KeyId, Plaintext, EncryptionContext }) {
      asked("Encrypt", KeyId);
      if (Plaintext.length === 0 || Plaintext.length > MOST_PLAINTEXT_BYTES) throw kmsError("ValidationException");
      return { CiphertextBlob: wrap(material, Plaintext, EncryptionContext) };
    },
    async decrypt({ CiphertextBlob, EncryptionContext }) {
      asked("Decrypt");
      return { Plaintext: unwrap(material, CiphertextBlob, EncryptionContext) };
    },
    async generateDataKey({ KeyId, EncryptionContext }) {
      asked("GenerateDataKey", KeyId);
      const dataKey = Uint8Array.from(randomBytes(DATA_KEY_BYTES));
      return { Plaintext: dataKey, CiphertextBlob: wrap(material, dataKey, EncryptionContext) };
    },
  };

  /** The commands' classes belong to the SDK, which is no dependency here: they are known by their names. */
  async function send(command: object): Promise<unknown> {
    const { input } = command as { readonly input: never };
    switch (command.constructor.name) {
      case "EncryptCommand":
        return operations.encrypt(input);
      case "DecryptCommand":
        return operations.decrypt(input);
      case "GenerateDataKeyCommand":
        return operations.generateDataKey(input);
      default:
        throw new Error(`the model of KMS knows no ${command.constructor.name}`);
    }
  }

  return {
    ...operations,
    keyId,
    kms: { send: send as KmsModel["kms"]["send"] },
    calls,
    goDown() {
      isDown = true;
    },
    comeBack() {
      isDown = false;
    },
  };
}

function wrap(material: Uint8Array, plaintext: Uint8Array, context: Record<string, string> = {}): Uint8Array {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", material, iv);
  cipher.setAAD(authenticated(context));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Uint8Array.from(Buffer.concat([iv, cipher.getAuthTag(), ciphertext]));
}

function unwrap(material: Uint8Array, blob: Uint8Array, context: Record<string, string> = {}): Uint8Array {
  const tagEnd = IV_BYTES + TAG_BYTES;
  try {
    const decipher = createDecipheriv("aes-256-gcm", material, blob.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(authenticated(context));
    decipher.setAuthTag(blob.subarray(IV_BYTES, tagEnd));
    return Uint8Array.from(Buffer.concat([decipher.update(blob.subarray(tagEnd)), decipher.final()]));
  } catch {
    throw kmsError("InvalidCiphertextException");
  }
}

/** The order of a context's pairs carries no meaning. */
function authenticated(context: Record<string, string>): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context).sort(([left], [right]) => (left < right ? -1 : 1))));
}

function kmsError(name: string): Error {
  return Object.assign(new Error("refused by the model of KMS"), { name });
}
