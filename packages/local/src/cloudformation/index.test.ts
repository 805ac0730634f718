import { describe, expect, test } from "vitest";
import { miniStacks } from "./fixtures/mini-stacks.ts";
import { type Deployment, readDeployment, type StackTemplate, type Template, TemplateError } from "./index.ts";

const environment = {
  accountId: "000000000000",
  region: "us-east-1",
  queueUrl: (name: string) => `http://127.0.0.1:9324/000000000000/${name}`,
};

function read(stacks: readonly StackTemplate[] = miniStacks()): Deployment {
  return readDeployment(stacks, environment);
}

function functionNamed(deployment: Deployment, name: string) {
  const found = deployment.functions.find((each) => each.name === name);
  if (!found) throw new Error(`no function ${name}`);
  return found;
}

/** One stack with these resources and nothing else. */
function stackOf(resources: NonNullable<Template["Resources"]>): StackTemplate[] {
  return [{ stackName: "dev-odd", template: { Resources: resources } }];
}

describe("what the templates create", () => {
  test("queues with their time-outs, keys and dead-letter queues", () => {
    const { queues, keys } = read();

    expect(queues.map((queue) => queue.name)).toEqual(["dev-mini-messaging-DeadLetters.fifo", "dev-mini-inbound.fifo"]);
    expect(queues[1]).toEqual({
      name: "dev-mini-inbound.fifo",
      fifo: true,
      visibilityTimeoutSeconds: 60,
      retentionSeconds: 345_600,
      delaySeconds: 0,
      deduplicationScope: "messageGroup",
      contentBasedDeduplication: false,
      kmsKeyArn: keys[0],
      redrive: { targetName: "dev-mini-messaging-DeadLetters.fifo", maxReceiveCount: 3 },
    });
  });

  test("tables as CreateTable takes them, with their TTL attribute", () => {
    expect(read().tables).toEqual([
      {
        TableName: "dev-mini-data-Members",
        AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        BillingMode: "PAY_PER_REQUEST",
        TimeToLiveSpecification: { AttributeName: "expiresAtSeconds", Enabled: true },
      },
    ]);
  });

  test("keys, with the same id in every run", () => {
    const { keys } = read();

    expect(keys).toEqual([expect.stringMatching(/^arn:aws:kms:us-east-1:000000000000:key\/[0-9a-f-]{36}$/)]);
    expect(read().keys).toEqual(keys);
  });

  test("buckets and parameters", () => {
    const { buckets, parameters, keys } = read();

    expect(buckets).toEqual([{ name: "dev-mini-data-media", kmsKeyArn: keys[0] }]);
    expect(parameters).toEqual([{ name: "/mini/greeting", value: "hello" }]);
  });
});

describe("functions", () => {
  test("environment variables from Ref, Fn::Sub, Fn::Select, Fn::Split and an SSM parameter", () => {
    expect(functionNamed(read(), "dev-mini-webhook")).toMatchObject({
      handler: "webhook.handler",
      memorySizeMb: 512,
      timeoutMs: 5000,
      environment: {
        GREETING: "hello",
        INBOUND_QUEUE_URL: "http://127.0.0.1:9324/000000000000/dev-mini-inbound.fifo",
        SECRETS_PATH: "/sst/mini/us-east-1/Secret",
        FIRST: "first",
      },
    });
  });

  test("statements of the role's policies, with what another stack exports", () => {
    const intake = functionNamed(read(), "dev-mini-intake");

    expect(intake.environment).toEqual({ MEMBERS_TABLE: "dev-mini-data-Members" });
    expect(intake.statements[0]).toEqual({
      Effect: "Allow",
      Action: ["dynamodb:GetItem", "dynamodb:PutItem"],
      Resource: ["arn:aws:dynamodb:us-east-1:000000000000:table/dev-mini-data-Members"],
    });
  });

  test("those that something starts, and no other", () => {
    const names = read().functions.map((each) => each.name);

    expect(names.sort()).toEqual(["dev-mini-authorizer", "dev-mini-intake", "dev-mini-sweeper", "dev-mini-webhook"]);
  });

  test("event source mappings and schedules", () => {
    const { eventSourceMappings, schedules } = read();

    expect(eventSourceMappings).toEqual([
      {
        functionArn: "arn:aws:lambda:us-east-1:000000000000:function:dev-mini-intake",
        queueArn: "arn:aws:sqs:us-east-1:000000000000:dev-mini-inbound.fifo",
        batchSize: 5,
        reportsBatchItemFailures: true,
        maximumConcurrency: 2,
      },
    ]);
    expect(schedules).toMatchObject([
      {
        expression: "rate(1 minute)",
        functionArn: "arn:aws:lambda:us-east-1:000000000000:function:dev-mini-sweeper",
      },
    ]);
  });
});

