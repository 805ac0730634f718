import type { AgeState } from "../age/index.ts";
import { type ConsentChange, remembersStop } from "../consent/index.ts";
import type { Clock } from "../kernel/index.ts";
import type { Member, MemberStore } from "../member/index.ts";
import { type Erasures, keptUntil } from "../privacy/index.ts";

export interface LettingIn {
  readonly members: Pick<MemberStore, "changeAge" | "changeConsent">;
  readonly erasures: Pick<Erasures, "scheduled" | "postpone">;
  readonly clock: Clock;
}

const MOST_ROUNDS = 3;

/**
 * What follows for who was taken for a child, or a minor, and is an adult: they are no longer to be erased as a child but
 * when they fall silent, and who was blocked is answered again, and hears nothing that we begin until they say START. Who
 * said STOP, before they were blocked or since, is silent. Twice is the same as once.
 * @param said what shows it, and when that was said.
 * @returns the member as they are then.
 */
export async function letBackIn(
  { members, erasures, clock }: LettingIn,
  member: Member,
  said: Pick<ConsentChange, "changedBy" | "saidAt">,
): Promise<Member> {
  const scheduled = await erasures.scheduled(member.id);
  if (scheduled?.reason === "child") {
    await erasures.postpone(member.id, scheduled.dueAt, keptUntil(member), "silent");
  }
  let current = member;
  for (let round = 0; current.consent.state === "BLOCKED" && round < MOST_ROUNDS; round++) {
    const { consent } = current;
    const free = { scope: "replies", cause: "age-proven", ...said } as const;
    const change = remembersStop(consent)
      ? ({ ...free, state: "OPTED_OUT", saidAt: consent.saidAt } as const)
      : ({ ...free, state: "ACTIVE" } as const);
    current = await members.changeConsent(current, change, clock.now());
  }
  return current;
}

/** The states that an operator can decide on. */
export type DecidedAge = Exclude<AgeState, "UNKNOWN" | "CHILD">;

/**
 * An operator's decision about somebody's age, on what they showed us by other ways than the verifier. Deciding the same
 * twice is deciding it once, and ends what the first time did not get to.
 * @param reference of the request that brought it.
 * @returns the member as they are then; undefined when somebody else changed the state meanwhile.
 */
export async function decideAge(
  deps: LettingIn,
  member: Member,
  state: DecidedAge,
  reference: string,
): Promise<Member | undefined> {
  const now = deps.clock.now();
  const decided =
    member.age.state === state ? member : await deps.members.changeAge(member, { state, by: "operator" }, now);
  if (decided.age.state !== state) return undefined;
  return state === "VERIFIED_ADULT" ? letBackIn(deps, decided, { changedBy: reference, saidAt: now }) : decided;
}
