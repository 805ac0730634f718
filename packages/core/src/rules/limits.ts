import type { Instant } from "../kernel/index.ts";
import type { Figure, FigureDemand } from "./figure.ts";
import { FIGURES, OWN_FIGURES } from "./figures.ts";
import type { Jurisdiction, SwitchedOn } from "./rule.ts";

/** What the code reads. All times in minutes, of the strictest rule that counts at a moment. */
export interface Limits {
  /** How long a companion may go on before it says again what it is: to a verified adult, and to everybody else. */
  readonly disclosureMinutes: { readonly verifiedAdult: number; readonly anybodyElse: number };
  /** An interaction is over after so much silence; the next text of ours begins another. */
  readonly silenceMinutes: number;
  /** Between these hours of the member's day we may text first. */
  readonly proactiveHours: { readonly from: number; readonly to: number };
  /** Texts in 24 hours that we begin. */
  readonly proactivePerDay: number;
  /** How soon the one confirmation of an opt-out must have gone out. */
  readonly optOutConfirmationMinutes: number;
  /** After so many days of silence a number may be somebody else's. */
  readonly recycledAfterDays: number;
  /** The youngest who may use Jules, in years. */
  readonly adultYears: number;
  /** Where nobody has a companion who did not prove their age: "US" is everywhere. */
  readonly ageProofIn: readonly Jurisdiction[];
}

/**
 * The strictest of everything that is applied to everybody already, is in force at `at`, or was switched on, less our own
 * distance from it.
 */
export function limitsAt(at: Instant, switchedOn: SwitchedOn = new Set()): Limits {
  const counting = FIGURES.filter((figure) => counts(figure, at, switchedOn));
  const asked = <Ask extends FigureDemand["ask"]>(ask: Ask) => counting.map(({ demand }) => demand).filter(isOf(ask));
  const intervals = asked("disclosure-interval");
  const hours = asked("quiet-hours");
  return {
    disclosureMinutes: {
      verifiedAdult: ahead(least(intervals.map(({ adults }) => adults))),
      anybodyElse: ahead(least([...intervals, ...asked("break-reminder")].map(({ anybodyElse }) => anybodyElse))),
    },
    silenceMinutes: OWN_FIGURES.silenceMinutes,
    proactiveHours: { from: Math.max(...hours.map(({ from }) => from)), to: least(hours.map(({ to }) => to)) },
    proactivePerDay: least(asked("cap").map(({ textsPerDay }) => textsPerDay)),
    optOutConfirmationMinutes: least(asked("opt-out-confirmation").map(({ withinMinutes }) => withinMinutes)),
    recycledAfterDays: OWN_FIGURES.recycledAfterDays,
    adultYears: Math.max(...asked("adults-only").map(({ years }) => years)),
    ageProofIn: counting
      .filter(({ demand }) => demand.ask === "age-proof" && demand.of === "everybody")
      .map(({ jurisdiction }) => jurisdiction),
  };
}

function counts({ from, switch: code }: Figure, at: Instant, switchedOn: SwitchedOn): boolean {
  // A moment sorts after the day that it is in.
  return (from === undefined || at >= from) && (code === undefined || switchedOn.has(code));
}

function isOf<Ask extends FigureDemand["ask"]>(ask: Ask) {
  return (demand: FigureDemand): demand is Extract<FigureDemand, { readonly ask: Ask }> => demand.ask === ask;
}

function least(figures: readonly (number | undefined)[]): number {
  return Math.min(...figures.filter((figure) => figure !== undefined));
}

/** How long before the law's moment ours is: 165 of 180 minutes, 50 of 60. */
function ahead(minutes: number): number {
  const { marginDivisor, marginAtMostMinutes } = OWN_FIGURES;
  return Math.floor(minutes - Math.min(minutes / marginDivisor, marginAtMostMinutes));
}
