/**
 * `npm run bench [-- --rounds N] [-- --update-sizes]`: what Jules costs, as sizes, counts and ratios of one run. Ends
 * with 1 when a limit is broken. Milliseconds are printed for orientation; they say nothing about another machine.
 */
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { textThoughts } from "@jules/simulation/bursts";
import { deployedFunctions } from "./bundles.ts";
import { type Field, type Name, recordField } from "./cold/cold.ts";
import { race } from "./cold/contestants.ts";
import { startReplay } from "./cold/replay.ts";
import { type DetectorTimes, timeDetector } from "./detector.ts";
import { type HistoryRead, readHistories } from "./history.ts";
import { remindAmong } from "./reminders.ts";
import { heading, mostRow, print, ratioRow, table } from "./report.ts";
import { growth, isWide, readRecord, type Sizes, sizeOf, writeRecord } from "./sizes.ts";
import { keeps, type Limit, median, medianRatio, quantile } from "./statistics.ts";
import { type WarmTimes, warmWebhook } from "./warm.ts";
import { awsCalls, type Journey, loadFunctions, STATIONS, type Station } from "./world/journey.ts";
import { startWorld } from "./world/world.ts";

const COLD_LIMITS: readonly { readonly ours: Name; readonly theirs: Name; readonly limit?: Limit }[] = [
  { ours: "webhook", theirs: "sqs-only", limit: { atMost: 1.15 } },
  { ours: "naive", theirs: "webhook", limit: { atLeast: 2 } },
  { ours: "intake", theirs: "aws-intake", limit: { atMost: 1.3 } },
  { ours: "turn", theirs: "aws-turn", limit: { atMost: 1.6 } },
  { ours: "sqs-only", theirs: "empty" },
];

/** What a person has said by then: in words of their own each time, or they are taken for a machine and not answered. */
const BEFORE = [
  "hi, who is this?",
  "my boss yelled at me again",
  "it was about that report i told you of",
  "no, the other one. i wrote most of it",
  "maybe i should look for something else",
];

/** Messages of a member. */
const LENGTHS = [10, 100, 1_000, 100_000] as const;
const HISTORY_LIMIT = { atMost: 1.5 } as const;

/** Of one text that fits two segments, in microseconds. */
const DETECTOR_LIMITS_US = { p50: 50, p99: 200 } as const;
/** Of a text of 10 kB over a tenth of it. */
const LONG_TEXT_LIMIT = { atMost: 12 } as const;

/** Of bursts within two seconds. */
const ONE_ANSWER_SHARE = 0.98;
const MEMBERS_TO_REMIND = 20_000;

/** Of what a turn waits for a further text, in milliseconds. */
const MEDIAN_WAIT_MS = 1_000;

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "31" }, "update-sizes": { type: "boolean", default: false } },
});
process.exitCode = await main(Number(values.rounds), values["update-sizes"]);

async function main(rounds: number, updateSizes: boolean): Promise<number> {
  if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError("--rounds takes a whole number from 1 on");
  const deployed = await deployedFunctions();
  const broken = [...(await reportSizes(deployed, updateSizes))];

  broken.push(...reportDetector(timeDetector(rounds)));

  const world = await startWorld();
  const text = await loadFunctions(world);
  // The first makes the member, the others their history.
  for (const said of BEFORE) await text(said);
  const journey = await text("anyway, what are you up to tonight?");
  const field = await recordField(world, stations(deployed));
  await world.close();
  reportCalls(journey, field);
  reportLogs(journey);

  const endReplay = await startReplay({
    port: Number(new URL(world.recorder.url).port),
    exchanges: world.recorder.exchanges,
  });
  try {
    reportWarm(await warmWebhook(field.callback, field.environment, rounds));
    broken.push(...reportCold(await race(field.contestants, rounds, field.environment)));
  } finally {
    await Promise.all([endReplay(), field.remove()]);
  }
  broken.push(...reportHistories(await readHistories(LENGTHS, rounds)), ...(await reportReplies()));
  await reportReminders();
  print();
  for (const reason of broken) print(`BROKEN: ${reason}`);
  if (broken.length === 0) print("All limits are kept.");
  return broken.length === 0 ? 0 : 1;
}

