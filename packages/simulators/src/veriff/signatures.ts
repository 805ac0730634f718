import { createHmac, timingSafeEqual } from "node:crypto";

/** Lowercase hex HMAC-SHA256. The key is the shared secret as it is written, not what its hex stands for. */
export function sign(sharedSecret: string, signed: string | Uint8Array): string {
  return createHmac("sha256", sharedSecret).update(signed).digest("hex");
}

/** How a signature fails, by the vendor's codes; undefined when it holds. Upper and lower case are the same. */
export function findFault(
  given: string,
  sharedSecret: string,
  signed: { readonly id: string } | { readonly body: string },
): 1812 | 1818 | 1819 | undefined {
  if (!/^[\da-f]{64}$/i.test(given)) return 1812;
  const expected = sign(sharedSecret, "id" in signed ? signed.id : signed.body);
  if (timingSafeEqual(Buffer.from(given.toLowerCase()), Buffer.from(expected))) return undefined;
  return "id" in signed ? 1818 : 1819;
}
