export {
  beginsInteraction,
  type DisclosureDue,
  disclosureDue,
  doubtedSince,
  intervalCode,
  intervalMs,
  isLongSilent,
} from "./due.ts";
export { asksWhatJulesIs, isOnlyThatQuestion } from "./identity.ts";
export { disclosureOfWords, type FixedText, type FixedTextCode, fixedText, type Language } from "./templates.ts";
