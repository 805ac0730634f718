import type { DueEntry } from "@jules/core/agenda";
import { type Beginnings, type BegunDue, beginDue } from "@jules/core/conversation";
import { type Instant, millisecondsOf } from "@jules/core/kernel";
import type { Context } from "aws-lambda";
import { createAlerts } from "../../runtime/alerts.ts";
import { failureOf } from "../../runtime/failure-code.ts";
import { logged } from "../../runtime/invocations.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies extends Omit<Beginnings, "alerts"> {
  readonly reporter: Reporter;
}

/** A question to the model, a send with its token, and the two writes of it. */
const SAYING_MS = 20_000;
/** Members that are looked at side by side. */
const AT_A_TIME = 16;

/**
 * Says what is due on members' agendas. What it does not get to, or what fails, is due at the next run, as long as it is of
 * use: a time is used up by what is done with it, and by nothing else.
 */
export function createHandler(dependencies: Dependencies) {
  const { reporter, clock, agenda } = dependencies;
  const gate: Beginnings = { ...dependencies, alerts: createAlerts(reporter) };

  async function beginOne(due: DueEntry): Promise<BegunDue | "failed"> {
    try {
      return await beginDue(gate, due);
    } catch (error) {
      // Whose it was would be what they asked for.
      reporter.warn("proactive.failed", failureOf(error));
      return "failed";
    }
  }

  return logged(reporter, async (_event: unknown, context: Context) => {
    const counts = emptyCounts();
    const startedAt = clock.now();
    const due = await agenda.due(startedAt);
    const oldest: Instant = due[0]?.dueAt ?? startedAt;
    for (let left = due; left.length > 0; ) {
      if (context.getRemainingTimeInMillis() < SAYING_MS) {
        counts.waiting += left.length;
        break;
      }
      const { now, later } = oneOfEach(left);
      for (const result of await Promise.all(now.map(beginOne))) counts[result] += 1;
      left = later;
    }
    const lagMs = millisecondsOf(startedAt) - millisecondsOf(oldest);
    reporter.report(
      "proactive.done",
      { ...counts, lagMs },
      {
        AgendaDue: due.length,
        AgendaLate: counts.late,
        AgendaFailed: counts.failed,
        ProactiveTextsSent: counts.sent,
      },
    );
  });
}

/** The next to look at, no two of one member: the second is to know of the first. */
function oneOfEach(due: readonly DueEntry[]): {
  readonly now: readonly DueEntry[];
  readonly later: readonly DueEntry[];
} {
  const members = new Set<string>();
  const now: DueEntry[] = [];
  const later: DueEntry[] = [];
  for (const entry of due) {
    if (now.length < AT_A_TIME && !members.has(entry.member)) now.push(entry);
    else later.push(entry);
    members.add(entry.member);
  }
  return { now, later };
}

function emptyCounts(): Record<BegunDue | "failed" | "waiting", number> {
  return { sent: 0, kept: 0, late: 0, dropped: 0, lost: 0, gone: 0, failed: 0, waiting: 0 };
}
