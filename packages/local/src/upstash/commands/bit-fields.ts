import { RedisError, type Reply } from "../reply.ts";
import type { Store } from "../store.ts";
import { type Commands, parseBigInteger, syntaxError } from "./command.ts";

const BYTES = 8;

/**
 * `BITFIELD key [INCRBY|SET i64 #place number | GET i64 #place]...`; a sum that overflows begins at the other end. Bytes are
 * kept one a character: what `GET` says of a bit field is not what Redis says, and nobody asks.
 */
function bitField(store: Store, key: string, ...words: string[]): Reply {
  const text = store.read(key, "string") ?? "";
  if (/[^\0-\xff]/.test(text)) throw new RedisError("ERR the embedded store keeps no bit field in a text");
  let bytes = Buffer.from(text, "latin1");
  let isWritten = false;
  const replies: number[] = [];
  while (words.length > 0) {
    const [operation = "", encoding, offset = ""] = words.splice(0, 3);
    const place = /^#(\d{1,4})$/.exec(offset)?.[1];
    if (encoding?.toLowerCase() !== "i64" || place === undefined) {
      throw new RedisError("ERR the embedded store has bit fields of i64 at #place only, a real Redis has others");
    }
    const at = Number(place) * BYTES;
    const before = at + BYTES <= bytes.length ? bytes.readBigInt64BE(at) : 0n;
    const name = operation.toLowerCase();
    if (name === "get") {
      replies.push(Number(before));
      continue;
    }
    const [given] = words.splice(0, 1);
    if ((name !== "incrby" && name !== "set") || given === undefined) throw syntaxError();
    const after = name === "set" ? parseBigInteger(given) : BigInt.asIntN(64, before + parseBigInteger(given));
    bytes = Buffer.concat([bytes, Buffer.alloc(Math.max(0, at + BYTES - bytes.length))]);
    bytes.writeBigInt64BE(after, at);
    isWritten = true;
    replies.push(Number(name === "set" ? before : after));
  }
  if (isWritten) store.write(key, "string", bytes.toString("latin1"), store.entry(key)?.expiresAt);
  return replies;
}

export const bitFieldCommands: Commands = { bitfield: { arity: -2, run: bitField } };
