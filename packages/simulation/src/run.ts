import { type FaultKind, WEATHERS } from "./faults/index.ts";
import type { Violation } from "./invariants/index.ts";
import { runWorld, type WorldResult, type WorldSettings } from "./world/index.ts";

export interface RunSettings {
  readonly seed: string;
  /** Bursts of texts that people send, in all worlds together; rounded up to whole worlds. */
  readonly turns: number;
  /** Of several runs that share the worlds among them, the how manieth this is. */
  readonly share?: Share;
}

interface Share {
  readonly index: number;
  readonly of: number;
}

/** The sum over worlds. */
export interface Totals {
  worlds: number;
  turns: number;
  texts: number;
  invocations: number;
  virtualMs: number;
  readonly faults: Map<FaultKind, number>;
  /** The first violation, and the number of the world it happened in. */
  broken: { readonly world: number; readonly violation: Violation } | undefined;
}

/** A world is small, so that a violation is found in little and replayed in a moment. */
const BURSTS_PER_WORLD = 300;
/** In every fourth world few people write much: their histories grow long and their bursts meet. */
const TALKATIVE_EVERY = 4;
const TALKATIVE_PEOPLE = 12;
/** Few enough that each writes a few times a day. */
const PEOPLE_OF_DAYS = 8;

/** World number `index` of a seed. */
export function worldOf(seed: string, index: number): WorldSettings {
  const weather = WEATHERS[index % WEATHERS.length] as (typeof WEATHERS)[number];
  const isTalkative = index % TALKATIVE_EVERY === TALKATIVE_EVERY - 1;
  return {
    seed: `${seed}/${index}`,
    weather,
    bursts: BURSTS_PER_WORLD,
    ...(isTalkative && { people: TALKATIVE_PEOPLE }),
    ...(weather.name === "days" && { people: PEOPLE_OF_DAYS }),
  };
}

/** Runs worlds until people have sent so many bursts, or until something is violated. */
export async function runWorlds({ seed, turns, share = { index: 0, of: 1 } }: RunSettings): Promise<Totals> {
  const totals = noTotals();
  const worlds = Math.ceil(turns / BURSTS_PER_WORLD);
  for (let index = share.index; index < worlds && !totals.broken; index += share.of) {
    addWorld(totals, index, await runWorld(worldOf(seed, index)));
  }
  return totals;
}

/** One set of totals for several. */
export function sumOf(parts: readonly Totals[]): Totals {
  const sum = noTotals();
  for (const part of parts) {
    sum.worlds += part.worlds;
    sum.turns += part.turns;
    sum.texts += part.texts;
    sum.invocations += part.invocations;
    sum.virtualMs += part.virtualMs;
    addFaults(sum, part.faults);
    sum.broken ??= part.broken;
  }
  return sum;
}

function noTotals(): Totals {
  const counts = { worlds: 0, turns: 0, texts: 0, invocations: 0, virtualMs: 0 };
  return { ...counts, faults: new Map(), broken: undefined };
}

function addWorld(totals: Totals, index: number, world: WorldResult): void {
  totals.worlds += 1;
  totals.turns += world.bursts;
  totals.texts += world.texts;
  totals.invocations += world.invocations;
  totals.virtualMs += world.virtualMs;
  addFaults(totals, world.faultCounts);
  if (world.violation) totals.broken = { world: index, violation: world.violation };
}

function addFaults({ faults }: Totals, more: ReadonlyMap<FaultKind, number>): void {
  for (const [kind, count] of more) faults.set(kind, (faults.get(kind) ?? 0) + count);
}
