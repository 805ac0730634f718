export { createFaults, type Faults } from "./faults.ts";
export { ALL, CALM, type FaultKind, FAULT_KINDS, WEATHERS, type Weather } from "./kinds.ts";
