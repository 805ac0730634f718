export {
  type Consent,
  type ConsentChange,
  type ConsentMoment,
  type ConsentState,
  consentMoment,
  type Keyword,
  type KeywordEffect,
  keywordEffect,
  mayLeave,
} from "./consent.ts";
export { keywordOf } from "./keywords.ts";
