import { type MemberId, memberId, type OutboundId } from "../kernel/index.ts";
import type { OutboundKind } from "../messaging/index.ts";

/**
 * The id of what goes out is made from its cause, so that doing the same work twice meets its own first result.
 * It holds nothing personal: an opaque member id, the kind, and the opaque id of the cause.
 */
export function outboundId(member: MemberId, kind: OutboundKind, cause: string): OutboundId {
  return `${member}.${kind}.${cause}` as OutboundId;
}

/** The id in a carrier's `tag`, or undefined when the tag is none of ours. */
export function outboundIdIn(tag: string): OutboundId | undefined {
  return /^m_[0-9a-f]{32}\.[a-z-]{1,32}\.[A-Za-z0-9_-]{1,80}$/.test(tag) ? (tag as OutboundId) : undefined;
}

/** Whose text it is. */
export function memberOf(id: OutboundId): MemberId {
  return memberId(id.slice(0, id.indexOf(".")));
}
