export { createQueue, type Queue, type QueueEntry } from "./queue.ts";