describe("APIs", () => {
  test("a REST API with its authorizer and its challenge", () => {
    const [api] = read().restApis;

    expect(api).toMatchObject({ name: "webhooks", stage: "dev" });
    expect(api?.routes).toMatchObject([
      {
        method: "POST",
        path: "/hooks/{secret}",
        functionArn: "arn:aws:lambda:us-east-1:000000000000:function:dev-mini-webhook",
        authorizer: {
          functionArn: "arn:aws:lambda:us-east-1:000000000000:function:dev-mini-authorizer",
          header: "Authorization",
        },
      },
    ]);
    expect(api?.gatewayResponses.get("UNAUTHORIZED")).toMatchObject({
      status: 401,
      headers: { "WWW-Authenticate": 'Basic realm="mini"' },
    });
  });

  test("an HTTP API", () => {
    expect(read().httpApis).toMatchObject([
      { name: "public", stage: "$default", routes: [{ routeKey: "GET /members/{id}" }] },
    ]);
  });

  test("an authorizer that does not run here is refused", () => {
    const stacks = miniStacks({ HttpRoute: { AuthorizationType: "AWS_IAM" } });

    expect(() => read(stacks)).toThrow(
      "stack dev-mini-messaging, HttpRoute (AWS::ApiGatewayV2::Route), property AuthorizationType: authorization AWS_IAM",
    );
  });
});

describe("what cannot be run is named", () => {
  test("a type that nobody has decided about", () => {
    expect(() => read(stackOf({ Search: { Type: "AWS::OpenSearchService::Domain" } }))).toThrow(
      "stack dev-odd, Search (AWS::OpenSearchService::Domain): AWS::OpenSearchService::Domain neither runs locally",
    );
  });

  test("an intrinsic function that is not evaluated", () => {
    const queue = { Type: "AWS::SQS::Queue", Properties: { QueueName: { "Fn::If": ["Odd", "a", "b"] } } };

    expect(() => read(stackOf({ Odd: queue }))).toThrow(
      "stack dev-odd, Odd (AWS::SQS::Queue), property QueueName: the local stack cannot evaluate Fn::If",
    );
  });

  test("a reference to what is left out", () => {
    const alarm = { Type: "AWS::CloudWatch::Alarm" };
    const queue = { Type: "AWS::SQS::Queue", Properties: { QueueName: { Ref: "Alarm" } } };

    expect(() => read(stackOf({ Alarm: alarm, Odd: queue }))).toThrow(
      "property QueueName: refers to Alarm of type AWS::CloudWatch::Alarm, which has no local meaning",
    );
  });

  test("an import that no stack exports", () => {
    const queue = { Type: "AWS::SQS::Queue", Properties: { QueueName: { "Fn::ImportValue": "missing" } } };

    expect(() => read(stackOf({ Odd: queue }))).toThrow(TemplateError);
    expect(() => read(stackOf({ Odd: queue }))).toThrow("no stack exports missing");
  });

  test("a queue that is its own dead-letter queue by name", () => {
    const queue = { Type: "AWS::SQS::Queue", Properties: { QueueName: { "Fn::GetAtt": ["Odd", "QueueName"] } } };

    expect(() => read(stackOf({ Odd: queue }))).toThrow("Odd refers to itself");
  });
});
