import { Failure } from "@jules/core/kernel";
import { type ModelName, readFailure } from "@jules/core/providers";
import { failureOf } from "./failure-code.ts";
import type { Reporter } from "./reporter.ts";

/** Says that a model of the chain did not answer, and whether that is for somebody to mend. Never for whom. */
export function reportFailedModel(reporter: Reporter, model: ModelName, error: unknown): void {
  reporter.warn(
    "model.failed",
    { model, ...failureOf(error) },
    { ModelAttemptsFailed: 1, ModelsRefused: Number(isRefused(error)) },
  );
}

/** Whether a provider does not take our key, our account or the name of the model. */
export function isRefused(error: unknown): boolean {
  return error instanceof Failure && readFailure(error.detail).isRefused;
}
