import { ageText, allowanceOf } from "../../age/index.ts";
import { isQuietAt, mayTextFirstAt } from "../../consent/index.ts";
import { doubtedSince } from "../../disclosure/index.ts";
import type { Instant, PhoneNumber } from "../../kernel/index.ts";
import type { Preferences } from "../../preferences/index.ts";
import { limitsAt } from "../../rules/index.ts";
import type { Working } from "../working.ts";
import type { Steering } from "./steering.ts";

/** Whether it is not known if the number still belongs to the member (CTIA Messaging Principles 5.1.5). */
export function isPerhapsSomebodyElse({ turn, lease: { member } }: Pick<Working, "turn" | "lease">): boolean {
  const now = turn.clock.now();
  return doubtedSince(member, now, limitsAt(now)) !== undefined;
}

/** At which moments the law, and what they want, let us text somebody first. */
export function mayTextFirst(preferences: Preferences, number: PhoneNumber): (at: Instant) => boolean {
  return (at) => mayTextFirstAt(number, at, limitsAt(at), preferences.timeZone) && !isQuietAt(number, at, preferences);
}

/** Whether their age lets us text somebody first. */
export function mayBeTextedFirst({ lease }: Pick<Working, "lease">): boolean {
  return allowanceOf(lease.member.age.state).proactive;
}

/** The birth year is asked for with the question that every other text of ours asks it with, and counts as that. */
export function askingForYear({ turn, lease: { member } }: Working, language: "en" | "es"): Steering {
  const { age } = member;
  return {
    asks: {
      text: ageText("age-question", language),
      afterwards: () => turn.members.noteAge(member, { askedAt: turn.clock.now(), asks: age.asks + 1 }),
    },
  };
}
