/**
 * `npm run conformance [-- dynamodb moto elasticmq redis stripe]`: runs the contract suites on other people's engines, as far as they
 * are at hand, and says for each what it ran against or why it did not. Ends with 1 when a suite failed or an engine did
 * not start, with 0 otherwise.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { useDynamodbServer } from "./dynamodb-server.ts";
import { startElasticmq } from "./elasticmq.ts";
import { type Engine, type EngineOptions, Unavailable } from "./engine.ts";
import { startMoto } from "./moto.ts";
import { startRedisServer } from "./redis-server.ts";
import { startStripeMock } from "./stripe-mock.ts";
import { runSuite, type Suite } from "./suite.ts";

interface Subject {
  readonly name: string;
  readonly start: (options: EngineOptions) => Promise<Engine>;
  readonly suites: readonly Suite[];
}

const DYNAMODB_SUITES = [
  { name: "tables", file: "packages/local/conformance/dynamodb-tables.test.ts" },
  { name: "stores", file: "packages/local/conformance/dynamodb-stores.test.ts" },
];

const SUBJECTS: Readonly<Record<string, Subject>> = {
  dynamodb: { name: "DynamoDB Local of AWS", start: useDynamodbServer, suites: DYNAMODB_SUITES },
  moto: {
    name: "moto",
    start: startMoto,
    suites: DYNAMODB_SUITES.map((suite) => ({
      ...suite,
      leftOut: "writes that meet: it has no lock, and is given one request after the other",
    })),
  },
  elasticmq: {
    name: "ElasticMQ",
    start: startElasticmq,
    suites: [
      {
        name: "queues",
        file: "packages/local/conformance/elasticmq.test.ts",
        leftOut: "what takes minutes (the end of deduplication, retention): its time cannot be moved",
      },
    ],
  },
  redis: {
    name: "Redis",
    start: startRedisServer,
    suites: [
      { name: "shared state, behind our Upstash server", file: "packages/local/conformance/redis.test.ts" },
      { name: "Upstash protocol", file: "packages/local/src/upstash/index.test.ts", only: "over a real Redis" },
    ],
  },
  stripe: {
    name: "Stripe's own stand-in",
    start: startStripeMock,
    suites: [
      {
        name: "requests",
        file: "packages/local/conformance/stripe-mock.test.ts",
        leftOut: "what becomes of them: it keeps nothing, and answers examples",
      },
    ],
  },
};

const CACHE = fileURLToPath(new URL("../../../node_modules/.cache/conformance", import.meta.url));

const stopped = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopped.abort());
const parent = process.ppid;
// A parent that was killed cannot pass its signal on.
setInterval(() => process.ppid !== parent && stopped.abort(), 500).unref();
process.exitCode = await main(process.argv.slice(2));

async function main(wanted: readonly string[]): Promise<number> {
  const unknown = wanted.filter((name) => !Object.hasOwn(SUBJECTS, name));
  if (unknown.length > 0) {
    tell(`There is no ${unknown.join(", ")}; there are ${Object.keys(SUBJECTS).join(", ")}.`);
    return 2;
  }
  let failures = 0;
  try {
    // One at a time: they share the processor with the suites.
    for (const [name, subject] of Object.entries(SUBJECTS)) {
      if (wanted.length === 0 || wanted.includes(name)) failures += await examine(subject, join(CACHE, name));
    }
  } catch (error) {
    if (!stopped.signal.aborted) throw error;
    tell("Stopped.");
    return 130;
  }
  return failures === 0 ? 0 : 1;
}

/** Resolves with how many of its suites failed; an engine that does not start counts as one. */
async function examine({ name, start, suites }: Subject, cacheFolder: string): Promise<number> {
  const engine = await startOf(name, () => start({ cacheFolder, signal: stopped.signal, tell }));
  if (typeof engine === "number") return engine;
  await using running = engine;
  let failures = 0;
  for (const suite of suites) {
    const { passed, failed, deviations, complaint } = await runSuite(suite, running.environment, stopped.signal);
    const counts = [`${passed} passed`];
    if (deviations.length > 0) counts.push(`${deviations.length} known to differ`);
    if (failed > 0) counts.push(`${failed} FAILED`);
    print(`${running.title}: ${suite.name}: ${counts.join(", ")}`);
    for (const deviation of deviations) print(`  differs: ${deviation}`);
    if (suite.leftOut !== undefined) print(`  left out: ${suite.leftOut}`);
    if (complaint !== "") print(complaint.replaceAll(/^/gm, "  | "));
    if (failed > 0) failures += 1;
  }
  return failures;
}

async function startOf(name: string, start: () => Promise<Engine>): Promise<Engine | number> {
  try {
    return await start();
  } catch (error) {
    if (stopped.signal.aborted) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof Unavailable) {
      print(`${name}: skipped: ${reason}`);
      return 0;
    }
    print(`${name}: DID NOT START: ${reason}`);
    return 1;
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** To standard error: standard output belongs to the results. */
function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
