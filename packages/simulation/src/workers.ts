import { Worker } from "node:worker_threads";
import { type RunSettings, runWorlds, sumOf, type Totals } from "./run.ts";

/** Each worker takes every nth world; the first violation ends its worker, and the others come to their end. */
export async function runShared(settings: RunSettings, workers: number): Promise<Totals> {
  if (workers === 1) return runWorlds(settings);
  const shares = Array.from({ length: workers }, (_, index) => ({ ...settings, share: { index, of: workers } }));
  return sumOf(await Promise.all(shares.map(runInWorker)));
}

function runInWorker(workerData: RunSettings): Promise<Totals> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData });
    worker.once("message", (totals: Totals) => {
      resolve(totals);
      void worker.terminate();
    });
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("a worker ended without a word")));
  });
}
