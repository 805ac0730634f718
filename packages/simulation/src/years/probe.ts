import { liveAndJudge } from "./index.ts";
const n = Number(process.argv[2] ?? 20), from = Number(process.argv[3] ?? 0);
const t0 = performance.now(); const v = await liveAndJudge(from, from + n);
console.log(v.texts, "ms", Math.round(performance.now() - t0), "cpu", process.cpuUsage().user/1e3, "violations", v.violations.length); console.log(v.violations.slice(0, 25).join("\n"));
