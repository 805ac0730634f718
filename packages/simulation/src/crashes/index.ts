export { type Enumerated, enumerate } from "./enumerate.ts";
export { SCENARIOS } from "./scenarios.ts";
