export { createConversationStore } from "./conversation-store.ts";
export { createDeliveryStore } from "./delivery-store.ts";
export { createDocuments, type Documents } from "./documents.ts";
export { createDueStore, createReachOutStore } from "./due-store.ts";
export { createKeyStore } from "./key-store.ts";
export { createMemberDirectory } from "./member-directory.ts";
export { createConsentChanges, createMemberStore } from "./member-store.ts";
export { countReferral, createReferralCounters } from "./referral-counters.ts";
export { createTally } from "./tally.ts";
