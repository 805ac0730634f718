import { mayTextFirstAt } from "../consent/index.ts";
import { declined, followedUp, followUpText, lapsed, mayReachOut } from "../crisis/index.ts";
import { instantPlus, type MemberId } from "../kernel/index.ts";
import type { MemberStore } from "../member/index.ts";
import { limitsAt } from "../rules/index.ts";
import { type SendGate, sendFixed } from "./gate.ts";
import { occasion, outboundId } from "./outbound-id.ts";
import { reasonNotToReachOut } from "./reaching-out.ts";

export interface FollowUps extends SendGate {
  readonly members: MemberStore;
}

/**
 * sent: the check-in left; kept: it is not the time yet; dropped: it is not to be sent any more; lost: it was begun, and did
 * not leave.
 */
export type FollowedUp = "sent" | "kept" | "dropped" | "lost";

/** How long the carrier has for a check-in. */
const LIFETIME_MS = 30 * 60_000;
/** In the member's own time: later in the morning than the law asks for. */
const FROM_HOUR = 10;

/**
 * The one check-in that a member agreed to after a hold. It is given up in the write that begins it, so that it is sent at
 * most once whatever happens afterwards; a signal that is heard before makes that write fail.
 * @throws Failure `key.unavailable`, `carrier.unavailable`, `carrier.refused`, as the gate does.
 */
export async function followUp(gate: FollowUps, id: MemberId): Promise<FollowedUp> {
  const member = await gate.members.byId(id);
  if (!member) return "dropped";
  const { version } = member.sealedEpisode;
  const now = gate.clock.now();
  const episode = lapsed(await gate.members.episode(member), now);
  if (episode.isUnreadable) {
    // To be put right, or released, by somebody.
    gate.alerts.episodeUnreadable();
    return "kept";
  }
  const { followUp: agreed } = episode;
  // Who said STOP since, and is back, agreed to nothing.
  const isAgreed = agreed.kind === "agreed" && agreed.consentVersion === member.consent.version;
  if (!isAgreed || !mayReachOut(member, episode, now)) {
    // Its place among what is due goes with it; when somebody wrote the episode meanwhile, that write saw to it.
    await gate.members.remember(id, { episode: declined(episode), version });
    return "dropped";
  }
  if (now < agreed.dueAt) return "kept";
  const { proactiveHours } = limitsAt(now);
  const inHours = mayTextFirstAt(agreed.to, now, { proactiveHours: { ...proactiveHours, from: FROM_HOUR } });
  if (!inHours) return "kept";
  const text = { kind: "follow-up", to: agreed.to, episode } as const;
  const withheld = reasonNotToReachOut(member, text, now, await gate.switches.switchedOn());
  if (withheld === "hours" || withheld === "cap") return "kept";
  if (withheld) {
    await gate.members.remember(id, { episode: declined(episode), version });
    return "dropped";
  }
  const result = await sendFixed(
    gate,
    { member },
    {
      id: outboundId(id, "fixed", occasion("follow-up", agreed.dueAt)),
      content: {
        kind: "follow-up",
        body: followUpText(episode.language).body,
        to: agreed.to,
        expiresAt: instantPlus(now, LIFETIME_MS),
        language: episode.language,
      },
      episode,
      remembers: { episode: followedUp(episode), version },
    },
  );
  if (result === "sent") return "sent";
  return result === "withheld" ? "kept" : "lost";
}
