import { DeleteObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { Failure } from "@jules/core/kernel";
import type { ExportFiles } from "@jules/core/privacy";
import { AWS_SETTINGS } from "../aws-settings.ts";

/** Files in a bucket that encrypts them with our key by default. Few and far between, so that a slow client does no harm. */
export function createExportFiles(settings: {
  readonly bucket: string;
  readonly client?: Pick<S3Client, "send">;
}): ExportFiles {
  const { bucket: Bucket, client = createClient() } = settings;

  async function send(command: PutObjectCommand | DeleteObjectCommand): Promise<void> {
    try {
      await client.send(command as PutObjectCommand);
    } catch (error) {
      const detail = error instanceof Error ? { detail: error.name } : {};
      throw new Failure("files.unavailable", "the bucket did not answer", { cause: error, ...detail });
    }
  }

  return {
    async write(Key, pages) {
      // The service wants to know how long a file is before it begins, so its pages are encoded one by one and sent as one.
      const encoded: Buffer[] = [];
      for await (const page of pages) encoded.push(Buffer.from(page, "utf8"));
      await send(
        new PutObjectCommand({
          ...{ Bucket, Key, Body: Buffer.concat(encoded) },
          ContentType: "application/json; charset=utf-8",
          ContentDisposition: 'attachment; filename="jules-data.json"',
          CacheControl: "no-store",
        }),
      );
    },
    delete: (Key) => send(new DeleteObjectCommand({ Bucket, Key })),
  };
}

function createClient(): S3Client {
  return new S3Client({
    ...AWS_SETTINGS,
    requestHandler: { requestTimeout: 60_000, connectionTimeout: 1_000, throwOnRequestTimeout: true },
  });
}
