import type { SQSClient } from "@aws-sdk/client-sqs";
import { type QueueService, region } from "../aws/index.ts";
import type { Deployment, EventSourceMapping } from "../cloudformation/index.ts";
import { checkMapping, GivenQueuePoller, QueuePoller, queueNameOf } from "../events/index.ts";
import type { Invoke } from "../lambda/index.ts";
import { mostSandboxes } from "./functions.ts";
import type { Busy } from "./idleness.ts";

export interface Pollers extends Disposable, Busy {}

/** Starts the event source mappings, each once it has been found to be one that AWS would accept. */
export function startPollers(queues: QueueService, deployment: Deployment, invoke: Invoke): Pollers {
  const { eventSourceMappings, functions } = deployment;
  for (const mapping of eventSourceMappings) {
    const target = functions.find((each) => each.arn === mapping.functionArn);
    if (target) checkMapping(mapping, target, queues);
  }
  const pollers = eventSourceMappings.map((mapping) => {
    const concurrency = concurrencyOf(mapping);
    return new QueuePoller({ queues, queueName: queueNameOf(mapping), mapping, region, concurrency, invoke });
  });
  return {
    isWorking: () => pollers.some((poller) => !poller.idle),
    isBusy: () =>
      eventSourceMappings.some((mapping) => {
        // What was sent to arrive minutes later waits for the clock, and nobody waits for that.
        const { visible, inFlight } = queues.counts(queueNameOf(mapping));
        return visible + inFlight > 0;
      }),
    [Symbol.dispose]: () => {
      for (const poller of pollers) poller.stop();
    },
  };
}

/** The same for queues on a given server, where nobody checks what a role allows. What waits there is not known here. */
export function startGivenPollers(
  sqs: SQSClient,
  queueUrl: (name: string) => string,
  deployment: Deployment,
  invoke: Invoke,
): Pollers {
  const pollers = deployment.eventSourceMappings.map((mapping) => {
    const concurrency = concurrencyOf(mapping);
    const options = { sqs, queueUrl: queueUrl(queueNameOf(mapping)), mapping, region, concurrency, invoke };
    return new GivenQueuePoller(options);
  });
  const isWorking = () => pollers.some((poller) => !poller.idle);
  return {
    isWorking,
    isBusy: isWorking,
    [Symbol.dispose]: () => {
      for (const poller of pollers) poller.stop();
    },
  };
}

function concurrencyOf(mapping: EventSourceMapping): number {
  return Math.min(mostSandboxes, mapping.maximumConcurrency ?? mostSandboxes);
}
