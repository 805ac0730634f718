import { allowanceOf } from "../age/index.ts";
import { type Instant, instantPlus, type PhoneNumber } from "../kernel/index.ts";
import type { Member } from "../member/index.ts";
import type { Fact } from "../memory/index.ts";
import { type TimeZone, timeZoneOf } from "../numbering/index.ts";
import type { Preferences, TimeOfDay } from "../preferences/index.ts";
import type { Profile } from "../profile/index.ts";
import type { Agenda, Entry, EntryId } from "./agenda.ts";
import { isOccasion } from "./occasions.ts";
import { following } from "./planning.ts";
import { atTime, instantOf, type LocalTime, localTimeOf, plusDays, weekdayOf } from "./wall-clock.ts";

const DAY_MS = 24 * 60 * 60_000;
/** Of somebody who did not say when. */
const USUAL_TIME = "10:00" as TimeOfDay;
/** The clock of somebody of whom nothing is known; the hours at which they may be texted are asked of the law. */
export const USUAL_ZONE: TimeZone = "America/New_York";
/** What is further away is put down when it comes nearer. */
const AHEAD_MS = 60 * DAY_MS;
/** Who told of a busy week is not asked about every day of it. */
const MOST_OF_FACTS = 3;

/** Where somebody is reached, and in which language. */
export interface Reached {
  readonly number: PhoneNumber;
  readonly language: "en" | "es";
}

/** What of a member decides whether they are asked. */
export type Asking = Pick<Member, "id" | "consent" | "age" | "introducedAt">;

/**
 * The check-ins that there is a reason for: the ones that a member wants every day or week, and a question on the day after
 * something that they told of. Their ids are made of the reason, so that adding them again adds nothing.
 * Of what somebody grieves or fears there is none.
 * @returns of facts none for who did not agree to texts that we begin, or whose age does not allow them.
 */
export function checkInsFor(profile: Profile, member: Asking, reached: Reached, at: Instant): readonly Entry[] {
  const { consent, age, introducedAt } = member;
  if (consent.state !== "ACTIVE") return [];
  const { preferences, memory } = profile;
  const timeZone = zoneOf(preferences, reached.number);
  const common = {
    member: member.id,
    kind: "check-in",
    language: preferences.language ?? reached.language,
    addedAt: at,
  } as const;
  // Who came back after a STOP begins anew: what still lies there from before is another one, and never comes.
  const from = (reason: string) => `${reason}${SINCE}${introducedAt ?? ""}` as EntryId;
  const wanted = wantedEvery(preferences, timeZone);
  const regular = wanted && {
    ...{ ...common, id: from(idOfEvery(wanted, preferences)), about: "", every: wanted },
    dueAt: following(wanted, preferences.checkInOn ?? 0, at),
  };
  // What they asked for waits for their START; what nobody asked for is not even put down before.
  const mayAsk = consent.scope === "recurring" && introducedAt !== undefined && allowanceOf(age.state).proactive;
  if (!mayAsk) return regular ? [regular] : [];
  const days = new Set<string>();
  const asked = memory.facts
    .flatMap((fact) => {
      const dueAt = askedAt(fact, preferences, timeZone);
      const isAhead = dueAt !== undefined && dueAt > at && dueAt <= instantPlus(at, AHEAD_MS);
      return isAhead ? [{ ...common, id: from(`fact-${fact.id}`), about: fact.text, dueAt }] : [];
    })
    .sort((one, other) => (one.dueAt < other.dueAt ? -1 : 1))
    // One a day is enough, whatever a day was full of.
    .filter(({ dueAt }) => !days.has(dueAt) && days.add(dueAt))
    .slice(0, MOST_OF_FACTS);
  return [...(regular ? [regular] : []), ...asked];
}

/** The clock that a member lives by, as they say or as their number tells. */
export function zoneOf({ timeZone }: Preferences, number: PhoneNumber): TimeZone {
  return timeZone ?? timeZoneOf(number) ?? USUAL_ZONE;
}

function wantedEvery({ checkInAt, checkInOn }: Preferences, timeZone: TimeZone): Entry["every"] {
  return checkInAt && { days: checkInOn === undefined ? "day" : "week", at: checkInAt, timeZone };
}

/** With another time, day or clock it is another one. */
function idOfEvery({ days, at, timeZone }: NonNullable<Entry["every"]>, { checkInOn }: Preferences): string {
  return `${REGULAR}${days}-${checkInOn ?? ""}-${at}-${timeZone}`;
}

const REGULAR = "check-in-";
/** Between the reason of a check-in and since when its member is with us. */
const SINCE = "@";

/** Whether a check-in is one that members want every day or week. */
export function isRegular({ id }: Pick<Entry, "id">): boolean {
  return id.startsWith(REGULAR);
}

/** What stands on the agenda follows what its member wants. @throws Failure as the agenda does. */
export async function putDown(agenda: Agenda, { id }: Pick<Member, "id">, wanted: readonly Entry[]): Promise<void> {
  const isWanted = (entry: Entry) => wanted.some((other) => other.id === entry.id);
  const old = (await agenda.of(id)).filter((entry) => isRegular(entry) && !isWanted(entry));
  if (old.length > 0)
    await agenda.remove(
      id,
      old.map((entry) => entry.id),
    );
  for (const entry of wanted) await agenda.add(entry);
}

/** Whether what an entry was put down for is still so: another wish, or a fact that changed, takes it back. */
export function isOfProfile(entry: Entry, { preferences, memory }: Profile, number: PhoneNumber): boolean {
  if (entry.kind !== "check-in") return true;
  const [reason] = entry.id.split(SINCE);
  if (isRegular(entry)) {
    const wanted = wantedEvery(preferences, zoneOf(preferences, number));
    return wanted !== undefined && reason === idOfEvery(wanted, preferences);
  }
  const timeZone = zoneOf(preferences, number);
  return memory.facts.some(
    (fact) => reason === `fact-${fact.id}` && askedAt(fact, preferences, timeZone) !== undefined,
  );
}

/** When it is asked about what is plain or glad, was told of before its day, and has a day after it without a check-in. */
function askedAt(fact: Fact, preferences: Preferences, timeZone: TimeZone): Instant | undefined {
  const dueAt = dayAfter(fact, preferences.checkInAt ?? USUAL_TIME, timeZone);
  if (!dueAt || !fact.day || !isOccasion(fact)) return undefined;
  if (fact.day <= dayOf(localTimeOf(fact.learnedAt, timeZone))) return undefined;
  const { checkInAt, checkInOn } = preferences;
  const isRegularDay = checkInOn === undefined || checkInOn === weekdayOf(localTimeOf(dueAt, timeZone));
  return checkInAt && isRegularDay ? undefined : dueAt;
}

function dayOf(local: LocalTime): string {
  return local.slice(0, "2026-11-26".length);
}

function dayAfter({ day, superseded }: Fact, time: TimeOfDay, timeZone: TimeZone): Instant | undefined {
  if (!day || superseded || !/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const local = `${day}T00:00` as LocalTime;
  try {
    return instantOf(atTime(plusDays(local, 1), time), timeZone);
  } catch (error) {
    // A thirty-first of June.
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}
