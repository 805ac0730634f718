import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * The signature of bytes: HMAC-SHA256 in lower-case hex, with the shared secret's characters as the key (it looks like a
 * UUID and is not decoded). Of a request with a body these are its exact bytes; of one without, the bare id in its path.
 */
export function signatureOf(bytes: Uint8Array | string, secret: string): string {
  return createHmac("sha256", secret).update(bytes).digest("hex");
}

/** The headers that tell who speaks, in two families; deployments send the one, the other, or both. */
const FAMILIES = [
  { client: "x-auth-client", signature: "x-hmac-signature" },
  { client: "vrf-auth-client", signature: "vrf-hmac-signature" },
] as const;

/**
 * Whether a callback is Veriff's: its headers name our key and sign exactly these bytes with one of our secrets, in either
 * case. Of two families of headers both must be right. Compared in constant time, every secret each time.
 * @param headers by their names in lower case.
 * @param secrets the present one and, during a rotation, the previous one. Blank ones sign nothing.
 */
export function isSignedByVeriff(
  bytes: Uint8Array,
  headers: Readonly<Record<string, string | undefined>>,
  apiKey: string,
  secrets: readonly string[],
): boolean {
  if (apiKey === "") return false;
  const given = FAMILIES.map(({ client, signature }) => ({
    client: headers[client],
    signature: headers[signature],
  })).filter(({ client, signature }) => client !== undefined || signature !== undefined);
  if (!given.some(({ signature }) => signature !== undefined)) return false;
  let isRight = true;
  for (const { client, signature } of given) {
    // A family that only names the key proves nothing, and must not contradict the other.
    if (!isSame(client ?? "", apiKey)) isRight = false;
    if (signature !== undefined && !isSignature(signature, bytes, secrets)) isRight = false;
  }
  return isRight;
}

function isSignature(given: string, bytes: Uint8Array, secrets: readonly string[]): boolean {
  let matches = false;
  for (const secret of secrets) {
    const isOne = isSame(given.trim().toLowerCase(), signatureOf(bytes, secret));
    matches = (isOne && secret !== "") || matches;
  }
  return matches;
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
