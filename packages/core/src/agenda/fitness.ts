import type { Assessment } from "../crisis/index.ts";


/** A dose as it is taken every day. The crisis check hears pills, and is right to; these few words are nothing else. */
const DOSE =
  /^(?:take|tomar(?:me)?) (?:my|the|mi|mis|la|el|las|los)? ?(?:(?:morning|evening|daily|night|birth control|blood pressure|allergy|heart|iron|vitamin) pills?|pill|meds?|medication|medicine|vitamins?|antibiotics?|inhaler|insulin|birth control|medicina|medicamento|medicaci\u00F3n|pastilla|vitaminas?|antibi\u00F3tico|insulina)(?: (?:with (?:food|water|breakfast|lunch|dinner)|con (?:comida|agua|el desayuno|la cena)))?$/i;

/** What is good to hear again, though it speaks of oneself. */
const KINDNESS =
  /^(?:be (?:kind|kinder|gentle|gentler|good|nice|patient) (?:to|with) myself|take (?:good )?care of myself|ser amable conmigo(?: mism[oa])?|cuidarme)$/i;

/**
 * Whether Jules may say this to somebody later, when nobody knows how they are by then: only of a text in which the crisis
 * check heard nothing.
 */
export function isFitToRepeat(about: string, { verdict }: Pick<Assessment, "verdict">): boolean {
  return verdict === "clear" || DOSE.test(about) || KINDNESS.test(about);
}
