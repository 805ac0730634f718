import { millisecondsOf } from "../../kernel/index.ts";
import { limitText, loopText } from "../../quotas/index.ts";
import type { Care } from "../caring.ts";
import type { Said } from "../store.ts";
import { idsOf, type Working } from "../working.ts";
import type { Steering } from "./steering.ts";

/**
 * Counts what is to be answered before anything is spent on it. Who reaches a limit is told once, with when it ends, and
 * then meets silence; so is who seems to be a machine. In a crisis, under a hold, and to half a sign of one nothing is
 * counted and nobody is limited. What a plan limits is counted with it: what is free of a day is a matter of the same texts.
 * In an episode, soon after one, and where that cannot be known, no plan limits anything, and none is named.
 */
export async function steerByQuotas(
  working: Working,
  care: Care,
  texts: readonly Said[],
): Promise<Steering | undefined> {
  const { turn, lease } = working;
  const { textsADay } = turn.selling.entitled(lease.member, turn.clock.now());
  return limited(working, care, texts, care.isOutOfEpisode ? textsADay : undefined);
}

/**
 * The same with what a plan allows of a day; undefined where it does not limit these texts. Once a turn: it counts them.
 */
export async function limited(
  { turn, lease }: Working,
  care: Care,
  texts: readonly Said[],
  textsADay: number | undefined,
): Promise<Steering | undefined> {
  const { mode, language } = care.toneOf(texts);
  const [last] = texts.slice(-1);
  if (!last || mode !== "chat" || isPerhapsDanger(care, texts)) return undefined;
  const at = turn.clock.now();
  const verdict = await turn.quotas.take({
    ...{ member: lease.member.id, number: last.from, at },
    ...{ ids: idsOf(texts), bodies: texts.map(({ body }) => body) },
    textsADay,
  });
  switch (verdict.kind) {
    case "free":
      return undefined;
    case "loop":
      return verdict.isNew ? { instead: loopText(language), kind: "limit" } : { closes: "loop" };
    case "over": {
      const { of, endsAt, isNew } = verdict;
      // A bank of phones is told nothing: each text to it would be what it is there for.
      if (!isNew || of === "prefix") return { closes: "over-limit" };
      const waitMs = millisecondsOf(endsAt) - millisecondsOf(at);
      return { instead: limitText(of, waitMs, language), kind: "limit" };
    }
    default:
      return verdict satisfies never;
  }
}

/** Whether any of the texts was assessed other than clear. */
function isPerhapsDanger(care: Pick<Care, "seen">, texts: readonly Said[]): boolean {
  return care.seen(texts).some(({ assessment }) => assessment.verdict !== "clear" || assessment.tier !== "none");
}
