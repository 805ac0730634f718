import { type Clock, realClock } from "../clock.ts";
import { answerControl } from "../control.ts";
import { serve } from "../http-server.ts";
import { Script } from "../script.ts";
import { Timers } from "../timers.ts";
import { Api } from "./api.ts";
import { faultKinds, type HeaderFamily, type Operation, type VeriffFault } from "./faults.ts";
import type { Outcome } from "./outcomes.ts";
import { answerPage } from "./page.ts";
import { Sessions } from "./sessions.ts";
import { answerSideDoor, type KnownSession, known } from "./side-door.ts";
import { type WebhookAnswer, type WebhookCounters, Webhooks, type WebhookTargets } from "./webhooks.ts";

export type { HeaderFamily, VeriffFault } from "./faults.ts";
export type { Outcome } from "./outcomes.ts";
export type { KnownSession } from "./side-door.ts";
export type { WebhookAnswer, WebhookTargets } from "./webhooks.ts";

export interface VeriffSimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly clock?: Clock;
  /** A UUID. */
  readonly apiKey: string;
  readonly sharedSecret: string;
  readonly webhooks?: WebhookTargets;
  /** Which headers carry keys and signatures: the documented ones unless given. */
  readonly headers?: HeaderFamily;
  /** Whether users may be sent back to http on this machine, which the vendor refuses. */
  readonly allowsLocalCallbacks?: boolean;
  /** Takes lines without anything about a person; the first says that this is a simulation. */
  readonly log?: (line: string) => void;
}

export interface VeriffSimulator {
  /** The base URL of the API, and where the hosted pages and the side door are. */
  readonly url: string;
  readonly requests: Readonly<Record<Operation, number>>;
  readonly webhooks: Readonly<WebhookCounters>;
  /** What the integration answered to each attempt, the newest thousand, oldest first. */
  readonly answers: readonly WebhookAnswer[];
  configureWebhooks(targets: WebhookTargets): void;
  /** Deleted ones, too. */
  sessions(): KnownSession[];
  /** What the hosted page does when a button is pressed; false when the session takes no outcome any more. */
  force(sessionId: string, outcome: Outcome): boolean;
  script(fault: VeriffFault): void;
  clearScript(): void;
  /**
   * Webhooks in flight, and with `withinMs` also what is due within that much of the clock. A caller that holds the
   * clock must not wait for the latter.
   */
  pending(withinMs?: number): number;
  close(): Promise<void>;
}

const integrationId = "2f3f1d52-6f3c-4f0e-8d8a-7f5f6a0c9b11";

/**
 * Starts a server that behaves like one integration with Veriff: sessions, a hosted page on which each outcome can be
 * forced, and signed webhooks. Retries, reviews and expiries follow the clock.
 */
export async function startVeriffSimulator(options: VeriffSimulatorOptions): Promise<VeriffSimulator> {
  const clock = options.clock ?? realClock;
  const log = options.log ?? (() => {});
  const { apiKey, sharedSecret, headers = "x", allowsLocalCallbacks = false } = options;
  const timers = new Timers(clock);
  const script = new Script<VeriffFault>();
  const signing = { apiKey, sharedSecret, integrationId, headers };
  const webhooks = new Webhooks(clock, timers, script, signing, log);
  if (options.webhooks) webhooks.configure(options.webhooks);
  const sessions = new Sessions({ clock, timers, script, webhooks });
  const host = () => server.url;
  const api = new Api({ ...signing, allowsLocalCallbacks }, sessions, script, host, log);
  const asked = () => ({ ...api.requests, webhooks: webhooks.counters, answers: webhooks.answers });
  const server = await serve(options.port ?? 0, async (request, response) => {
    return (
      answerControl(request, script, faultKinds, asked) ??
      (await answerSideDoor(request, sessions, webhooks, host)) ??
      answerPage(request, sessions) ??
      api.answer(request, response)
    );
  });
  log("This is a simulation: nobody is verified, each outcome is chosen on a page.");
  return {
    url: server.url,
    requests: api.requests,
    webhooks: webhooks.counters,
    answers: webhooks.answers,
    configureWebhooks: (targets) => webhooks.configure(targets),
    sessions: () => sessions.all.map((session) => known(session, server.url)),
    force(sessionId, outcome) {
      const session = sessions.find({ id: sessionId });
      return session !== undefined && sessions.end(session, outcome);
    },
    script: (fault) => script.add(fault),
    clearScript: () => script.clear(),
    pending: (withinMs) => webhooks.inFlight + (withinMs === undefined ? 0 : timers.dueWithin(withinMs)),
    async close() {
      timers.cancelAll();
      webhooks.close();
      await server.close();
    },
  };
}
