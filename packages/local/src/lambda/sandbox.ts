import { createInterface } from "node:readline";
import { Worker } from "node:worker_threads";
import type { Invocation, InvocationError, SandboxData, SandboxMessage } from "./messages.ts";

export type InvocationResult =
  | { readonly kind: "returned"; readonly payload: unknown }
  | { readonly kind: "failed"; readonly error: InvocationError };

/** Invokes the function with that ARN and waits for its result. Never rejects. */
export type Invoke = (functionArn: string, event: unknown) => Promise<InvocationResult>;

/** As on Lambda, where loading the handler may take ten seconds. */
const longestLoadMs = 10_000;

const exited: InvocationError = { errorType: "Runtime.ExitError", errorMessage: "Runtime exited" };

export interface SandboxOptions extends SandboxData {
  /** All that the handler finds in `process.env`; nothing of this process is added. */
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
}

/**
 * One execution environment of a function: a thread with its own modules and its own environment variables. It runs one
 * invocation at a time. After a time-out or a crash it is dead, and the next invocation needs a new one.
 */
export class Sandbox {
  readonly #worker: Worker;
  #answered: ((message: SandboxMessage) => void) | undefined;
  #dead = false;
  #loaded: Promise<SandboxMessage> | undefined;

  constructor(options: SandboxOptions) {
    const { environment, onLine, clockOffset, moduleUrl, exportName } = options;
    const data: SandboxData = { clockOffset, moduleUrl, exportName };
    this.#worker = new Worker(new URL("./sandbox-thread.ts", import.meta.url), {
      env: { ...environment },
      argv: [],
      execArgv: ["--enable-source-maps"],
      stdin: false,
      stdout: true,
      stderr: true,
      workerData: data,
    });
    this.#worker.on("message", (message: SandboxMessage) => this.#settle(message));
    this.#worker.on("error", (error) =>
      this.#died({ errorType: "Runtime.UnhandledError", errorMessage: String(error) }),
    );
    this.#worker.on("exit", () => this.#died(exited));
    for (const output of [this.#worker.stdout, this.#worker.stderr]) {
      createInterface({ input: output }).on("line", onLine);
    }
    this.#loaded = this.#next(longestLoadMs, "Sandbox initialization timed out");
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** Resolves once the handler is loaded, or once that has failed, which the next invocation reports. */
  async loaded(): Promise<void> {
    await this.#loaded;
  }

  async invoke(invocation: Invocation): Promise<InvocationResult> {
    const loaded = await this.#loaded;
    if (loaded?.kind === "failed") {
      await this.stop();
      return loaded;
    }
    if (this.#dead) return { kind: "failed", error: exited };
    const seconds = (invocation.timeoutMs / 1000).toFixed(2);
    const answer = this.#next(invocation.timeoutMs, `Task timed out after ${seconds} seconds`);
    this.#worker.postMessage(invocation);
    const message = await answer;
    if (message.kind === "failed") return message;
    return { kind: "returned", payload: message.kind === "returned" ? JSON.parse(message.payload) : null };
  }

  async stop(): Promise<void> {
    this.#dead = true;
    await this.#worker.terminate();
  }

  #next(timeoutMs: number, timeoutMessage: string): Promise<SandboxMessage> {
    return new Promise((resolve) => {
      const timeout = setTimeout(() => {
        this.#settle({ kind: "failed", error: { errorType: "Sandbox.Timedout", errorMessage: timeoutMessage } });
        void this.stop();
      }, timeoutMs);
      this.#answered = (message) => {
        clearTimeout(timeout);
        resolve(message);
      };
    });
  }

  #died(error: InvocationError): void {
    this.#dead = true;
    this.#settle({ kind: "failed", error });
  }

  #settle(message: SandboxMessage): void {
    const answered = this.#answered;
    this.#answered = undefined;
    answered?.(message);
  }
}
