import { asksForContactCard, contactCardText } from "../../contact-card/index.ts";
import type { Care } from "../caring.ts";
import type { Said } from "../store.ts";
import type { Working } from "../working.ts";
import type { Steering } from "./steering.ts";

/**
 * Sends Jules' contact card to who asks for it, with the number of ours that they write to; what they said besides is answered
 * before it. In a crisis there are other things to say.
 */
export async function steerByContactCard(
  { turn, lease }: Working,
  care: Care,
  texts: readonly Said[],
): Promise<Steering | undefined> {
  const { mode, language } = care.toneOf(texts);
  const asked = texts.filter(({ body }) => asksForContactCard(body));
  if (mode !== "chat" || asked.length === 0) return undefined;
  const words = contactCardText(language);
  const media = [turn.contactCardUrl(lease.member.ownNumber)];
  return asked.length === texts.length ? { instead: words, media } : { after: words, media };
}
