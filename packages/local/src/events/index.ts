export { GivenQueuePoller } from "./given-queue-poller.ts";
export { checkMapping, QueuePoller, queueNameOf } from "./queue-poller.ts";
export { type NamedSchedule, Scheduler } from "./scheduler.ts";
