export { asksWhatJulesIs } from "./identity.ts";
export { type FixedText, fixedText, type Language } from "./templates.ts";
