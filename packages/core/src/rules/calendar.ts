import type { Instant } from "../kernel/index.ts";
import type { Figure, FigureDemand } from "./figure.ts";
import type { Applied, Day, Demand, Rule, SwitchedOn } from "./rule.ts";
import { OWN_CHOICES, RULES } from "./rules-data.ts";

/** Where a rule stands at a moment. */
export type Standing = "in-force" | "from-its-day" | "needs-a-switch" | "open";

export function standingOf({ begins }: Rule, at: Instant, switchedOn: SwitchedOn = new Set()): Standing {
  if ("open" in begins) return "open";
  if ("switch" in begins) return switchedOn.has(begins.switch) ? "in-force" : "needs-a-switch";
  return at >= begins.from ? "in-force" : "from-its-day";
}

/** The rules that bind at a moment, by their day or because they were switched on. */
export function rulesInForce(at: Instant, switchedOn: SwitchedOn = new Set()): readonly Rule[] {
  return RULES.filter((rule) => standingOf(rule, at, switchedOn) === "in-force");
}

/** A day that operators must know of. */
export interface Change {
  readonly on: Day;
  readonly rule: string;
  readonly what: string;
}

/** Every rule that begins after a moment, the next report of each that wants one, and what is to be looked up again; by day. */
export function nextChanges(at: Instant): readonly Change[] {
  return RULES.flatMap((rule) => [
    ...beginningOf(rule, at),
    ...rule.asks.flatMap((demand) => duesOf(rule, demand, at)),
  ]).toSorted((one, other) => one.on.localeCompare(other.on) || one.rule.localeCompare(other.rule));
}

function beginningOf({ code, begins, title, applied }: Rule, at: Instant): readonly Change[] {
  const on = "from" in begins ? begins.from : begins.expected;
  if (on === undefined || at >= on) return [];
  const what = "from" in begins ? `begins, ${EFFECTS[applied]}` : "begins, if it was signed: look it up before";
  return [{ on, rule: code, what: `${what}: ${title}` }];
}

const EFFECTS: Readonly<Record<Applied, string>> = {
  already: "which changes nothing",
  "from-its-day": "and counts from now on",
  "when-switched-on": "once it is switched on",
  "not-yet": "and nothing of ours is under it",
};

function duesOf({ code }: Rule, demand: Demand, at: Instant): readonly Change[] {
  if (demand.ask === "referral-report") {
    const { first, to } = demand;
    const ofYear = `${at.slice(0, 4)}${first.slice(4)}` as Day;
    const next = at < ofYear ? ofYear : (`${Number(at.slice(0, 4)) + 1}${first.slice(4)}` as Day);
    return [{ on: at < first ? first : next, rule: code, what: `report of the referrals is due to ${to}` }];
  }
  if (demand.ask === "review")
    return [{ on: nextReview(demand.every, at), rule: code, what: `look up ${demand.what}` }];
  return [];
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** The first day of the next month, quarter or year. */
function nextReview(every: keyof typeof MONTHS, at: Instant): Day {
  const month = Number(at.slice(5, 7)) - 1;
  const next = (Math.floor(month / MONTHS[every]) + 1) * MONTHS[every];
  const year = Number(at.slice(0, 4)) + Math.floor(next / 12);
  return `${year}-${String((next % 12) + 1).padStart(2, "0")}-01` as Day;
}

const WITH_FIGURES: ReadonlySet<Demand["ask"]> = new Set<FigureDemand["ask"]>([
  ...(["disclosure-interval", "break-reminder", "quiet-hours", "cap", "opt-out-confirmation"] as const),
  ...(["adults-only", "age-proof"] as const),
]);

/**
 * What `figures.ts` has to hold: the figures of the rules without their words, so that a Lambda that reads limits does not
 * load the book.
 */
export function figuresOfRules(): {
  readonly figures: readonly Figure[];
  readonly own: Readonly<
    Record<"marginDivisor" | "marginAtMostMinutes" | "silenceMinutes" | "recycledAfterDays", number>
  >;
} {
  const { disclosureMargin, silenceMinutes, recycledAfterDays } = OWN_CHOICES;
  return {
    figures: RULES.flatMap(figuresOf),
    own: {
      marginDivisor: disclosureMargin.divisor,
      marginAtMostMinutes: disclosureMargin.atMostMinutes,
      silenceMinutes: silenceMinutes.value,
      recycledAfterDays: recycledAfterDays.value,
    },
  };
}

function figuresOf({ jurisdiction, begins, applied, asks }: Rule): readonly Figure[] {
  if (applied === "not-yet") return [];
  const counting =
    applied === "already" || "open" in begins
      ? {}
      : "switch" in begins
        ? { switch: begins.switch }
        : { from: begins.from };
  return asks.filter(hasFigure).map((demand) => ({ jurisdiction, ...counting, demand }));
}

function hasFigure(demand: Demand): demand is FigureDemand {
  // Doubt is no figure: who is doubted has to prove their age everywhere.
  if (demand.ask === "age-proof") return demand.of === "everybody";
  return WITH_FIGURES.has(demand.ask);
}
