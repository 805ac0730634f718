import type { Asked } from "./asked.ts";
import { NO_PREFERENCES, type Preferences, type TimeOfDay } from "./preferences.ts";
import { MOST_TOPICS } from "./valid.ts";
import { plainOf } from "./words.ts";

const MIDNIGHT = "00:00" as TimeOfDay;
const TEN = "10:00" as TimeOfDay;
const NOON = "12:00";

/**
 * The preferences as somebody wants them.
 * @returns undefined for what says nothing to who has these: a name that is not theirs, a topic that nobody avoided.
 */
export function preferred(preferences: Preferences, asked: Asked): Preferences | undefined {
  switch (asked.kind) {
    case "name":
      return { ...preferences, name: asked.name };
    case "not-name":
      return isSame(preferences.name, asked.name) ? { ...preferences, name: undefined } : undefined;
    case "tone":
      return { ...preferences, tone: asked.tone };
    case "emoji":
      return { ...preferences, emoji: asked.emoji };
    case "avoid": {
      const others = preferences.avoid.filter((topic) => !isSame(topic, asked.topic));
      // The newest stay: what somebody says today they mean today.
      return { ...preferences, avoid: [...others, asked.topic].slice(-MOST_TOPICS) };
    }
    case "allow": {
      const others = preferences.avoid.filter((topic) => !isSame(topic, asked.topic));
      return others.length < preferences.avoid.length ? { ...preferences, avoid: others } : undefined;
    }
    case "check-in":
      return {
        ...preferences,
        checkInAt: asked.at ?? preferences.checkInAt ?? TEN,
        checkInOn: asked.days === "day" ? undefined : (asked.weekday ?? 0),
      };
    case "no-check-in":
      return { ...preferences, checkInAt: undefined, checkInOn: undefined };
    case "quiet":
      return { ...preferences, quietHours: quietHours(preferences.quietHours, asked) };
    case "no-quiet":
      return preferences.quietHours ? { ...preferences, quietHours: undefined } : undefined;
    case "language":
      return { ...preferences, language: asked.language };
    case "time-zone":
      return { ...preferences, timeZone: asked.timeZone };
    case "show":
      return preferences;
    case "reset":
      return NO_PREFERENCES;
    default:
      return asked satisfies never;
  }
}

/** "Not before 10" leaves in place when the evening ends, and "not after 9" when the morning begins. */
function quietHours(
  before: Preferences["quietHours"],
  { from, to }: Extract<Asked, { readonly kind: "quiet" }>,
): NonNullable<Preferences["quietHours"]> {
  const evening = before && before.from >= NOON ? before.from : MIDNIGHT;
  const morning = before && before.to <= NOON ? before.to : MIDNIGHT;
  const hours = { from: from ?? evening, to: to ?? morning };
  return hours.from === hours.to ? { from: hours.from, to: MIDNIGHT } : hours;
}

function isSame(one: string | undefined, other: string): boolean {
  return one !== undefined && withoutOwner(one) === withoutOwner(other);
}

/** "My ex" and "ex" are the same topic. */
function withoutOwner(topic: string): string {
  return plainOf(topic).replace(/^(?:my|the|our|mis?|el|la|los|las) /, "");
}
