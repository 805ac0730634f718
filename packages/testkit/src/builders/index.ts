import type { Assessment } from "@jules/core/crisis";
import { assess } from "@jules/core/crisis/assessing";
import { instant, type PhoneNumber, phoneNumber, textId } from "@jules/core/kernel";
import type { ReceivedText } from "@jules/core/messaging";

export function number(value: string): PhoneNumber {
  const parsed = phoneNumber(value);
  if (!parsed) throw new RangeError("a test's number must be E.164");
  return parsed;
}

export const MEMBER_NUMBER = number("+14155550123");
export const OWN_NUMBER = number("+19195550100");

let last = 4_155_550_200;

/** A number nobody in this process has used: stores may be shared between tests. */
export function newNumber(): PhoneNumber {
  last += 1;
  return number(`+1${last}`);
}

let next = 0;

/** A text from the usual member to the usual number of ours; every one with an id of its own. */
export function receivedText(fields: Partial<ReceivedText> = {}): ReceivedText {
  next += 1;
  return {
    id: textId(`text${String(next).padStart(25, "0")}`),
    from: MEMBER_NUMBER,
    to: OWN_NUMBER,
    body: "hey jules you up?",
    media: [],
    saidAt: instant("2026-11-20T17:00:00.000Z"),
    receivedAt: instant("2026-11-20T17:00:00.000Z"),
    group: false,
    ...fields,
  };
}

export const HARMLESS: Assessment = assess("hey");
