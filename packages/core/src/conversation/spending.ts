import type { Answer } from "./answering.ts";
import type { Working } from "./working.ts";

/** Counts what an answer took, so that the limits of the service are about what is spent and not about guesses. */
export async function countSpending({ turn, lease }: Working, { outcome, texts }: Answer): Promise<void> {
  const [last] = texts.slice(-1);
  if (!last) return;
  const used = outcome.kind === "answered" ? outcome : undefined;
  await turn.quotas.spend({
    ...{ member: lease.member.id, number: last.from, at: turn.clock.now(), texts: texts.length },
    tokens: used && used.inputTokens + used.outputTokens,
    costMicroUsd: used?.costMicroUsd,
  });
}
