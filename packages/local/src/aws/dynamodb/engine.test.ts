import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { startEngine } from "./engine.ts";

const answers = (url: string) =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

test("an engine answers until it is closed", async () => {
  const engine = await startEngine(undefined);
  expect(await answers(engine.url)).toBe(true);

  await engine.close();
  expect(await answers(engine.url)).toBe(false);
  await engine.close();
});

test("an engine leaves one file, which only its owner may read", async () => {
  const folder = await mkdtemp(join(tmpdir(), "jules-engine-"));
  const file = join(folder, "dynamodb.sqlite");
  await writeFile(file, "", { mode: 0o644 });
  const engine = await startEngine(file);
  const modes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).mode));
  expect(modes.filter((mode) => (mode & 0o077) !== 0)).toEqual([]);

  await engine.close();

  expect(await readdir(folder)).toEqual(["dynamodb.sqlite"]);
  await rm(folder, { recursive: true });
});

test("a file that is no database is named, and the way out", async () => {
  const folder = await mkdtemp(join(tmpdir(), "jules-engine-"));
  const file = join(folder, "dynamodb.sqlite");
  await writeFile(file, "no database at all");

  const starting = startEngine(file);

  await expect(starting).rejects.toThrow(`${file} cannot be used: `);
  await expect(starting).rejects.toThrow("not a valid SQLite database");
  await expect(starting).rejects.toThrow("--fresh");
  await rm(folder, { recursive: true });
});

test("an engine dies with a parent that is killed", async () => {
  const module = JSON.stringify(fileURLToPath(new URL("./engine.ts", import.meta.url)));
  const script = `import { startEngine } from ${module}; process.stdout.write((await startEngine()).url);`;
  const parent = spawn(process.execPath, ["--input-type=module-typescript", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [url] = (await once(parent.stdout, "data")) as [Buffer];
  expect(await answers(url.toString())).toBe(true);

  parent.kill("SIGKILL");
  await expect.poll(() => answers(url.toString()), { timeout: 5_000 }).toBe(false);
});
