export { memoryBillingOrders } from "./billing-orders.ts";
export { memoryBooks } from "./books.ts";
export { companionModels, memoryAgenda, memoryProfiles } from "./companion.ts";
export { type ScriptedModel, scriptedModel } from "./model.ts";
export { type Charged, memoryPayments } from "./payments.ts";
export { type ScriptedSecondLook, scriptedSecondLook } from "./second-look.ts";
export { type RecordingSender, recordingSender } from "./sender.ts";
export { createMemorySharedState, type MemorySharedState } from "./shared-state.ts";
export { switchedOn } from "./switches.ts";
