import { expect, test } from "vitest";
import { RedisError, Status } from "./reply.ts";
import { encodeCommand, ReplyParser } from "./resp.ts";

test("a command counts bytes, not characters", () => {
  expect(encodeCommand(["set", "ñ", ""])).toBe("*3\r\n$3\r\nset\r\n$2\r\nñ\r\n$0\r\n\r\n");
});

test("replies come out whole, wherever the stream is cut", () => {
  const stream = Buffer.from("+OK\r\n$4\r\na\r\nb\r\n*3\r\n:7\r\n$-1\r\n*1\r\n-ERR no\r\n*-1\r\n");
  const expected = [new Status("OK"), Buffer.from("a\r\nb"), [7, null, [new RedisError("ERR no")]], null];
  for (let cut = 0; cut <= stream.length; cut += 1) {
    const parser = new ReplyParser();
    const replies = [...parser.push(stream.subarray(0, cut)), ...parser.push(stream.subarray(cut))];
    expect(replies).toEqual(expected);
  }
});

test("another protocol is noticed", () => {
  expect(() => new ReplyParser().push(Buffer.from("HTTP/1.1 400 Bad Request\r\n"))).toThrow("does not speak RESP2");
});
