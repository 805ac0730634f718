import { Failure } from "../kernel/index.ts";
import type { ReplyModel } from "../persona/index.ts";
import { type GuardSettings, ProviderGuard } from "./provider-guard.ts";

/**
 * A model whose provider is spared in an outage. Beside the failures of `model` its `reply` throws `model.unavailable`
 * with the detail `breaker-open` or `retry-budget`: then the provider was not called.
 */
export function createGuardedReplyModel(
  settings: GuardSettings & {
    readonly model: ReplyModel;
  },
): ReplyModel {
  const guard = new ProviderGuard(settings);
  return {
    async reply(prompt, attempt) {
      const leave = await guard.admit(attempt);
      if (typeof leave === "string") {
        throw new Failure("model.unavailable", "the provider is spared", { detail: leave });
      }
      try {
        const outcome = await settings.model.reply(prompt, attempt);
        await guard.settle(leave, false);
        return outcome;
      } catch (error) {
        // Any other failure is none of the provider's.
        if (error instanceof Failure && error.code === "model.unavailable") await guard.settle(leave, true);
        throw error;
      }
    },
  };
}
