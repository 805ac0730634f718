import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The suites that run on foreign engines: not part of `npm test`, and started by `main.ts`, which has the engines. */
export default defineConfig({
  root: fileURLToPath(new URL("../../..", import.meta.url)),
  test: {
    include: ["packages/*/{src,conformance}/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
