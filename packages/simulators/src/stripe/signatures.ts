import { createHmac } from "node:crypto";

/**
 * The `stripe-signature` of a body that is sent at a moment, in seconds: one `v1` for each secret, of which there are two
 * while the endpoint's is being rotated.
 */
export function signatureHeader(body: string, secrets: readonly string[], at: number): string {
  const signatures = secrets.map((secret) => createHmac("sha256", secret).update(`${at}.${body}`).digest("hex"));
  return [`t=${at}`, ...signatures.map((signature) => `v1=${signature}`)].join(",");
}
