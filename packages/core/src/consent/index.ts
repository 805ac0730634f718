export {
  type Consent,
  type ConsentChange,
  type ConsentState,
  endOfSecond,
  type Keyword,
  type KeywordEffect,
  keywordEffect,
  mayLeave,
} from "./consent.ts";
export { isHelpInSpanish, keywordOf } from "./keywords.ts";
