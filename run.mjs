// The one entry behind `npm run …` and `pnpm …`. Needs nothing but Node 20 and npm: installs what is missing with a
// pinned pnpm, then runs the command under the Node that Lambda runs (24), which comes as a dependency on Linux x64.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const PNPM = "pnpm@12.21.0";
const root = path.dirname(fileURLToPath(import.meta.url));
const binaries = path.join(root, "node_modules", ".bin");
const stamp = path.join(root, "node_modules", ".installed");

const LINT = Symbol("lint");
const CHECKS = [
  ["biome", "ci", "."],
  ["eslint", "--max-warnings", "0", "."],
  ["tsc", "--noEmit", "-p", "tsconfig.json"],
  ["tsc", "--noEmit", "-p", "packages/tsconfig.json"],
  ["depcruise", "--config", ".dependency-cruiser.mjs", "packages", "infra", "stacks"],
  ["knip"],
];
const TEST = [["vitest", "run"]];

/** Each command is a list of steps; a step that fails ends it. Arguments of the caller go to the last step. */
const COMMANDS = {
  dev: [["node", "packages/local/src/main.ts"]],
  test: TEST,
  lint: [[LINT, ...CHECKS]],
  check: [[LINT, ...CHECKS], ...TEST],
  bench: [["node", "packages/bench/src/main.ts"]],
  simulate: [["node", "packages/simulation/src/main.ts"]],
  "simulate:mutants": [["node", "packages/simulation/src/mutants/main.ts"]],
  "crisis:classify": [["node", "packages/crisis-training/src/classify.ts"]],
  "crisis:evaluate": [["node", "packages/crisis-training/src/evaluate.ts"]],
  "crisis:train": [["node", "packages/crisis-training/src/train.ts"]],
  "crisis:report": [["node", "packages/local/src/crisis-report/main.ts"]],
  compliance: [
    ["node", "packages/local/src/compliance/main.ts"],
    ["biome", "format", "--write", "packages/core/src/rules/figures.ts"],
  ],
  "consent:evaluate": [["node", "packages/crisis-training/src/revocations/evaluate.ts"]],
  evaluate: [["node", "packages/evaluation/src/main.ts"]],
  "ledger:verify": [["node", "packages/local/src/ledger-verify/main.ts"]],
  conformance: [["node", "packages/local/conformance/main.ts"]],
  format: [["biome", "check", "--write", "."]],
  deploy: [["sst", "deploy"]],
};

const [name, ...given] = process.argv.slice(2);
// npm drops the two dashes after which a script's own arguments begin; pnpm passes them on.
const rest = given[0] === "--" ? given.slice(1) : given;
const steps = COMMANDS[name];
if (!steps) {
  say(`usage: node run.mjs ${Object.keys(COMMANDS).join("|")} [arguments]`);
  process.exit(2);
}

await install();
const environment = {
  ...process.env,
  PATH: `${nodeFolder()}${path.delimiter}${binaries}${path.delimiter}${process.env.PATH}`,
};
for (const [index, [program, ...fixed]] of steps.entries()) {
  const callers = index === steps.length - 1 ? rest : [];
  const code =
    program === LINT ? await runAll(fixed) : await run(program, [...fixed, ...callers], { env: environment });
  if (code !== 0) process.exit(code);
}

/** Runs steps that have nothing to do with each other, two at a time; the code of the first that fails. */
async function runAll(steps) {
  const left = [...steps];
  let failed = 0;
  const worker = async () => {
    for (let step = left.shift(); step; step = left.shift()) {
      const code = await run(step[0], step.slice(1), { env: environment });
      failed ||= code;
    }
  };
  await Promise.all([worker(), worker()]);
  return failed;
}

async function install() {
  const wanted = createHash("sha256");
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"])
    wanted.update(readFileSync(path.join(root, file)));
  const digest = wanted.digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  say("Installing dependencies (once, about half a minute) ...");
  const code = await run("npx", ["--yes", PNPM, "install", "--frozen-lockfile"], { stdio: ["ignore", 2, 2] });
  if (code !== 0) process.exit(code);
  writeFileSync(stamp, digest);
}

/** The folder whose `node` runs everything. */
function nodeFolder() {
  if (existsSync(path.join(binaries, "node"))) return binaries;
  const [major = "0"] = process.versions.node.split(".");
  if (Number(major) >= 22) return path.dirname(process.execPath);
  say(`On ${process.platform}-${process.arch} Jules needs Node 22 or newer; this is ${process.versions.node}.`);
  process.exit(2);
}

/** To standard error: standard output belongs to the command. */
function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs a program to its end, passes signals on, and answers its exit code. When whoever called us is gone (npm's shell
 * does not pass a SIGTERM on), the program is told to stop.
 */
function run(program, given, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, given, { cwd: root, stdio: "inherit", ...options });
    const forward = (signal) => child.kill(signal);
    const caller = process.ppid;
    const watch = setInterval(() => process.ppid !== caller && child.kill("SIGTERM"), 500);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, forward);
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      clearInterval(watch);
      for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.off(name, forward);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}
