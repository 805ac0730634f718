import { AwsError } from "../errors.ts";

export interface DecodedBody {
  readonly content: Buffer;
  /** Trailing headers, lower-cased: the SDK sends its checksum there. */
  readonly trailers: Readonly<Record<string, string>>;
}

/**
 * Undoes `Content-Encoding: aws-chunked`: `<hex size>[;chunk-signature=…]\r\n<data>\r\n`, a chunk of size 0, then
 * trailing headers. Signatures of chunks are not verified.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export function decodeAwsChunked(body: Buffer): DecodedBody {
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = body.indexOf("\r\n", position);
    const size = Number.parseInt(body.toString("latin1", position, Math.max(position, lineEnd)), 16);
    if (lineEnd < 0 || Number.isNaN(size)) throw incomplete();
    position = lineEnd + 2;
    if (size === 0) break;
    if (position + size > body.length) throw incomplete();
    chunks.push(body.subarray(position, position + size));
    position += size + 2;
  }
  const trailers: Record<string, string> = {};
  for (const line of body.toString("latin1", position).split("\r\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) trailers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { content: Buffer.concat(chunks), trailers };
}

function incomplete(): AwsError {
  return new AwsError("IncompleteBody", "The request body terminated unexpectedly");
}
