export { asksWhatJulesIs } from "./identity.ts";
export { type FixedText, fixedText } from "./templates.ts";
