export type { DeliveryStatus, DeliveryStore, DueStore } from "./delivery.ts";
export { type GateResult, type SendGate, sendFixed, sendStaged } from "./gate.ts";
export { introduce } from "./introduction.ts";
export { isFixed, memberOf, outboundId, outboundIdIn } from "./outbound-id.ts";
export { spoken } from "./spoken.ts";
export type { BeginAgain, ConversationStore, OpenWork, Outbound, OutboundState, Said, StagedText } from "./store.ts";
export { type Attended, attend, type Doorbell, type Intake, isUrgent, type TakenIn, takeIn } from "./take-in.ts";
export { type Turn, type TurnTaken, takeTurn } from "./turn.ts";
