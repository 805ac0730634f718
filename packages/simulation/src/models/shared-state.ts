import { Failure } from "@jules/core/kernel";
import type { SharedState } from "@jules/core/providers";
import type { Exchange, Sandbox } from "../lambda/index.ts";
import { drawLatencyMs, failing, halfway, LATENCIES, unheard } from "./latency.ts";

/** As the adapter is told to wait for Redis. */
const TIMEOUT_MS = 200;

/**
 * What sandboxes share, as one sandbox sees it. It can be out, take a write and not say so, and forget: then it answers
 * as if nothing had ever been written.
 * @param shared the state itself, which answers at once.
 * @param forgotten another one, that is always empty.
 */
export function createSharedStateModel(
  sandbox: Sandbox,
  shared: SharedState,
  forgotten: () => SharedState,
): SharedState {
  async function ask<Answer>(operation: string, question: (state: SharedState) => Promise<Answer>): Promise<Answer> {
    return sandbox.call("shared-state", operation, ({ answer, random }): Exchange<Promise<Answer>> => {
      const latencyMs = drawLatencyMs(LATENCIES.sharedState, random);
      const unavailable = () => new Failure("shared-state.unavailable", "the model of the shared state is out");
      switch (answer) {
        case undefined:
          return halfway(latencyMs, () => question(shared));
        case "forgotten":
          return halfway(latencyMs, () => question(forgotten()));
        case "unheard":
          return unheard(latencyMs, TIMEOUT_MS, () => question(shared), unavailable);
        default:
          return failing(TIMEOUT_MS, unavailable);
      }
    });
  }

  return {
    get: (key) => ask("get", (state) => state.get(key)),
    set: (key, value, expiresInMs) => ask("set", (state) => state.set(key, value, expiresInMs)),
    claim: (key, value, expiresInMs) => ask("claim", (state) => state.claim(key, value, expiresInMs)),
    add: (key, amount, expiresInMs) => ask("add", (state) => state.add(key, amount, expiresInMs)),
    addAll: (additions) => ask("addAll", (state) => state.addAll(additions)),
    append: (key, entries, keep, expiresInMs) =>
      ask("append", (state) => state.append(key, entries, keep, expiresInMs)),
  };
}
