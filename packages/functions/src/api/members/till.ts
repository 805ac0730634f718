import type { BillingOrders, Payments, PlacedOrder } from "@jules/core/billing";
import { billingText, LINK_MINUTES } from "@jules/core/billing/telling";
import { type GateResult, occasion, outboundId, type SendGate, sendFixed } from "@jules/core/conversation";
import { isWatchful } from "@jules/core/crisis";
import { instantPlus, type MemberId } from "@jules/core/kernel";
import type { Member, MemberStore } from "@jules/core/member";
import type { Links } from "@jules/core/privacy";

/** What the routes about subscriptions work with. */
export interface Till {
  readonly payments: Payments;
  readonly billingOrders: Pick<BillingOrders, "of" | "place" | "takeBack">;
  readonly carryOut: (order: PlacedOrder) => Promise<unknown>;
  readonly bringUpToDate: (member: MemberId) => Promise<unknown>;
  readonly links: () => Promise<Pick<Links, "issue">>;
  /** Whether this stage sells anything. */
  readonly sells: boolean;
}

/** How long the carrier has for it: a link that arrives later is no use. */
const TEXT_LIFETIME_MS = 10 * 60_000;

/**
 * Sends a member the link to their subscription, by text and to nobody else. Not in a crisis: nothing of it is worth a word
 * then. `withheld` says no more than that it may not leave now.
 * @param reference of the request: the same one sends one text.
 * @throws Failure as the gate does.
 */
export async function sendLink(
  desk: SendGate & Pick<Till, "links"> & { readonly members: Pick<MemberStore, "episode"> },
  member: Member,
  reference: string,
): Promise<GateResult> {
  const { members, conversations, clock, links } = desk;
  const now = clock.now();
  const address = await conversations.addressOf(member.id);
  if (!address || isWatchful(await members.episode(member), now)) return "withheld";
  const { number: to, language } = address;
  const link = (await links()).issue("billing", member.id, instantPlus(now, LINK_MINUTES * 60_000));
  const { body } = billingText({ text: member.billing.customer ? "page" : "offer", link }, language);
  const id = outboundId(member.id, "fixed", occasion("billing", reference));
  const expiresAt = instantPlus(now, TEXT_LIFETIME_MS);
  const content = { kind: "billing", body, to, language, expiresAt } as const;
  return sendFixed(desk, { member }, { id, content });
}