function reportDetector({ p50Us, p99Us, long }: DetectorTimes): readonly string[] {
  heading(
    "The check for a crisis, warm",
    "1,000 texts of up to 320 characters of packages/crisis-training, each by its median; then 10 kB over 1 kB.",
  );
  const { p50, p99 } = DETECTOR_LIMITS_US;
  table([mostRow("p50, microseconds here", p50Us, p50), mostRow("p99, microseconds here", p99Us, p99)]);
  table(
    long.map(({ name, tookMs, overTenth }) => [
      ...ratioRow(name, overTenth, LONG_TEXT_LIMIT),
      `${tookMs.toFixed(1)} ms here`,
    ]),
  );
  return [
    ...(p50Us > p50 ? ["p50 of the check for a crisis"] : []),
    ...(p99Us > p99 ? ["p99 of the check for a crisis"] : []),
    ...long.flatMap(({ name, overTenth }) =>
      keeps(overTenth, LONG_TEXT_LIMIT) ? [] : [`the check for a crisis, 10 kB of ${name}`],
    ),
  ];
}

function reportHistories(reads: readonly HistoryRead[]): readonly string[] {
  heading(
    "What a turn reads of a conversation",
    "Open work and history, on the embedded DynamoDB, in turns; items read are exact: history.test.ts.",
  );
  const [, short] = reads;
  const longest = reads.at(-1);
  if (!short || !longest) throw new Error("no conversation was read");
  table([
    ["messages", "items read", "milliseconds here"],
    ...reads.map(({ messages, itemsRead, times }) => [String(messages), String(itemsRead), median(times).toFixed(1)]),
  ]);
  const name = `${longest.messages} messages over ${short.messages}`;
  const estimate = medianRatio(longest.times, short.times);
  table([ratioRow(name, estimate, HISTORY_LIMIT)]);
  return keeps(estimate, HISTORY_LIMIT) ? [] : [name];
}

async function reportReminders(): Promise<void> {
  heading(
    "What a run of the reminder cron costs",
    "Among so many members with so many due, on the model of DynamoDB; all counts are exact: reminders.test.ts.",
  );
  const runs = [];
  for (const due of [0, 10, 200]) runs.push(await remindAmong(MEMBERS_TO_REMIND, due));
  table([
    ["members", "due", "queries", "items read", "items written"],
    ...runs.map(({ members, due, queries, itemsRead, itemsWritten }) =>
      [members, due, queries, itemsRead, itemsWritten].map(String),
    ),
  ]);
}

/** Virtual milliseconds: the same on every machine. */
async function reportReplies(): Promise<readonly string[]> {
  heading(
    "From a person's last text to the carrier's acceptance of the answer, modelled",
    "1,000 thoughts of packages/simulation/workloads, warm sandboxes, the latencies of packages/simulation/src/models/latency.ts.",
  );
  const { bursts, waitedMs, toReplyMs } = await textThoughts("bench");
  const row = (name: string, values: readonly number[]) => [
    name,
    ...[0.5, 0.95].map((share) => quantile(values, share).toFixed(0)),
  ];
  table([
    ["virtual milliseconds", "p50", "p95"],
    row("to the reply", toReplyMs),
    row("of these waited for a further text", waitedMs),
  ]);
  const share = bursts.count / bursts.of;
  print(`  one answer: ${bursts.count} of ${bursts.of} bursts within two seconds (${(100 * share).toFixed(1)} %)`);
  return [
    ...(share < ONE_ANSWER_SHARE ? ["bursts with one answer"] : []),
    ...(median(waitedMs) > MEDIAN_WAIT_MS ? ["the median wait"] : []),
  ];
}

function stations(deployed: ReadonlyMap<string, string>): Readonly<Record<Station, string>> {
  const missing = STATIONS.filter((station) => !deployed.has(station));
  if (missing.length > 0) throw new Error(`the stacks have no function ${missing.join(", ")}`);
  return Object.fromEntries(deployed) as Record<Station, string>;
}

