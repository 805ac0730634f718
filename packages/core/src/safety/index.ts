export { type SafetyProtocol, safetyProtocol } from "./protocol.ts";
export { type StateReport, stateOfCode, stateReport, type YearReport, yearReport } from "./reports.ts";
export type { Language, Section, Wording } from "./wording.ts";
