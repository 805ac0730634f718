import type { Answer } from "./http-server.ts";

/** Headers of a Lambda's answer that a REST API passes on under `x-amzn-Remapped-…` only. */
const remappedHeaders = new Set([
  "authorization",
  "connection",
  "content-length",
  "content-md5",
  "date",
  "host",
  "server",
  "user-agent",
  "www-authenticate",
]);

/**
 * The answer that a REST API makes of what a Lambda returned; undefined if it is malformed, which a REST API answers with 502.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html (output format) and
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html (renamed headers).
 */
export function restAnswer(payload: unknown): Answer | undefined {
  if (!isRecord(payload) || !isStatus(payload.statusCode)) return undefined;
  if (payload.body !== undefined && payload.body !== null && typeof payload.body !== "string") return undefined;
  const headers: Record<string, string | string[]> = { "Content-Type": "application/json" };
  const given = [...Object.entries(asRecord(payload.headers)), ...Object.entries(asRecord(payload.multiValueHeaders))];
  for (const [name, value] of given) {
    const sentName = remappedHeaders.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name;
    if (name.toLowerCase() === "content-type") delete headers["Content-Type"];
    headers[sentName] = Array.isArray(value) ? value.map(String) : String(value);
  }
  return { status: Number(payload.statusCode), headers, body: bodyOf(payload) };
}

/**
 * The answer that an HTTP API makes of what a Lambda returned. Without a `statusCode`, what was returned is itself the JSON body.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function httpAnswer(payload: unknown): Answer {
  if (!isRecord(payload) || !isStatus(payload.statusCode)) {
    const body = typeof payload === "string" ? payload : JSON.stringify(payload);
    return { status: 200, headers: { "content-type": "application/json" }, body };
  }
  const headers: Record<string, string | string[]> = { "content-type": "text/plain;charset=UTF-8" };
  for (const [name, value] of Object.entries(asRecord(payload.headers))) headers[name.toLowerCase()] = String(value);
  if (Array.isArray(payload.cookies)) headers["set-cookie"] = payload.cookies.map(String);
  return { status: Number(payload.statusCode), headers, body: bodyOf(payload) };
}

function bodyOf(payload: Readonly<Record<string, unknown>>): string | Buffer {
  const body = payload.body === undefined || payload.body === null ? "" : String(payload.body);
  return payload.isBase64Encoded === true ? Buffer.from(body, "base64") : body;
}

function isStatus(value: unknown): boolean {
  const status = Number(value);
  return Number.isInteger(status) && status >= 200 && status <= 599;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
