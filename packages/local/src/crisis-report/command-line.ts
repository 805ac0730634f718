import { parseArgs } from "node:util";
import type { State } from "@jules/core/numbering";
import { stateOfCode } from "@jules/core/safety";

export interface ReportCommand {
  readonly year: number;
  /** Undefined: everything of the year, for ourselves. */
  readonly state: State | undefined;
  /** Whose counters; `local` is the local stack that runs on this machine. */
  readonly stage: string;
}

export const usage = `Usage: npm run --silent crisis:report -- --year 2026 [--state CA] [--stage production]

Writes as JSON how many texts referred people to a crisis service in a calendar year (Pacific Standard Time).

  --year N      the year
  --state XX    the report to a state, by its postal code; without it, all counts of the year, for ourselves
  --stage NAME  of a deployment, read with the AWS credentials and region of the environment;
                without it, the local stack that runs on this machine
`;

/** Reads the command line. Throws an error that says what is wrong with it. */
export function parseReportCommand(given: readonly string[]): ReportCommand {
  const { values } = parseArgs({
    args: [...given],
    options: { year: { type: "string" }, state: { type: "string" }, stage: { type: "string", default: "local" } },
  });
  if (!/^2\d{3}$/.test(values.year ?? "")) throw new Error("--year takes a year, as in --year 2026");
  const state = values.state === undefined ? undefined : stateOfCode(values.state);
  if (values.state !== undefined && state === undefined) {
    throw new Error(`--state takes the postal code of a state, not ${values.state}`);
  }
  return { year: Number(values.year), state, stage: values.stage };
}
