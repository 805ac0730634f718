// Written by `npm run compliance` from rules-data.ts.
import type { Figure } from "./figure.ts";

/** What the rules ask for in figures, without their words: all that a Lambda has to load. */
export const FIGURES: readonly Figure[] = [
  { jurisdiction: "NY", demand: { ask: "disclosure-interval", adults: 180, anybodyElse: 180 } },
  { jurisdiction: "NY", switch: "ny-art-48", demand: { ask: "age-proof", of: "everybody" } },
  { jurisdiction: "CA", demand: { ask: "disclosure-interval", anybodyElse: 180 } },
  { jurisdiction: "CA", demand: { ask: "break-reminder", anybodyElse: 180 } },
  { jurisdiction: "WA", demand: { ask: "disclosure-interval", adults: 180, anybodyElse: 60 } },
  { jurisdiction: "OR", demand: { ask: "disclosure-interval", anybodyElse: 180 } },
  { jurisdiction: "OR", demand: { ask: "break-reminder", anybodyElse: 180 } },
  { jurisdiction: "OR", demand: { ask: "quiet-hours", from: 8, to: 20 } },
  { jurisdiction: "OR", demand: { ask: "cap", textsPerDay: 3 } },
  { jurisdiction: "CT", demand: { ask: "disclosure-interval", adults: 180, anybodyElse: 60 } },
  { jurisdiction: "NE", demand: { ask: "disclosure-interval", anybodyElse: 180 } },
  { jurisdiction: "NE", demand: { ask: "break-reminder", anybodyElse: 180 } },
  { jurisdiction: "ID", demand: { ask: "disclosure-interval", anybodyElse: 180 } },
  { jurisdiction: "GA", demand: { ask: "disclosure-interval", anybodyElse: 180 } },
  { jurisdiction: "FL", demand: { ask: "quiet-hours", from: 8, to: 20 } },
  { jurisdiction: "FL", demand: { ask: "cap", textsPerDay: 3 } },
  { jurisdiction: "OK", demand: { ask: "quiet-hours", from: 8, to: 20 } },
  { jurisdiction: "OK", demand: { ask: "cap", textsPerDay: 3 } },
  { jurisdiction: "US", demand: { ask: "opt-out-confirmation", texts: 1, withinMinutes: 5 } },
  { jurisdiction: "US", demand: { ask: "quiet-hours", from: 8, to: 21 } },
  { jurisdiction: "US", switch: "us-guard", demand: { ask: "age-proof", of: "everybody" } },
  { jurisdiction: "US", switch: "us-guard", demand: { ask: "adults-only", years: 18 } },
  { jurisdiction: "US", switch: "us-guard", demand: { ask: "disclosure-interval", adults: 30, anybodyElse: 30 } },
  { jurisdiction: "own", demand: { ask: "adults-only", years: 18 } },
];

/** Our own choices, whose reasons are beside the rules. */
export const OWN_FIGURES = {
  marginDivisor: 6,
  marginAtMostMinutes: 15,
  silenceMinutes: 60,
  recycledAfterDays: 45,
} as const;
