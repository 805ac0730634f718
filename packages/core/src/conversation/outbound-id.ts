import { type MemberId, memberId, type OutboundId } from "../kernel/index.ts";

/**
 * The id of what goes out is made from its cause, so that doing the same work twice meets its own first result.
 * It travels through the carrier and lies in the clear, so it says nothing personal: an opaque member id, whether the
 * text is a reply of the model or one of the fixed ones (not which: a crisis is nobody's business), and the cause's id.
 */
export function outboundId(member: MemberId, series: "reply" | "fixed", cause: string): OutboundId {
  return `${member}.${series}.${cause}` as OutboundId;
}

/** What a text of ours is for that is not the one answer to a text. */
export type Occasion =
  | "holding"
  | "check-in"
  | "question"
  | "follow-up"
  | "confirmation"
  | "opt-in"
  | "code"
  | "reminder"
  | "agenda"
  | "privacy"
  | "age"
  | "billing";

/**
 * The cause of such a text. All are of one form: some are said in a crisis only, and neither the table nor the carrier is to
 * read that from an id. The digest is no secret; it only says nothing by itself.
 * @param of what it is made from: the id of a text, a moment.
 */
export function occasion(kind: Occasion, of: string): string {
  return `more-${digest(`${kind} ${of}`)}`;
}

/**
 * What somebody is told to ask about their request with. The same for the same cause, and nothing can be read from it.
 * @param of what it is made from: the id of a text, of a request.
 */
export function referenceOf(of: string): string {
  return digest(`request ${of}`).slice(0, 12).toUpperCase();
}

/** 64 bits, well mixed. Ids are of one member, so that this is enough for no two to meet. */
function digest(text: string): string {
  return [0x811c9dc5, 0x9e3779b1].map((seed) => mixed(seed, text).toString(16).padStart(8, "0")).join("");
}

/** FNV-1a over the characters, and MurmurHash3's last steps. */
function mixed(seed: number, text: string): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
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
