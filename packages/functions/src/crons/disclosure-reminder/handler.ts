import { type MomentStore, type Reminded, type Reminders, remind } from "@jules/core/conversation";
import { type Instant, type MemberId, millisecondsOf } from "@jules/core/kernel";
import type { Context } from "aws-lambda";
import { createAlerts } from "../../runtime/alerts.ts";
import { failureOf } from "../../runtime/failure-code.ts";
import { logged } from "../../runtime/invocations.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies extends Omit<Reminders, "alerts"> {
  readonly reporter: Reporter;
  readonly moments: MomentStore;
}

/** A send, with its token and its two writes. */
const SENDING_MS = 10_000;
/** Members that are looked at side by side: most of them take three calls of the table and no text. */
const AT_A_TIME = 16;

/**
 * Looks at every member whose moment has come. What it does not get to, or what fails, is due at the next run: a moment is
 * used up by what is done with it, and by nothing else.
 */
export function createHandler(dependencies: Dependencies) {
  const { reporter, clock, moments } = dependencies;
  const gate: Reminders = { ...dependencies, alerts: createAlerts(reporter) };

  async function remindOne(member: MemberId): Promise<Reminded | "failed"> {
    try {
      return await remind(gate, member);
    } catch (error) {
      reporter.caught(error);
      reporter.warn("reminder.failed", failureOf(error));
      return "failed";
    }
  }

  return logged(reporter, async (_event: unknown, context: Context) => {
    const counts = emptyCounts();
    const startedAt = clock.now();
    let oldest: Instant = startedAt;
    for await (const due of moments.due(startedAt)) {
      for (const { at } of due) if (at < oldest) oldest = at;
      for (let next = 0; next < due.length; next += AT_A_TIME) {
        const some = due.slice(next, next + AT_A_TIME);
        const hasTime = context.getRemainingTimeInMillis() >= SENDING_MS;
        const done = hasTime
          ? await Promise.all(some.map(({ member }) => remindOne(member)))
          : some.map(() => "waiting" as const);
        for (const result of done) counts[result] += 1;
      }
      if (counts.waiting > 0) break;
    }
    const lagMs = millisecondsOf(startedAt) - millisecondsOf(oldest);
    reporter.report(
      "reminders.done",
      { ...counts, lagMs },
      {
        MomentsDue: Object.values(counts).reduce((sum, count) => sum + count, 0),
        ReminderLagMs: lagMs,
        RemindersFailed: counts.failed,
        RemindersSent: counts.reminded + counts.reached,
        RemindersWithheld: counts.withheld,
      },
    );
  });
}

function emptyCounts(): Record<Reminded | "failed" | "waiting", number> {
  return {
    ...{ reminded: 0, reached: 0, silent: 0, moved: 0, withheld: 0, lost: 0, gone: 0 },
    ...{ failed: 0, waiting: 0 },
  };
}
