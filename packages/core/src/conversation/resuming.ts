import { effectOfWriting } from "../consent/index.ts";
import { isWatchful } from "../crisis/index.ts";
import { Failure } from "../kernel/index.ts";
import type { Member } from "../member/index.ts";
import type { Said } from "./store.ts";
import type { Working } from "./working.ts";

/**
 * The member of a turn, heard again where they were suspended over a text that waits for an answer: by a carrier that asked
 * nobody, or by our question, beside words that may mean danger. Whatever else waits beside the question stays unanswered.
 * Who got help while the ledger was out, and is NEW still, begins here.
 * @throws Failure `consent.moved-on` when the consent changes meanwhile.
 */
export async function resumed({ turn, lease }: Working, waiting: readonly Said[]): Promise<Member> {
  const { member } = lease;
  const last = waiting.at(-1);
  const { state } = member.consent;
  if ((state !== "SUSPENDED" && state !== "NEW") || !last) return member;
  const isInDanger = waiting.some(({ assessment }) => assessment.verdict !== "clear") || (await isHeld(turn, member));
  const change = effectOfWriting(member.consent, last, false, isInDanger);
  if (!change) return member;
  const after = await turn.members.changeConsent(member, change, turn.clock.now());
  if (after.consent.state === state) throw new Failure("consent.moved-on", "the consent changed meanwhile");
  return after;
}

async function isHeld({ members, clock }: Working["turn"], member: Member): Promise<boolean> {
  const episode = await members.episode(member);
  return episode.isUnreadable === true || isWatchful(episode, clock.now());
}
