export { compose } from "./compose.ts";
export type { MessageSender, OutboundKind, OutgoingText, ReceivedText, SendOutcome } from "./message.ts";
