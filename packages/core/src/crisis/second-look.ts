import type { Failure } from "../kernel/index.ts";
import { type Assessment, type CrisisCategory, type CrisisTier, graver } from "./assessment.ts";

/** What somebody else makes of a text that the rules were not sure of. */
export interface SecondOpinion {
  readonly tier: CrisisTier;
  /** Empty when the tier is `none`. */
  readonly categories: readonly CrisisCategory[];
}

/** Stage 2: a second look at a text whose verdict is `watch` or whose tier is `concern`. */
export interface SecondLook {
  /**
   * Never throws, and costs nobody a retry.
   * @param texts the member's last few texts, oldest first; the last one is judged, in the light of the others.
   * @param timeoutMs how long those who are asked have, in milliseconds.
   * @returns undefined when there is no answer: the floor of stage 1 holds.
   */
  look(texts: readonly string[], timeoutMs: number): Promise<SecondOpinion | undefined>;
}

/** Somebody who can be asked for an opinion: a small model, a moderation service. */
export interface Adviser {
  /**
   * @param texts as for `SecondLook`.
   * @returns what they think, or why they do not, never as an exception: `second-look.unavailable` when the provider
   * has no answer in time. It is well when it refused (`second-look.refused`), broke off (`second-look.cut-off`), said
   * what nobody can read (`second-look.unreadable`) or will never take this request (`second-look.rejected`), and has
   * nothing to do with it when we could not even ask (`second-look.failed`).
   */
  advise(texts: readonly string[], timeoutMs: number): Promise<SecondOpinion | Failure>;
}

/** Both opinions as one: the graver tier, and every category that anybody saw. */
export function together(one: SecondOpinion, other: SecondOpinion): SecondOpinion {
  return {
    tier: graver(one.tier, other.tier),
    categories: union(seenIn(one), seenIn(other)),
  };
}

/**
 * An assessment after the second look. An `act` keeps its tier or gets a graver one; a `watch` becomes `clear` when
 * the opinion is `none`, and a concern when there is no opinion: silence of a provider is no all-clear. Nothing that a
 * text can make a model say lowers what the rules acted on.
 */
export function raisedBy(assessment: Assessment, opinion: SecondOpinion | undefined): Assessment {
  if (!opinion) {
    return assessment.verdict === "watch" ? acted(assessment, "concern", [], UNANSWERED) : assessment;
  }
  if (opinion.tier === "none")
    return assessment.verdict === "watch" ? cleared(assessment, "second-look.none") : assessment;
  return acted(assessment, opinion.tier, opinion.categories, `second-look.${opinion.tier}`);
}

/**
 * Whether a text is a concern only because nobody had an opinion of half a sign. Reason enough to answer it with care, and no
 * sign of danger that was heard.
 */
export function isOnlyDoubt({ tier, evidence }: Assessment): boolean {
  return tier === "concern" && evidence.includes(UNANSWERED);
}

const UNANSWERED = "second-look.unanswered";

/** The same text, as one in which nothing was heard. */
export function cleared(assessment: Assessment, evidence: string): Assessment {
  return {
    ...assessment,
    tier: "none",
    verdict: "clear",
    categories: [],
    evidence: union(assessment.evidence, [evidence]),
  };
}

function acted(
  assessment: Assessment,
  tier: CrisisTier,
  categories: readonly CrisisCategory[],
  evidence: string,
): Assessment {
  const all = union(assessment.categories, categories);
  return {
    ...assessment,
    tier: graver(assessment.tier, tier),
    verdict: "act",
    // When nobody could say which danger it is, it is answered as the gravest one, which is asked about and gets 988.
    categories: all.length > 0 ? all : ["suicide"],
    evidence: union(assessment.evidence, [evidence]),
  };
}

function seenIn({ tier, categories }: SecondOpinion): readonly CrisisCategory[] {
  return tier === "none" ? [] : categories;
}

function union<Item>(some: readonly Item[], others: readonly Item[]): readonly Item[] {
  return [...new Set([...some, ...others])];
}
