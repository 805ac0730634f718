import type { Clock } from "../clock.ts";
import type { Callbacks } from "./callbacks.ts";
import type { MediaFile, MediaStore } from "./media.ts";
import { formatMicroseconds, newMessageId } from "./message-format.ts";
import type { MessageList } from "./message-list.ts";
import { countSegments } from "./segments.ts";
import type { TollFreeNetwork } from "./toll-free.ts";

/** A text that somebody's phone sends to one of our numbers. */
export interface PhoneText {
  readonly from: string;
  /** The first of our numbers unless given. */
  readonly to?: string;
  readonly text?: string;
  /** Files the simulator then serves, after a layout part; a string stands in the callback as it is. */
  readonly media?: readonly (MediaFile | string)[];
  /** The same id twice is what a repeated callback looks like. */
  readonly messageId?: string;
  /** When the phone sent it, ISO 8601. */
  readonly time?: string;
  /** The other recipients, when it was sent to a group. */
  readonly group?: readonly string[];
}

export interface InboundParts {
  readonly clock: Clock;
  readonly callbacks: Callbacks;
  readonly media: MediaStore;
  readonly list: MessageList;
  readonly tollFree: TollFreeNetwork;
  readonly applicationId: string;
  readonly defaultNumber: string;
  /** The address of a media id. */
  readonly mediaUrl: (mediaId: string) => string;
}

/** Takes a text from a phone and starts its callback; answers the id before the callback has arrived. */
export function receive(phoneText: PhoneText, parts: InboundParts): string {
  const { from, to = parts.defaultNumber, text = "", media = [], group = [] } = phoneText;
  const now = parts.clock.now();
  const id = phoneText.messageId ?? newMessageId(now);
  const files = media.filter((item) => typeof item !== "string");
  const urls = [
    ...(files.length > 0 ? parts.media.keep(id, files).map(parts.mediaUrl) : []),
    ...media.filter((item) => typeof item === "string"),
  ];
  const isMms = urls.length > 0 || group.length > 0;
  const segmentCount = isMms ? 1 : countSegments(text);

  parts.tollFree.hear(from, to, text);
  parts.list.add({
    messageId: id,
    sourceTn: from,
    destinationTn: to,
    messageDirection: "INBOUND",
    messageType: isMms ? "mms" : "sms",
    messageStatus: "RECEIVED",
    segmentCount,
    messageLength: text.length,
    receivedAt: now,
    errorCode: 0,
  });
  void parts.callbacks.post("inbound", from, {
    time: formatMicroseconds(now),
    type: "message-received",
    to,
    description: "Incoming message received",
    message: {
      id,
      owner: to,
      applicationId: parts.applicationId,
      time: phoneText.time ?? formatMicroseconds(now),
      segmentCount,
      direction: "in",
      to: [to, ...group],
      from,
      text,
      ...(urls.length > 0 && { media: urls }),
    },
  });
  return id;
}
