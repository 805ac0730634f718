import { randomBytes, randomUUID } from "node:crypto";
import type { Clock, Timer } from "../clock.ts";
import type { Script } from "../script.ts";
import type { Timers } from "../timers.ts";
import type { VeriffFault } from "./faults.ts";
import { dateOfBirthOf, type Outcome } from "./outcomes.ts";
import {
  type DecisionStatus,
  decisionPayload,
  eventPayload,
  type Found,
  fullAutoPayload,
  type Payload,
} from "./payloads.ts";
import type { Webhooks } from "./webhooks.ts";

export type SessionStatus = "created" | "started" | "submitted" | DecisionStatus;

/** What a request to create a session may say. */
export interface SessionRequest {
  readonly callback: string | null;
  readonly vendorData: string | null;
  readonly endUserId: string | null;
}

export interface Session extends SessionRequest {
  readonly id: string;
  /** Opens the hosted page; whoever has it can be verified in the user's place. */
  readonly token: string;
  readonly createdAt: number;
  /** All, oldest first. The newest is what the API tells. */
  readonly decisions: Payload[];
  status: SessionStatus;
  attemptId: string | null;
  resubmissions: number;
  deletedAt: number | null;
  /** The request to resubmit that waits, or the review that is under way. */
  waiting: Timer | undefined;
  /** Webhooks of one session keep their order. */
  sending: Promise<void>;
}

export interface SessionsParts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly script: Script<VeriffFault>;
  readonly webhooks: Webhooks;
}

const lifetimeMs = 7 * 24 * 3_600_000;
/** Documented: a browser gives the user this long to try again before the integration hears of it. */
const resubmissionHoldMs = 5 * 60_000;
/** How long people take to look at a case is not published. */
const reviewMs = 60_000;
const mostResubmissions = 9;

/** In these the user is expected on the page; nothing else can end them but time and deletion. */
const open: readonly SessionStatus[] = ["created", "started", "resubmission_requested"];

/** The sessions of one integration, and what becomes of each. */
export class Sessions {
  readonly #parts: SessionsParts;
  readonly #sessions: Session[] = [];

  constructor(parts: SessionsParts) {
    this.#parts = parts;
  }

  /** Deleted ones, too. */
  get all(): readonly Session[] {
    return this.#sessions;
  }

  find(by: { readonly id: string } | { readonly token: string }): Session | undefined {
    return this.#sessions.find(
      (each) => each.deletedAt === null && ("id" in by ? each.id === by.id : each.token === by.token),
    );
  }

  create(request: SessionRequest): Session {
    const { clock, timers } = this.#parts;
    const session: Session = {
      ...request,
      id: randomUUID(),
      token: randomBytes(24).toString("base64url"),
      createdAt: clock.now(),
      decisions: [],
      status: "created",
      attemptId: null,
      resubmissions: 0,
      deletedAt: null,
      waiting: undefined,
      sending: Promise.resolve(),
    };
    this.#sessions.push(session);
    timers.after(lifetimeMs, () => this.#runOut(session));
    return session;
  }

  /** The user opens the page. Opening it again before anything is decided begins nothing new. */
  start(session: Session): void {
    if (session.status !== "created" && session.status !== "resubmission_requested") return;
    session.status = "started";
    session.attemptId = randomUUID();
    this.#tell(session, "started");
  }

  /** The page is left with this outcome; false when the session no longer takes one. */
  end(session: Session, outcome: Outcome): boolean {
    this.start(session);
    if (session.status !== "started") return false;
    // Whoever has tried again need not be asked to.
    session.waiting?.cancel();
    if (outcome.kind === "abandon") {
      this.#decide(session, { status: "abandoned" });
      return true;
    }
    session.status = "submitted";
    this.#tell(session, "submitted");
    const document = { dateOfBirth: dateOfBirthOf(outcome, this.#parts.clock.now()) };
    switch (outcome.kind) {
      case "resubmit":
        this.#askAgain(session);
        return true;
      case "declined":
        this.#decide(session, {
          ...{ status: "declined", reason: "Suspected document tampering", reasonCode: 102, document },
        });
        return true;
      case "review-then-approve":
        this.#decide(session, { status: "review", document });
        session.waiting = this.#parts.timers.after(reviewMs, () =>
          this.#decide(session, { status: "approved", document }),
        );
        return true;
      case "estimate":
        this.#decide(session, { status: "approved", estimatedAge: outcome.age });
        return true;
      default:
        this.#decide(session, { status: "approved", document });
        return true;
    }
  }

  /** False while the session is being decided on, when it cannot be deleted. An open one is closed, with a decision that says so. */
  delete(session: Session): boolean {
    if (session.status === "submitted" || session.status === "review") return false;
    session.waiting?.cancel();
    if (open.includes(session.status)) this.#close(session);
    session.deletedAt = this.#parts.clock.now();
    return true;
  }

  /** Sends a decision of the past once more, the session's first unless another is meant; false when there is none. */
  replay(session: Session, index = 0): boolean {
    const decision = session.decisions[index];
    if (!decision) return false;
    this.#send(session, () => this.#parts.webhooks.post("decision", session.id, decision));
    return true;
  }

  #askAgain(session: Session): void {
    const { script, timers } = this.#parts;
    if (session.resubmissions === mostResubmissions) {
      this.#decide(session, { status: "declined", reason: "Resubmission limit reached", reasonCode: 539 });
      return;
    }
    session.resubmissions += 1;
    const found: Found = { status: "resubmission_requested", reason: "Full document not visible", reasonCode: 203 };
    const tell = this.#note(session, found);
    const isMeant = (fault: { readonly session?: string }) => (fault.session ?? session.id) === session.id;
    if (script.take(["at-once"], isMeant)) tell();
    else session.waiting = timers.after(resubmissionHoldMs, tell);
  }

  #runOut(session: Session): void {
    if (session.deletedAt === null && open.includes(session.status)) this.#close(session);
  }

  #close(session: Session): void {
    session.waiting?.cancel();
    this.#decide(session, { status: session.status === "created" ? "expired" : "abandoned" });
  }

  #decide(session: Session, found: Found): void {
    this.#note(session, found)();
  }

  /** Makes a decision that the API tells from now on. Answers how to tell the integration. */
  #note(session: Session, found: Found): () => void {
    const { clock, script, webhooks } = this.#parts;
    const now = clock.now();
    const { createdAt, id, attemptId, vendorData, endUserId } = session;
    const subject = { id, attemptId, vendorData, endUserId };
    const previous = session.decisions.at(-1);
    const decision = decisionPayload(subject, found, createdAt, now);
    session.decisions.push(decision);
    session.status = found.status;
    return () => {
      this.#send(session, async () => {
        await webhooks.post("decision", id, decision, () => fullAutoPayload(subject, found, createdAt, now));
        const isReplayed =
          previous && script.take(["replay-older"], (fault) => (fault.session ?? session.id) === session.id);
        if (isReplayed) await webhooks.post("decision", id, previous);
      });
    };
  }

  #tell(session: Session, action: "started" | "submitted"): void {
    const payload = eventPayload(session, action);
    this.#send(session, () => this.#parts.webhooks.post("event", session.id, payload));
  }

  #send(session: Session, send: () => Promise<void>): void {
    session.sending = session.sending.then(send);
  }
}