async function reportSizes(deployed: ReadonlyMap<string, string>, update: boolean): Promise<readonly string[]> {
  const names = [...deployed.keys()].sort();
  const sizes: Sizes = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await sizeOf(dirname(deployed.get(name) ?? ""))] as const)),
  );
  if (update) await writeRecord(sizes);
  const recorded = await readRecord();
  heading(
    "Code of each function, bytes",
    "Minified, without its source map. May grow by a tenth over packages/bench/sizes.json.",
  );
  table([
    ["", "minified", "gzip", "recorded"],
    ...Object.entries(sizes).map(([name, { bytes, gzipBytes }]) => [
      name,
      String(bytes),
      String(gzipBytes),
      String(recorded[name]?.bytes ?? "-"),
    ]),
  ]);
  const wide = await Promise.all(names.map((name) => isWide(dirname(deployed.get(name) ?? ""))));
  return [
    ...growth(recorded, sizes),
    ...names.filter((_, index) => wide[index]).map((name) => `${name} holds characters beyond ASCII`),
  ];
}

function reportCalls(journey: Journey, { requests }: Field): void {
  heading("AWS calls for one ordinary text", "Exact: aws-calls.test.ts fails when one is added.");
  const cold = { "webhooks/bandwidth": "webhook", "consumers/intake": "intake", "consumers/turn": "turn" } as const;
  const count = (calls: readonly string[], service: string) =>
    String(calls.filter((call) => call.startsWith(service)).length);
  table([
    ["", "warm", "cold", "of these SSM", "KMS"],
    ...STATIONS.map((station) => {
      const coldCalls = awsCalls(requests[cold[station]]);
      const warm = awsCalls(journey[station].exchanges).length;
      return [station, String(warm), String(coldCalls.length), count(coldCalls, "SSM."), count(coldCalls, "KMS.")];
    }),
  ]);
  for (const station of STATIONS) print(`  ${station}, warm: ${awsCalls(journey[station].exchanges).join(", ")}`);
}

function reportLogs(journey: Journey): void {
  heading("Log of one ordinary text", "What the functions write to standard output, warm.");
  const lines = STATIONS.map((station) => journey[station].lines);
  const bytes = (of: readonly string[]) => of.reduce((total, line) => total + Buffer.byteLength(line) + 1, 0);
  table([
    ["", "lines", "bytes"],
    ...STATIONS.map((station, index) => [station, String(lines[index]?.length), String(bytes(lines[index] ?? []))]),
    ["together", String(lines.flat().length), String(bytes(lines.flat()))],
  ]);
}

function reportWarm({ floor, handler, withQueue }: WarmTimes): void {
  heading("CPU of the webhook per callback, warm", "Over JSON.parse and one HMAC-SHA256, in turns in one process.");
  table([
    ratioRow("without the queue's client", medianRatio(handler, floor)),
    ratioRow("with the queue's client", medianRatio(withQueue, floor)),
  ]);
  table([["microseconds here:", ...[floor, handler, withQueue].map((times) => median(times).toFixed(1))]]);
}

function reportCold(times: Readonly<Record<Name, readonly number[]>>): readonly string[] {
  heading(
    "Cold start and first event, wall time",
    `${times.empty.length} rounds in turns, a new process each; median of ratios with its 95 % interval.`,
  );
  const compared = COLD_LIMITS.map(({ ours, theirs, limit }) => ({
    name: `${ours} over ${theirs}`,
    estimate: medianRatio(times[ours], times[theirs]),
    limit,
  }));
  table([
    ...compared.map(({ name, estimate, limit }) => ratioRow(name, estimate, limit)),
    ratioRow("the check for a crisis, of intake", medianRatio(overEmpty(times.detector, times.empty), times.intake)),
  ]);
  table([["milliseconds here:", ...Object.entries(times).map(([name, all]) => `${name} ${median(all).toFixed(0)}`)]]);
  return compared.flatMap(({ name, estimate, limit }) => (limit && !keeps(estimate, limit) ? [name] : []));
}

/** What a contestant takes beyond the start of Node, round by round. */
function overEmpty(ours: readonly number[], empty: readonly number[]): readonly number[] {
  return ours.map((value, round) => value - (empty[round] ?? Number.NaN));
}
