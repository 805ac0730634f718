import type { CustomerId } from "@jules/core/billing";
import { type Books, bringUpToDate } from "@jules/core/billing/books";
import { Failure, type Instant, instant, instantPlus, millisecondsOf } from "@jules/core/kernel";
import type { Context } from "aws-lambda";
import { countedOf } from "../../runtime/counted.ts";
import { failureOf } from "../../runtime/failure-code.ts";
import { logged } from "../../runtime/invocations.ts";
import type { LogLines } from "../../runtime/log-lines.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies {
  readonly reporter: Reporter;
  readonly books: Books;
}

type Counts = Record<Exclude<keyof LogLines["reconciliation.done"], "lagSeconds">, number>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Where nothing was compared yet. */
const FIRST_LOOK_BACK_MS = 3 * HOUR_MS;
/** Stripe shows what happened for thirty days. */
const LONGEST_LOOK_BACK_MS = 30 * 24 * HOUR_MS;
/**
 * What changed since is still on its way: Stripe's callback takes seconds, and news that failed are brought again by the queue
 * within minutes. What is not there after ten of them did not come by itself; to look earlier would do the consumer's work
 * twice, and call it drift.
 */
const ON_ITS_WAY_MS = 10 * MINUTE_MS;
/** The mark moves on by so much, and by twice as much after each window in which nothing changed. */
const WINDOW_MS = HOUR_MS;
const LONGEST_WINDOW_MS = 24 * HOUR_MS;
/** So many customers are looked at side by side: each is two or three of the hundred questions that Stripe takes a second. */
const AT_ONCE = 4;
/** When Stripe did not answer so often, the rest waits for the next run. */
const MOST_UNANSWERED = 5;
/** What Stripe says of a customer and cannot be used is so at the next run too: somebody has to look, and nobody waits for it. */
const NOT_BY_REPEATING: ReadonlySet<string> = new Set(["payments.unreadable", "payments.refused"]);
/** What is left is compared by the next run. */
const LEAST_REMAINING_MS = 30_000;

interface Window {
  /** It was seen to its end, and nothing changed in it. */
  readonly isQuiet: boolean;
  /** Nobody in it is to be compared again. */
  readonly isWhole: boolean;
}

/**
 * Compares what we know of subscriptions with what Stripe changed since the last run, and mends the difference: whatever news
 * were lost. One window after the other, and the mark moves on behind each that was compared to its end; one that was not is
 * compared again, for one failure holds up nobody else.
 */
export function createHandler({ reporter, books }: Dependencies) {
  const { billing, payments, clock } = books;

  return logged(reporter, async (_event: unknown, context: Context) => {
    const hasTime = () => context.getRemainingTimeInMillis() > LEAST_REMAINING_MS;
    const run = runOf(hasTime);
    const now = clock.now();
    const until = instantPlus(now, -ON_ITS_WAY_MS);
    const marked = (await billing.comparedUntil()) ?? instantPlus(now, -FIRST_LOOK_BACK_MS);
    let mark = instant(Math.max(millisecondsOf(marked), millisecondsOf(now) - LONGEST_LOOK_BACK_MS));
    let isWhole = true;
    let windowMs = WINDOW_MS;
    for (let from = mark; from < until && run.goesOn(); ) {
      const to = instant(Math.min(millisecondsOf(from) + windowMs, millisecondsOf(until)));
      const window = await compareWindow(run, from, to);
      isWhole &&= window.isWhole;
      windowMs = window.isQuiet ? Math.min(2 * windowMs, LONGEST_WINDOW_MS) : WINDOW_MS;
      if (isWhole) {
        await billing.noteCompared(to);
        mark = to;
      }
      from = to;
    }
    report(run.counts, Math.round((millisecondsOf(now) - millisecondsOf(mark)) / 1_000));
  });

  function runOf(hasTime: () => boolean): Run {
    const counts: Counts = { compared: 0, drifted: 0, skipped: 0, failed: 0 };
    let unanswered = 0;
    let toRepeat = 0;
    return {
      counts,
      toRepeat: () => toRepeat,
      goesOn: () => hasTime() && unanswered < MOST_UNANSWERED,
      failed(error: unknown) {
        counts.failed += 1;
        if (error instanceof Failure && error.code === "payments.unavailable") unanswered += 1;
        if (!(error instanceof Failure) || !NOT_BY_REPEATING.has(error.code)) toRepeat += 1;
        reporter.caught(error);
        const failure = failureOf(error);
        reporter.warn("reconciliation.failed", failure, countedOf(failure.failure));
      },
    };
  }

  async function compareWindow(run: Run, from: Instant, to: Instant): Promise<Window> {
    const before = run.toRepeat();
    let isQuiet = true;
    try {
      let some: CustomerId[] = [];
      for await (const customer of payments.changedBetween(from, to)) {
        isQuiet = false;
        some.push(customer);
        if (some.length < AT_ONCE) continue;
        if (!run.goesOn()) return { isQuiet, isWhole: false };
        await compareAll(run, some);
        some = [];
      }
      if (some.length > 0 && !run.goesOn()) return { isQuiet, isWhole: false };
      await compareAll(run, some);
    } catch (error) {
      isQuiet = false;
      run.failed(error);
    }
    return { isQuiet, isWhole: run.toRepeat() === before };
  }

  async function compareAll(run: Run, customers: readonly CustomerId[]): Promise<void> {
    await Promise.all(customers.map((customer) => compare(run.counts, customer).catch(run.failed)));
  }

  async function compare(counts: Counts, id: CustomerId): Promise<void> {
    const customer = await payments.customer(id);
    if (!customer?.member) {
      counts.skipped += 1;
      return;
    }
    const { kind } = await bringUpToDate(books, customer.member, customer);
    switch (kind) {
      case "written":
        counts.drifted += 1;
        counts.compared += 1;
        return;
      case "same":
        counts.compared += 1;
        return;
      case "gone":
      case "foreign":
      case "no-customer":
        counts.skipped += 1;
        return;
      default:
        return kind satisfies never;
    }
  }

  function report(counts: Counts, lagSeconds: number): void {
    reporter.report(
      "reconciliation.done",
      { ...counts, lagSeconds },
      {
        StandingsCompared: counts.compared,
        StandingsDrifted: counts.drifted,
        ReconciliationsFailed: counts.failed,
        ReconciliationLagSeconds: lagSeconds,
      },
    );
  }
}

interface Run {
  readonly counts: Counts;
  /** How many failures may pass by themselves. */
  readonly toRepeat: () => number;
  readonly goesOn: () => boolean;
  readonly failed: (error: unknown) => void;
}
