/** The account and region every local resource lives in. */
export const accountId = "000000000000";
export const region = "us-east-1";

export const queueArn = (name: string): string => `arn:aws:sqs:${region}:${accountId}:${name}`;

export const tableArn = (name: string): string => `arn:aws:dynamodb:${region}:${accountId}:table/${name}`;

export const bucketArn = (name: string): string => `arn:aws:s3:::${name}`;

/** `keyIdOrArn` may be a bare key id, as CloudFormation's `KmsMasterKeyId` allows. */
export const keyArn = (keyIdOrArn: string): string =>
  keyIdOrArn.startsWith("arn:") ? keyIdOrArn : `arn:aws:kms:${region}:${accountId}:key/${keyIdOrArn}`;

/** A parameter's ARN has one slash between `parameter` and the name, whether the name starts with one or not. */
export const parameterArn = (name: string): string =>
  `arn:aws:ssm:${region}:${accountId}:parameter/${name.replace(/^\//, "")}`;
