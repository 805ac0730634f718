import { createHash, randomUUID } from "node:crypto";
import { crc32 } from "node:zlib";
import type { LocalClock } from "../../clock/index.ts";
import { keyUseContext } from "../access.ts";
import { bucketArn, region } from "../arns.ts";
import { AwsError } from "../errors.ts";
import type { AwsRequest, AwsResponse, Service } from "../server.ts";
import { presignedUntil } from "../signature.ts";
import { decodeAwsChunked } from "./aws-chunked.ts";
import type { ObjectStore, StoredObject } from "./object-store.ts";

export interface Bucket {
  readonly name: string;
  /** The customer-managed key of the bucket's default encryption. */
  readonly kmsKeyArn?: string | undefined;
}

interface Target {
  readonly bucket: Bucket;
  readonly key: string;
}

const keptHeaders = /^(x-amz-meta-.+|cache-control|content-disposition|content-language|expires)$/;
const maximumListed = 1000;

/**
 * Serves buckets to the AWS SDK, path-style: objects, listings (without delimiter) and presigned URLs. No
 * multipart uploads, versions or ACLs.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
export function s3Service(objects: ObjectStore, buckets: ReadonlyMap<string, Bucket>, clock: LocalClock): Service {
  return async (request) => {
    try {
      verifyPresigned(request.url, clock.now());
      const [, bucketName = "", ...rest] = request.url.pathname.split("/");
      const bucket = buckets.get(decodeURIComponent(bucketName));
      if (!bucket) throw new AwsError("NoSuchBucket", "The specified bucket does not exist", { status: 404 });
      const key = decodeURIComponent(rest.join("/"));
      return key === "" ? onBucket(objects, bucket, request) : onObject(objects, { bucket, key }, request, clock.now());
    } catch (error) {
      if (error instanceof AwsError) return errorDocument(error);
      throw error;
    }
  };
}

function onBucket(objects: ObjectStore, bucket: Bucket, request: AwsRequest): AwsResponse {
  const { searchParams } = request.url;
  const prefix = searchParams.get("prefix") ?? "";
  if (request.method === "HEAD") {
    demand(request, "s3:ListBucket", bucketArn(bucket.name));
    return { status: 200, headers: { "x-amz-bucket-region": region }, body: "" };
  }
  if (request.method !== "GET" || searchParams.get("list-type") !== "2" || searchParams.has("delimiter")) {
    throw notImplemented();
  }
  demand(request, "s3:ListBucket", bucketArn(bucket.name), prefix === "" ? {} : { "s3:prefix": prefix });
  const limit = Math.min(Number(searchParams.get("max-keys") ?? maximumListed), maximumListed);
  const after = searchParams.get("continuation-token") ?? searchParams.get("start-after") ?? "";
  const found = objects.list(bucket.name, { prefix, after, limit: limit + 1 });
  const page = found.slice(0, limit);
  const isTruncated = found.length > limit;
  return xml(
    200,
    `<ListBucketResult><Name>${escaped(bucket.name)}</Name><Prefix>${escaped(prefix)}</Prefix>` +
      `<KeyCount>${page.length}</KeyCount><MaxKeys>${limit}</MaxKeys><IsTruncated>${isTruncated}</IsTruncated>` +
      (isTruncated ? `<NextContinuationToken>${escaped(page.at(-1)?.key ?? "")}</NextContinuationToken>` : "") +
      page
        .map(
          ({ key, etag, modifiedAt, sizeInBytes }) =>
            `<Contents><Key>${escaped(key)}</Key><LastModified>${new Date(modifiedAt).toISOString()}</LastModified>` +
            `<ETag>${escaped(etag)}</ETag><Size>${sizeInBytes}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
        )
        .join("") +
      "</ListBucketResult>",
  );
}

function onObject(objects: ObjectStore, target: Target, request: AwsRequest, now: number): AwsResponse {
  const arn = `${bucketArn(target.bucket.name)}/${target.key}`;
  switch (request.method) {
    case "PUT":
      if (request.headers["x-amz-copy-source"] || request.url.searchParams.has("partNumber")) throw notImplemented();
      demand(request, "s3:PutObject", arn);
      demandKey(request, "kms:GenerateDataKey", target.bucket);
      return put(objects, target, request, now);
    case "GET":
    case "HEAD":
      demand(request, "s3:GetObject", arn);
      return get(objects, target, request);
    case "DELETE":
      demand(request, "s3:DeleteObject", arn);
      objects.delete(target.bucket.name, target.key);
      return { status: 204, headers: {}, body: "" };
    default:
      throw notImplemented();
  }
}

function put(objects: ObjectStore, { bucket, key }: Target, request: AwsRequest, now: number): AwsResponse {
  const { headers } = request;
  const isChunked = String(headers["content-encoding"] ?? "").includes("aws-chunked");
  const { content, trailers } = isChunked ? decodeAwsChunked(request.body) : { content: request.body, trailers: {} };
  const checksum = checksumOf(content);
  const expected = { ...headers, ...trailers }["x-amz-checksum-crc32"];
  if (expected !== undefined && expected !== checksum) {
    throw new AwsError("BadDigest", "The CRC32 you specified did not match the calculated checksum.");
  }
  const kept = Object.entries(headers).filter(([name]) => keptHeaders.test(name));
  const etag = `"${createHash("md5").update(content).digest("hex")}"`;
  objects.put(bucket.name, {
    key,
    content,
    contentType: headers["content-type"] ?? "application/octet-stream",
    headers: JSON.stringify(Object.fromEntries(kept)),
    etag,
    checksum,
    modifiedAt: Math.floor(now),
  });
  const answer = { etag, "x-amz-checksum-crc32": checksum, "x-amz-checksum-type": "FULL_OBJECT" };
  return { status: 200, headers: { ...answer, ...encryptionHeaders(bucket) }, body: "" };
}

function get(objects: ObjectStore, { bucket, key }: Target, request: AwsRequest): AwsResponse {
  const object = objects.find(bucket.name, key);
  if (!object) {
    // Who may not list a bucket does not learn what is missing from it.
    demand(request, "s3:ListBucket", bucketArn(bucket.name));
    throw new AwsError("NoSuchKey", "The specified key does not exist.", { status: 404 });
  }
  demandKey(request, "kms:Decrypt", bucket);
  const headers = { ...objectHeaders(object), ...encryptionHeaders(bucket) };
  const range = requestedRange(request.headers.range, object.content.length);
  if (range) {
    const content = Buffer.from(object.content.subarray(range.first, range.last + 1));
    const contentRange = `bytes ${range.first}-${range.last}/${object.content.length}`;
    return { status: 206, headers: { ...headers, "content-range": contentRange }, body: content };
  }
  const asked = request.headers["x-amz-checksum-mode"] === "ENABLED";
  const checksum = { "x-amz-checksum-crc32": object.checksum, "x-amz-checksum-type": "FULL_OBJECT" };
  return { status: 200, headers: { ...headers, ...(asked ? checksum : {}) }, body: Buffer.from(object.content) };
}

function objectHeaders(object: StoredObject): Record<string, string> {
  return {
    ...(JSON.parse(object.headers) as Record<string, string>),
    "content-type": object.contentType,
    etag: object.etag,
    "last-modified": new Date(object.modifiedAt).toUTCString(),
    "accept-ranges": "bytes",
  };
}

function encryptionHeaders({ kmsKeyArn }: Bucket): Record<string, string> {
  if (kmsKeyArn === undefined) return { "x-amz-server-side-encryption": "AES256" };
  return { "x-amz-server-side-encryption": "aws:kms", "x-amz-server-side-encryption-aws-kms-key-id": kmsKeyArn };
}

/** One range of bytes, inclusive; other forms are ignored, as HTTP allows. */
function requestedRange(header: string | undefined, length: number): { first: number; last: number } | undefined {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!parts || (parts[1] === "" && parts[2] === "")) return undefined;
  const [, from = "", to = ""] = parts;
  const first = from === "" ? Math.max(0, length - Number(to)) : Number(from);
  const last = from === "" || to === "" ? length - 1 : Math.min(Number(to), length - 1);
  if (first > last) throw new AwsError("InvalidRange", "The requested range is not satisfiable", { status: 416 });
  return { first, last };
}

