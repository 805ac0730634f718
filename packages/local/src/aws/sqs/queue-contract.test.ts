import { createHash } from "node:crypto";
import { SQS } from "@aws-sdk/client-sqs";
import { type QueueSystem, queueAgingContract, queueContract } from "@jules/testkit/contracts";
import { createQueueModel } from "@jules/testkit/sqs";
import { afterEach, describe, expect, test } from "vitest";
import { sdkQueue } from "../../../conformance/sdk-queue.ts";
import { LocalClock } from "../../clock/index.ts";
import { openDatabase } from "../../kept/index.ts";
import { AwsError } from "../errors.ts";
import { startTestStack, type TestStack } from "../test-stack.ts";
import { MessageStore } from "./message-store.ts";
import { QueueService } from "./queue-service.ts";

const VISIBILITY_MS = 30_000;

let stack: TestStack | undefined;
let sqs: SQS | undefined;

afterEach(async () => {
  sqs?.destroy();
  await stack?.aws.close();
});

async function system(): Promise<QueueSystem> {
  const started = await startTestStack();
  const client = new SQS(started.client);
  stack = started;
  sqs = client;
  const { clock } = started;
  const { queues } = started.aws;
  return {
    visibilityMs: VISIBILITY_MS,
    async create({ fifo, maxReceiveCount, retentionMs }) {
      const suffix = fifo ? ".fifo" : "";
      const [name, deadLetters] = [`turns${suffix}`, `turns-dead${suffix}`];
      const common = {
        fifo,
        visibilityTimeoutSeconds: VISIBILITY_MS / 1_000,
        retentionSeconds: retentionMs / 1_000,
        delaySeconds: 0,
        deduplicationScope: "messageGroup",
      } as const;
      queues.create({ ...common, name: deadLetters });
      queues.create({ ...common, name, redrive: { targetName: deadLetters, maxReceiveCount } });
      return { queue: sdkQueue(client, queues.url(name)), deadLetters: sdkQueue(client, queues.url(deadLetters)) };
    },
    pass: (milliseconds) => clock.advance(milliseconds, async () => {}),
  };
}

queueContract(system);
queueAgingContract(system);

/** Time for both, so that neither is a millisecond ahead of the other. */
class StillClock extends LocalClock {
  #now = Date.parse("2026-11-20T17:00:00.000Z");

  override now(): number {
    return this.#now;
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

describe.each([
  { kind: "FIFO", fifo: true, suffix: ".fifo" },
  { kind: "standard", fifo: false, suffix: "" },
])("a $kind queue and its model", ({ fifo, suffix }) => {
  const [name, deadName] = [`turns${suffix}`, `turns-dead${suffix}`];
  const retentionMs = 600_000;

  function setUp() {
    const clock = new StillClock();
    const service = new QueueService({
      store: new MessageStore(openDatabase(undefined)),
      clock,
      baseUrl: () => "http://local",
    });
    const common = {
      fifo,
      visibilityTimeoutSeconds: VISIBILITY_MS / 1_000,
      retentionSeconds: retentionMs / 1_000,
      delaySeconds: 0,
      deduplicationScope: "messageGroup",
    } as const;
    service.create({ ...common, name: deadName });
    service.create({ ...common, name, redrive: { targetName: deadName, maxReceiveCount: 3 } });
    let lastId = 0;
    const settings = {
      fifo,
      visibilityMs: VISIBILITY_MS,
      retentionMs,
      now: () => clock.now(),
      newId: () => String(++lastId),
    };
    const deadLetters = createQueueModel({ ...settings, name: deadName });
    const model = createQueueModel({ ...settings, name, maxReceiveCount: 3, deadLetters });
    return { clock, service, model, deadLetters };
  }

  /** What the service holds in a queue, in the model's words. */
  function held(service: QueueService, queue: string) {
    return service.messages(queue).map(({ body, attributes }) => ({
      body,
      groupId: attributes.MessageGroupId,
      receiveCount: Number(attributes.ApproximateReceiveCount),
      sentAtMs: Number(attributes.SentTimestamp),
      firstReceivedAtMs: attributes.ApproximateFirstReceiveTimestamp
        ? Number(attributes.ApproximateFirstReceiveTimestamp)
        : undefined,
    }));
  }

  test.each(Array.from({ length: 10 }, (_, index) => index + 1))(
    "do the same, whatever is asked of them: seed %i",
    (seed) => {
      const { clock, service, model, deadLetters } = setUp();
      const below = seededNumbers(seed);
      const handles: { readonly queue: string; readonly ofService: string; readonly ofModel: string }[] = [];
      let sent = 0;

      function receive(queue: string, from: typeof model, most: number) {
        const ofService = service.receive(queue, most);
        const ofModel = from.receive(most);
        expect(ofModel.map(({ body, receiveCount }) => [body, receiveCount])).toEqual(
          ofService.map(({ body, attributes }) => [body, Number(attributes.ApproximateReceiveCount)]),
        );
        for (const [index, { receiptHandle }] of ofService.entries()) {
          handles.push({ queue, ofService: receiptHandle, ofModel: ofModel[index]?.receiptHandle ?? "" });
        }
      }

      function settleOne() {
        // A recent handle mostly, sometimes one that is long out of date.
        const handle = handles.at(-1 - below(below(4) === 0 ? 40 : 6));
        if (!handle) return;
        const { queue, ofService, ofModel } = handle;
        const target = queue === name ? model : deadLetters;
        if (below(3) > 0) {
          const outcome = target.delete(ofModel) === "refused" ? "refused" : "done";
          expect(outcome).toBe(outcomeOf(() => service.delete(queue, ofService)));
        } else {
          const seconds = below(2) * below(60);
          const outcome = target.changeVisibility(ofModel, 1_000 * seconds) === "refused" ? "refused" : "done";
          expect(outcome).toBe(outcomeOf(() => service.makeVisible(queue, ofService, seconds)));
        }
      }

      function send() {
        sent += 1;
        const groupId = `group-${below(5)}`;
        const body = String(sent);
        const message = fifo
          ? { body, groupId, deduplicationId: String(below(60)) }
          : { body, groupId, delaySeconds: below(3) * below(40) };
        const before = service.messages(name).length;
        service.send(name, message);
        const delayMs = "delaySeconds" in message ? 1_000 * message.delaySeconds : 0;
        const { duplicate } = model.send({ ...message, delayMs });
        expect(duplicate).toBe(service.messages(name).length === before);
      }

      for (let step = 0; step < 300; step++) {
        const choice = below(20);
        if (choice < 6) send();
        else if (choice < 11) receive(name, model, 1 + below(5));
        else if (choice < 12) receive(deadName, deadLetters, 1 + below(3));
        else if (choice < 18) settleOne();
        else clock.pass(1_000 * below(choice === 18 ? 20 : 90));
        expect(model.depth).toEqual(service.counts(name));
        expect(deadLetters.depth).toEqual(service.counts(deadName));
        const withoutIds = [...model.messages()].map(({ messageId, state, ...rest }) => rest);
        expect(withoutIds).toEqual(held(service, name));
      }
      service.close();
    },
  );
});

function outcomeOf(call: () => void): "done" | "refused" {
  try {
    call();
    return "done";
  } catch (error) {
    if (error instanceof AwsError) return "refused";
    throw error;
  }
}

/** Whole numbers from 0 up to, and without, what is asked for; the same ones for the same seed. */
function seededNumbers(seed: number): (bound: number) => number {
  let drawn = 0;
  return (bound) => {
    drawn += 1;
    return createHash("sha256").update(`${seed}/${drawn}`).digest().readUInt32BE() % bound;
  };
}
