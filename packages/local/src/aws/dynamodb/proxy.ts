import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest, Agent as SecureAgent } from "node:https";
import { keyUseContext } from "../access.ts";
import { accountId, region } from "../arns.ts";
import { AwsError } from "../errors.ts";
import { jsonError, parseInput } from "../json-service.ts";
import type { AwsRequest, AwsResponse, Service } from "../server.ts";
import { needsOf } from "./permissions.ts";
import type { Tables } from "./tables.ts";

const passedOn = ["content-type", "x-amz-target", "x-amz-date", "x-amz-content-sha256", "accept"] as const;

export interface DynamodbProxy {
  readonly serve: Service;
  close(): void;
}

/** Checks what the caller may do, then lets the engine at `url` answer; bodies pass unchanged in both directions. */
export function dynamodbProxy(url: string, tables: Tables): DynamodbProxy {
  const isSecure = url.startsWith("https:");
  const agent = isSecure ? new SecureAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
  const send = isSecure ? httpsRequest : httpRequest;

  const forward = (request: AwsRequest) =>
    new Promise<AwsResponse>((resolve, reject) => {
      const headers: Record<string, string> = { "content-length": String(request.body.length) };
      for (const name of passedOn) {
        const value = request.headers[name];
        if (typeof value === "string") headers[name] = value;
      }
      // DynamoDB Local keeps a database per access key; all our roles share one.
      headers.authorization = String(request.headers.authorization ?? "").replace(
        /Credential=[^/]+/,
        "Credential=local",
      );
      const outgoing = send(url, { method: "POST", agent, headers }, (incoming) => {
        collect(incoming).then(resolve, reject);
      });
      outgoing.once("error", reject);
      outgoing.end(request.body);
    });

  const serve = async (request: AwsRequest) => {
    try {
      authorize(request, tables);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return jsonError(error, { version: "1.0", errorNamespace: "com.amazonaws.dynamodb.v20120810" });
    }
    return forward(request);
  };
  return { serve, close: () => agent.destroy() };
}

/**
 * A table with a customer-managed key is read and written with `kms:Decrypt` of whoever calls.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
function authorize(request: AwsRequest, tables: Tables): void {
  const { caller, operation } = request;
  if (/Statement|ExecuteTransaction/.test(operation)) {
    throw new AwsError("UnknownOperationException", "PartiQL is not part of the local stack.");
  }
  const { permissions, dataTables } = needsOf(operation, parseInput(request.body));
  for (const { action, resource, context } of permissions) caller.demand(action, resource, context);
  for (const table of dataTables) {
    const key = tables.keyArnOf(table);
    if (key === undefined) continue;
    const context = { "aws:dynamodb:tableName": table, "aws:dynamodb:subscriberId": accountId };
    caller.demand("kms:Decrypt", key, keyUseContext(context, `dynamodb.${region}.amazonaws.com`));
  }
}

async function collect(incoming: IncomingMessage): Promise<AwsResponse> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  const headers: Record<string, string> = {};
  for (const name of ["content-type", "x-amzn-requestid", "x-amz-crc32"]) {
    const value = incoming.headers[name];
    if (typeof value === "string") headers[name] = value;
  }
  return { status: incoming.statusCode ?? 500, headers, body: Buffer.concat(chunks) };
}
