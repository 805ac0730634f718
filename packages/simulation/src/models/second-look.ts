import type { SecondLook, SecondOpinion } from "@jules/core/crisis";
import type { Exchange, Sandbox } from "../lambda/index.ts";
import { drawLatencyMs, halfway, LATENCIES } from "./latency.ts";

/** A classifier at the language model's provider: it has an answer, or none in time. */
export function createSecondLookModel(
  sandbox: Sandbox,
  opinionOf: (texts: readonly string[]) => SecondOpinion,
): SecondLook {
  return {
    look: (texts, timeoutMs) =>
      sandbox.call("model", "look", ({ answer, random }): Exchange<SecondOpinion | undefined> => {
        const latencyMs = drawLatencyMs(LATENCIES.look, random);
        if (answer !== undefined || latencyMs > timeoutMs) return halfway(timeoutMs, () => undefined);
        return halfway(latencyMs, () => opinionOf(texts));
      }),
  };
}
