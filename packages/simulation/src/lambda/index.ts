export { createEventSource, type EventSource, type EventSourceFaults } from "./event-source.ts";
export type { AwaitPoint, Fault, FaultPlan, Service } from "./fault.ts";
export { createFunction, type LambdaFunction } from "./function.ts";
export type { CallConditions, Ending, Exchange, Handler, Sandbox } from "./sandbox.ts";
