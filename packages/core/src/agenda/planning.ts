import { type Instant, instant, instantPlus, millisecondsOf } from "../kernel/index.ts";
import type { Member } from "../member/index.ts";
import type { TimeZone } from "../numbering/index.ts";
import type { TimeOfDay } from "../preferences/index.ts";
import type { Entry, NamedTime } from "./agenda.ts";
import { atTime, instantOf, instantsOf, type LocalTime, localTimeOf, plusDays, weekdayOf } from "./wall-clock.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** An hour that suits is looked for in such steps, for at most a day before and after. */
const STEP_MS = 15 * MINUTE_MS;
const MOST_STEPS = DAY_MS / STEP_MS;
/** Who asks for something in ten years does not mean us. */
const FURTHEST_MS = 400 * DAY_MS;
/** What is late by more than this is of no use any more. */
export const LATE_MS = 2 * 60 * MINUTE_MS;
/** News of a subscription are news for longer; what is true of it by then is asked when they are said. */
const NOTICE_LATE_MS = 3 * DAY_MS;

export interface Planning {
  readonly now: Instant;
  readonly timeZone: TimeZone;
  /** The time of a day of which no hour is named. */
  readonly dayTime: TimeOfDay;
  /** Whether Jules may text first then. */
  readonly mayTextFirst: (at: Instant) => boolean;
}

/** When something is to be begun; `moved` when that is not the time that was named, since then nothing may be begun. */
export type Planned =
  | { readonly kind: "set" | "moved"; readonly dueAt: Instant; readonly every?: Entry["every"] }
  /** It was, or is too far away, or there is no hour that suits. */
  | { readonly kind: "past" | "too-far" | "never" };

/** Brings the time that somebody named to the moment at which they are to be texted. */
export function plan(named: NamedTime, planning: Planning): Planned {
  const { now, timeZone, dayTime } = planning;
  const local = named.isDayOnly ? atTime(named.local, dayTime) : named.local;
  const wanted = named.at ?? wantedMoment(local, named.every, planning);
  if (wanted <= now) return { kind: "past" };
  if (millisecondsOf(wanted) - millisecondsOf(now) > FURTHEST_MS) return { kind: "too-far" };
  const dueAt = nearest(wanted, planning);
  if (!dueAt) return { kind: "never" };
  const kind = dueAt === wanted ? "set" : "moved";
  if (!named.every) return { kind, dueAt };
  const at = kind === "set" ? local : localTimeOf(dueAt, timeZone);
  return { kind, dueAt, every: { days: named.every, at: at.slice(-"09:00".length) as TimeOfDay, timeZone } };
}

function wantedMoment(local: LocalTime, every: NamedTime["every"], { now, timeZone }: Planning): Instant {
  const shown = instantsOf(local, timeZone);
  // While clocks are set back, the second is still to come after the first.
  const [first] = shown;
  const wanted = shown.find((at) => at > now) ?? first;
  if (!every || wanted > now) return wanted;
  return following({ days: every, at: local.slice(-"09:00".length) as TimeOfDay, timeZone }, weekdayOf(local), now);
}

/** The moment itself, or the nearest to it at which Jules may text first. */
function nearest(wanted: Instant, { now, mayTextFirst }: Planning): Instant | undefined {
  if (mayTextFirst(wanted)) return wanted;
  const from = Math.floor(millisecondsOf(wanted) / STEP_MS) * STEP_MS;
  for (let step = 0; step <= MOST_STEPS; step++) {
    for (const at of [instant(from - step * STEP_MS), instant(from + (step + 1) * STEP_MS)]) {
      if (at > now && mayTextFirst(at)) return at;
    }
  }
  return undefined;
}

/** When an entry comes again after a moment, at its time on its member's clock; undefined when it does not. */
export function nextOccurrence({ every, dueAt }: Pick<Entry, "every" | "dueAt">, after: Instant): Instant | undefined {
  return every && following(every, weekdayOf(localTimeOf(dueAt, every.timeZone)), after);
}

/** @param weekday of what comes once a week. */
export function following(every: NonNullable<Entry["every"]>, weekday: number, after: Instant): Instant {
  const { days, at, timeZone } = every;
  const today = atTime(localTimeOf(after, timeZone), at);
  const ahead = days === "day" ? 0 : (weekday - weekdayOf(today) + 7) % 7;
  const first = plusDays(today, ahead);
  const moment = instantOf(first, timeZone);
  return moment > after ? moment : instantOf(plusDays(first, days === "day" ? 1 : 7), timeZone);
}

/** Whether an entry is too late to be of use. */
export function isLate({ kind, dueAt }: Pick<Entry, "kind" | "dueAt">, at: Instant): boolean {
  return at > instantPlus(dueAt, kind === "billing-notice" ? NOTICE_LATE_MS : LATE_MS);
}

/**
 * Whether a member still wants what they wanted when they asked for it: with a STOP everything from before it ended. A notice
 * nobody asked for; who came back pays for what they paid for before.
 */
export function isCurrent({ kind, addedAt }: Pick<Entry, "kind" | "addedAt">, member: Member): boolean {
  const { consent, introducedAt } = member;
  if (consent.state !== "ACTIVE" || introducedAt === undefined) return false;
  return kind === "billing-notice" || introducedAt <= addedAt;
}

/** What stands around what is to be reminded of. */
const EDGES = {
  en: /^(?:to|that|about|of|for|on|at|and|,)(?= |$)|(?:^| )(?:on|at|by|in|,)$/i,
  es: /^(?:que|de|del|para|a|al|en|el|la|por|y|,)(?= |$)|(?:^| )(?:el|a|en|de|la|por|,)$/i,
} as const;
const MOST_EDGES = 4;
/** Longer than any reminder is. */
const LONGEST_ABOUT = 160;

/** What is left of a request when its time is taken out: what it is about. */
export function aboutOf(rest: string, language: "en" | "es"): string {
  let about = rest
    .replace(/\s+/g, " ")
    .replace(/ ([,.!?])/g, "$1")
    .trim();
  for (let round = 0; round < MOST_EDGES; round++) {
    about = about
      .replace(/^[,.!?;: ]+|[,.!?;: ]+$/g, "")
      .replace(EDGES[language], "")
      .trim();
  }
  return about.length > LONGEST_ABOUT ? about.slice(0, LONGEST_ABOUT).replace(/ \S*$/, "") : about;
}
