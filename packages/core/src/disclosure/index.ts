export { type FixedText, fixedText } from "./templates.ts";