function verifyPresigned(url: URL, now: number): void {
  const until = presignedUntil(url);
  if (until !== undefined && now > until) throw new AwsError("AccessDenied", "Request has expired", { status: 403 });
}

function demand(request: AwsRequest, action: string, resource: string, context: Record<string, string> = {}): void {
  if (request.caller.may(action, resource, context)) return;
  throw new AwsError("AccessDenied", request.caller.refusal(action, resource), { status: 403 });
}

/** With a bucket key, S3 binds what it encrypts to the bucket; a customer-managed key is used as the caller. */
function demandKey(request: AwsRequest, action: string, bucket: Bucket): void {
  const { kmsKeyArn, name } = bucket;
  if (kmsKeyArn === undefined) return;
  const context = keyUseContext({ "aws:s3:arn": bucketArn(name) }, `s3.${region}.amazonaws.com`);
  if (request.caller.may(action, kmsKeyArn, context)) return;
  throw new AwsError("AccessDenied", request.caller.refusal(action, kmsKeyArn), { status: 403 });
}

function checksumOf(content: Buffer): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(content));
  return bytes.toString("base64");
}

function notImplemented(): AwsError {
  return new AwsError("NotImplemented", "The local stack does not offer this operation.", { status: 501 });
}

function errorDocument(error: AwsError): AwsResponse {
  return xml(
    error.status,
    `<Error><Code>${error.code}</Code><Message>${escaped(error.message)}</Message><RequestId>${randomUUID()}</RequestId></Error>`,
  );
}

function xml(status: number, document: string): AwsResponse {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
  return { status, headers: { "content-type": "application/xml" }, body: `${declaration}\n${document}` };
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
