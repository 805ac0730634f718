/** A model of SQS queues in memory, for simulations in virtual time. */
export {
  createQueueModel,
  type DeleteOutcome,
  type HeldMessage,
  type ModelMessage,
  type QueueDepth,
  type QueuedMessage,
  type QueueModel,
  type QueueModelSettings,
  type VisibilityOutcome,
} from "./queue-model.ts";
