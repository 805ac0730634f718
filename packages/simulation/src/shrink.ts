import type { Action } from "./people/index.ts";
import { runWorld, type WorldResult, type WorldSettings } from "./world/index.ts";

/** As little of a world as still violates the same. */
export interface Shrunk {
  readonly settings: WorldSettings;
  readonly result: WorldResult;
}

/** What is small enough to read is found in seconds; the last texts and faults can take very long. */
const LONGEST_MS = 60_000;

/** @param world a world that ended in a violation, and what it was made of. */
export async function shrink(settings: WorldSettings, world: WorldResult): Promise<Shrunk> {
  const code = world.violation?.code;
  const untilMs = performance.now() + LONGEST_MS;
  let best: Shrunk = { settings, result: world };

  async function violates(script: readonly Action[], faults: readonly string[]): Promise<boolean> {
    if (performance.now() > untilMs) return false;
    const tried: WorldSettings = { ...settings, script, onlyFaults: new Set(faults) };
    const result = await runWorld(tried);
    if (result.violation?.code !== code) return false;
    best = { settings: tried, result };
    return true;
  }

  let script: readonly Action[] = world.script.flatMap(singly);
  let faults = world.faults;
  if (!(await violates(script, faults))) return best;
  script = (await ofOnePerson(script, (fewer) => violates(fewer, faults))) ?? script;
  for (let before = Number.POSITIVE_INFINITY; script.length + faults.length < before; ) {
    before = script.length + faults.length;
    faults = await fewest(faults, (fewer) => violates(script, fewer));
    script = await fewest(script, (fewer) => violates(fewer, faults));
  }
  return best;
}

function singly(action: Action): readonly Action[] {
  return action.kind === "burst" ? action.texts.map((text) => ({ ...action, texts: [text] })) : [action];
}

/** Most of what goes wrong goes wrong for one person, whatever the others do. */
async function ofOnePerson(
  script: readonly Action[],
  suffices: (fewer: readonly Action[]) => Promise<boolean>,
): Promise<readonly Action[] | undefined> {
  for (const number of new Set(script.map((action) => action.number))) {
    const own = script.filter((action) => action.number === number);
    if (await suffices(own)) return own;
  }
  return undefined;
}

/** Andreas Zeller's delta debugging: leaves out ever smaller parts as long as what is left suffices. */
async function fewest<Item>(
  items: readonly Item[],
  suffices: (fewer: readonly Item[]) => Promise<boolean>,
): Promise<readonly Item[]> {
  let kept = items;
  for (let size = Math.ceil(kept.length / 2); size >= 1 && kept.length > 0; ) {
    let hasShrunk = false;
    for (let from = 0; from < kept.length; ) {
      const fewer = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (await suffices(fewer)) {
        kept = fewer;
        hasShrunk = true;
      } else {
        from += size;
      }
    }
    if (size === 1 && !hasShrunk) break;
    size = size === 1 ? 1 : Math.ceil(size / 2);
  }
  return kept;
}
