import type { ModerationCategory, Side } from "@jules/core/moderation";
import type { Scores } from "./moderations-api.ts";

type Flags = Readonly<Partial<Record<ModerationCategory, number>>>;

/**
 * From which score on, in [0, 1], words are beyond what Jules takes or says. The scores are those of the dated model that is
 * asked, and nobody has measured them on texts to Jules: they are set high for members, because to decline is to leave
 * somebody alone with what they said, and lower for Jules, who loses nothing by saying it in another way.
 */
export const FLAGGED_FROM: Readonly<Record<Side, Flags>> = {
  /**
   * What a member wants of Jules, as far as a score can tell it from what was done to them. Told is not wanted: who was raped,
   * threatened or called names scores high for sexual content, harassment, hate and violence, so most of these decline
   * nothing. Nothing about self-harm is here: who thinks of it is never declined, and the second look hears it.
   */
  member: {
    sexual: 0.95,
    // Also what somebody tells who was a child then: only where there is next to no doubt.
    "sexual/minors": 0.95,
    "illicit/violent": 0.9,
    "hate/threatening": 0.9,
  },
  /** What Jules has no reason to write. It says back what it heard, and asks about suicide: neither is listed. */
  jules: {
    sexual: 0.5,
    // An answer to somebody who was abused as a child says so.
    "sexual/minors": 0.5,
    illicit: 0.7,
    "illicit/violent": 0.4,
    hate: 0.6,
    "hate/threatening": 0.4,
    harassment: 0.8,
    "harassment/threatening": 0.5,
    "self-harm/instructions": 0.4,
    violence: 0.9,
    "violence/graphic": 0.7,
  },
};

/** What the scores flag, by whose words they are of. */
export function flaggedIn(scores: Scores, side: Side): readonly ModerationCategory[] {
  const flags = Object.entries(FLAGGED_FROM[side]) as [ModerationCategory, number][];
  return flags.flatMap(([category, from]) => ((scores[category] ?? 0) >= from ? [category] : []));
}
