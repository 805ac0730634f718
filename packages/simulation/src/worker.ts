import { parentPort, workerData } from "node:worker_threads";
import { beFrugal } from "./engine/index.ts";
import { type RunSettings, runWorlds } from "./run.ts";

beFrugal();
parentPort?.postMessage(await runWorlds(workerData as RunSettings));
