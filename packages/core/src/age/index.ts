export {
  AGE_UNKNOWN,
  type Age,
  type AgeCause,
  type AgeChange,
  type AgeState,
  type Allowance,
  allowanceOf,
} from "./age.ts";
export { ageOn } from "./birth-date.ts";
export { deleteOwed, type OwedDeletion, type OwedDeletions } from "./owed-deletions.ts";
export { mustBeVerified } from "./proof.ts";
export type { SignCode } from "./sign-patterns.ts";
export { type SignOfAge, saysDone, signOfAge, yesOrNo } from "./signals.ts";
export { AGE_TEXT_CODES, type AgeText, type AgeTextCode, ageText, needsLink } from "./texts.ts";
export {
  afterStatement,
  afterStatementInCrisis,
  afterVerification,
  type Conclusion,
  type Finding,
  findingOf,
  isAgeQuestionDue,
  isClearlyChild,
  isWordDue,
  mayHaveComeOfAge,
} from "./transitions.ts";
export {
  type AgeVerifier,
  type Decision,
  isFinal,
  type MemberVerification,
  type Recorded,
  type Verdict,
  type VerificationNews,
  type VerificationSession,
  type VerificationStatus,
  type VerificationStore,
  verdictOf,
} from "./verification.ts";
