export { compose } from "./compose.ts";
export type { MessageSender, OutboundKind, OutgoingText, ReceivedText, RefusalReason, SendOutcome } from "./message.ts";
