import type { Outbound, OutboundContent, OutboundState, Said } from "@jules/core/conversation";
import type { Referral } from "@jules/core/crisis";
import type { Instant, OutboundId, TextId } from "@jules/core/kernel";
import type { MemberCipher } from "../kms/index.ts";
import { type OutboundItem, SealedOutbound, SealedText, type TextItem } from "./conversation-items.ts";
import { placeOf } from "./items.ts";

/** A reply that never left is no part of the conversation. */
export const WAS_SAID: ReadonlySet<OutboundState> = new Set(["SENDING", "SENT", "DELIVERED"]);

/** @throws when the item cannot be opened. */
export function saidOf(item: TextItem, cipher: MemberCipher): Said {
  const content = SealedText.parse(JSON.parse(cipher.open(item.sealed, placeOf(item, "sealed"))));
  const [saidAt] = item.saidAt.split("#");
  return {
    id: item.sk.slice("TEXT#".length) as TextId,
    body: content.body,
    media: content.media,
    ...(content.seen !== undefined && { seen: content.seen }),
    from: content.from as Said["from"],
    saidAt: saidAt as Instant,
    receivedAt: item.receivedAt as Instant,
    askedInVain: item.askedInVain,
    assessment: content.assessment,
    isWeighed: content.isWeighed,
  };
}

/** @throws when the item cannot be opened. */
export function outboundOf(item: OutboundItem, cipher: MemberCipher): Outbound {
  const content = item.sealed && contentOf(cipher.open(item.sealed, placeOf(item, "sealed")));
  return {
    id: `${item.pk}.${item.sk.slice("OUT#".length)}` as OutboundId,
    state: item.state,
    content: content && item.isWithoutMedia ? { ...content, media: undefined } : content,
    answers: item.answers as TextId[],
    createdAt: item.createdAt as Instant,
    attempts: item.attempts,
    sendingAt: item.sendingAt as Instant | undefined,
  };
}

/** Longer than any of the fixed texts with what is kept beside it. */
const FIXED_CHARACTERS = 960;

/** What is sealed of a text. All fixed ones are of one length: it would say which one it was, and so that it was a crisis. */
export function sealedContent(content: OutboundContent): string {
  const json = JSON.stringify(SealedOutbound.parse(content));
  return content.kind === "reply" ? json : inAscii(json).padEnd(FIXED_CHARACTERS);
}

/** One byte per character, so that the accents of a Spanish text do not show in its length. */
function inAscii(json: string): string {
  return json.replace(/[^\0-\x7F]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function contentOf(json: string): OutboundContent {
  const { kind, body, media, to, expiresAt, counts, language, inCrisis } = SealedOutbound.parse(JSON.parse(json));
  return {
    kind,
    body,
    ...(media && { media }),
    to: to as OutboundContent["to"],
    expiresAt: expiresAt as Instant,
    counts: counts as Referral | undefined,
    language,
    inCrisis,
  };
}
