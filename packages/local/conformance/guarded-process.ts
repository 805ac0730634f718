import { spawn } from "node:child_process";
import { once } from "node:events";

export interface GuardedProcess extends AsyncDisposable {
  /** The last of what it has written, to standard output and standard error. */
  output(): string;
  readonly hasEnded: boolean;
  /** Resolves with the exit code. */
  readonly ended: Promise<number>;
  /** Resolves when it is gone. */
  stop(): Promise<void>;
}

/**
 * Runs a program that ends as soon as standard input closes, which the operating system does for a parent that dies of
 * whatever cause. SIGTERM lets it tidy up; after five seconds it gets SIGKILL.
 */
const GUARD = `
  exec 3<&0
  "$@" </dev/null 3<&- & program=$!
  {
    exec >/dev/null 2>&1
    read -r _ <&3
    kill -TERM $program
    for _ in 1 2 3 4 5; do kill -0 $program && sleep 1; done
    kill -KILL $program
  } & guard=$!
  wait $program
  code=$?
  kill $guard
  exit $code
`;

const KEPT_CHARACTERS = 200_000;

/** Starts `program`, which never outlives this process. One that cannot be found ends with 127. */
export function startGuarded(
  program: string,
  given: readonly string[],
  options: { readonly environment?: Readonly<Record<string, string>>; readonly folder?: string } = {},
): GuardedProcess {
  const child = spawn("/bin/sh", ["-c", GUARD, "sh", program, ...given], {
    // A group of its own: Ctrl-C is for us, who then end it in order.
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...options.environment },
    ...(options.folder !== undefined && { cwd: options.folder }),
  });
  let written = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      written = (written + chunk.toString()).slice(-KEPT_CHARACTERS);
    });
  }
  child.stdin.on("error", () => {});
  const ended = once(child, "close").then(() => child.exitCode ?? 1);
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  return {
    output: () => written,
    get hasEnded() {
      return child.exitCode !== null || child.signalCode !== null;
    },
    ended,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/**
 * Runs `program` to its end and answers its exit code and what it wrote; 124 when it is ended after `timeoutMs`. Throws
 * when `signal` aborts.
 */
export async function run(
  program: string,
  given: readonly string[],
  options: {
    readonly environment?: Readonly<Record<string, string>>;
    readonly folder?: string;
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
  },
): Promise<{ readonly code: number; readonly output: string }> {
  const { signal, timeoutMs } = options;
  signal.throwIfAborted();
  await using started = startGuarded(program, given, options);
  const ending = new AbortController();
  const timeout = AbortSignal.timeout(timeoutMs);
  AbortSignal.any([signal, timeout]).addEventListener("abort", () => void started.stop(), { signal: ending.signal });
  const code = await started.ended;
  ending.abort();
  signal.throwIfAborted();
  if (!timeout.aborted) return { code, output: started.output() };
  return { code: 124, output: `${started.output()}\nIt took longer than ${timeoutMs / 1_000} seconds.` };
}
