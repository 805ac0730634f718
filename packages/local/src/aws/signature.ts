import type { IncomingHttpHeaders } from "node:http";

/**
 * The access key id that signed a request, or "" for an unsigned one. Read from the Authorization header of
 * Signature Version 4, or from the query of a presigned URL. The signature itself is not verified: the local stack
 * hands out key ids as names, not as secrets.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export function accessKeyIdOf(headers: IncomingHttpHeaders, url: URL): string {
  const signed = /Credential=([^/,\s]+)\//.exec(headers.authorization ?? "")?.[1];
  return signed ?? url.searchParams.get("X-Amz-Credential")?.split("/")[0] ?? "";
}

/** When a presigned URL expires (milliseconds since the epoch, 0 for a malformed one); `undefined` if `url` is none. */
export function presignedUntil(url: URL): number | undefined {
  if (!url.searchParams.has("X-Amz-Credential")) return undefined;
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(url.searchParams.get("X-Amz-Date") ?? "");
  const expiresSeconds = Number(url.searchParams.get("X-Amz-Expires"));
  if (!parts || !(expiresSeconds > 0)) return 0;
  const [, year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) + expiresSeconds * 1000;
}
