import { type Agenda, checkInsFor, isRegular } from "../agenda/index.ts";
import type { Clock, MemberId } from "../kernel/index.ts";
import type { MemberStore } from "../member/index.ts";
import { allowedProfile, type ProfileStore } from "../profile/index.ts";
import type { ConversationStore } from "./store.ts";

/** What putting down what somebody told of their next days takes. */
export interface LookingAhead {
  readonly members: Pick<MemberStore, "byId">;
  readonly profiles: Pick<ProfileStore, "of">;
  readonly conversations: Pick<ConversationStore, "addressOf">;
  readonly agenda: Pick<Agenda, "add">;
  readonly clock: Clock;
}

/**
 * Puts the questions on a member's agenda that there is a reason for in what is remembered of them. Done again it adds nothing.
 * @throws Failure as the stores do.
 */
export async function lookAhead(
  { members, profiles, conversations, agenda, clock }: LookingAhead,
  id: MemberId,
): Promise<void> {
  const member = await members.byId(id);
  if (member?.consent.scope !== "recurring") return;
  const profile = allowedProfile(await profiles.of(id), member.age.state);
  const now = clock.now();
  // As a rule nothing lies ahead, and nobody has to know where they are reached.
  if (!profile.memory.facts.some(({ day, superseded }) => day && !superseded && day >= dayBefore(now))) return;
  const reached = await conversations.addressOf(id);
  if (!reached) return;
  const ahead = checkInsFor(profile, member, reached, now).filter((entry) => !isRegular(entry));
  for (const entry of ahead) await agenda.add(entry);
}

/** Of a day that is over on one clock, another may be in the middle. */
function dayBefore(now: string): string {
  return new Date(Date.parse(now) - 48 * 60 * 60_000).toISOString().slice(0, "2026-11-26".length);
}
