import type { RestApi, RestRoute } from "../cloudformation/index.ts";
import { headerOf, type ReceivedRequest } from "./http-server.ts";
import type { RouteMatch } from "./route-table.ts";

export interface RestRequest {
  readonly api: RestApi;
  readonly match: RouteMatch<RestRoute>;
  readonly request: ReceivedRequest;
  readonly body: Buffer;
  /** Path without the stage. */
  readonly path: string;
  readonly requestId: string;
  readonly accountId: string;
  readonly now: Date;
  readonly authorizer: Readonly<Record<string, string>> | undefined;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html (input format) */
export function restEvent(given: RestRequest): Readonly<Record<string, unknown>> {
  const { api, match, request, body, path, requestId, accountId, now } = given;
  const headers = multiValues(request.headers);
  const query = multiValues([...new URLSearchParams(request.rawQuery)]);
  const isBase64Encoded = isBinary(api, headerOf(request, "content-type") ?? "");
  return {
    resource: match.route.path,
    path,
    httpMethod: request.method,
    headers: lastValues(headers),
    multiValueHeaders: headers,
    queryStringParameters: emptyAsNull(lastValues(query)),
    multiValueQueryStringParameters: emptyAsNull(query),
    pathParameters: emptyAsNull(match.parameters),
    stageVariables: null,
    requestContext: {
      accountId,
      apiId: api.id,
      domainName: headerOf(request, "host") ?? "",
      domainPrefix: api.id,
      httpMethod: request.method,
      identity: { sourceIp: request.sourceIp, userAgent: headerOf(request, "user-agent") ?? null },
      path: `/${api.stage}${path}`,
      protocol: "HTTP/1.1",
      requestId,
      extendedRequestId: requestId,
      requestTime: requestTime(now),
      requestTimeEpoch: now.getTime(),
      resourceId: match.route.path,
      resourcePath: match.route.path,
      stage: api.stage,
      ...(given.authorizer ? { authorizer: given.authorizer } : {}),
    },
    body: body.length === 0 ? null : body.toString(isBase64Encoded ? "base64" : "utf8"),
    isBase64Encoded,
  };
}

/** `23/Nov/2026:22:38:30 +0000` */
export function requestTime(now: Date): string {
  const [, weekdayless = ""] = now.toUTCString().split(", ");
  const [day, month, year, time] = weekdayless.split(" ");
  return `${day}/${month}/${year}:${time} +0000`;
}

function isBinary(api: RestApi, contentType: string): boolean {
  const mediaType = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  return api.binaryMediaTypes.some((binary) => {
    const [type, subtype] = binary.toLowerCase().split("/");
    const [givenType, givenSubtype] = mediaType.split("/");
    return (type === "*" || type === givenType) && (subtype === "*" || subtype === givenSubtype);
  });
}

function multiValues(entries: readonly (readonly [string, string])[]): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const [name, value] of entries) {
    values[name] = [...(values[name] ?? []), value];
  }
  return values;
}

function lastValues(values: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1) ?? ""]));
}

function emptyAsNull<Values extends object>(values: Values): Values | null {
  return Object.keys(values).length === 0 ? null : values;
}
