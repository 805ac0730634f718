import type { Doorbell, DueStore } from "@jules/core/conversation";
import type { Clock } from "@jules/core/kernel";
import { logged } from "../../runtime/invocations.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies {
  readonly reporter: Reporter;
  readonly clock: Clock;
  readonly work: DueStore;
  readonly doorbell: Doorbell;
}

/**
 * Rings again for every member with work that is overdue: a doorbell may have been lost, a carrier may have been down,
 * an answer may be in doubt. The turn decides what is to be done; ringing in vain does nothing.
 */
export function createHandler({ reporter, clock, work, doorbell }: Dependencies) {
  return logged(reporter, async () => {
    const now = clock.now();
    let due = 0;
    for await (const members of work.due(now)) {
      // One ring a minute and member: the queue drops a second one of the same minute.
      await doorbell.ring(members, `sweep-${now.slice(0, 16).replaceAll(":", "-")}`);
      due += members.length;
    }
    reporter.report("sweep.done", { due }, { DueMembers: due });
  });
}
