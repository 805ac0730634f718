import { outboundIdIn } from "@jules/core/conversation";
import {
  type Instant,
  type MemberId,
  memberId,
  type OutboundId,
  type PhoneNumber,
  parseInstant,
  phoneNumber,
  type TextId,
  textId,
} from "@jules/core/kernel";
import * as z from "zod/mini";

/** Domain types as they cross a queue: strings, checked again where they come out. */
export const phoneNumberField = z.custom<PhoneNumber>(string((value) => phoneNumber(value) !== undefined));
export const textIdField = z.custom<TextId>(string((value) => textId(value) === value));
export const memberIdField = z.custom<MemberId>(string((value) => memberId(value) === value));
export const outboundIdField = z.custom<OutboundId>(string((value) => outboundIdIn(value) !== undefined));
export const instantField = z.custom<Instant>(string((value) => parseInstant(value) === value));

/** A check that throws has failed. */
function string(holds: (value: string) => boolean): (value: unknown) => boolean {
  return (value) => {
    try {
      return typeof value === "string" && holds(value);
    } catch {
      return false;
    }
  };
}
