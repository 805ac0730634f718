import { releaseHold } from "@jules/core/conversation";
import { type Clock, Failure } from "@jules/core/kernel";
import type { MemberStore } from "@jules/core/member";
import * as z from "zod/mini";
import { memberIdField } from "../../queues/fields.ts";
import { logged } from "../../runtime/invocations.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies {
  readonly reporter: Reporter;
  readonly members: MemberStore;
  readonly clock: Clock;
}

/** What an operator gives: whose hold is over. */
const Release = z.object({ member: memberIdField });

/**
 * An operator releases a member from a hold. Who may call it is a matter of IAM, and who did stands in CloudTrail; our own
 * log says only that somebody was released.
 * @throws Failure `operation.unreadable` for anything but a member's id.
 */
export function createHandler(dependencies: Dependencies) {
  const { reporter } = dependencies;
  return logged(reporter, async (event: unknown) => {
    const release = Release.safeParse(event);
    if (!release.success) throw new Failure("operation.unreadable", "a release names a member and nothing else");
    const isReleased = await releaseHold(dependencies, release.data.member);
    reporter.report("crisis.hold-released", { isReleased });
    return { isReleased };
  });
}
