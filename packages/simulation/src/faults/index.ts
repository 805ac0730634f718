export { createFaults, type Faults } from "./faults.ts";
export { ALL, CALM, FAULT_KINDS, type FaultKind, WEATHERS, type Weather } from "./kinds.ts";
