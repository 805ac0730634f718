export {
  afterSuspension,
  awaitsConsent,
  blockOfChild,
  type Consent,
  type ConsentCause,
  type ConsentChange,
  type ConsentScope,
  type ConsentState,
  changedByCarrier,
  changedByPage,
  confirmationEndsAt,
  effectOfWriting,
  endOfSecond,
  isByPage,
  isCompanion,
  isProactive,
  isSilenced,
  isStillSilent,
  type Keyword,
  type KeywordEffect,
  keywordEffect,
  mayLeave,
  remembersStop,
  silentAfter,
  silentSince,
  suspensionEndsAt,
  type UnclearEffect,
  unclearEffect,
  wasAskedSinceStop,
} from "./consent.ts";
export { keywordOf } from "./keywords.ts";
export type { OptInProof } from "./proof.ts";
export { isQuietAt, mayTextFirstAt, type QuietWishes } from "./quiet-hours.ts";
export { namesRevocation, REVOKE, revocation, UNCLEAR } from "./revocation.ts";
export { type Wish, wishIn } from "./wish.ts";
