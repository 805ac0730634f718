import { createHash } from "node:crypto";
import { Failure, type MemberId } from "@jules/core/kernel";
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { createAlerts } from "../../runtime/alerts.ts";
import { failureOf } from "../../runtime/failure-code.ts";
import type { Reporter } from "../../runtime/reporter.ts";
import { watched } from "../../runtime/watched.ts";
import { openApi } from "./openapi.ts";
import { memberIn, type Office, type Route } from "./route.ts";
import { ROUTES } from "./routes.ts";

export interface Dependencies extends Omit<Office, "alerts"> {
  readonly reporter: Reporter;
}

type Answer = APIGatewayProxyStructuredResultV2;
type Event = Pick<
  APIGatewayProxyEventV2WithJWTAuthorizer,
  "routeKey" | "pathParameters" | "queryStringParameters" | "body" | "isBase64Encoded"
> & {
  readonly requestContext: {
    readonly requestId: string;
    readonly authorizer?: { readonly jwt?: { readonly claims: Readonly<Record<string, unknown>> } };
  };
};

/**
 * What operators may ask over HTTP. API Gateway has checked their token and its scope before anything of this runs; a
 * caller that it let through without one is refused all the same. Every call stands in the log, with a hash of whose it was.
 */
export function createHandler(dependencies: Dependencies) {
  const { reporter } = dependencies;
  const office: Office = { ...dependencies, alerts: createAlerts(reporter) };

  async function answerTo(route: Route, event: Event): Promise<Answer> {
    if (showsContent(route) && !reasonIn(event)) return json(400, { error: "invalid", fields: { reason: REASON } });
    const body = bodyOf(route, event);
    if ("error" in body) return json(400, body);
    const asked = {
      requestId: event.requestContext.requestId,
      path: event.pathParameters ?? {},
      query: event.queryStringParameters ?? {},
    };
    try {
      const result = await route.handle(office, body.value as never, asked);
      return json(result.status, result.body);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      reporter.warn("operator.failed", { route: route.key, ...failureOf(error) });
      return json(503, { error: "try-again" });
    }
  }

  return watched(reporter, async (event: Event): Promise<Answer> => {
    if (event.routeKey === "GET /openapi.json") return json(200, openApi(ROUTES));
    const subject = event.requestContext.authorizer?.jwt?.claims.sub;
    const route = ROUTES.find(({ key }) => key === event.routeKey);
    if (!route) return json(404, { error: "not-found" });
    if (typeof subject !== "string") return json(401, { error: "unauthorized" });
    const answer = await answerTo(route, event);
    const status = Number(answer.statusCode);
    const fields = { route: route.key, caller: hashOf(subject), status, ...(showsContent(route) && readingOf(event)) };
    reporter.report("operator.called", fields, { OperatorCalls: 1, OperatorCallsRefused: Number(status >= 400) });
    return answer;
  });
}

const REASON = "must be the code of a case: letters, digits and hyphens, e.g. ticket-4711";

function showsContent({ scope }: Route): boolean {
  return scope === "members.read-content";
}

/** Whose own it was that was read, and why: who looks into somebody's life leaves a trace of it. */
function readingOf(event: Event): { readonly member?: MemberId; readonly reason?: string } {
  const [member, reason] = [memberIn(event.pathParameters?.id), reasonIn(event)];
  return { ...(member && { member }), ...(reason && { reason }) };
}

/** A code and no prose: it stands in a log. Nothing that could be a telephone number is one. */
function reasonIn({ queryStringParameters: query }: Event): string | undefined {
  const given = query?.reason ?? "";
  const digits = given.replace(/\D/g, "").length;
  return /^[a-z][a-z0-9-]{2,39}$/.test(given) && digits < 7 ? given : undefined;
}

type Body =
  | { readonly value: unknown }
  | { readonly error: "invalid"; readonly fields: Readonly<Record<string, string>> };

function bodyOf({ body: schema }: Route, { body = "", isBase64Encoded }: Event): Body {
  if (!schema) return { value: undefined };
  let value: unknown;
  try {
    value = JSON.parse((isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body) || "{}");
  } catch {
    return { error: "invalid", fields: { "": "must be JSON" } };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data };
  const fields = parsed.error.issues.map((issue) => [issue.path.join("."), issue.message] as const);
  return { error: "invalid", fields: Object.fromEntries(fields) };
}

/** Whoever knows the subjects can tell who it was; the log alone cannot. */
function hashOf(subject: string): string {
  return createHash("sha256").update(`operator|${subject}`).digest("hex").slice(0, 16);
}

function json(statusCode: number, body: object): Answer {
  return {
    statusCode,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: JSON.stringify(body),
  };
}
