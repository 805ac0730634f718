/** `npm run crisis:report`: how many texts referred people to help in a year, as the states ask for it. */
import { fileURLToPath } from "node:url";
import { createDocuments, createReferralCounters } from "@jules/adapters/dynamo";
import { referralYear } from "@jules/core/crisis";
import { instant } from "@jules/core/kernel";
import { stateReport, yearReport } from "@jules/core/safety";
import { environmentOf, tableOf } from "../stack/stage-tables.ts";
import { parseReportCommand, type ReportCommand, usage } from "./command-line.ts";

const dataDirectory = fileURLToPath(new URL("../../../../.jules/local", import.meta.url));

process.exitCode = await main();

/** Resolves with the exit code. */
async function main(): Promise<number> {
  let command: ReportCommand;
  try {
    command = parseReportCommand(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${usage}`);
    return 2;
  }
  try {
    const { year, state, stage } = command;
    Object.assign(process.env, await environmentOf(stage, dataDirectory, process.env));
    const counts = await createReferralCounters(createDocuments(), await tableOf(stage, "counters")).ofYear(year);
    const report = state ? stateReport(state, year, counts) : yearReport(year, counts);
    process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
    if (year >= referralYear(instant(Date.now()))) {
      process.stderr.write(`${year} is not over: these are the counts so far.\n`);
    }
    return 0;
  } catch (error) {
    process.stderr.write(`The report could not be made: ${messageOf(error)}\n`);
    return 1;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
