import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase, readKept, writeKept } from "./index.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "jules-kept-"));
  file = join(folder, "kept");
});

afterEach(() => rm(folder, { recursive: true }));

const isNumber = (value: unknown): value is number => typeof value === "number";

async function othersMay(path: string): Promise<number> {
  return (await stat(path)).mode & 0o077;
}

describe("a file of JSON", () => {
  test("is read as it was written, by its owner alone", async () => {
    expect(await readKept(file, isNumber)).toBeUndefined();

    await writeKept(file, 7);

    expect(await readKept(file, isNumber)).toBe(7);
    expect(await othersMay(file)).toBe(0);
    expect(await readdir(folder)).toEqual(["kept"]);
  });

  test.each(['{"secret-word', '"seven"', ""])(
    "that holds %j names itself and the way out, not what it holds",
    async (content) => {
      await writeFile(file, content);

      const reading = readKept(file, isNumber);

      await expect(reading).rejects.toThrow(`${file} cannot be used`);
      await expect(reading).rejects.toThrow("--fresh");
      await expect(reading).rejects.not.toThrow("secret-word");
    },
  );
});

describe("a database", () => {
  test("keeps what is in it, for its owner alone, and leaves one file", async () => {
    await writeFile(file, "", { mode: 0o644 });
    const schema = "CREATE TABLE IF NOT EXISTS words (word TEXT)";
    const first = openDatabase(file, schema);
    first.exec("INSERT INTO words VALUES ('kept')");
    for (const name of await readdir(folder)) expect(await othersMay(join(folder, name))).toBe(0);
    first.close();

    const again = openDatabase(file, schema);

    expect(again.prepare("SELECT word FROM words").all()).toEqual([{ word: "kept" }]);
    again.close();
    expect(await readdir(folder)).toEqual(["kept"]);
  });

  test("that is none names itself and the way out", async () => {
    await writeFile(file, "no database at all, and long enough to be looked at ".repeat(100));

    expect(() => openDatabase(file)).toThrow(`${file} cannot be used: file is not a database. --fresh`);
  });
});
