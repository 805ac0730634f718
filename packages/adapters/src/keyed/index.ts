import { createHmac, timingSafeEqual } from "node:crypto";
import type { JoiningKeys } from "@jules/core/joining";
import { Failure } from "@jules/core/kernel";

/** What the keys of our links are for besides links. Never another name for a purpose that was used. */
type Purpose = "loop" | "join";

const DIGEST_BYTES = 20;

/**
 * A keyed hash of words. Short, for one that compares and not for one that proves.
 * @param keys as the links' have it; the newest key hashes.
 * @throws Failure `link-keys.malformed`.
 */
export function createDigest(keys: string, purpose: Purpose): (text: string) => string {
  const [newest] = keysIn(keys);
  return (text) => hashed(newest, `${purpose}|${text}`).toString("base64url");
}

/**
 * Signs forms and hashes codes for the page to join.
 * @param keys as the links' have it: the newest signs, and what the others signed still counts.
 * @param newCode six digits that nobody can guess.
 * @throws Failure `link-keys.malformed`.
 */
export function createJoiningKeys(keys: string, newCode: () => string): JoiningKeys {
  const all = keysIn(keys);
  const [newest] = all;
  const digestUnder = (key: Buffer, text: string) => hashed(key, `join|digest|${text}`);
  const signatureOf = (key: Buffer, value: string) => hashed(key, `join|form|${value}`);
  return {
    newCode,
    digest: (text) => digestUnder(newest, text).toString("base64url"),
    matches: (digest, text) => all.some((key) => isSame(digestUnder(key, text), Buffer.from(digest, "base64url"))),
    sign: (value) => `${Buffer.from(value).toString("base64url")}.${signatureOf(newest, value).toString("base64url")}`,
    read(token) {
      const [encoded = "", signature = "", ...more] = token.split(".");
      const value = Buffer.from(encoded, "base64url").toString("utf8");
      // Characters that the decoder passes over would make many tokens of one.
      if (more.length > 0 || Buffer.from(value).toString("base64url") !== encoded) return undefined;
      const given = Buffer.from(signature, "base64url");
      return all.some((key) => isSame(signatureOf(key, value), given)) ? value : undefined;
    },
  };
}

function hashed(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(`jules|${text}`).digest().subarray(0, DIGEST_BYTES);
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function keysIn(keys: string): readonly [Buffer, ...Buffer[]] {
  const [newest, ...others] = keys.split(",").map((entry) => {
    const [version, encoded] = entry.trim().split(":");
    const key = Buffer.from(encoded ?? "", "base64");
    if (!version || !/^\d+$/.test(version) || key.length < 32) throw malformed();
    return key;
  });
  if (!newest) throw malformed();
  return [newest, ...others];
}

function malformed(): Failure {
  return new Failure(
    "link-keys.malformed",
    "LinkSigningKeys must be VERSION:BASE64[,VERSION:BASE64], 32 bytes or more each",
  );
}
