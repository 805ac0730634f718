export { type Jurisdiction, type Limits, limitsAt, type SwitchCode, type SwitchedOn, type Switches } from "./rules.ts";
