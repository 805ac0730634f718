export { type Change, figuresOfRules, nextChanges, rulesInForce, type Standing, standingOf } from "./calendar.ts";
export { FIGURES, OWN_FIGURES } from "./figures.ts";
export { type Limits, limitsAt } from "./limits.ts";
export type {
  Applied,
  Beginning,
  Day,
  Demand,
  Jurisdiction,
  Rule,
  SwitchCode,
  SwitchedOn,
  Switches,
} from "./rule.ts";
export { OWN_CHOICES, RULES, RULES_DAY, RULES_VERSION } from "./rules-data.ts";
