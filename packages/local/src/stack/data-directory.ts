import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface DataDirectory extends AsyncDisposable {
  readonly path: string;
  /** Whether it is deleted at the end. */
  readonly isTemporary: boolean;
}

const lockName = "running.pid";

/**
 * Takes the folder where the stack keeps its data between runs. With `fresh` it is emptied first, or, while another
 * running stack has it, a new folder beside it is used and deleted at the end; without, that is an error. The folder holds
 * keys and members' texts, so only its owner may read it.
 */
export async function openDataDirectory(path: string, options: { readonly fresh: boolean }): Promise<DataDirectory> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const lock = join(path, lockName);
  const owner = await takeLock(lock);
  if (owner === undefined) {
    if (options.fresh) await empty(path);
    return { path, isTemporary: false, [Symbol.asyncDispose]: () => rm(lock, { force: true }) };
  }
  if (!options.fresh) throw new Error(`Another local stack (process ${owner}) is using ${path}. Stop it first.`);
  const temporary = await mkdtemp(`${path}-`);
  const remove = () => rm(temporary, { recursive: true, force: true });
  return { path: temporary, isTemporary: true, [Symbol.asyncDispose]: remove };
}

async function empty(path: string): Promise<void> {
  const names = (await readdir(path)).filter((name) => name !== lockName);
  await Promise.all(names.map((name) => rm(join(path, name), { recursive: true, force: true })));
}

/** Resolves with the process that has the lock, or with undefined if it is ours now. */
async function takeLock(lock: string): Promise<number | undefined> {
  try {
    await writeFile(lock, String(process.pid), { flag: "wx" });
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const owner = Number(await readFile(lock, "utf8"));
  if (isRunning(owner)) return owner;
  // Whoever wrote it was killed before it could clean up.
  await rm(lock, { force: true });
  return await takeLock(lock);
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
