import type { Entry } from "@jules/core/agenda";
import { standingOf } from "@jules/core/billing";
import type { CrisisTier, Episode, EpisodeState } from "@jules/core/crisis";
import type { Instant } from "@jules/core/kernel";
import type { Member } from "@jules/core/member";
import type { Memory } from "@jules/core/memory";
import type { ArchivedText } from "@jules/core/privacy";

const STATES: Readonly<Record<EpisodeState, string>> = {
  NONE: "Nothing that you wrote lately made us think that you are in danger.",
  ATTENTIVE: "Something that you wrote in the last day worried us a little.",
  HOLD: "You wrote something that sounded dangerous, and have not said clearly since that you are safe.",
  FOLLOW_UP: "You were in danger not long ago, and told us that you are safe.",
};

const TIERS: Readonly<Record<CrisisTier, string>> = {
  none: "no danger",
  concern: "a concern",
  high: "a high danger",
  imminent: "an imminent danger",
};

/** What we concluded about somebody's safety, for themselves to read. */
export function episodeInWords(episode: Episode) {
  if (episode.isUnreadable) return { state: "What was noted about your safety can no longer be read." };
  const { state, since, lastSignalAt, peak, categories, lastReferralAt, questionAskedAt, followUp, risk } = episode;
  return {
    state: STATES[state],
    since,
    lastSignalAt,
    gravest: TIERS[peak],
    about: categories,
    namedSomebodyToReachAt: lastReferralAt,
    askedWhetherSafeAt: questionAskedAt,
    checkIn: followUp.kind === "agreed" ? { agreedFor: followUp.dueAt } : followUp.kind,
    overTime: { signals: risk.signals, days: risk.days, lastDay: risk.lastDay },
  };
}

/** One text, with what was concluded from it where that was more than nothing. */
export function textInWords({ at, speaker, number, body, kind, danger, wasSaid }: ArchivedText) {
  const concluded = danger && { soundedLike: TIERS[danger.tier], about: danger.categories };
  const wasSent = wasSaid ? {} : { wasSent: false };
  return { at, from: speaker, number, text: body, ...(kind && { kind }), ...(concluded && { concluded }), ...wasSent };
}

/** What is remembered of somebody: what is so, what was so and until when, and from when each is. */
export function memoryInWords({ facts, summary }: Memory) {
  return {
    facts: facts.map(({ topic, text, learnedAt, day, isAskedFor, superseded }) => ({
      about: topic,
      text,
      learnedAt,
      day,
      ...(isAskedFor && { youAskedForIt: true }),
      ...(superseded && { wasSoUntil: superseded.at }),
    })),
    summary: summary ? { text: summary.text, until: summary.until } : null,
  };
}

/** What Jules is to begin. */
export function entryInWords({ kind, about, dueAt, every, addedAt }: Entry) {
  return { kind, about, dueAt, ...(every && { every }), addedAt };
}

/** What somebody pays, as far as it is known here; the rest is at Stripe, who never told us. */
export function billingInWords(member: Pick<Member, "createdAt" | "billing">, at: Instant) {
  const { customer, subscription, checkout } = member.billing;
  const { state, until } = standingOf(member, at);
  return {
    standing: { state, until: until ?? null },
    numberAtStripe: customer ?? null,
    subscription: subscription ?? null,
    pageToPay: checkout ?? null,
    elsewhere: customer ? "Stripe has your card, or how else you pay, your e-mail address and your invoices." : null,
  };
}
