import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Attempt } from "./attempt.ts";
import { MUTANTS } from "./catalogue.ts";
import { misfit, patched } from "./mutant.ts";

test("there are enough mistakes, each with a name of its own", () => {
  expect(MUTANTS.length).toBeGreaterThanOrEqual(24);
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
});

test.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))("the patch still fits: %s", (_name, mutant) => {
  expect(misfit(mutant)).toBeUndefined();
});

test("a patch whose text is not there, or there twice, does not fit", () => {
  const patch = { file: "core/src/nothing.ts", from: "a", to: "b" };
  expect(patched("-a-", patch)).toBe("-b-");
  expect(() => patched("---", patch)).toThrow("0 times");
  expect(() => patched("a a", patch)).toThrow("2 times");
});

test("a process with a mistake in it is found out", () => {
  const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const output = execFileSync(process.execPath, ["--import", path("preload.ts"), path("attempt.ts"), "test", "3000"], {
    env: { ...process.env, SIMULATION_MUTANT: "answered texts go on waiting" },
  });
  expect((JSON.parse(output.toString()) as Attempt).caughtBy).toBe("one-answer");
});
