import { Failure } from "../kernel/index.ts";
import type { Judge, Moderator, Side } from "../moderation/index.ts";
import { type GuardSettings, ProviderGuard } from "./provider-guard.ts";

/**
 * A judge that is spared in an outage, and that nobody has to do with: where it is not configured, not to be had or not to
 * be understood, nothing is known. It has a breaker of its own. The second look asks the same service with more time and
 * less often, and must not lose it because an answer could not wait.
 */
export function createGuardedModerator(
  settings: Omit<GuardSettings, "provider"> & {
    readonly judge: Judge;
    /** Whether the stage has it. Looked up for every text, since a key can be set any time. */
    readonly isOn: () => Promise<boolean>;
    /** Takes why one had no judgement. */
    readonly failed: (side: Side, error: unknown) => void;
  },
): Moderator {
  const guard = new ProviderGuard({ ...settings, provider: "moderator" });
  return {
    async judge(text, side, timeoutMs) {
      try {
        if (!(await settings.isOn())) return { kind: "unknown" };
        const leave = await guard.admit({ timeoutMs, again: false });
        if (typeof leave === "string") {
          throw new Failure("moderation.unavailable", "the provider is spared", { detail: leave });
        }
        const judgement = await settings.judge.judge(text, side, timeoutMs);
        const isOut = judgement instanceof Failure && judgement.code === "moderation.unavailable";
        await guard.settle(leave, isOut);
        if (judgement instanceof Failure) throw judgement;
        return judgement;
      } catch (error) {
        settings.failed(side, error);
        return { kind: "unknown" };
      }
    },
  };
}
