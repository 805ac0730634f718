import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** What `npm run dev -- --headless` prints when it is ready. */
export interface Ready {
  readonly event: "ready";
  readonly phone: string;
  readonly control: string;
  readonly api: string;
  readonly operatorToken: string;
  /** Where it keeps its data. */
  readonly dataDirectory: string;
  readonly services: Readonly<Record<string, string>>;
  readonly webhooks: {
    readonly bandwidthInbound: string;
    readonly bandwidthStatus: string;
    readonly veriffDecision: string;
    readonly veriffEvent: string;
    readonly stripe: string;
  };
  readonly bandwidth: {
    readonly inbound: { readonly username: string; readonly password: string };
    readonly status: { readonly username: string; readonly password: string };
    readonly applicationId: string;
    readonly numbers: readonly string[];
  };
}

export interface SentText {
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly text: string;
  readonly media: readonly string[];
  readonly tag: string;
  readonly segments: number;
  readonly acceptedAt: string;
}

/** The local stack as a process of its own, driven over HTTP alone. */
export class LocalJules {
  readonly ready: Ready;
  readonly #process: ChildProcessByStdio<null, Readable, Readable>;
  readonly #output: string[];
  #texts = 0;

  private constructor(process: ChildProcessByStdio<null, Readable, Readable>, ready: Ready, output: string[]) {
    this.#process = process;
    this.ready = ready;
    this.#output = output;
  }

  /** @param environment what the process gets besides the usual, for example `ANTHROPIC_BASE_URL`. */
  static async start(environment: Readonly<Record<string, string>> = {}, flags = ["--fresh"]): Promise<LocalJules> {
    const child = spawn("node", ["run.mjs", "dev", "--headless", "--port", "0", ...flags], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output: string[] = [];
    createInterface({ input: child.stderr }).on("line", (line) => output.push(line));
    const lines = createInterface({ input: child.stdout });
    const first = await Promise.race([
      once(lines, "line").then(([line]) => String(line)),
      once(child, "exit").then(([code]) => {
        throw new Error(`the stack ended with code ${code}: ${output.slice(-5).join("\n")}`);
      }),
    ]);
    lines.on("line", (line) => output.push(line));
    return new LocalJules(child, JSON.parse(first), output);
  }

  /** Everything the process has written, the ready line aside. */
  get output(): string {
    return this.#output.join("\n");
  }

  get processId(): number {
    return this.#process.pid ?? 0;
  }

  /** Stops it as an operator would; resolves with its exit code. */
  async stop(signal: "SIGTERM" | "SIGINT" = "SIGTERM"): Promise<number | null> {
    if (this.#process.exitCode !== null) return this.#process.exitCode;
    const exited = once(this.#process, "exit");
    this.#process.kill(signal);
    const [code] = await exited;
    return code;
  }

  /** One element of a callback, as the carrier writes it. */
  callback(text: string, message: Record<string, unknown> = {}): Record<string, unknown> {
    this.#texts += 1;
    const [own] = this.ready.bandwidth.numbers;
    const time = new Date().toISOString();
    return {
      time,
      type: "message-received",
      to: own,
      description: "Incoming message received",
      message: {
        id: `journey${String(Date.now())}n${this.#texts}`,
        owner: own,
        applicationId: this.ready.bandwidth.applicationId,
        time,
        segmentCount: 1,
        direction: "in",
        to: [own],
        from: "+14155550123",
        text,
        ...message,
      },
    };
  }

  /** Posts a callback body to the inbound route, with the right credentials unless others are given. */
  async post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const { username, password } = this.ready.bandwidth.inbound;
    return fetch(this.ready.webhooks.bandwidthInbound, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "BandwidthAPI/v2",
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
        ...headers,
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  }

  /** A person texts; resolves when everything that follows from it has happened. */
  async say(text: string, from = "+14155550123"): Promise<void> {
    const response = await this.post([this.callback(text, { from })]);
    if (response.status !== 200) throw new Error(`the callback was answered with ${response.status}`);
    await this.settle();
  }

  async settle(): Promise<void> {
    const response = await fetch(`${this.ready.control}/settle`, { method: "POST" });
    if (!response.ok) throw new Error(`settle answered ${response.status}`);
  }

  /** The stack's time, ISO 8601. */
  async now(): Promise<string> {
    const response = await fetch(`${this.ready.control}/clock`);
    return ((await response.json()) as { now: string }).now;
  }

  async advance(milliseconds: number): Promise<void> {
    const response = await fetch(`${this.ready.control}/clock`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ advanceMs: milliseconds }),
    });
    if (!response.ok) throw new Error(`the clock answered ${response.status}: ${await response.text()}`);
  }

  async runCron(name: string): Promise<Response> {
    return fetch(`${this.ready.control}/crons/${name}`, { method: "POST" });
  }

  /** What the carrier accepted for this number, oldest first. */
  async received(to = "+14155550123"): Promise<readonly SentText[]> {
    const response = await fetch(`${this.ready.control}/outbox?to=${encodeURIComponent(to)}`);
    if (!response.ok) throw new Error(`the outbox answered ${response.status}`);
    return (await response.json()) as SentText[];
  }

  async bodies(to = "+14155550123"): Promise<readonly string[]> {
    return (await this.received(to)).map((sent) => sent.text);
  }
}
