/** Opaque id of a member; random, so that it says nothing about the number. */
export type MemberId = string & { readonly __brand: "MemberId" };

/** The carrier's id of a text that came in. Opaque: 29 characters as a rule, a UUID at times. */
export type TextId = string & { readonly __brand: "TextId" };

/** Our id of a text that goes out. It travels as the carrier's `tag` and comes back in every status callback. */
export type OutboundId = string & { readonly __brand: "OutboundId" };

/** @throws RangeError when the string is no member id. */
export function memberId(value: string): MemberId {
  if (!/^m_[0-9a-f]{32}$/.test(value)) throw new RangeError("not a member id");
  return value as MemberId;
}

/** @throws RangeError when the string cannot be a carrier's message id. */
export function textId(value: string): TextId {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(value)) throw new RangeError("not a carrier message id");
  return value as TextId;
}

/** The keyed hash of a number, `<pepper's version>.<32 hex digits>`: finds somebody without saying who. */
export type NumberHash = string & { readonly __brand: "NumberHash" };

/** @throws RangeError when the string is no such hash. */
export function numberHash(value: string): NumberHash {
  if (!/^\d+\.[0-9a-z+]{2,64}$/.test(value)) throw new RangeError("not a hash of a number");
  return value as NumberHash;
}
