import type { Alerts } from "@jules/core/conversation";
import { failureOf } from "./failure-code.ts";
import type { Reporter } from "./reporter.ts";

/** Lines and metrics about crises. None names a member, a text or the invocation. */
export function createAlerts(reporter: Reporter): Alerts {
  return {
    checkFailed: () => reporter.warn("crisis-check.failed", {}, { CrisisCheckFailed: 1 }),
    crisisAnswered(tier, replied, fresh) {
      const isCounted = fresh && replied === "sent";
      reporter.report(
        "crisis.answered",
        { tier, fresh, ...(replied && { replied }) },
        { CrisisReplies: Number(isCounted) },
      );
    },
    crisisFailed: (error) => reporter.warn("crisis.owed", failureOf(error), { CrisisRepliesFailed: 1 }),
    holdOpened: () => reporter.report("crisis.hold-opened", {}, { CrisisHolds: 1 }),
    secondLookFailed: () => reporter.warn("second-look.failed", {}, { SecondLooksFailed: 1 }),
    episodeUnreadable: () => reporter.warn("episode.unreadable", {}, { EpisodesUnreadable: 1 }),
    ageTold: (sign, state) => reporter.report("age.told", { sign, state }),
    moderated: (side, categories) =>
      reporter.report(
        "words.moderated",
        { side, categories },
        side === "jules" ? { RepliesHeldBack: 1 } : { TextsModerated: 1 },
      ),
    uncounted: (referral) => reporter.warn("referral.uncounted", { ...referral }, { ReferralsUncounted: 1 }),
  };
}
