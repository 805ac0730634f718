import { Readable } from "node:stream";
import { S3 } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTestStack, type TestStack } from "../test-stack.ts";
import { decodeAwsChunked } from "./aws-chunked.ts";

const keyArn = "arn:aws:kms:us-east-1:000000000000:key/1";
const Bucket = "media";

let stack: TestStack;
let s3: S3;

beforeEach(async () => {
  stack = await startTestStack();
  stack.aws.s3.createBucket(Bucket);
  s3 = new S3({ ...stack.client, forcePathStyle: true });
});

afterEach(async () => {
  s3.destroy();
  await stack.aws.close();
});

test("an object makes the round trip, checksum included", async () => {
  const Key = "members/ä b/photo+1.jpg";
  const Body = Buffer.from([0, 255, 13, 10]);
  const { ETag } = await s3.putObject({ Bucket, Key, Body, ContentType: "image/jpeg", Metadata: { kind: "photo" } });
  const object = await s3.getObject({ Bucket, Key, ChecksumMode: "ENABLED" });

  expect(object).toMatchObject({ ETag, ContentType: "image/jpeg", Metadata: { kind: "photo" }, ContentLength: 4 });
  expect(object.ChecksumCRC32).toBeDefined();
  expect(Buffer.from((await object.Body?.transformToByteArray()) ?? [])).toEqual(Body);
  expect(await s3.headObject({ Bucket, Key })).toMatchObject({ ETag, ContentLength: 4 });
});

test("a stream, which the SDK sends in chunks with a trailing checksum, arrives whole", async () => {
  const Body = Readable.from([Buffer.alloc(70_000, "a"), Buffer.from("\r\n0\r\n")]);
  await s3.putObject({ Bucket, Key: "stream", Body, ContentLength: 70_005 });
  const text = await (await s3.getObject({ Bucket, Key: "stream" })).Body?.transformToString();

  expect(text).toBe(`${"a".repeat(70_000)}\r\n0\r\n`);
});

test("a chunked body is decoded with its trailers; a cut one is refused", () => {
  const body = "5;chunk-signature=x\r\nhello\r\n1\r\n!\r\n0\r\nX-Amz-Checksum-Crc32:abc=\r\n\r\n";

  const { content, trailers } = decodeAwsChunked(Buffer.from(body));
  expect(content.toString()).toBe("hello!");
  expect(trailers).toEqual({ "x-amz-checksum-crc32": "abc=" });
  expect(() => decodeAwsChunked(Buffer.from(body.slice(0, 24)))).toThrow(/terminated/);
});

test("a wrong checksum stores nothing", async () => {
  const putting = s3.putObject({ Bucket, Key: "bad", Body: "x", ChecksumCRC32: "AAAAAA==" });

  await expect(putting).rejects.toMatchObject({ name: "BadDigest" });
  await expect(s3.headObject({ Bucket, Key: "bad" })).rejects.toMatchObject({ name: "NotFound" });
});

test("ranges", async () => {
  await s3.putObject({ Bucket, Key: "digits", Body: "0123456789" });
  const read = async (Range: string) => {
    const { Body, ContentRange } = await s3.getObject({ Bucket, Key: "digits", Range });
    return [await Body?.transformToString(), ContentRange];
  };

  expect(await read("bytes=2-4")).toEqual(["234", "bytes 2-4/10"]);
  expect(await read("bytes=8-")).toEqual(["89", "bytes 8-9/10"]);
  expect(await read("bytes=-3")).toEqual(["789", "bytes 7-9/10"]);
  await expect(read("bytes=10-")).rejects.toMatchObject({ name: "InvalidRange" });
});

test("listing goes page by page in the order of keys", async () => {
  for (const Key of ["b/2", "a/1", "b/1", "b/3 & <more>"]) await s3.putObject({ Bucket, Key, Body: "x" });
  const first = await s3.listObjectsV2({ Bucket, Prefix: "b/", MaxKeys: 2 });
  const second = await s3.listObjectsV2({ Bucket, Prefix: "b/", ContinuationToken: first.NextContinuationToken });

  expect(first.Contents?.map(({ Key }) => Key)).toEqual(["b/1", "b/2"]);
  expect(first.IsTruncated).toBe(true);
  expect(second.Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([["b/3 & <more>", 1]]);
  expect(second.IsTruncated).toBe(false);
});

test("what is deleted is gone; deleting it again is no error", async () => {
  await s3.putObject({ Bucket, Key: "x", Body: "x" });
  await s3.deleteObject({ Bucket, Key: "x" });
  await s3.deleteObject({ Bucket, Key: "x" });

  await expect(s3.getObject({ Bucket, Key: "x" })).rejects.toMatchObject({ name: "NoSuchKey" });
  await expect(s3.getObject({ Bucket: "none", Key: "x" })).rejects.toMatchObject({ name: "NoSuchBucket" });
});

test("a presigned link works until it expires on the clock", async () => {
  await s3.putObject({ Bucket, Key: "export", Body: "data" });
  const date = new Date(stack.clock.now()).toISOString().replace(/[-:]|\.\d+/g, "");
  const query = new URLSearchParams({
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": `operator/${date.slice(0, 8)}/us-east-1/s3/aws4_request`,
    "X-Amz-Date": date,
    "X-Amz-Expires": "900",
    "X-Amz-SignedHeaders": "host",
    "X-Amz-Signature": "unverified",
  });
  const link = `${stack.aws.url}/${Bucket}/export?${query}`;
  expect(await (await fetch(link)).text()).toBe("data");
  expect(stack.requests.at(-1)).toMatchObject({ accessKeyId: "operator", action: "s3:GetObject" });

  await stack.clock.advance(901_000, async () => {});
  const expired = await fetch(link);
  expect(expired.status).toBe(403);
  expect(await expired.text()).toContain("Request has expired");
});

test("access is asked for the object, and refused as on AWS", async () => {
  stack.aws.s3.createBucket("sealed", keyArn);
  await s3.putObject({ Bucket: "sealed", Key: "a/b", Body: "x" });
  await s3.getObject({ Bucket: "sealed", Key: "a/b" });
  expect(stack.asked).toEqual([
    "s3:PutObject arn:aws:s3:::sealed/a/b",
    `kms:GenerateDataKey ${keyArn}`,
    "s3:GetObject arn:aws:s3:::sealed/a/b",
    `kms:Decrypt ${keyArn}`,
  ]);

  stack.deny("kms:Decrypt", "s3:ListBucket");
  const denied = { name: "AccessDenied", $metadata: { httpStatusCode: 403 } };
  await expect(s3.getObject({ Bucket: "sealed", Key: "a/b" })).rejects.toMatchObject(denied);
  await expect(s3.listObjectsV2({ Bucket: "sealed" })).rejects.toMatchObject(denied);
  await expect(s3.getObject({ Bucket: "sealed", Key: "missing" })).rejects.toMatchObject(denied);
});
