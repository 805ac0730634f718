export { type Day, type Fact, type FactId, type Memory, NO_MEMORY } from "./memory.ts";
