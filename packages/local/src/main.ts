/** `npm run dev`: the whole system on this machine. */
import { fileURLToPath } from "node:url";
import { type CommandLine, parseCommandLine, readableLogLine, screen, usage } from "./cli.ts";
import type { LocalStack } from "./stack/index.ts";

const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
// As on Lambda: a time of day without its zone is one of UTC.
process.env.TZ = "UTC";

const stage = "local";
const dataDirectory = fileURLToPath(new URL("../../../.jules/local", import.meta.url));
const cacheDirectory = fileURLToPath(new URL("../../../.jules/synthesis", import.meta.url));

/** What of the environment the stacks may be synthesized with: never a secret, and no address, which is set here. */
const carrierAccount = ["BANDWIDTH_ACCOUNT_ID", "BANDWIDTH_APPLICATION_ID", "BANDWIDTH_NUMBERS"];
const configuration = [...carrierAccount, "REPLY_MODELS"];

const stopped = Promise.withResolvers<void>();
let isStopping = false;
function stop(): void {
  isStopping = true;
  stopped.resolve();
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
const parent = process.ppid;
// A parent that was killed cannot pass its signal on.
setInterval(() => process.ppid !== parent && stop(), 500).unref();
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
  const { help, headless } = commandLine;
  if (help) {
    process.stdout.write(usage);
    return 0;
  }
  try {
    await run(commandLine);
    if (!headless) process.stdout.write("Stopped.\n");
    return 0;
  } catch (error) {
    // Ctrl-C ends the synthesis, too, which is then no failure.
    if (isStopping) return 0;
    process.stderr.write(`Jules could not start: ${messageOf(error)}\n`);
    return 1;
  }
}

async function run(commandLine: CommandLine): Promise<void> {
  await using stack = await start(commandLine);
  process.stdout.write(commandLine.headless ? `${JSON.stringify(stack.ready)}\n` : screen(stack));
  await stopped.promise;
}

async function start({ headless, fresh, live, port }: CommandLine): Promise<LocalStack> {
  const missing = carrierAccount.filter((variable) => !process.env[variable]);
  if (live && missing.length > 0) throw new Error(`--live needs ${missing.join(", ")} in the environment.`);
  const say = (line: string) => void (headless || process.stdout.write(`${line}\n`));
  say("Starting Jules on this machine ...");
  const synthesisEnvironment = Object.entries(process.env).filter(
    (entry): entry is [string, string] => configuration.includes(entry[0]) && entry[1] !== undefined,
  );
  const onLine = (source: string, line: string, at: number) => {
    if (headless) process.stderr.write(`${source} ${line}\n`);
    const shown = readableLogLine(source.replace(new RegExp(`^${stage}-[a-z]+-`), ""), line, at, timeZone);
    if (shown !== undefined) say(shown);
  };
  const onUncached = () => say("The stacks are synthesized first, which takes about fifteen seconds.");
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
    // Whoever texts by hand is not to wait for the first answer; a program that drives it starts one stack after the other.
    prewarms: !headless,
    environment: process.env,
    synthesize: () =>
      synthesize({ stage, cacheDirectory, environment: Object.fromEntries(synthesisEnvironment), onUncached }),
    onLine,
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
