import { type AgeVerifier, deleteOwed, type OwedDeletions } from "@jules/core/age";
import { referenceOf } from "@jules/core/conversation";
import { type Clock, Failure, instantPlus, type MemberId } from "@jules/core/kernel";
import type { MemberStore } from "@jules/core/member";
import { type Erasures, isStillToErase, keptUntil, type PrivacyDesk } from "@jules/core/privacy";
import type { Context } from "aws-lambda";
import { failureOf } from "../../runtime/failure-code.ts";
import { logged } from "../../runtime/invocations.ts";
import type { LogLines } from "../../runtime/log-lines.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies {
  readonly reporter: Reporter;
  readonly clock: Clock;
  readonly members: Pick<MemberStore, "byId">;
  readonly erasures: Pick<Erasures, "due" | "scheduled" | "postpone">;
  readonly desk: Pick<PrivacyDesk, "submit">;
  readonly owed: Pick<OwedDeletions, "due" | "of" | "done" | "postpone">;
  readonly verifier: Pick<AgeVerifier, "deleteSession">;
}

type Counts = Record<keyof LogLines["retention.done"], number>;
type OwedCounts = Record<keyof LogLines["vendor-deletions.done"], number>;

/** So many members are looked at side by side. */
const AT_ONCE = 8;
/** What is left is due at the next run. */
const LEAST_REMAINING_MS = 15_000;
/** A vendor that refused so often in one run has had enough for now; the rest is due at the next one. */
const MOST_REFUSALS = 3;
/** An erasure is complete in minutes; one that is due for longer than this keeps failing. */
const OVERDUE_MS = 24 * 60 * 60_000;

/**
 * Orders the erasures whose time has come: of children, of numbers that changed hands, of members who fell silent, and of
 * who asked for it and was not erased then. What stands in the schedule costs nothing until it is due, however many members
 * there are; who is due for silence and was not silent is looked at again when they would be. Then asks the vendor again for
 * what it still owes of members who are erased.
 */
export function createHandler({ reporter, clock, members, erasures, desk, owed, verifier }: Dependencies) {
  async function attendTo(id: MemberId, counts: Counts): Promise<void> {
    const now = clock.now();
    const scheduled = await erasures.scheduled(id);
    if (!scheduled || scheduled.dueAt > now) return;
    const { dueAt, reason } = scheduled;
    const member = await members.byId(id);
    if (member && !isStillToErase(member, reason, now)) {
      counts.kept += 1;
      await erasures.postpone(id, dueAt, keptUntil(member), "silent");
      return;
    }
    if (instantPlus(dueAt, OVERDUE_MS) <= now) counts.overdue += 1;
    const reference = referenceOf(`erasure ${id} ${dueAt}`);
    await desk.submit({
      reference,
      member: id,
      task: { kind: "erase", because: reason },
      askedAt: dueAt,
      answer: undefined,
    });
    counts.ordered += 1;
  }

  async function attendOrCount(id: MemberId, counts: Counts): Promise<void> {
    try {
      await attendTo(id, counts);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      counts.failed += 1;
      reporter.warn("retention.failed", failureOf(error));
    }
  }

  async function collect(hasTime: () => boolean): Promise<void> {
    const counts: OwedCounts = { deleted: 0, owed: 0, overdue: 0 };
    let refusals = 0;
    const refused = (failure: Failure) => {
      refusals += 1;
      reporter.warn("vendor-deletion.owed", failureOf(failure), { VendorDeletionsFailed: 1 });
    };
    const sessions = async (page: readonly string[]) => {
      for (const session of page) {
        if (!hasTime() || refusals >= MOST_REFUSALS) return;
        const became = await deleteOwed({ owed, verifier, clock }, session, refused);
        counts[became === "still-owed" ? "owed" : became] += 1;
      }
    };
    for await (const page of owed.due(clock.now())) await sessions(page);
    reporter.report("vendor-deletions.done", counts, { VendorDeletionsOverdue: counts.overdue });
  }

  return logged(reporter, async (_event: unknown, context: Context) => {
    const counts: Counts = { ordered: 0, kept: 0, overdue: 0, failed: 0 };
    const hasTime = () => context.getRemainingTimeInMillis() > LEAST_REMAINING_MS;
    for await (const page of erasures.due(clock.now())) {
      for (let from = 0; from < page.length && hasTime(); from += AT_ONCE) {
        await Promise.all(page.slice(from, from + AT_ONCE).map((id) => attendOrCount(id, counts)));
      }
      if (!hasTime()) break;
    }
    reporter.report("retention.done", counts, {
      ErasuresOrdered: counts.ordered,
      ErasuresOverdue: counts.overdue,
    });
    await collect(hasTime);
  });
}
