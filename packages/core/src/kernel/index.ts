export { type Clock, type Instant, instant, instantPlus, millisecondsOf, parseInstant } from "./clock.ts";
export { Failure } from "./failure.ts";
export {
  type MemberId,
  memberId,
  type NumberHash,
  numberHash,
  type OutboundId,
  type TextId,
  textId,
} from "./ids.ts";
export { type LatePattern, latePattern } from "./late-pattern.ts";
export { HOMOGLYPHS, LEET } from "./look-alikes.ts";
export { isTollFree, type PhoneNumber, phoneNumber } from "./phone-number.ts";
export { isAscii, plainWords, withoutAccents } from "./plain-text.ts";
export { estimatedTokens } from "./tokens.ts";
