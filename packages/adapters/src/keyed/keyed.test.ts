import { describe, expect, test } from "vitest";
import { createDigest, createJoiningKeys } from "./index.ts";

const keyOf = (version: number) => `${version}:${Buffer.alloc(32, version).toString("base64")}`;
const joining = (...versions: number[]) => createJoiningKeys(versions.map(keyOf).join(), () => "123456");

describe("a form of ours", () => {
  test("comes back as it was signed, under an older key as well", () => {
    const token = joining(1).sign('{"number":"+14155550123","note":"\u00E1 \u{1F642}"}');
    expect(token).toMatch(/^[\w-]+\.[\w-]+$/);
    expect(joining(2, 1).read(token)).toBe('{"number":"+14155550123","note":"\u00E1 \u{1F642}"}');
    expect(joining(2).read(token)).toBeUndefined();
  });

  test("is none when anything of it was changed", () => {
    const token = joining(1).sign("until later");
    const [value = "", signature = ""] = token.split(".");
    const other = Buffer.from("until never").toString("base64url");
    for (const forged of [
      "",
      ".",
      value,
      `${value}.`,
      `${other}.${signature}`,
      `${token}.x`,
      `${value}=.${signature}`,
    ]) {
      expect(joining(1).read(forged)).toBeUndefined();
    }
  });

  test("is no code, and a code no form", () => {
    const keys = joining(1);
    expect(keys.read(`${Buffer.from("code").toString("base64url")}.${keys.digest("code")}`)).toBeUndefined();
  });
});

test("a digest is of its text alone, and says nothing without the key", () => {
  const keys = joining(2, 1);
  expect(keys.matches(keys.digest("code|1"), "code|1")).toBe(true);
  expect(keys.matches(joining(1).digest("code|1"), "code|1")).toBe(true);
  for (const digest of [keys.digest("code|2"), joining(3).digest("code|1"), "", "x"]) {
    expect(keys.matches(digest, "code|1")).toBe(false);
  }
  expect(createDigest(keyOf(1), "loop")("hello")).not.toBe(createDigest(keyOf(2), "loop")("hello"));
});

test.each(["", "1", "x:AAAA", `1:${Buffer.alloc(16).toString("base64")}`])("keys like %j are refused", (keys) => {
  expect(() => createDigest(keys, "loop")).toThrow(expect.objectContaining({ code: "link-keys.malformed" }));
});
