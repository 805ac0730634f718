import { answerControl } from "../control.ts";
import { type Answer, parseJson, type ReceivedRequest, serve } from "../http-server.ts";
import { Script, type Scripted } from "../script.ts";

interface StatusFault extends Scripted {
  readonly kind: "status";
  readonly status: number;
}

export type SentryFault = StatusFault;

const faultKinds = ["status"] as const satisfies readonly SentryFault["kind"][];

export interface SentrySimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly publicKey?: string;
  readonly project?: string;
}

export interface SentrySimulator {
  readonly url: string;
  /** What an SDK is given. */
  readonly dsn: string;
  /** The items of the envelopes that came in, with their headers, the newest thousand, oldest first. */
  readonly items: readonly { readonly header: unknown; readonly payload: unknown }[];
  script(fault: SentryFault): void;
  close(): Promise<void>;
}

const keptItems = 1000;

/** Starts a server that takes envelopes as Sentry does: a line of JSON for the envelope, then two for each item. */
export async function startSentrySimulator(options: SentrySimulatorOptions = {}): Promise<SentrySimulator> {
  const { publicKey = "public", project = "42" } = options;
  const script = new Script<SentryFault>();
  const items: { header: unknown; payload: unknown }[] = [];

  async function handle(request: ReceivedRequest): Promise<Answer | undefined> {
    const controlled = answerControl(request, script, faultKinds, () => items);
    if (controlled) return controlled;
    if (`${request.method} ${request.url.pathname}` !== `POST /api/${project}/envelope/`) return { status: 404 };
    const fault = script.take(faultKinds);
    if (fault) return { status: fault.status, body: { detail: "scripted" } };
    if (request.url.searchParams.get("sentry_key") !== publicKey) {
      return { status: 403, body: { detail: "bad sentry DSN public key" } };
    }
    const [envelope, ...lines] = request.body.split("\n").filter(Boolean).map(parseJson);
    if (envelope === undefined) return { status: 400, body: { detail: "invalid envelope" } };
    for (let line = 0; line + 1 < lines.length; line += 2) {
      items.push({ header: lines[line], payload: lines[line + 1] });
    }
    items.splice(0, Math.max(0, items.length - keptItems));
    return { status: 200, body: {} };
  }

  const server = await serve(options.port ?? 0, handle);
  return {
    url: server.url,
    dsn: `${server.url.replace("http://", `http://${publicKey}@`)}/${project}`,
    items,
    script: (fault) => script.add(fault),
    close: server.close,
  };
}
