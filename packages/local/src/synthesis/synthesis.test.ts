import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { synthesize } from "./index.ts";

const PATIENCE_MS = 120_000;

let cacheDirectory: string;

beforeAll(async () => {
  cacheDirectory = await mkdtemp(join(tmpdir(), "jules-synthesis-"));
});

afterAll(async () => {
  await rm(cacheDirectory, { recursive: true, force: true });
});

test("two who ask at the same time get one synthesis, with its functions ready to run", {
  timeout: PATIENCE_MS,
}, async () => {
  let announced = 0;
  const onUncached = () => void announced++;
  const request = {
    stage: "test",
    cacheDirectory,
    environment: { CLASSIFIER_MODEL: "a-model-of-this-test" },
    onUncached,
  };

  const both = await Promise.all([synthesize(request), synthesize(request)]);

  expect(both.map(({ cached }) => cached).sort()).toEqual([false, true]);
  expect(announced).toBe(1);
  expect(both[0].directory).toBe(both[1].directory);
  expect(both[0].templates).toEqual(both[1].templates);
  expect(JSON.stringify(both[0].templates["test-jules-conversation"])).toContain("a-model-of-this-test");
  const functions = Object.values(both[0].functions);
  expect(functions).toHaveLength(26);
  for (const { codeDirectory, handler } of functions) {
    expect(existsSync(join(codeDirectory, `${handler.replace(/\.handler$/, "")}.mjs`))).toBe(true);
    const modules = (await readdir(codeDirectory, { recursive: true })).filter((file) => file.endsWith(".mjs"));
    const written = await Promise.all(modules.map((file) => readFile(join(codeDirectory, file), "utf8")));
    // Bundled without SST's banner, which would give these to every module: nothing may ask for them.
    expect(written.filter((code) => /Dynamic require of|__(?:dir|file)name\b/.test(code))).toEqual([]);
  }
});

test("a synthesis that fails says why, without where in the code, and leaves nothing behind", {
  timeout: PATIENCE_MS,
}, async () => {
  const before = await readdir(cacheDirectory);

  const attempt = synthesize({ stage: "staging", cacheDirectory, environment: {} });

  await expect(attempt).rejects.toThrow("BANDWIDTH_ACCOUNT_ID is missing");
  await expect(attempt).rejects.not.toThrow("    at ");
  const after = await readdir(cacheDirectory);
  expect(after.filter((entry) => !before.includes(entry) && entry !== "compiled")).toEqual([]);
});
