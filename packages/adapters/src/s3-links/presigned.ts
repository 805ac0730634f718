import { createHash, createHmac } from "node:crypto";
import { type Instant, millisecondsOf } from "@jules/core/kernel";

export interface Signer {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of a role, whose keys are for a while. */
  readonly sessionToken?: string | undefined;
  readonly region: string;
}

/**
 * A link that lets its bearer read one object of a bucket, for a while, with the rights of who signed it. Signature
 * version 4 in the query; for one GET the whole client of the service would be a long way to a few hashes.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 * @param endpoint where the bucket is, without a slash at the end.
 */
export function presignedUrl(
  { endpoint, key }: { readonly endpoint: string; readonly key: string },
  signer: Signer,
  at: Instant,
  seconds: number,
): string {
  const { host, pathname, origin } = new URL(endpoint);
  const time = new Date(millisecondsOf(at)).toISOString().replace(/[-:]|\.\d+/g, "");
  const day = time.slice(0, "20261120".length);
  const scope = `${day}/${signer.region}/s3/aws4_request`;
  const path = `${pathname.replace(/\/$/, "")}/${key.split("/").map(encoded).join("/")}`;
  const query = [
    ["X-Amz-Algorithm", "AWS4-HMAC-SHA256"],
    ["X-Amz-Credential", `${signer.accessKeyId}/${scope}`],
    ["X-Amz-Date", time],
    ["X-Amz-Expires", String(seconds)],
    ...(signer.sessionToken ? [["X-Amz-Security-Token", signer.sessionToken]] : []),
    ["X-Amz-SignedHeaders", "host"],
  ]
    .map(([name = "", value = ""]) => `${name}=${encoded(value)}`)
    .join("&");
  const request = ["GET", path, query, `host:${host}`, "", "host", "UNSIGNED-PAYLOAD"].join("\n");
  const toSign = ["AWS4-HMAC-SHA256", time, scope, createHash("sha256").update(request).digest("hex")].join("\n");
  const key4 = [day, signer.region, "s3", "aws4_request"].reduce<Buffer | string>(
    (secret, part) => hmac(secret, part),
    `AWS4${signer.secretAccessKey}`,
  );
  return `${origin}${path}?${query}&X-Amz-Signature=${hmac(key4, toSign).toString("hex")}`;
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

/** As the signature wants it: everything but letters, digits and `-._~`. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
