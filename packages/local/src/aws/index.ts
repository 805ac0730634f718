/** Stand-ins for the AWS services Jules uses, on one machine: the AWS SDK talks to them unchanged. */
import { join } from "node:path";
import type { LocalClock } from "../clock/index.ts";
import { openDatabase } from "../kept/index.ts";
import type { AccessControl } from "./access.ts";
import { startEngine } from "./dynamodb/engine.ts";
import { dynamodbProxy } from "./dynamodb/proxy.ts";
import { type TableDefinition, Tables } from "./dynamodb/tables.ts";
import { KeyRing } from "./kms/key-ring.ts";
import { kmsService } from "./kms/operations.ts";
import { ObjectStore } from "./s3/object-store.ts";
import { type Bucket, s3Service } from "./s3/operations.ts";
import { type AwsServer, listen, type Service } from "./server.ts";
import { MessageStore } from "./sqs/message-store.ts";
import { sqsService } from "./sqs/operations.ts";
import { QueueService } from "./sqs/queue-service.ts";
import { ssmService } from "./ssm/operations.ts";
import { ParameterStore } from "./ssm/parameter-store.ts";

export type { AccessControl, AuthorizationRequest, ConditionContext } from "./access.ts";
export { accountId, bucketArn, keyArn, parameterArn, queueArn, region, tableArn } from "./arns.ts";
export type { TableDefinition } from "./dynamodb/tables.ts";
export { allows, type PolicyStatement } from "./policies.ts";
export type { MessageAttribute, MessageAttributes } from "./sqs/digests.ts";
export type { Message, OutgoingMessage, QueueDefinition } from "./sqs/queue.ts";
export type { QueueService } from "./sqs/queue-service.ts";

export interface LocalAwsOptions {
  readonly clock: LocalClock;
  /** Where everything is kept between runs; `undefined` keeps it in memory. */
  readonly dataDirectory: string | undefined;
  readonly access: AccessControl;
  /** 0 or none: any free port. */
  readonly port?: number | undefined;
  /** A DynamoDB server to use instead of the embedded engine, e.g. DynamoDB Local. */
  readonly dynamodbUrl?: string | undefined;
}

export interface LocalAws {
  /** The endpoint for every AWS client (S3 clients need `forcePathStyle`). */
  readonly url: string;
  readonly dynamodb: {
    createTable(definition: TableDefinition): Promise<void>;
    /** Deletes items whose time to live has passed at `now` (milliseconds since the epoch); returns how many. */
    expire(now: number): Promise<number>;
  };
  readonly queues: QueueService;
  readonly kms: { createKey(arn: string): void };
  readonly ssm: { put(name: string, value: string): void };
  readonly s3: { createBucket(name: string, kmsKeyArn?: string): void };
  /** Stops listening, every timer and the engine; resolves when no child process is left. */
  close(): Promise<void>;
}

/** Starts all services behind one address on the loopback interface. */
export async function startAws(options: LocalAwsOptions): Promise<LocalAws> {
  const { clock, dataDirectory, access } = options;
  const fileOf = (name: string) => (dataDirectory === undefined ? undefined : join(dataDirectory, name));
  await using owner = new AsyncDisposableStack();
  const state = openDatabase(fileOf("aws.sqlite"));
  owner.defer(() => state.close());
  const engine = options.dynamodbUrl === undefined ? await startEngine(fileOf("dynamodb.sqlite")) : undefined;
  owner.defer(() => engine?.close());
  const dynamodbUrl = options.dynamodbUrl ?? engine?.url ?? "";
  const tables = new Tables(dynamodbUrl);
  owner.defer(() => tables.close());
  const proxy = dynamodbProxy(dynamodbUrl, tables);
  owner.defer(() => proxy.close());
  const keys = new KeyRing(state);
  const parameters = new ParameterStore(state);
  const buckets = new Map<string, Bucket>();
  let server: AwsServer | undefined;
  const queues = new QueueService({ store: new MessageStore(state), clock, baseUrl: () => server?.url ?? "" });
  owner.defer(() => server?.close());
  owner.defer(() => queues.close());
  server = await listen({
    port: options.port ?? 0,
    access,
    services: new Map<string, Service>([
      ["DynamoDB_20120810", proxy.serve],
      ["AmazonSQS", sqsService(queues, clock)],
      ["TrentService", kmsService(keys)],
      ["AmazonSSM", ssmService(parameters, clock)],
    ]),
    fallback: s3Service(new ObjectStore(state), buckets, clock),
  });
  const running = owner.move();
  return {
    url: server.url,
    dynamodb: { createTable: (definition) => tables.create(definition), expire: (now) => tables.expire(now) },
    queues,
    kms: { createKey: (arn) => keys.create(arn, clock.now()) },
    ssm: {
      put: (name, value) => void parameters.put({ name, type: "SecureString", value, modifiedAt: clock.now() }),
    },
    s3: { createBucket: (name, kmsKeyArn) => void buckets.set(name, { name, kmsKeyArn }) },
    close: () => running.disposeAsync(),
  };
}
