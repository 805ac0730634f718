import { readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 50;

/** Runs work while no other process of this machine does the same; whose lock file is in the way is waited for, unless it died. */
export async function onlyOneAtATime<Result>(lockFile: string, work: () => Promise<Result>): Promise<Result> {
  while (!(await tryLock(lockFile))) {
    if (await ownerDied(lockFile)) await rm(lockFile, { force: true });
    else await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await rm(lockFile, { force: true });
  }
}

async function tryLock(lockFile: string): Promise<boolean> {
  try {
    await writeFile(lockFile, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function ownerDied(lockFile: string): Promise<boolean> {
  try {
    const owner = Number(await readFile(lockFile, "utf8"));
    // The file is empty for a moment after its owner made it.
    if (owner > 0) process.kill(owner, 0);
    return false;
  } catch (error) {
    // ESRCH: no such process. ENOENT: the owner has just finished.
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
