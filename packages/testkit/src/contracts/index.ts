export { type AgendaStores, agendaContract } from "./agenda-contract.ts";
export { type BillingOrdersUnderTest, billingOrdersContract } from "./billing-orders-contract.ts";
export { type BillingUnderTest, billingStoreContract } from "./billing-store-contract.ts";
export type { KnownDeviations } from "./case-runner.ts";
export { type ErasingStores, erasureContract } from "./erasure-contract.ts";
export { kmsContract } from "./kms-contract.ts";
export { type LedgeredStores, ledgerContract } from "./ledger-contract.ts";
export { type PaymentsUnderTest, paymentsContract } from "./payments-contract.ts";
export { type ProfilesUnderTest, profileContract } from "./profile-contract.ts";
export {
  type ContractMessage,
  type ContractQueue,
  type ContractQueueOptions,
  type HandleOutcome,
  type QueueSystem,
  queueAgingContract,
  queueContract,
  queueRedriveContract,
  type RedrivingQueueSystem,
} from "./queue-contract.ts";
export { type CountersUnderTest, referralCountersContract } from "./referral-counters-contract.ts";
export {
  type ContractModel,
  type ContractProvider,
  type ModelEvent,
  type ProviderEvent,
  providerContract,
  replyModelContract,
} from "./reply-model-contract.ts";
export { type ContractSecondLook, type SecondLookEvent, secondLookContract } from "./second-look-contract.ts";
export { type CarrierEvent, type ContractSender, senderContract } from "./sender-contract.ts";
export { type SharedStateUnderTest, sharedStateContract } from "./shared-state-contract.ts";
export { type Stores, storesContract } from "./stores-contract.ts";
export { type TablesUnderTest, tableContract } from "./table-contract.ts";
export { type TranscribedStores, transcriptContract } from "./transcript-contract.ts";
