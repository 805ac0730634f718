import { createHmac } from "node:crypto";
import { Failure, type PhoneNumber } from "@jules/core/kernel";

/** A keyed hash of a number: finds its member without the number being stored anywhere in the clear. */
export interface BlindIndex {
  /** The hash under the newest pepper, `<version>.<32 hex digits>`. */
  current(number: PhoneNumber): string;
  /** Under every pepper still known, newest first: suppressions outlive a rotation. */
  all(number: PhoneNumber): readonly string[];
}

/**
 * @param peppers `<version>:<base64 of at least 32 bytes>`, newest first, separated by commas.
 * @throws Failure `peppers.malformed`.
 */
export function createBlindIndex(peppers: string): BlindIndex {
  const keys = peppers.split(",").map((entry) => {
    const [version, encoded] = entry.trim().split(":");
    const key = Buffer.from(encoded ?? "", "base64");
    if (!version || !/^\d+$/.test(version) || key.length < 32) {
      throw new Failure(
        "peppers.malformed",
        "NumberPeppers must be VERSION:BASE64[,VERSION:BASE64], 32 bytes or more each",
      );
    }
    return { version, key };
  });
  const [newest] = keys;
  if (!newest) throw new Failure("peppers.malformed", "NumberPeppers is empty");

  function hash({ version, key }: { version: string; key: Buffer }, number: PhoneNumber): string {
    return `${version}.${createHmac("sha256", key).update(`number|${number}`).digest("hex").slice(0, 32)}`;
  }
  return {
    current: (number) => hash(newest, number),
    all: (number) => keys.map((key) => hash(key, number)),
  };
}
