import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("invoke-once.mjs", import.meta.url));

export interface Contestant<Name extends string = string> {
  readonly name: Name;
  /** The module that exports `handler`. */
  readonly file: string;
  /** JSON of the event it is given. */
  readonly eventFile: string;
}

/** The milliseconds that a new process takes from its start to its end, with one event handled in between. */
export async function invokeOnce(
  { name, file, eventFile }: Contestant,
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const start = performance.now();
  const sandbox = spawn(process.execPath, [PROGRAM, file, eventFile], {
    env: environment,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = await once(sandbox, "exit");
  const tookMs = performance.now() - start;
  if (code !== 0) throw new Error(`${name} did not handle its event`);
  return tookMs;
}

/** Cold wall times in milliseconds, one per round. Contestants take turns, so what disturbs one disturbs all. */
export async function race<Name extends string>(
  contestants: readonly Contestant<Name>[],
  rounds: number,
  environment: Readonly<Record<string, string>>,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const times = Object.fromEntries(contestants.map(({ name }) => [name, []])) as unknown as Record<Name, number[]>;
  for (const contestant of contestants) await invokeOnce(contestant, environment);
  for (let round = 0; round < rounds; round++) {
    for (const contestant of contestants) times[contestant.name].push(await invokeOnce(contestant, environment));
  }
  return times;
}

export async function writeEvent(file: string, event: unknown): Promise<string> {
  await writeFile(file, JSON.stringify(event));
  return file;
}
