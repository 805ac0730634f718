import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./guarded-process.ts";

export interface Suite {
  readonly name: string;
  /** The test file, from the root of the repository. */
  readonly file: string;
  /** Runs only the tests whose full name has this in it. */
  readonly only?: string;
  /** What the engine cannot be asked, and why. */
  readonly leftOut?: string;
}

export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  /** The cases in which the engine is known to differ, and does. */
  readonly deviations: readonly string[];
  /** What was written about failures; empty when there are none. */
  readonly complaint: string;
}

interface Report {
  readonly testResults: readonly { readonly assertionResults: readonly Case[] }[];
}

interface Case {
  readonly title: string;
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

const CONFIGURATION = fileURLToPath(new URL("vitest.config.ts", import.meta.url));
const TIMEOUT_MS = 600_000;
const SHOWN_FAILURES = 10;
const KNOWN_TO_DIFFER = /^(.*) \(known to differ: (.*)\)$/s;

/** Runs a suite's tests in a process of their own. A suite in which no test ran has failed. */
export async function runSuite(
  suite: Suite,
  environment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<SuiteResult> {
  const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
  const folder = mkdtempSync(join(tmpdir(), "conformance-"));
  const report = join(folder, "report.json");
  try {
    const given = ["run", "--config", CONFIGURATION, "--reporter=default", "--reporter=json", `--outputFile=${report}`];
    if (suite.only !== undefined) given.push("--testNamePattern", suite.only);
    const { code, output } = await run(process.execPath, [vitest, ...given, suite.file], {
      environment: { ...environment, NO_COLOR: "1" },
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    return resultOf(code, output, report);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function resultOf(code: number, output: string, file: string): SuiteResult {
  const cases = casesIn(file);
  const passed = cases.filter(({ status }) => status === "passed");
  const failed = cases.filter(({ status }) => status === "failed");
  const deviations = passed.flatMap(({ title }) => {
    const [, name, sentence] = KNOWN_TO_DIFFER.exec(title) ?? [];
    return name === undefined ? [] : [`${name}: ${sentence}`];
  });
  const isFailed = code !== 0 || passed.length === 0;
  const complaints = failed.map(({ fullName, failureMessages }) =>
    [fullName, ...failureMessages.map(ourPart)].join("\n"),
  );
  return {
    passed: passed.length - deviations.length,
    failed: isFailed ? Math.max(1, failed.length) : 0,
    deviations,
    // Without a failed case it is the run as a whole that went wrong.
    complaint: isFailed ? complaints.slice(0, SHOWN_FAILURES).join("\n\n") || output.trim() : "",
  };
}

/** A failure without the stack's lines that are not ours. */
function ourPart(message: string): string {
  const lines = message.split("\n");
  return lines.filter((line) => !/^ +at .*(node_modules|node:)/.test(line)).join("\n");
}

/** The cases of a report; none when the tests could not be run at all. */
function casesIn(file: string): readonly Case[] {
  try {
    const { testResults } = JSON.parse(readFileSync(file, "utf8")) as Report;
    return testResults.flatMap(({ assertionResults }) => assertionResults);
  } catch {
    return [];
  }
}
