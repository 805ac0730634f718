import type { Assessment } from "../crisis/index.ts";

/** A dose as it is taken every day. The crisis check hears pills, and is right to; these few words are nothing else. */
const DOSE =
  /^(?:take|tomar(?:me)?) (?:my|the|mi|mis|la|el|las|los)? ?(?:(?:morning|evening|daily|night|birth control|blood pressure|allergy|heart|iron|vitamin) pills?|pills?|meds?|medication|medicine|vitamins?|antibiotics?|inhaler|insulin|birth control|medicina|medicamento|medicaci\u00F3n|pastilla|vitaminas?|antibi\u00F3tico|insulina)(?: (?:with (?:food|water|breakfast|lunch|dinner)|con (?:comida|agua|el desayuno|la cena)))?$/i;

/** Evidence of the weights alone, which hear something in many a harmless "remember". */
const BY_WEIGHTS_ALONE = "words";

/**
 * Whether Jules may say this to somebody later, when nobody knows how they are by then: only of a text in which no rule of
 * the crisis check heard anything. What its weights alone wondered at, a second look has found to be nothing by the time that
 * anybody asks: otherwise it is a crisis, and nothing is a request.
 */
export function isFitToRepeat(about: string, { verdict, evidence }: Pick<Assessment, "verdict" | "evidence">): boolean {
  if (verdict === "clear" || DOSE.test(about)) return true;
  return verdict === "watch" && evidence.every((code) => code === BY_WEIGHTS_ALONE);
}
