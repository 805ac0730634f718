import {
  type LookingAhead,
  lookAhead,
  type MemoryBell,
  type MemoryReader,
  type ReadForMemory,
  readForMemory,
} from "@jules/core/conversation";
import { MemoryMessage } from "../../queues/memory.ts";
import { queueHandler } from "../../runtime/invocations.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies extends MemoryReader, Pick<LookingAhead, "agenda" | "conversations"> {
  readonly reporter: Reporter;
  /** Asks for the rest, after so many seconds. */
  readonly bell: (delaySeconds: number) => MemoryBell;
}

const DELAY_SECONDS = {
  /** Somebody who is still talking has perhaps paused by then. */
  talking: 5 * 60,
  "forgotten-meanwhile": 60,
  /** As long as the queue can wait: an outage is rarely over sooner. */
  "provider-out": 15 * 60,
  /** What is left to read. */
  more: 5,
} as const;

/** Reads conversations for what to remember, when they have paused, and nobody waits for it. */
export function createHandler(dependencies: Dependencies) {
  const { reporter, bell } = dependencies;
  return queueHandler({
    reporter,
    schema: MemoryMessage,
    inOrder: true,
    async handle({ member, rungAt }, { receives }) {
      const outcome = await readForMemory(dependencies, member, rungAt, receives);
      report(outcome);
      // With nothing left to read as well: who read it may have died before this.
      const isRead = outcome.kind === "read" || (outcome.kind === "unread" && outcome.because === "nothing");
      if (isRead) await lookAhead(dependencies, member);
      const again = againAfter(outcome);
      if (again !== undefined) await bell(again).ring(member, rungAt);
    },
    metricsOf: (code) => (code.startsWith("extraction.") ? { MemoryReadingsFailed: 1 } : {}),
  });

  function report(outcome: ReadForMemory): void {
    switch (outcome.kind) {
      case "unread":
        reporter.report("memory.read", { outcome: outcome.kind, because: outcome.because });
        return;
      case "later": {
        const { kind, because } = outcome;
        const metrics = { MemoryReadingsFailed: Number(because === "provider-out") };
        reporter.report("memory.read", { outcome: kind, because }, metrics);
        return;
      }
      case "read": {
        const { kind, hasMore: _, cost, ...counts } = outcome;
        const { inputTokens = 0, outputTokens = 0 } = cost ?? {};
        reporter.report(
          "memory.read",
          { outcome: kind, ...counts, inputTokens, outputTokens },
          {
            MemoryTextsRead: outcome.texts,
            MemoryFactsKept: outcome.kept,
            MemoryFactsUnfit: outcome.unfit.length,
            MemoryInputTokens: inputTokens,
            MemoryOutputTokens: outputTokens,
            MemoryReadingsFailed: Number(outcome.isPassedOver === true),
          },
        );
        return;
      }
      default:
        outcome satisfies never;
    }
  }
}

function againAfter(outcome: ReadForMemory): number | undefined {
  if (outcome.kind === "later") return DELAY_SECONDS[outcome.because];
  return outcome.kind === "read" && outcome.hasMore ? DELAY_SECONDS.more : undefined;
}
