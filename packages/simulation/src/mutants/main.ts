/**
 * `npm run simulate:mutants -- [--turns 200000] [--seed S] [--workers 2] [name ...]`: puts mistakes into the code, one at
 * a time, and runs the simulation until it finds each. Ends with 1 when one is not found or does not fit the code any
 * more: this is the proof that the simulation proves something.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { counted, print, printTable } from "../print.ts";
import type { Attempt } from "./attempt.ts";
import { MUTANTS } from "./catalogue.ts";
import { type Mutant, misfit } from "./mutant.ts";

const { values, positionals } = parseArgs({
  options: {
    turns: { type: "string", default: "200000" },
    seed: { type: "string", default: "mutants" },
    workers: { type: "string", default: "2" },
  },
  allowPositionals: true,
});
process.exitCode = await main();

async function main(): Promise<number> {
  const chosen = MUTANTS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const waiting = [...chosen];
  const rows = new Map<Mutant, readonly string[]>();
  let survivors = 0;

  async function work(): Promise<void> {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const result = await tried(mutant);
      const isCaught = result.caughtBy !== undefined && !result.misfit;
      if (!isCaught) survivors += 1;
      const outcome = result.misfit ?? result.caughtBy ?? "NOT CAUGHT";
      rows.set(mutant, [mutant.name, outcome, counted(result.turns)]);
      process.stderr.write(`${mutant.name}: ${outcome}\n`);
    }
  }

  await Promise.all(Array.from({ length: Number(values.workers) }, work));
  printTable([["mutant", "caught by", "after turns"], ...chosen.map((mutant) => rows.get(mutant) ?? [mutant.name])]);
  print(`${chosen.length - survivors} of ${chosen.length} caught`);
  return survivors === 0 ? 0 : 1;
}

async function tried(mutant: Mutant): Promise<Attempt & { readonly misfit?: string }> {
  const reason = misfit(mutant);
  return reason === undefined ? attemptIn(mutant) : { caughtBy: undefined, turns: 0, misfit: reason };
}

function attemptIn({ name }: Mutant): Promise<Attempt> {
  const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(
    process.execPath,
    ["--import", path("preload.ts"), path("attempt.ts"), values.seed, values.turns],
    {
      env: { ...process.env, SIMULATION_MUTANT: name },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve(JSON.parse(output) as Attempt);
      // What throws has been noticed, too. What somebody else has killed has not.
      else resolve({ caughtBy: code === null ? undefined : `exit code ${code}`, turns: 0 });
    });
  });
}
