export { crisisReplyAbroad } from "./abroad.ts";
export {
  type Assessment,
  asGraveAs,
  type CrisisCategory,
  type CrisisSignal,
  type CrisisTier,
  type CrisisVerdict,
  graver,
  isAtLeast,
  needsReplyAtOnce,
  TIERS,
} from "./assessment.ts";
export { isClearlySafe, isStillInDanger, isYes } from "./clear-words.ts";
export {
  agreed,
  asked,
  awaitsAnswer,
  awaitsConsentToFollowUp,
  declined,
  type Episode,
  type EpisodeState,
  type FollowUp,
  followedUp,
  goesOn,
  heard,
  isQuestionDue,
  isReferralDue,
  isWatchful,
  judged,
  lapsed,
  mayReachOut,
  NO_EPISODE,
  opensHold,
  type Risk,
  referred,
  released,
  riskLevel,
  stepFor,
  stillThere,
  takesBack,
  UNREADABLE_EPISODE,
  weigh,
} from "./episode.ts";
export { guardReply } from "./outbound-guard.ts";
export type { HeldBack } from "./outbound-words.ts";
export {
  type Referral,
  type ReferralCount,
  type ReferralCounters,
  referral,
  referralYear,
  referralYears,
  type TemplateName,
  templateName,
  totalOf,
} from "./referrals.ts";
export {
  CRISIS_TEMPLATES,
  type CrisisTemplate,
  careLine,
  caseOf,
  crisisReply,
  followUpText,
  releasedText,
  safetyQuestion,
  softCheckIn,
  stayingText,
} from "./replies.ts";
export { RESOURCES, type Resource } from "./resources.ts";
export {
  type Adviser,
  cleared,
  isOnlyDoubt,
  raisedBy,
  type SecondLook,
  type SecondOpinion,
  together,
} from "./second-look.ts";
export { judgedText, parseSecondOpinion, type SecondLookPrompt, secondLookPrompt } from "./second-look-prompt.ts";
export { type CrisisCase, PROTOCOL_VERSION } from "./templates.ts";
