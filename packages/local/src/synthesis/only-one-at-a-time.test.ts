import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { onlyOneAtATime } from "./only-one-at-a-time.ts";

let directory: string;
let lockFile: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "jules-lock-"));
  lockFile = join(directory, "work.lock");
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

test("work never overlaps", async () => {
  const events: string[] = [];
  const work = (name: string) => async () => {
    events.push(`${name} begins`);
    await setImmediate();
    events.push(`${name} ends`);
  };

  await Promise.all(["one", "two", "three"].map((name) => onlyOneAtATime(lockFile, work(name))));

  const names = events.map((event) => event.split(" ")[0]);
  expect(events).toHaveLength(6);
  for (const position of [0, 2, 4]) expect(names[position]).toBe(names[position + 1]);
});

test("whoever failed lets the next one in", async () => {
  const failing = onlyOneAtATime(lockFile, () => Promise.reject(new Error("broken")));

  await expect(failing).rejects.toThrow("broken");
  expect(await onlyOneAtATime(lockFile, async () => "done")).toBe("done");
  expect(existsSync(lockFile)).toBe(false);
});

test("whoever died is not waited for", async () => {
  const { pid } = spawnSync(process.execPath, ["--eval", ""]);
  await writeFile(lockFile, String(pid));

  expect(await onlyOneAtATime(lockFile, async () => "done")).toBe("done");
});
