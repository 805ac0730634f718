import { defineConfig } from "vitest/config";

/** One project per package; the slow ones (synthesis, the whole local stack) get their time in their own project. */
const project = (name: string, include: readonly string[], testTimeout = 10_000) => ({
  test: {
    name,
    include: [...include],
    testTimeout,
    hookTimeout: Math.max(testTimeout, 30_000),
    // Files share what is loaded: no module of ours remembers anything but what it computed.
    isolate: false,
    environment: "node" as const,
  },
});

export default defineConfig({
  test: {
    // The journeys mostly wait for a stack that works elsewhere: twice the cores of a small machine.
    maxWorkers: 4,
    projects: [
      project("core", ["packages/core/src/**/*.test.ts"]),
      project("adapters", ["packages/adapters/src/**/*.test.ts"]),
      project("functions", ["packages/functions/src/**/*.test.ts"]),
      project("simulators", ["packages/simulators/src/**/*.test.ts"]),
      project("testkit", ["packages/testkit/src/**/*.test.ts"]),
      project("crisis-training", ["packages/crisis-training/src/**/*.test.ts"], 60_000),
      project("local", ["packages/local/src/**/*.test.ts"], 30_000),
      project("evaluation", ["packages/evaluation/src/**/*.test.ts"], 60_000),
      project("simulation", ["packages/simulation/src/**/*.test.ts"], 60_000),
      project("bench", ["packages/bench/src/**/*.test.ts"], 60_000),
      project("stacks", ["infra/**/*.test.ts", "stacks/**/*.test.ts"], 120_000),
      project("journeys", ["packages/local/journeys/**/*.test.ts"], 60_000),
    ],
  },
});
