import { EventEmitter } from "node:events";
import { type Clock, realClock } from "../clock.ts";
import { answerControl } from "../control.ts";
import { serve } from "../http-server.ts";
import { Script } from "../script.ts";
import { Timers } from "../timers.ts";
import { Api, tokenPath } from "./api.ts";
import { type AuthenticationMode, type CallbackCounters, Callbacks, type CallbackTargets } from "./callbacks.ts";
import { type BandwidthFault, faultKinds, type Operation } from "./faults.ts";
import { type PhoneText, receive } from "./inbound.ts";
import { MediaStore } from "./media.ts";
import { MessageList } from "./message-list.ts";
import { Outbound, type OutboxChange, type OutboxText } from "./outbound.ts";
import { Tokens } from "./tokens.ts";
import { TollFreeNetwork } from "./toll-free.ts";

export type { AuthenticationMode, CallbackCounters, CallbackTarget, CallbackTargets } from "./callbacks.ts";
export type { DeliveryState } from "./delivery-plan.ts";
export type { BandwidthFault, Direction, Operation } from "./faults.ts";
export type { PhoneText } from "./inbound.ts";
export type { MediaFile } from "./media.ts";
export type { OutboxChange, OutboxText } from "./outbound.ts";

export interface BandwidthSimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly clock?: Clock;
  readonly accountId: string;
  readonly applicationId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The numbers the account owns, E.164, at least one. */
  readonly numbers: readonly string[];
  readonly tokenLifetimeSeconds?: number;
  /** Until they are configured, callbacks fail and are repeated later. */
  readonly callbacks?: CallbackTargets;
  readonly authenticationMode?: AuthenticationMode;
  /** A recipient whose last four digits are 4xxx, 5xxx or 9902 fails with that error code. */
  readonly magicNumbers?: boolean;
  /** From the acceptance of an SMS to its delivery report, on the clock. */
  readonly deliveryDelayMs?: number;
  /** Takes lines without numbers and texts. */
  readonly log?: (line: string) => void;
}

export interface BandwidthSimulator {
  /** Without a path: the API is at `/api/v2`, the token endpoint at `/api/v1/oauth2/token`. */
  readonly url: string;
  readonly apiUrl: string;
  readonly tokenUrl: string;
  /** How many requests each operation has got. */
  readonly requests: Readonly<Record<Operation, number>>;
  readonly callbacks: Readonly<CallbackCounters>;
  configureCallbacks(targets: CallbackTargets): void;
  receiveText(phoneText: PhoneText): Promise<{ readonly id: string }>;
  /** Accepted texts, oldest first; all, or those to one number. */
  outbox(to?: string): OutboxText[];
  script(fault: BandwidthFault): void;
  clearScript(): void;
  /**
   * Callbacks in flight and files being fetched, and with `withinMs` also what is due within that much of the clock. A caller that holds the
   * clock must not wait for the latter.
   */
  pending(withinMs?: number): number;
  /** Answers how to stop listening. */
  on(event: OutboxChange, listener: (text: OutboxText) => void): () => void;
  close(): Promise<void>;
}

/**
 * Starts a server that behaves like Bandwidth's messaging: it accepts texts, reports on them, and calls back with
 * what phones send. Deliveries, retries and expiries follow the clock.
 */
export async function startBandwidthSimulator(options: BandwidthSimulatorOptions): Promise<BandwidthSimulator> {
  const clock = options.clock ?? realClock;
  const log = options.log ?? (() => {});
  const defaultNumber = options.numbers[0];
  if (defaultNumber === undefined) throw new Error("The simulated account needs at least one number.");

  const events = new EventEmitter();
  const timers = new Timers(clock);
  const script = new Script<BandwidthFault>();
  const tokens = new Tokens(clock, { tokenLifetimeSeconds: 3600, ...options });
  const media = new MediaStore(clock);
  const list = new MessageList(clock, options.accountId);
  const tollFree = new TollFreeNetwork();
  const callbacks = new Callbacks(clock, timers, script, options.authenticationMode ?? "challenge", log);
  if (options.callbacks) callbacks.configure(options.callbacks);
  const network = {
    numbers: options.numbers,
    magicNumbers: options.magicNumbers ?? false,
    deliveryDelayMs: options.deliveryDelayMs ?? 50,
    now: () => clock.now(),
    blocks: (number: string, phone: string) => tollFree.blocks(number, phone),
  };
  const outbound = new Outbound({ clock, timers, script, callbacks, list, network }, (event, text) =>
    events.emit(event, text),
  );
  const { accountId, applicationId } = options;
  const api = new Api({ clock, script, tokens, outbound, list, media, accountId, applicationId }, log);
  const asked = () => ({ ...api.requests, callbacks: callbacks.counters });
  const server = await serve(options.port ?? 0, async (request, response) => {
    return answerControl(request, script, faultKinds, asked) ?? api.answer(request, response);
  });

  return {
    url: server.url,
    apiUrl: `${server.url}/api/v2`,
    tokenUrl: `${server.url}${tokenPath}`,
    requests: api.requests,
    callbacks: callbacks.counters,
    configureCallbacks: (targets) => callbacks.configure(targets),
    receiveText: async (phoneText) => ({
      id: receive(phoneText, {
        clock,
        callbacks,
        media,
        list,
        tollFree,
        applicationId,
        defaultNumber,
        mediaUrl: (mediaId) => `${server.url}/api/v2/users/${accountId}/media/${mediaId}`,
      }),
    }),
    outbox: (to) => outbound.outbox(to),
    script: (fault) => script.add(fault),
    clearScript: () => script.clear(),
    pending: (withinMs) =>
      callbacks.inFlight + outbound.fetching + (withinMs === undefined ? 0 : timers.dueWithin(withinMs)),
    on(event, listener) {
      events.on(event, listener);
      return () => events.off(event, listener);
    },
    async close() {
      timers.cancelAll();
      callbacks.close();
      await server.close();
    },
  };
}
