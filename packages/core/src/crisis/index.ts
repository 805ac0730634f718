export { assess } from "./assess.ts";
export {
  type Assessment,
  type CrisisCategory,
  type CrisisSignal,
  type CrisisTier,
  type CrisisVerdict,
  graver,
  isAtLeast,
  needsReplyAtOnce,
  TIERS,
} from "./assessment.ts";
export { isClearlySafe, isYes } from "./clear-words.ts";
export { guardReply } from "./outbound-guard.ts";
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
export { type CrisisCase, PROTOCOL_VERSION } from "./templates.ts";
