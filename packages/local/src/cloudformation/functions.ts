import type { PolicyStatement } from "../aws/index.ts";
import { isRecord, listOf, numberOr, optionalString, recordOf, requiredString, stringsOf } from "./properties.ts";
import type { Resolver, Resource } from "./resolver.ts";

export interface FunctionResource {
  readonly name: string;
  readonly arn: string;
  readonly stackName: string;
  readonly logicalId: string;
  /** `file.export`, as the template gives it. */
  readonly handler: string;
  readonly memorySizeMb: number;
  readonly timeoutMs: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Everything the function's role allows and denies. */
  readonly statements: readonly PolicyStatement[];
  readonly reservedConcurrency: number | undefined;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html */
export interface EventSourceMapping {
  readonly functionArn: string;
  readonly queueArn: string;
  readonly batchSize: number;
  readonly reportsBatchItemFailures: boolean;
  readonly maximumConcurrency: number | undefined;
}

/** A rule of EventBridge with a schedule, per function it starts. */
export interface Schedule {
  readonly ruleName: string;
  /** `rate(…)` or `cron(…)`. */
  readonly expression: string;
  readonly functionArn: string;
  /** The constant input of the target, if it has one. */
  readonly input: unknown;
}

/** AWS's own policies that the templates use by name, as far as the local services check them. */
const managedPolicies: Readonly<Record<string, readonly PolicyStatement[]>> = {
  "service-role/AWSLambdaBasicExecutionRole": [],
  AWSXRayDaemonWriteAccess: [],
  "service-role/AWSLambdaSQSQueueExecutionRole": [
    {
      Effect: "Allow",
      Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      Resource: "*",
    },
  ],
};

/** The function with that ARN or name, also when the ARN names a version or an alias of it. */
export function readFunction(resolver: Resolver, nameOrArn: string): FunctionResource | undefined {
  const found = resolver.resources("AWS::Lambda::Function").find((candidate) => {
    const arn = candidate.attribute("Arn");
    return nameOrArn === candidate.ref || nameOrArn === arn || nameOrArn.startsWith(`${arn}:`);
  });
  return found && functionOf(resolver, found);
}

function functionOf(resolver: Resolver, resource: Resource): FunctionResource {
  const variables = recordOf(resource, "Environment").Variables ?? {};
  if (!isRecord(variables)) throw resource.error("expected an object", "Environment.Variables");
  const reserved = resource.properties.ReservedConcurrentExecutions;
  return {
    name: resource.ref,
    arn: resource.attribute("Arn"),
    stackName: resource.stackName,
    logicalId: resource.logicalId,
    handler: requiredString(resource, "Handler"),
    memorySizeMb: numberOr(resource, "MemorySize", 128),
    timeoutMs: numberOr(resource, "Timeout", 3) * 1000,
    environment: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)])),
    statements: statementsOfRole(resolver, resource, requiredString(resource, "Role")),
    reservedConcurrency: reserved === undefined ? undefined : Number(reserved),
  };
}

function statementsOfRole(resolver: Resolver, user: Resource, roleArn: string): PolicyStatement[] {
  const role = resolver.resources("AWS::IAM::Role").find((candidate) => candidate.attribute("Arn") === roleArn);
  if (!role) throw user.error(`no template has the role ${roleArn}`, "Role");
  const inline = listOf(role, "Policies").flatMap((policy) => statementsOf(role, policy));
  const attached = ["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"].flatMap((type) =>
    resolver
      .resources(type)
      .filter((policy) => stringsOf(policy, "Roles").includes(role.ref))
      .flatMap((policy) => statementsOf(policy, policy.properties)),
  );
  const managed = stringsOf(role, "ManagedPolicyArns").flatMap((arn) => {
    const statements = managedPolicies[arn.replace(/^.*:policy\//, "")];
    if (!statements) throw role.error(`the local stack does not know the policy ${arn}`, "ManagedPolicyArns");
    return statements;
  });
  return [...inline, ...attached, ...managed];
}

function statementsOf(owner: Resource, policy: unknown): PolicyStatement[] {
  const document = isRecord(policy) ? policy.PolicyDocument : undefined;
  const statement = isRecord(document) ? document.Statement : undefined;
  if (statement === undefined) throw owner.error("a policy without statements", "PolicyDocument");
  return [statement].flat() as PolicyStatement[];
}

export function readEventSourceMappings(resolver: Resolver): EventSourceMapping[] {
  return resolver
    .resources("AWS::Lambda::EventSourceMapping")
    .filter((resource) => resource.properties.Enabled !== false)
    .map((resource) => {
      const queueArn = requiredString(resource, "EventSourceArn");
      if (!queueArn.includes(":sqs:")) throw resource.error("only queues are polled locally", "EventSourceArn");
      if (resource.properties.FilterCriteria !== undefined) {
        throw resource.error("event filters are not applied locally", "FilterCriteria");
      }
      const target = readFunction(resolver, requiredString(resource, "FunctionName"));
      if (!target) throw resource.error("no template has this function", "FunctionName");
      const maximumConcurrency = recordOf(resource, "ScalingConfig").MaximumConcurrency;
      return {
        functionArn: target.arn,
        queueArn,
        batchSize: numberOr(resource, "BatchSize", 10),
        reportsBatchItemFailures: stringsOf(resource, "FunctionResponseTypes").includes("ReportBatchItemFailures"),
        maximumConcurrency: maximumConcurrency === undefined ? undefined : Number(maximumConcurrency),
      };
    });
}

export function readSchedules(resolver: Resolver): Schedule[] {
  return resolver.resources("AWS::Events::Rule").flatMap((rule) => {
    const expression = optionalString(rule, "ScheduleExpression");
    if (expression === undefined || rule.properties.State === "DISABLED") return [];
    return listOf(rule, "Targets").map((target) => {
      const arn = isRecord(target) ? String(target.Arn) : "";
      if (!arn.includes(":lambda:")) throw rule.error(`a schedule can only start a function, not ${arn}`, "Targets");
      const input = isRecord(target) ? target.Input : undefined;
      return {
        ruleName: rule.ref,
        expression,
        functionArn: arn,
        input: typeof input === "string" ? JSON.parse(input) : undefined,
      };
    });
  });
}
