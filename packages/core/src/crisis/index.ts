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
export { crisisReply } from "./replies.ts";
