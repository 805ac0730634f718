export { assess } from "./assess.ts";
export { type Assessment, type CrisisCategory, type CrisisTier, needsReplyAtOnce } from "./assessment.ts";
export { crisisReply } from "./replies.ts";
