import type { QuotaNotices } from "@jules/core/quotas";
import type { Reporter } from "./reporter.ts";

/** Lines and metrics about the limits of the service. None names a member, a prefix or a number. */
export function createQuotaNotices(reporter: Pick<Reporter, "warn" | "report">): QuotaNotices {
  return {
    over({ of, window }) {
      // That somebody used what is free is no news for an operator.
      if (of === "plan") return;
      reporter.warn(
        "limit.reached",
        { of, window },
        {
          MembersLimited: Number(of === "member"),
          PrefixesLimited: Number(of === "prefix"),
          ServiceLimited: Number(of === "service"),
        },
      );
    },
    loop: () => reporter.report("loop.found", {}, { LoopsFound: 1 }),
    alone: () => reporter.warn("limits.alone", {}, { UsesCountedAlone: 1 }),
  };
}
