import { randomUUID } from "node:crypto";
import { type InvocationResult, Sandbox, type SandboxOptions } from "./sandbox.ts";

export interface LocalFunctionOptions extends SandboxOptions {
  readonly name: string;
  readonly arn: string;
  readonly memorySizeMb: number;
  readonly timeoutMs: number;
  /** How many invocations run at the same time, each in its own sandbox. Others wait for their turn. */
  readonly concurrency: number;
}

const stopped: InvocationResult = {
  kind: "failed",
  error: { errorType: "Runtime.ExitError", errorMessage: "The function was stopped" },
};

/** A function as its callers see it: they invoke it, and it finds a warm sandbox or starts a cold one. */
export class LocalFunction {
  readonly name: string;
  readonly arn: string;
  readonly #options: LocalFunctionOptions;
  readonly #sandboxes = new Set<Sandbox>();
  #warm: Sandbox[] = [];
  readonly #waiting: (() => void)[] = [];
  #taken = 0;
  #running = 0;
  #isStopped = false;

  constructor(options: LocalFunctionOptions) {
    this.name = options.name;
    this.arn = options.arn;
    this.#options = options;
  }

  /** Invocations that have started or wait for a sandbox. */
  get running(): number {
    return this.#running;
  }

  /** Loads the handler ahead of the first invocation. */
  async prewarm(): Promise<void> {
    if (this.#sandboxes.size > 0) return;
    const sandbox = this.#start();
    this.#warm.push(sandbox);
    await sandbox.loaded();
  }

  /** `event` goes through JSON, as on Lambda. Never rejects: what the handler throws is a result of kind `failed`. */
  async invoke(event: unknown): Promise<InvocationResult> {
    this.#running++;
    try {
      await this.#turn();
      const result = this.#isStopped ? stopped : await this.#invokeNow(JSON.stringify(event) ?? "null");
      // Lambda writes what a handler threw to the function's log, too. That it was stopped here is no news.
      if (result.kind === "failed" && !this.#isStopped)
        this.#options.onLine(JSON.stringify({ level: "ERROR", ...result.error }));
      return result;
    } finally {
      this.#taken--;
      this.#waiting.shift()?.();
      this.#running--;
    }
  }

  /** Ends what runs; what is invoked from now on fails. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all([...this.#sandboxes].map((sandbox) => sandbox.stop()));
    this.#sandboxes.clear();
    this.#warm = [];
  }

  async #invokeNow(event: string): Promise<InvocationResult> {
    const { name, arn, memorySizeMb, timeoutMs } = this.#options;
    this.#warm = this.#warm.filter((candidate) => !candidate.dead);
    const sandbox = this.#warm.pop() ?? this.#start();
    try {
      return await sandbox.invoke({
        requestId: randomUUID(),
        event,
        functionName: name,
        functionArn: arn,
        memorySizeMb,
        timeoutMs,
      });
    } finally {
      if (sandbox.dead) this.#sandboxes.delete(sandbox);
      else this.#warm.push(sandbox);
    }
  }

  #turn(): Promise<void> | undefined {
    if (this.#taken < this.#options.concurrency) {
      this.#taken++;
      return undefined;
    }
    return new Promise((resolve) =>
      this.#waiting.push(() => {
        this.#taken++;
        resolve();
      }),
    );
  }

  #start(): Sandbox {
    const sandbox = new Sandbox(this.#options);
    this.#sandboxes.add(sandbox);
    return sandbox;
  }
}
