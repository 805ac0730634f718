/**
 * `npm run simulate -- --turns N --seed S [--workers 2] [--world N] [--trace] [--crashes] [--money]`: people text Jules in virtual
 * time while everything that can go wrong does. Ends with 1 when something is violated; what violates it is printed, made
 * as small as it gets in a minute. The same seed does the same again. With `--world` that world alone is run, with `--trace` everything that
 * happened in the smallest one is printed. With `--crashes` no dice are thrown: a few short stories are told again and
 * again, each time with a sandbox that is lost or overtaken at another await point, or with two that are lost.
 */
import { parseArgs } from "node:util";
import { everyCall, STORIES } from "./billing/index.ts";
import { enumerate, SCENARIOS } from "./crashes/index.ts";
import { beFrugal } from "./engine/index.ts";
import { counted, print, printTable } from "./print.ts";
import { type Totals, worldOf } from "./run.ts";
import { shrink } from "./shrink.ts";
import { runShared } from "./workers.ts";
import { runWorld } from "./world/index.ts";
import { liveAndJudge } from "./years/index.ts";

/** Of a trace, where nobody asked for all of it. */
const LINES_SHOWN = 40;

const USAGE = `npm run simulate -- [options]
  --turns N     bursts that people send (100000)
  --seed S      decides everything (1)
  --workers N   share the worlds among so many (1)
  --world N     that world of the seed alone
  --trace       everything that happened in what violates something
  --crashes     a crash, or two, at every await point of a few short stories
  --money       the same for what members pay: somebody lost at every call, or two of them
  --years       a thousand member-years, judged by what is disclosed, when and how often`;

const { values } = parseArgs({
  options: {
    help: { type: "boolean", default: false },
    turns: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    workers: { type: "string", default: "1" },
    world: { type: "string" },
    trace: { type: "boolean", default: false },
    crashes: { type: "boolean", default: false },
    money: { type: "boolean", default: false },
    years: { type: "boolean", default: false },
  },
});
for (const name of ["turns", "workers", "world"] as const) {
  const value = values[name];
  if (value !== undefined && !/^\d+$/.test(value)) throw new RangeError(`--${name} takes a whole number, not ${value}`);
}
beFrugal();
process.exit(await main());

async function main(): Promise<number> {
  const { seed } = values;
  if (values.help) {
    print(USAGE);
    return 0;
  }
  if (values.crashes) return crashEverywhere();
  if (values.money) return tellOfMoney();
  if (values.years) return aThousandYears();
  if (values.world !== undefined) return (await explain(seed, Number(values.world))) ? 1 : 0;
  const startedAtMs = performance.now();
  const totals = await runShared({ seed, turns: Number(values.turns) }, Number(values.workers));
  report(totals, (performance.now() - startedAtMs) / 1_000);
  if (!totals.broken) return 0;
  await explain(seed, totals.broken.world);
  return 1;
}

function report(totals: Totals, seconds: number): void {
  const faults = [...totals.faults].sort(([, one], [, other]) => other - one);
  const days = totals.virtualMs / 86_400_000;
  print(`seed ${values.seed}`);
  printTable([
    ["turns", counted(totals.turns), `bursts that people sent, in ${counted(totals.worlds)} worlds`],
    ["texts", counted(totals.texts)],
    ["invocations", counted(totals.invocations)],
    ["virtual time", `${counted(days)} days`],
    ["faults", counted(faults.reduce((sum, [, count]) => sum + count, 0))],
    ...faults.map(([kind, count]) => ["", counted(count), kind]),
    ["violations", totals.broken ? "1" : "0"],
    ["speed", `${counted(totals.turns / seconds)} turns/s`, `${seconds.toFixed(1)} s with ${values.workers} worker(s)`],
  ]);
}

async function aThousandYears(): Promise<number> {
  const { violations, texts } = await liveAndJudge(0, 1_000);
  printTable([
    ...Object.entries(texts).map(([sort, count]) => [sort, counted(count)]),
    ["violations", counted(violations.length)],
    ...violations.slice(0, LINES_SHOWN).map((violation) => ["", violation]),
  ]);
  return violations.length === 0 ? 0 : 1;
}

async function crashEverywhere(): Promise<number> {
  const rows = [["story", "await points", "single accidents", "pairs of crashes", "violations"]];
  let isBroken = false;
  for (const scenario of SCENARIOS) {
    const { points, singles, pairs, broken } = await enumerate(scenario, { everyNthPair: 1 });
    rows.push([scenario.name, ...[points, singles, pairs, broken.length].map(counted)]);
    for (const { accidents, violation } of broken) {
      isBroken = true;
      print(`VIOLATION ${violation.code} in "${scenario.name}": ${violation.detail}`);
      for (const { invocation, number, kind } of accidents) print(`    ${kind} at call ${number} of ${invocation}`);
    }
  }
  printTable(rows);
  return isBroken ? 1 : 0;
}

async function tellOfMoney(): Promise<number> {
  const rows = [["story", "calls", "runs", "violations"]];
  let isBroken = false;
  for (const story of STORIES) {
    const { calls, runs, broken } = await everyCall(story, 1);
    rows.push([story.name, ...[calls, runs, broken.length].map(counted)]);
    isBroken ||= broken.length > 0;
    for (const wrong of broken.slice(0, LINES_SHOWN)) print(`VIOLATION in "${story.name}": ${wrong}`);
  }
  printTable(rows);
  return isBroken ? 1 : 0;
}

/** Shows how little of a world is needed to violate what it violates. @returns whether it violates anything. */
async function explain(seed: string, index: number): Promise<boolean> {
  const settings = worldOf(seed, index);
  const world = await runWorld(settings);
  const { violation } = world;
  if (!violation) {
    print(`world ${index} of seed ${seed} (${settings.weather.name}): nothing is violated, digest ${world.digest}`);
    return false;
  }
  const { settings: smallest, result } = await shrink(settings, world);
  print(`\nVIOLATION ${violation.code} in world ${index} (${settings.weather.name}): ${violation.sentence}`);
  print(`  ${result.violation?.detail ?? violation.detail}`);
  print("  People:");
  for (const action of result.script) {
    if (action.kind === "burst") {
      for (const { id, from, to, body, saidAt } of action.texts)
        print(`    ${saidAt} ${from} to ${to}: "${body}" (${id})`);
    } else {
      print(`    ${action.number} blocks us at the carrier`);
    }
  }
  print("  Faults:");
  for (const fault of result.faults) print(`    ${fault}`);
  const trace: string[] = [];
  await runWorld({ ...smallest, trace: (line) => trace.push(line) });
  const shown = values.trace ? trace : trace.slice(-LINES_SHOWN);
  print(
    `  What happened${values.trace ? "" : `, its last ${shown.length} of ${trace.length} lines (all with --trace)`}:`,
  );
  for (const line of shown) print(`    ${line}`);
  print(`  Again: npm run simulate -- --seed ${seed} --world ${index}`);
  return true;
}
