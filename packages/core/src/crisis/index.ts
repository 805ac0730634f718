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
export { crisisReply } from "./replies.ts";
