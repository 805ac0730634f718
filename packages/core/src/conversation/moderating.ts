import type { Judgement, Side } from "../moderation/index.ts";
import type { PromptMode, ReplyOutcome } from "../persona/index.ts";
import type { Said } from "./store.ts";
import { hasTimeFor, SENDING_MS, type Working } from "./working.ts";

/** An answer waits for its judgement no longer than this. */
const JUDGING_MS = 1_500;

/**
 * Has both sides judged: the texts while the model is asked, and its answer before it is used. What is flagged is answered
 * as one that the model declined. Where nothing is known, in time, nothing follows: the guards have looked or will.
 *
 * In a crisis, or what may be one, a member's words are not judged: nothing that somebody in danger says is declined. Word of
 * self-harm declines nothing either, and raises nothing: the check heard it or did not, and a second look at what it doubts has
 * asked the same service.
 */
export async function moderated(
  working: Working,
  texts: readonly Said[],
  mode: PromptMode,
  ask: () => Promise<ReplyOutcome>,
): Promise<ReplyOutcome> {
  const { alerts } = working.turn;
  const waiting = texts.map(({ body }) => body).join("\n");
  const theirs = mode === "chat" ? judged(working, waiting, "member") : UNKNOWN;
  const outcome = await ask();
  if (outcome.kind !== "answered") return outcome;
  const ours = await judged(working, outcome.body, "jules");
  // It has had all the time that the model took, and the answer's besides.
  const judgements = { jules: ours, member: await theirs };
  for (const side of ["jules", "member"] as const) {
    const judgement = judgements[side];
    if (judgement.kind !== "flagged") continue;
    alerts.moderated(side, judgement.categories);
    return { kind: "declined", reason: "moderated" };
  }
  return outcome;
}

const UNKNOWN: Promise<Judgement> = Promise.resolve({ kind: "unknown" });

async function judged(working: Working, text: string, side: Side): Promise<Judgement> {
  if (!text.trim() || !hasTimeFor(working, JUDGING_MS + SENDING_MS)) return UNKNOWN;
  return working.turn.moderator.judge(text, side, JUDGING_MS);
}
