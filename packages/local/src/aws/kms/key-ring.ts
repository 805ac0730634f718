import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { keyArn } from "../arns.ts";
import { AwsError } from "../errors.ts";

export type EncryptionContext = Readonly<Record<string, string>>;

const formatVersion = 1;
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/** The symmetric keys of the local KMS. Their material never leaves this class. */
export class KeyRing {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(
      "CREATE TABLE IF NOT EXISTS keys (arn TEXT PRIMARY KEY, material BLOB NOT NULL, createdAt INTEGER NOT NULL) STRICT",
    );
  }

  /** Adds a key with fresh material; keeps the one that exists. */
  create(arn: string, createdAt: number): void {
    this.#database
      .prepare("INSERT OR IGNORE INTO keys (arn, material, createdAt) VALUES (?, ?, ?)")
      .run(arn, randomBytes(keyBytes), Math.floor(createdAt));
  }

  /** The ARN of the key that `keyId` (an ARN or a bare id) names; throws `NotFoundException`. */
  resolve(keyId: string): string {
    const arn = keyArn(keyId);
    this.#row(arn);
    return arn;
  }

  /** When the key was made, in milliseconds since the epoch. */
  createdAt(arn: string): number {
    return Number(this.#row(arn).createdAt);
  }

  /** AES-256-GCM; the blob names its key, and the context is authenticated with it. */
  encrypt(arn: string, plaintext: Uint8Array, context: EncryptionContext): Buffer {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv("aes-256-gcm", this.#material(arn), iv);
    cipher.setAAD(authenticated(context));
    const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    const name = Buffer.from(arn);
    return Buffer.concat([Buffer.of(formatVersion, name.length), name, iv, cipher.getAuthTag(), ciphertext]);
  }

  /** The ARN of the key that `blob` was encrypted under; throws `InvalidCiphertextException`. */
  keyOf(blob: Buffer): string {
    const arn = blob.subarray(2, 2 + (blob[1] ?? 0)).toString();
    const complete = blob.length >= 2 + arn.length + ivBytes + tagBytes;
    if (blob[0] !== formatVersion || !complete || !this.#find(arn)) throw invalidCiphertext();
    return arn;
  }

  /** Throws `InvalidCiphertextException` for a changed blob or another context. */
  decrypt(blob: Buffer, context: EncryptionContext): Buffer {
    const arn = this.keyOf(blob);
    const start = 2 + Buffer.byteLength(arn);
    const decipher = createDecipheriv("aes-256-gcm", this.#material(arn), blob.subarray(start, start + ivBytes));
    decipher.setAAD(authenticated(context));
    decipher.setAuthTag(blob.subarray(start + ivBytes, start + ivBytes + tagBytes));
    try {
      return Buffer.concat([decipher.update(blob.subarray(start + ivBytes + tagBytes)), decipher.final()]);
    } catch {
      throw invalidCiphertext();
    }
  }

  #material(arn: string): Uint8Array {
    return this.#row(arn).material as Uint8Array;
  }

  #row(arn: string) {
    const row = this.#find(arn);
    if (!row) throw new AwsError("NotFoundException", `Key '${arn}' does not exist`);
    return row;
  }

  #find(arn: string) {
    return this.#database.prepare("SELECT material, createdAt FROM keys WHERE arn = ?").get(arn);
  }
}

/** The order of a context's pairs carries no meaning, so they are sorted. */
function authenticated(context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).sort(([left], [right]) => (left < right ? -1 : 1));
  return Buffer.from(JSON.stringify(pairs));
}

function invalidCiphertext(): AwsError {
  return new AwsError("InvalidCiphertextException", "The ciphertext is not valid for this key and encryption context.");
}
