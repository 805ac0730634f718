import { released } from "../crisis/index.ts";
import { type Clock, Failure, type Instant, type MemberId } from "../kernel/index.ts";
import type { MemberStore } from "../member/index.ts";

/** An episode that somebody keeps changing under our hands is read anew so often. */
const MOST_ROUNDS = 3;

/**
 * Ends a member's hold on an operator's word: somebody has spoken with them. Offers nothing and says nothing to them.
 * An episode that cannot be read may be one as well, and is none afterwards.
 * @returns false when there is no hold, no such member, or when a new signal was heard meanwhile: nobody has spoken with
 * them about that one.
 * @throws Failure `key.unavailable`, `member.contended`.
 */
export async function releaseHold(
  { members, clock }: { readonly members: MemberStore; readonly clock: Clock },
  id: MemberId,
): Promise<boolean> {
  let knownSignal: Instant | undefined;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const member = await members.byId(id);
    const episode = member && (await members.episode(member));
    if (episode?.state !== "HOLD" && !episode?.isUnreadable) return false;
    knownSignal ??= episode.lastSignalAt;
    if (episode.lastSignalAt !== knownSignal) return false;
    const change = { episode: released(episode, clock.now(), false), version: member?.sealedEpisode.version ?? 0 };
    if (await members.remember(id, change)) return true;
  }
  throw new Failure("member.contended", "the member's episode kept changing");
}
