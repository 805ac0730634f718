export { type CarrierError, type CarrierErrorClass, carrierError } from "./carrier-error.ts";
export { compose } from "./compose.ts";
export { machineTextOf } from "./machine-text.ts";
export type { MessageSender, OutboundKind, OutgoingText, ReceivedText, RefusalReason, SendOutcome } from "./message.ts";
export { quietMs } from "./thought.ts";
