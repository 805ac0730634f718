import { allowanceOf } from "../age/index.ts";
import { mayTextFirstAt } from "../consent/index.ts";
import { type Episode, mayReachOut } from "../crisis/index.ts";
import { isLongSilent } from "../disclosure/index.ts";
import { type Instant, millisecondsOf, type PhoneNumber } from "../kernel/index.ts";
import type { Member } from "../member/index.ts";
import type { OutboundKind } from "../messaging/index.ts";
import { stateOf } from "../numbering/index.ts";
import { type Limits, limitsAt, type SwitchedOn } from "../rules/index.ts";

const DAY_MS = 24 * 60 * 60_000;

/** Why a text that we begin does not leave. `hours` and `cap` pass by themselves. */
export type Withheld = "hours" | "cap" | "age" | "scope" | "silence" | "episode";

/**
 * Whether the rules keep a text back that we begin: the hours of the day where the member may be, the texts of the last 24
 * hours, their age, what they agreed to, a long silence, and a crisis where the caller knows of the episode. Undefined when
 * it may leave.
 */
export function reasonNotToReachOut(
  member: Member,
  text: { readonly kind: OutboundKind; readonly to: PhoneNumber; readonly episode?: Episode | undefined },
  at: Instant,
  switchedOn: SwitchedOn,
): Withheld | undefined {
  const limits = limitsAt(at, switchedOn);
  // A check-in was agreed to by itself, after a crisis.
  if (text.kind !== "follow-up" && member.consent.scope !== "recurring") return "scope";
  // For the same reason it needs no word of their age; whoever may be a minor gets none.
  const { companion, proactive } = allowanceOf(member.age.state, mustBeVerified(text.to, limits));
  if (!(text.kind === "follow-up" ? companion : proactive)) return "age";
  if (isLongSilent(member, at, limits)) return "silence";
  if (text.episode && !mayReachOut(member, text.episode, at)) return "episode";
  if (!mayTextFirstAt(text.to, at, limits)) return "hours";
  const lately = member.contact.reachedOutAt.filter((moment) => millisecondsOf(at) - millisecondsOf(moment) < DAY_MS);
  return lately.length >= limits.proactivePerDay ? "cap" : undefined;
}

/** Whether a rule wants proof of age of whoever lives where the number was issued; of no place we know, of everybody. */
function mustBeVerified(number: PhoneNumber, { ageProofIn }: Limits): boolean {
  const state = stateOf(number);
  return ageProofIn.some((jurisdiction) => jurisdiction === "US" || jurisdiction === state || !state);
}
