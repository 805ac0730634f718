import { type CommandLine, RedisError, type Reply, Status } from "./reply.ts";

/** One command in the wire format of Redis: https://redis.io/docs/latest/develop/reference/protocol-spec/ */
export function encodeCommand(command: CommandLine): string {
  const words = command.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  return `*${command.length}\r\n${words.join("")}`;
}

interface Parsed {
  readonly reply: Reply;
  readonly end: number;
}

/** Cuts a stream of bytes into replies (RESP2). Strings keep their bytes. */
export class ReplyParser {
  #pending: Buffer = Buffer.alloc(0);

  /** Takes the next bytes and returns the replies that they complete. */
  push(bytes: Buffer): Reply[] {
    this.#pending = Buffer.concat([this.#pending, bytes]);
    const replies: Reply[] = [];
    let start = 0;
    for (let parsed = parse(this.#pending, 0); parsed; parsed = parse(this.#pending, start)) {
      replies.push(parsed.reply);
      start = parsed.end;
    }
    this.#pending = this.#pending.subarray(start);
    return replies;
  }
}

/** The reply that begins at `start`, undefined while it is incomplete. */
function parse(bytes: Buffer, start: number): Parsed | undefined {
  const lineEnd = bytes.indexOf("\r\n", start);
  if (lineEnd < 0) return undefined;
  const line = bytes.toString("utf8", start + 1, lineEnd);
  const end = lineEnd + 2;
  switch (String.fromCharCode(bytes[start] ?? 0)) {
    case "+":
      return { reply: new Status(line), end };
    case "-":
      return { reply: new RedisError(line), end };
    case ":":
      return { reply: Number(line), end };
    case "$":
      return parseBulkString(bytes, end, Number(line));
    case "*":
      return parseArray(bytes, end, Number(line));
    default:
      throw new Error("The server does not speak RESP2");
  }
}

function parseBulkString(bytes: Buffer, start: number, length: number): Parsed | undefined {
  if (length < 0) return { reply: null, end: start };
  const end = start + length + 2;
  return bytes.length < end ? undefined : { reply: bytes.subarray(start, start + length), end };
}

function parseArray(bytes: Buffer, start: number, length: number): Parsed | undefined {
  if (length < 0) return { reply: null, end: start };
  const replies: Reply[] = [];
  let end = start;
  for (let index = 0; index < length; index += 1) {
    const parsed = parse(bytes, end);
    if (!parsed) return undefined;
    replies.push(parsed.reply);
    end = parsed.end;
  }
  return { reply: replies, end };
}
