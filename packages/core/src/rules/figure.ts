import type { Day, Demand, Jurisdiction, SwitchCode } from "./rule.ts";

/** A demand that has a figure, and since when it counts; from the beginning, where neither day nor switch is given. */
export interface Figure {
  readonly jurisdiction: Jurisdiction;
  readonly from?: Day;
  readonly switch?: SwitchCode;
  readonly demand: FigureDemand;
}

export type FigureDemand = Extract<
  Demand,
  {
    readonly ask:
      | "disclosure-interval"
      | "break-reminder"
      | "quiet-hours"
      | "cap"
      | "opt-out-confirmation"
      | "adults-only"
      | "age-proof";
  }
>;
