import { type AddressInfo, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { type GuardedProcess, startGuarded } from "./guarded-process.ts";

/** An engine that is running, for the suites that are to be run on it. */
export interface Engine extends AsyncDisposable {
  /** Name, version and what else tells one from another. */
  readonly title: string;
  /** What the suites find in their environment. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface EngineOptions {
  /** A folder of this engine's own, kept between runs. */
  readonly cacheFolder: string;
  readonly signal: AbortSignal;
  /** Says what takes long. */
  readonly tell: (line: string) => void;
}

/** The engine is not at hand on this machine: no failure, but nothing can be said about it either. */
export class Unavailable extends Error {}

/** What AWS clients want to know before they talk to anybody. */
export const AWS_CLIENT = { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" };

/** For a question to a program, and for fetching an engine. */
export const ASK_TIMEOUT_MS = 30_000;
export const FETCH_TIMEOUT_MS = 600_000;

const START_TIMEOUT_MS = 90_000;

/**
 * Starts a server on a free port of the loopback interface and waits until `isReady`. Throws with what it wrote when it
 * ends before, or is not ready within ninety seconds.
 */
export async function startServer(options: {
  readonly program: string;
  readonly given: (port: number) => readonly string[];
  readonly isReady: (port: number) => Promise<boolean>;
  readonly signal: AbortSignal;
}): Promise<{ readonly port: number; readonly server: GuardedProcess }> {
  const { program, given, isReady, signal } = options;
  const port = await freePort();
  const server = startGuarded(program, given(port));
  try {
    const giveUpAtMs = Date.now() + START_TIMEOUT_MS;
    while (!(await isReady(port).catch(() => false))) {
      signal.throwIfAborted();
      if (server.hasEnded) throw new Error(`It ended before it was ready. ${lastLines(server.output())}`);
      if (Date.now() > giveUpAtMs) {
        throw new Error(`It was not ready within ${START_TIMEOUT_MS / 1_000} seconds. ${lastLines(server.output())}`);
      }
      await pause(100);
    }
    return { port, server };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The end of what a program wrote, short enough for a message. */
export function lastLines(output: string): string {
  return output.trim().split("\n").slice(-8).join("\n");
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
