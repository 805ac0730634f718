import type { AgeVerifier, OwedDeletions } from "@jules/core/age";
import { type Clock, Failure } from "@jules/core/kernel";
import type { Ledger } from "@jules/core/ledger";
import type { Member, MemberStore } from "@jules/core/member";
import type { Elsewhere } from "@jules/core/privacy";
import { failureOf } from "../../runtime/failure-code.ts";
import type { Reporter } from "../../runtime/reporter.ts";
import { recordOnce } from "./desk.ts";

interface Dependencies {
  readonly owed: Pick<OwedDeletions, "noteAllOf" | "done">;
  readonly verifier: Pick<AgeVerifier, "deleteSession">;
  readonly members: Pick<MemberStore, "byId" | "record">;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly reporter: Reporter;
}

/**
 * What Veriff has of a member: sessions that are open, and those that it has not deleted yet. Each is noted where the
 * erasure does not reach before it is asked for, so that a vendor that is out, or deletes only so many in an hour, holds up
 * nothing of ours and loses nothing: the cron `retention` asks again until it is done.
 */
export function createVeriffSessions(dependencies: Dependencies): Elsewhere {
  const { owed, verifier, clock, reporter } = dependencies;

  async function deleted(session: string): Promise<boolean> {
    try {
      await verifier.deleteSession(session);
      return true;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      reporter.warn("vendor-deletion.owed", failureOf(error), { VendorDeletionsFailed: 1 });
      return false;
    }
  }

  async function record({ id }: Member, session: string, step: "asked" | "done"): Promise<void> {
    // Each row stands on the one before.
    const member = await dependencies.members.byId(id);
    if (member) await recordOnce(dependencies, member, { request: "vendor-deletion", step, reference: session });
  }

  return {
    name: "veriff",
    async erase(member) {
      for (const session of await owed.noteAllOf(member.id, clock.now())) {
        await record(member, session, "asked");
        if (!(await deleted(session))) continue;
        await record(member, session, "done");
        await owed.done(session);
      }
    },
  };
}
