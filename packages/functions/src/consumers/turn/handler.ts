import { abandonTurn, type ModelObserver, type Turn, type TurnTaken, takeTurn } from "@jules/core/conversation";
import { Failure, instantPlus, type MemberId } from "@jules/core/kernel";
import { TURN_RECEIVES, TurnMessage } from "../../queues/turns.ts";
import { createAlerts } from "../../runtime/alerts.ts";
import { failureOf } from "../../runtime/failure-code.ts";
import { queueHandler } from "../../runtime/invocations.ts";
import type { MetricName } from "../../runtime/log-lines.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies extends Omit<Turn, "alerts" | "observer"> {
  readonly reporter: Reporter;
  /** Hands over what it was told of once the turn is done. */
  readonly observer?: ModelObserver & { flush(): Promise<void> };
}

/** The sweeper looks every minute; who is put off by one look is found by the next. */
const POSTPONED_MS = 50_000;

/** Answers the member whose doorbell rang. */
export function createHandler(dependencies: Dependencies) {
  const { reporter, conversations, clock } = dependencies;
  const turn: Turn = { ...dependencies, alerts: createAlerts(reporter) };

  return queueHandler({
    reporter,
    schema: TurnMessage,
    inOrder: true,
    async handle({ member }, { receives }) {
      try {
        const { isDiscreet, ...taken } = await takeTurn(turn, member);
        reporter.report(
          "turn.taken",
          // What may not be said in a crisis only is held back in one, and what a moderator flags may be about health.
          {
            ...(!isDiscreet && !taken.heldBack && taken.declined !== "moderated" && { member }),
            ...{ receives, ...taken },
          },
          {
            RepliesHeldBack: Number(taken.heldBack !== undefined),
            RepliesSent: taken.sent,
            RepliesFailed: taken.lost,
            TextsParked: taken.unreadable,
            ModelFailures: Number(taken.declined === "rejected"),
            ...modelMetricsOf(taken),
          },
        );
      } catch (error) {
        if (error instanceof Failure) await putOff(member, receives, error);
        else await abandon(member, receives, error);
      } finally {
        await dependencies.observer?.flush();
      }
    },
  });

  /**
   * For a failure that is known nothing is gained by the queue's tries: they would meet the same outage, and in the end
   * fill the dead-letter queue. Only a lease that another worker holds is soon free.
   */
  async function putOff(member: MemberId, receives: number, error: Failure): Promise<void> {
    const mayComeBack = receives < TURN_RECEIVES;
    const failed = failureOf(error);
    if (error.code === "turn.held" && mayComeBack) throw error;
    try {
      const asked = error.code === "model.unavailable";
      await conversations.postpone(member, instantPlus(clock.now(), POSTPONED_MS), asked);
    } catch {
      // What cannot be put off stays due, and the sweeper finds it when the table is back.
      if (mayComeBack) throw error;
    }
    reporter.warn("turn.postponed", failed, metricsOf(failed.failure));
  }

  /** What fails for no known reason fails every time: it must not hold up its member for longer than the queue tries. */
  async function abandon(member: MemberId, receives: number, error: unknown): Promise<void> {
    if (receives < TURN_RECEIVES) throw error;
    const texts = await abandonTurn(dependencies, member);
    reporter.caught(error);
    reporter.warn("turn.abandoned", { texts, ...failureOf(error) }, { TextsParked: texts });
  }
}

/** What the turn's answers took, and who gave the last of them. */
function modelMetricsOf(taken: TurnTaken): Partial<Record<MetricName, number>> {
  const { inputTokens = 0, cachedTokens = 0, outputTokens = 0, costMicroUsd = 0, place = 0 } = taken;
  return {
    ModelInputTokens: inputTokens,
    ModelCachedTokens: cachedTokens,
    ModelOutputTokens: outputTokens,
    ModelCostMicroUsd: costMicroUsd,
    AnswersByFirstModel: Number(place === 1),
    AnswersByFallback: Number(place === 2),
    AnswersBySmallModel: Number(place > 2),
  };
}

function metricsOf(code: string): Partial<Record<MetricName, number>> {
  return { ModelFailures: Number(code === "model.unavailable") };
}
