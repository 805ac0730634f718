import { createHash } from "node:crypto";

/** What `Ref` and `Fn::GetAtt` give for a resource. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What a resource's identity is made of. */
interface Naming {
  readonly stackName: string;
  readonly logicalId: string;
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly queueUrl: (queueName: string) => string;
  /** The resolved value of a property of this resource, if the template gives it. */
  readonly property: (name: string) => unknown;
}

type Identify = (naming: Naming) => Identity;

/**
 * The resource types that have a local meaning, with the return values of
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export const identityByType: Readonly<Record<string, Identify>> = {
  "AWS::SQS::Queue": (naming) => {
    const fifo = naming.property("FifoQueue") === true;
    const name = named(naming, "QueueName", `${naming.stackName}-${naming.logicalId}${fifo ? ".fifo" : ""}`);
    return { ref: naming.queueUrl(name), attributes: { Arn: arn(naming, "sqs", name), QueueName: name } };
  },
  "AWS::DynamoDB::Table": (naming) => {
    const name = named(naming, "TableName");
    return { ref: name, attributes: { Arn: arn(naming, "dynamodb", `table/${name}`) } };
  },
  "AWS::KMS::Key": (naming) => {
    const keyId = uuid(`${naming.stackName}/${naming.logicalId}`);
    return { ref: keyId, attributes: { Arn: arn(naming, "kms", `key/${keyId}`), KeyId: keyId } };
  },
  "AWS::KMS::Alias": (naming) => ({ ref: named(naming, "AliasName"), attributes: {} }),
  "AWS::S3::Bucket": (naming) => {
    const name = named(naming, "BucketName").toLowerCase();
    return { ref: name, attributes: { Arn: `arn:${naming.partition}:s3:::${name}` } };
  },
  "AWS::SSM::Parameter": (naming) => {
    const name = named(naming, "Name");
    return {
      ref: name,
      attributes: { Type: text(naming.property("Type")) ?? "String", Value: text(naming.property("Value")) ?? "" },
    };
  },
  "AWS::IAM::Role": (naming) => {
    const name = named(naming, "RoleName");
    return { ref: name, attributes: { Arn: `arn:${naming.partition}:iam::${naming.accountId}:role/${name}` } };
  },
  "AWS::Lambda::Function": (naming) => {
    const name = named(naming, "FunctionName");
    return { ref: name, attributes: { Arn: arn(naming, "lambda", `function:${name}`) } };
  },
  "AWS::Events::Rule": (naming) => {
    const name = named(naming, "Name");
    return { ref: name, attributes: { Arn: arn(naming, "events", `rule/${name}`) } };
  },
  "AWS::SNS::Topic": (naming) => {
    const name = named(naming, "TopicName");
    return { ref: arn(naming, "sns", name), attributes: { TopicArn: arn(naming, "sns", name), TopicName: name } };
  },
  "AWS::Logs::LogGroup": (naming) => {
    const name = named(naming, "LogGroupName");
    return { ref: name, attributes: { Arn: arn(naming, "logs", `log-group:${name}:*`) } };
  },
  "AWS::ApiGateway::RestApi": (naming) => {
    const id = shortId(naming);
    return { ref: id, attributes: { RestApiId: id, RootResourceId: `${id}-root` } };
  },
  "AWS::ApiGateway::Resource": (naming) => ({ ref: shortId(naming), attributes: { ResourceId: shortId(naming) } }),
  "AWS::ApiGateway::Authorizer": (naming) => ({ ref: shortId(naming), attributes: { AuthorizerId: shortId(naming) } }),
  "AWS::ApiGateway::Deployment": (naming) => ({ ref: shortId(naming), attributes: { DeploymentId: shortId(naming) } }),
  "AWS::ApiGateway::Stage": (naming) => ({ ref: named(naming, "StageName"), attributes: {} }),
  "AWS::ApiGatewayV2::Api": (naming) => {
    const id = shortId(naming);
    const host = `${id}.execute-api.${naming.region}.amazonaws.com`;
    return { ref: id, attributes: { ApiId: id, ApiEndpoint: `https://${host}` } };
  },
  "AWS::ApiGatewayV2::Integration": (naming) => ({
    ref: shortId(naming),
    attributes: { IntegrationId: shortId(naming) },
  }),
  "AWS::ApiGatewayV2::Authorizer": (naming) => ({
    ref: shortId(naming),
    attributes: { AuthorizerId: shortId(naming) },
  }),
  "AWS::ApiGatewayV2::Stage": (naming) => ({ ref: named(naming, "StageName"), attributes: {} }),
};

function named(naming: Naming, property: string, otherwise = `${naming.stackName}-${naming.logicalId}`): string {
  return text(naming.property(property)) ?? otherwise;
}

function arn(naming: Naming, service: string, resource: string): string {
  return `arn:${naming.partition}:${service}:${naming.region}:${naming.accountId}:${resource}`;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function digest(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}

/** The same stack and logical id always give the same id, so that data of an earlier run is found again. */
function shortId(naming: Naming): string {
  return digest(`${naming.stackName}/${naming.logicalId}`).slice(0, 10);
}

function uuid(seed: string): string {
  const hex = digest(seed);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
