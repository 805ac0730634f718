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
export { type Adviser, raisedBy, type SecondLook, type SecondOpinion, together } from "./second-look.ts";
export { judgedText, parseSecondOpinion, type SecondLookPrompt, secondLookPrompt } from "./second-look-prompt.ts";
