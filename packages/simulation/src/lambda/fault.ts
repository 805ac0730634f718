import type { Random } from "../engine/index.ts";

/** What a function calls on. */
export type Service = "table" | "queue" | "model" | "carrier" | "keys" | "shared-state" | "pause";

/**
 * What may go wrong at one await point. The first four happen to the sandbox, whatever it was calling:
 * it is lost before the request has an effect, or after it and before the answer is read; it stands still for a while
 * before the request leaves, or after its effect. Everything else is an answer of the service, under a name of its own.
 */
export type Fault =
  | { readonly kind: "crash-before" | "crash-after" }
  | { readonly kind: "freeze-before" | "freeze-after"; readonly forMs: number }
  | { readonly kind: "answer"; readonly answer: string };

/** One awaited call of an invocation. */
export interface AwaitPoint {
  /** Names the function, what it was invoked with, and the how manieth time that was. */
  readonly invocation: string;
  /** The how manieth call of this invocation, from 1. */
  readonly number: number;
  readonly service: Service;
  readonly operation: string;
  readonly atMs: number;
}

/** Decides what goes wrong. */
export interface FaultPlan {
  /** When the last of what went wrong is over. */
  readonly endsAtMs: number;
  /** @param random the invocation's own stream; a plan takes the same number of draws from it whatever it decides. */
  at(point: AwaitPoint, random: Random): Fault | undefined;
  /** Whether the code of an invocation goes on although Lambda has ended it, as a sandbox that is not yet gone may. */
  outlives(invocation: string, random: Random): boolean;
}
