import { type Clock, Failure, millisecondsOf } from "../kernel/index.ts";
import type { Attempt, Prompt, ReplyModel, ReplyOutcome } from "../persona/index.ts";
import { createGuardedReplyModel } from "./guarded-reply-model.ts";
import type { ModelName } from "./models.ts";
import { readFailure } from "./provider-failure.ts";
import type { GuardSettings } from "./provider-guard.ts";

export interface ChainedModel {
  /** Under this name it is spared in an outage, apart from every other model. */
  readonly name: ModelName;
  readonly model: ReplyModel;
  /** Whether the stage has a key for it; true unless said otherwise. Looked up when it is its turn: a key can be set any time. */
  readonly isOn?: () => Promise<boolean>;
}

export interface ReplyChainSettings extends Omit<GuardSettings, "provider"> {
  /** In the order in which they are asked. */
  readonly models: readonly ChainedModel[];
  /** Lets time pass. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Takes why one of them did not answer. One that was spared is not reported: it was not asked. */
  readonly failed: (name: ModelName, error: unknown) => void;
}

/** How long the first and the second may take; further ones have what is left of the attempt's time. */
const LIMITS_MS = [8_000, 6_000] as const;
/** Whoever is given less would seldom answer, and would pass for a provider that is out. */
const LEAST_MS = 2_000;
/** Nobody who texts waits for longer because a provider wants to be left alone. */
const LONGEST_PAUSE_MS = 2_000;
/** Between nothing and this before a provider is asked again, so that those it failed do not come back together. */
const SPREAD_MS = 1_000;

/**
 * Several models as one, in the time of one attempt:
 *
 *   first, 8 s ──fails──> second, 6 s ──fails──> further ones, what is left ──fail──> the first once more
 *
 * - A refusal is an answer: nobody else is asked to say what one model will not.
 * - An empty answer, or a request that a provider will never take, goes on to the next model once.
 * - The first is asked again only where that can help (it was overloaded, or out of reach), and not before it wants to be.
 *
 * Its `reply` throws `model.unavailable` with the detail of the last model that failed, or `short-of-time` or `no-key` where
 * none was asked.
 */
export function createReplyChain(settings: ReplyChainSettings): ReplyModel {
  const { state, clock, random, pause, failed } = settings;
  const links = settings.models.map(({ name, model, isOn }, index) => ({
    ...{ name, isOn, place: index + 1 },
    model: createGuardedReplyModel({ state, clock, random, provider: name, model }),
  }));
  type Link = (typeof links)[number];

  async function ask(
    { name, model, place, isOn }: Link,
    prompt: Prompt,
    attempt: Attempt,
  ): Promise<ReplyOutcome | Failed | "off"> {
    try {
      if (isOn && !(await isOn())) return "off";
      const outcome = await model.reply(prompt, attempt);
      return outcome.kind === "answered" ? { ...outcome, place } : outcome;
    } catch (error) {
      const detail = error instanceof Failure && error.code === "model.unavailable" ? error.detail : undefined;
      if (!readFailure(detail).isSpared) failed(name, error);
      return { kind: "failed", error };
    }
  }

  return {
    async reply(prompt, { timeoutMs, again }) {
      const leftMs = timeLeft(clock, timeoutMs);
      const failures: Failed[] = [];
      let first: Link | undefined;
      let declined: ReplyOutcome | undefined;
      for (const link of links) {
        if (leftMs() < LEAST_MS) break;
        const limitMs = LIMITS_MS[failures.length + Number(declined !== undefined)] ?? timeoutMs;
        const said = await ask(link, prompt, { timeoutMs: Math.min(limitMs, leftMs()), again });
        if (said === "off") continue;
        first ??= link;
        if (said.kind === "failed") failures.push(said);
        else if (!isWorthAnother(said) || declined) return said;
        else declined = said;
      }
      if (declined) return declined;

      const pauseMs = failures[0] && pauseAfter(failures[0], random());
      if (first && pauseMs !== undefined && leftMs() >= pauseMs + LEAST_MS) {
        await pause(pauseMs);
        const said = await ask(first, prompt, { timeoutMs: Math.min(LIMITS_MS[0], leftMs()), again: true });
        if (said !== "off" && said.kind !== "failed") return said;
        if (said !== "off") failures.push(said);
      }
      throw failureOf(failures, leftMs() < LEAST_MS);
    },
  };
}

interface Failed {
  readonly kind: "failed";
  readonly error: unknown;
}

function timeLeft(clock: Clock, timeoutMs: number): () => number {
  const endsAt = millisecondsOf(clock.now()) + timeoutMs;
  return () => endsAt - millisecondsOf(clock.now());
}

/** Another model may find words, or take what this one's provider will never take. */
function isWorthAnother(said: ReplyOutcome): boolean {
  return said.kind === "declined" && (said.reason === "empty" || said.reason === "rejected");
}

/** How long to wait before the same is asked again; undefined where that cannot help. */
function pauseAfter({ error }: Failed, random: number): number | undefined {
  if (!isModelOut(error)) return undefined;
  const { isPassing, retryAfterMs } = readFailure(error.detail);
  return isPassing ? Math.min(Math.max(retryAfterMs, random * SPREAD_MS), LONGEST_PAUSE_MS) : undefined;
}

/** Of failures that are none of a provider's the first: it is ours to mend. */
function failureOf(failures: readonly Failed[], isLate: boolean): unknown {
  const [first] = failures;
  const last = failures.map(({ error }) => error).findLast(isModelOut);
  if (first && !last) return first.error;
  return new Failure("model.unavailable", "no model answered", {
    detail: last?.detail ?? (isLate ? "short-of-time" : "no-key"),
  });
}

function isModelOut(error: unknown): error is Failure {
  return error instanceof Failure && error.code === "model.unavailable";
}
