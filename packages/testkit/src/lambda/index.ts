import type { APIGatewayProxyEvent, Context, SQSEvent } from "aws-lambda";

/** A context as Lambda hands it in; nothing in it matters to what is tested. */
export function lambdaContext(functionName = "test"): Context {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
    memoryLimitInMB: "256",
    awsRequestId: "00000000-0000-4000-8000-000000000000",
    logGroupName: "",
    logStreamName: "",
    getRemainingTimeInMillis: () => 30_000,
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}

export interface QueuedRecord {
  readonly body: string;
  readonly groupId?: string;
  readonly receives?: number;
  readonly sentAt?: string;
}

/** A batch of a queue; record ids are `record-0`, `record-1` and so on. */
export function queueEvent(...records: readonly QueuedRecord[]): SQSEvent {
  return {
    Records: records.map(({ body, groupId, receives = 1, sentAt = "2026-11-20T17:00:00.000Z" }, index) => ({
      messageId: `record-${index}`,
      receiptHandle: `receipt-${index}`,
      body,
      attributes: {
        ApproximateReceiveCount: String(receives),
        SentTimestamp: String(Date.parse(sentAt)),
        SenderId: "test",
        ApproximateFirstReceiveTimestamp: String(Date.parse(sentAt)),
        ...(groupId !== undefined && { MessageGroupId: groupId }),
      },
      messageAttributes: {},
      md5OfBody: "",
      eventSource: "aws:sqs",
      eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:test.fifo",
      awsRegion: "us-east-1",
    })),
  };
}

/** A request as a REST API hands it to a Lambda: headers in the sender's spelling. */
export function restRequest(fields: {
  readonly resource: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}): APIGatewayProxyEvent {
  const binary = typeof fields.body !== "string";
  return {
    resource: fields.resource,
    path: fields.resource,
    httpMethod: "POST",
    headers: { "Content-Type": "application/json; charset=utf-8", ...fields.headers },
    multiValueHeaders: {},
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: { ...fields.pathParameters },
    stageVariables: null,
    requestContext: {} as APIGatewayProxyEvent["requestContext"],
    body: typeof fields.body === "string" ? fields.body : Buffer.from(fields.body).toString("base64"),
    isBase64Encoded: binary,
  };
}
