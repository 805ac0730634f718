import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { type AddressInfo, createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createPrivateFile, UnusableFile } from "../../kept/index.ts";

export interface Engine {
  readonly url: string;
  /** Resolves when no process of the engine is left. */
  close(): Promise<void>;
}

const version = "1.2.1";
const attempts = 3;
// Elsewhere than on Linux x64 the engine is downloaded first.
const startTimeoutMs = 120_000;

/**
 * Ends the engine as soon as standard input closes, which the operating system does for a parent that dies of whatever
 * cause. SIGTERM lets the engine tidy its files up; one that takes longer than a second gets SIGKILL, which SQLite's
 * journal makes as safe for the data. The engine is the shell's own child, so the shell can wait until it is gone; standard
 * error is the engine's alone, so its end tells that the engine has ended.
 */
const guard = `
  "$@" </dev/null & engine=$!
  exec 2>/dev/null
  read -r _
  kill -TERM $engine
  for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 $engine && sleep 0.1; done
  kill -KILL $engine
  wait $engine
`;

/** Starts the embedded DynamoDB engine on the loopback interface, with its data in `file` or in memory. */
export async function startEngine(file: string | undefined): Promise<Engine> {
  let failure: unknown;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    // The engine cannot choose a port itself, so a free one is looked for; somebody may take it in between.
    const port = await freePort();
    try {
      return await startOnPort(port, file);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

async function startOnPort(port: number, file: string | undefined): Promise<Engine> {
  const options = ["serve", "--host", "127.0.0.1", "--port", String(port)];
  if (file !== undefined) {
    createPrivateFile(file);
    options.push("--db-path", file);
  }
  const [program, ...prefix] = command();
  const child = spawn("/bin/sh", ["-c", guard, "sh", program, ...prefix, ...options], {
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
  });
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2000);
  });
  child.stderr.on("end", () => child.stdin.end());
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilHealthy(child, url);
  } catch (error) {
    await end(child);
    const failure = new Error(`the DynamoDB engine did not start. ${complaint}`.trim(), { cause: error });
    throw file === undefined ? failure : new UnusableFile(file, failure);
  }
  return { url, close: () => end(child) };
}

function command(): readonly [string, ...string[]] {
  if (process.platform === "linux" && process.arch === "x64") {
    const manifest = createRequire(import.meta.url).resolve("@dynoxide/linux-x64/package.json");
    return [join(dirname(manifest), "dynoxide")];
  }
  return ["npx", "--yes", `dynoxide@${version}`];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function untilHealthy(child: ChildProcess, url: string): Promise<void> {
  const giveUpAt = Date.now() + startTimeoutMs;
  while (Date.now() < giveUpAt) {
    if (hasEnded(child)) throw new Error(`It ended with ${child.exitCode ?? child.signalCode}.`);
    const response = await fetch(url).catch(() => undefined);
    // Somebody else on this port would not send the engine's header.
    if (response?.headers.has("x-dynoxide-version")) return;
    await pause(10);
  }
  throw new Error("It did not answer.");
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child) || child.pid === undefined) return;
  const ended = once(child, "exit");
  child.stdin?.end();
  await ended;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
