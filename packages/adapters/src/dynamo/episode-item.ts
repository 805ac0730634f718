import { type Episode, NO_EPISODE, UNREADABLE_EPISODE } from "@jules/core/crisis";
import type { MemberId, TextId } from "@jules/core/kernel";
import type { EpisodeChange, SealedEpisode } from "@jules/core/member";
import * as z from "zod/mini";
import type { MemberCipher } from "../kms/index.ts";
import { memberKey, placeOf, reachOutShard } from "./items.ts";

const moment = z.optional(z.string());

const SealedState = z.object({
  state: z.enum(["NONE", "ATTENTIVE", "HOLD", "FOLLOW_UP"]),
  since: moment,
  lastSignalAt: moment,
  peak: z.enum(["none", "concern", "high", "imminent"]),
  categories: z.array(z.enum(["suicide", "self-harm", "violence", "abuse"])),
  language: z.enum(["en", "es"]),
  referrals: z.number(),
  lastReferralAt: moment,
  referredTo: z.array(z.string()),
  questionAskedAt: moment,
  followUp: z.discriminatedUnion("kind", [
    z.object({ kind: z.enum(["none", "offered"]) }),
    z.object({ kind: z.literal("agreed"), dueAt: z.string(), to: z.string(), consentVersion: z.number() }),
  ]),
  risk: z.object({ level: z.number(), signals: z.number(), days: z.number(), lastDay: z.optional(z.string()) }),
});

/** Longer than any episode: whose is long and whose is short is nobody's business who cannot open them. */
const EPISODE_CHARACTERS = 1_280;

const placeOfState = (id: MemberId) => placeOf(memberKey(id), "state");

export function sealEpisode(id: MemberId, episode: Episode, cipher: MemberCipher): Uint8Array {
  return cipher.seal(JSON.stringify(SealedState.parse(episode)).padEnd(EPISODE_CHARACTERS), placeOfState(id));
}

/** None for a member who has none; of bytes that their key does not open, that they do not: nothing must wait for these. */
export function openEpisode(id: MemberId, { bytes }: SealedEpisode, cipher: MemberCipher): Episode {
  if (!bytes) return NO_EPISODE;
  try {
    const state = SealedState.parse(JSON.parse(cipher.open(bytes, placeOfState(id))));
    return { ...state, referredTo: state.referredTo as TextId[] } as Episode;
  } catch {
    return UNREADABLE_EPISODE;
  }
}

/** The parts of a member's update that replace their episode, as long as it is at the version that was read. */
export function episodeUpdate(id: MemberId, { episode, version }: EpisodeChange, cipher: MemberCipher) {
  const { followUp } = episode;
  const isDue = followUp.kind === "agreed";
  return {
    set: `#memberState = :memberState, stateVersion = :stateVersion${isDue ? ", dueShard = :dueShard, dueAt = :dueAt" : ""}`,
    // No other write of a member's item touches these.
    remove: isDue ? "" : "dueShard, dueAt",
    condition: "stateVersion = :stateBefore",
    names: { "#memberState": "state" },
    values: {
      ":memberState": sealEpisode(id, episode, cipher),
      ":stateVersion": version + 1,
      ":stateBefore": version,
      ...(isDue && { ":dueShard": reachOutShard(id), ":dueAt": followUp.dueAt }),
    },
  };
}
