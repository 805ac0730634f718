import { createHash, timingSafeEqual } from "node:crypto";

/**
 * Whether an `Authorization` header carries one of the accepted `username:password` pairs. Takes the same time
 * whichever pair matches or none: digests of equal length are compared, all of them.
 * @param accepted the present pair and, during a rotation, the previous one. Blank ones accept nothing.
 */
export function basicCredentialsMatch(header: string | undefined, accepted: readonly string[]): boolean {
  const [, encoded = ""] = /^basic +([A-Za-z0-9+/=]+) *$/i.exec(header ?? "") ?? [];
  return oneMatches(
    Buffer.from(encoded, "base64").toString("utf8"),
    accepted.filter((pair) => /^[^:]+:.+$/.test(pair)),
  );
}

/** Whether `given` is one of the accepted values, compared in constant time. Blank ones accept nothing. */
export function oneMatches(given: string, accepted: readonly string[]): boolean {
  const digest = sha256(given);
  let matches = false;
  for (const value of accepted) {
    const same = timingSafeEqual(digest, sha256(value));
    matches = (same && value !== "") || matches;
  }
  return matches;
}

function sha256(value: string): Buffer {
  return createHash("sha256").update(value).digest();
}
