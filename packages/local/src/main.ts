/** `npm run dev`: the whole system on this machine. */
import { fileURLToPath } from "node:url";
import { type CommandLine, parseCommandLine, readableLogLine, screen, usage } from "./cli.ts";
import type { LocalStack } from "./stack/index.ts";

// As on Lambda: a time of day without its zone is one of UTC.
process.env.TZ = "UTC";

const stage = "local";
const dataDirectory = fileURLToPath(new URL("../../../.jules/local", import.meta.url));
const cacheDirectory = fileURLToPath(new URL("../../../.jules/synthesis", import.meta.url));

/** What of the environment the stacks may be synthesized with: never a secret, and no address, which is set here. */
const carrierAccount = ["BANDWIDTH_ACCOUNT_ID", "BANDWIDTH_APPLICATION_ID", "BANDWIDTH_NUMBERS"];
const configuration = [...carrierAccount, "REPLY_MODEL"];

const stopped = Promise.withResolvers<void>();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopped.resolve());
const parent = process.ppid;
// A parent that was killed cannot pass its signal on.
setInterval(() => process.ppid !== parent && stopped.resolve(), 500).unref();
process.exit(await main());

/** Runs until a signal comes; resolves with the exit code. */
async function main(): Promise<number> {
  let commandLine: CommandLine;
  try {
    commandLine = parseCommandLine(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${usage}`);
    return 2;
  }
  try {
    await using stack = await start(commandLine);
    process.stdout.write(commandLine.headless ? `${JSON.stringify(stack.ready)}\n` : screen(stack));
    await stopped.promise;
    return 0;
  } catch (error) {
    process.stderr.write(`Jules could not start: ${messageOf(error)}\n`);
    return 1;
  }
}

async function start({ headless, fresh, live, port }: CommandLine): Promise<LocalStack> {
  const missing = carrierAccount.filter((variable) => !process.env[variable]);
  if (live && missing.length > 0) throw new Error(`--live needs ${missing.join(", ")} in the environment.`);
  if (!headless) process.stdout.write("Starting Jules on this machine ...\n");
  const synthesisEnvironment = Object.entries(process.env).filter(
    (entry): entry is [string, string] => configuration.includes(entry[0]) && entry[1] !== undefined,
  );
  const onLine = (source: string, line: string) => {
    const shown = readableLogLine(source.replace(new RegExp(`^${stage}-[a-z]+-`), ""), line);
    if (headless) process.stderr.write(`${source} ${line}\n`);
    else process.stdout.write(`${shown}\n`);
  };
  // Not before the signals are listened to: loading all this takes its time.
  const [{ startStack }, { synthesize }] = await Promise.all([
    import("./stack/index.ts"),
    import("./synthesis/index.ts"),
  ]);
  return await startStack({
    dataDirectory,
    fresh,
    live,
    port,
    environment: process.env,
    synthesize: () => synthesize({ stage, cacheDirectory, environment: Object.fromEntries(synthesisEnvironment) }),
    onLine,
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
