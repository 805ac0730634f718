export {
  type Consent,
  type ConsentCause,
  type ConsentChange,
  type ConsentScope,
  type ConsentState,
  endOfSecond,
  isCompanion,
  isProactive,
  type Keyword,
  type KeywordEffect,
  keywordEffect,
  mayLeave,
} from "./consent.ts";
export { isHelpInSpanish, keywordOf } from "./keywords.ts";
export { mayTextFirstAt } from "./quiet-hours.ts";
