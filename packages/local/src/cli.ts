import { parseArgs } from "node:util";
import type { LocalStack } from "./stack/index.ts";

export interface CommandLine {
  /** Asks how to use it, and for nothing else. */
  readonly help: boolean;
  readonly headless: boolean;
  readonly fresh: boolean;
  readonly live: boolean;
  /** Of the phone page and the control API; 0 takes any free one. */
  readonly port: number;
}

export const usage = `Usage: npm run dev -- [--headless] [--fresh] [--live] [--port N]

  --headless  print one line of JSON when ready, and nothing else, on standard output
  --fresh     forget what earlier runs have kept
  --live      use the real providers; their keys must be in the environment
  --port N    of the phone page (3000; 0 takes any free one)
  --help, -h  print this
`;

/** Reads the command line. Throws an error that says what is wrong with it. */
export function parseCommandLine(given: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...given],
    options: {
      help: { type: "boolean", short: "h", default: false },
      headless: { type: "boolean", default: false },
      fresh: { type: "boolean", default: false },
      live: { type: "boolean", default: false },
      port: { type: "string", default: "3000" },
    },
  });
  const { help, headless, fresh, live } = values;
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
    throw new Error(`--port takes a number from 0 to 65535, not ${values.port}`);
  }
  return { help, headless, fresh, live, port: Number(values.port) };
}

/** What a person sees once everything runs. */
export function screen({ ready, dataDirectory, keepsData }: LocalStack): string {
  const section = (title: string, lines: Readonly<Record<string, string | undefined>>) => {
    const shown = Object.entries(lines).filter((line): line is [string, string] => line[1] !== undefined);
    return [title, ...shown.map(([name, value]) => `  ${name.padEnd(24)}${value}`), ""];
  };
  return [
    "",
    `Jules runs on this machine. Text with Jules: ${ready.phone}`,
    "",
    ...section("Entrances", { "Phone page": ready.phone, Control: ready.control, "Public API": ready.api }),
    ...(ready.operatorToken ? [`Operators' token (Authorization: Bearer …)`, `  ${ready.operatorToken}`, ""] : []),
    ...section("Webhooks", ready.webhooks),
    ...section("Behind them", ready.services),
    keepsData
      ? `Data is kept in ${dataDirectory}; --fresh starts without it.`
      : `Another local stack has the kept data. This one's is in ${dataDirectory} and is deleted at the end.`,
    "Ctrl-C stops everything.",
    "What the functions log follows.",
    "",
  ].join("\n");
}

/**
 * One line of a function's log for people: its time of day, and a JSON line as its level, message and the rest, any other as
 * it is. Undefined for a line without news.
 * @param at the stack's time when it was printed, in milliseconds since the epoch; a JSON line's own time is preferred
 */
export function readableLogLine(source: string, line: string, at: number, timeZone: string): string | undefined {
  const name = source.padEnd(22);
  const parsed = parseObject(line);
  if (!parsed) return `${timeOfDay(at, timeZone)} ${name} ${line}`;
  const { level = "", message = "", timestamp, ...rest } = parsed;
  // Every minute, or a thousand times when the clock is moved.
  if (message === "sweep.done" && rest.due === 0) return undefined;
  const details = Object.entries(rest)
    .filter(([key]) => !boilerplate.has(key))
    .map(([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  const written = typeof timestamp === "string" ? Date.parse(timestamp) : Number.NaN;
  const time = timeOfDay(Number.isNaN(written) ? at : written, timeZone);
  return [time, name, String(level).padEnd(5), String(message), ...details].filter((part) => part !== "").join(" ");
}

function timeOfDay(at: number, timeZone: string): string {
  return new Date(at).toLocaleTimeString("en-GB", { timeZone });
}

/** Fields that are the same on every line, or tell nothing on one machine. */
const boilerplate: ReadonlySet<string> = new Set([
  "_aws",
  "cold_start",
  "function_arn",
  "function_memory_size",
  "function_name",
  "function_request_id",
  "sampling_rate",
  "service",
  "xray_trace_id",
]);

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
