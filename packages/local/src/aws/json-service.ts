import { AwsError } from "./errors.ts";
import type { AwsRequest, AwsResponse } from "./server.ts";

/** One operation: takes the parsed input, returns the output to serialise; throws `AwsError` for a refusal. */
export type Operation = (input: Readonly<Record<string, unknown>>, request: AwsRequest) => unknown;

export interface JsonService {
  /** Version of the protocol; it shows in the content type only. */
  readonly version: "1.0" | "1.1";
  /** Prefix of the service's own error types, e.g. `com.amazonaws.sqs`; none for services that send bare names. */
  readonly errorNamespace?: string;
  readonly operations: Readonly<Record<string, Operation>>;
}

const frameworkErrors = new Set([
  "AccessDeniedException",
  "InvalidParameterValueException",
  "MissingRequiredParameterException",
  "SerializationException",
  "UnknownOperationException",
]);

/**
 * Serves one service of the AWS JSON protocol.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function serveJson(service: JsonService): (request: AwsRequest) => Promise<AwsResponse> {
  return async (request) => {
    try {
      const operation = Object.hasOwn(service.operations, request.operation)
        ? service.operations[request.operation]
        : undefined;
      if (!operation) {
        const message = `The operation ${request.operation} is not part of the local stack.`;
        throw new AwsError("UnknownOperationException", message);
      }
      const output = await operation(parseInput(request.body), request);
      return jsonResponse(200, service.version, output ?? {});
    } catch (error) {
      if (error instanceof AwsError) return jsonError(error, service);
      throw error;
    }
  };
}

/** Words an error in the JSON protocol. */
export function jsonError(error: AwsError, service: Pick<JsonService, "version" | "errorNamespace">): AwsResponse {
  const namespace = frameworkErrors.has(error.code) ? "com.amazon.coral.service" : service.errorNamespace;
  const type = service.errorNamespace ? `${namespace}#${error.code}` : error.code;
  const response = jsonResponse(error.status, service.version, { __type: type, message: error.message });
  if (error.queryCode) response.headers["x-amzn-query-error"] = `${error.queryCode};Sender`;
  return response;
}

function jsonResponse(status: number, version: JsonService["version"], output: unknown): AwsResponse {
  return { status, headers: { "content-type": `application/x-amz-json-${version}` }, body: JSON.stringify(output) };
}

export function parseInput(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const input: unknown = JSON.parse(body.toString("utf8") || "{}");
    if (typeof input === "object" && input !== null) return input as Record<string, unknown>;
  } catch {
    // Answered below, like any other body that is not an object.
  }
  throw new AwsError("SerializationException", "The request's body is not a JSON object.");
}
