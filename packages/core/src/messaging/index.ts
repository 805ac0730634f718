export { type CarrierError, type CarrierErrorClass, carrierError } from "./carrier-error.ts";
export { compose, hasEmoji } from "./compose.ts";
export { type Encoding, encodingOf } from "./encoding.ts";
export { machineTextOf } from "./machine-text.ts";
export type { MessageSender, OutboundKind, OutgoingText, ReceivedText, RefusalReason, SendOutcome } from "./message.ts";
export { CARRIER_LIMITS, segmentsOf, type TextLimits } from "./segments.ts";
export { split } from "./sentences.ts";
export { quietMs } from "./thought.ts";
