import { S3Client } from "@aws-sdk/client-s3";
import { instant } from "@jules/core/kernel";
import { type LocalAws, region, startAws } from "@jules/local/aws";
import { LocalClock } from "@jules/local/clock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { presignedUrl } from "../s3-links/index.ts";
import { createExportFiles } from "./index.ts";

let aws: LocalAws;
let clock: LocalClock;
let client: S3Client;

beforeEach(async () => {
  clock = new LocalClock();
  const access = { authorize: () => true };
  // Nothing here needs the engine of the tables.
  aws = await startAws({ clock, access, dataDirectory: undefined, dynamodbUrl: "http://127.0.0.1:9" });
  aws.s3.createBucket("media");
  const credentials = { accessKeyId: "operator", secretAccessKey: "secret" };
  client = new S3Client({ endpoint: aws.url, region, credentials, maxAttempts: 1, forcePathStyle: true });
});

afterEach(async () => {
  client.destroy();
  await aws.close();
});

async function* pages(...given: readonly string[]): AsyncIterable<string> {
  yield* given;
}

const linkTo = (key: string) =>
  presignedUrl(
    { endpoint: `${aws.url}/media`, key },
    { accessKeyId: "operator", secretAccessKey: "secret", region: "us-east-1" },
    instant(clock.now()),
    300,
  );

test("a file is written page by page, replaced, read by its link, and deleted", async () => {
  const files = createExportFiles({ bucket: "media", client });
  await files.write("exports/a", pages('{"name":', '"José"', "}"));
  const first = await fetch(linkTo("exports/a"));
  expect(await first.json()).toEqual({ name: "José" });
  expect(first.headers.get("content-disposition")).toContain("attachment");
  await files.write("exports/a", pages("[]"));
  expect(await (await fetch(linkTo("exports/a"))).json()).toEqual([]);
  await files.delete("exports/a");
  expect((await fetch(linkTo("exports/a"))).status).toBe(404);
  await files.delete("exports/a");
});

test("a link expires", async () => {
  const files = createExportFiles({ bucket: "media", client });
  await files.write("exports/a", pages("[]"));
  const link = linkTo("exports/a");
  await clock.advance(301_000, async () => undefined);
  expect((await fetch(link)).status).toBe(403);
});

test("a bucket that does not answer is a failure that says so", async () => {
  const files = createExportFiles({ bucket: "elsewhere", client });
  await expect(files.write("a", pages("x"))).rejects.toMatchObject({
    code: "files.unavailable",
    detail: "NoSuchBucket",
  });
});
