import { type MemberId, memberId, type OutboundId } from "../kernel/index.ts";

/**
 * The id of what goes out is made from its cause, so that doing the same work twice meets its own first result.
 * It travels through the carrier and lies in the clear, so it says nothing personal: an opaque member id, whether the
 * text is a reply of the model or one of the fixed ones (not which: a crisis is nobody's business), and the cause's id.
 */
export function outboundId(member: MemberId, series: "reply" | "fixed", cause: string): OutboundId {
  return `${member}.${series}.${cause}` as OutboundId;
}

/** The id in a carrier's `tag`, or undefined when the tag is none of ours. */
export function outboundIdIn(tag: string): OutboundId | undefined {
  return /^m_[0-9a-f]{32}\.(reply|fixed)\.[A-Za-z0-9_-]{1,80}$/.test(tag) ? (tag as OutboundId) : undefined;
}

/** Whose text it is. */
export function memberOf(id: OutboundId): MemberId {
  return memberId(id.slice(0, id.indexOf(".")));
}

/** What made it: the id of the text that it answers, as a rule. */
export function causeOf(id: OutboundId): string {
  return id.slice(id.lastIndexOf(".") + 1);
}

export function isFixed(id: OutboundId): boolean {
  return id.includes(".fixed.");
}
