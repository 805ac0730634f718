import type { ReferralCounters } from "@jules/core/crisis";
import type { Clock } from "@jules/core/kernel";
import { type SafetyProtocol, safetyProtocol } from "@jules/core/safety";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { failureOf } from "../../runtime/failure-code.ts";
import type { Reporter } from "../../runtime/reporter.ts";
import { countsOfAllYears, type YearCount } from "./safety/counts.ts";
import { safetyData } from "./safety/data.ts";
import { languageOf } from "./safety/language.ts";
import { CONTENT_SECURITY_POLICY, safetyPage } from "./safety/page.ts";

export interface Dependencies {
  readonly stage: string;
  readonly clock: Clock;
  readonly reporter: Pick<Reporter, "warn">;
  readonly counters: ReferralCounters;
  /** How long a visitor waits for the counts. */
  readonly countsTimeoutMs: number;
}

type Answer = APIGatewayProxyStructuredResultV2;

/** What anybody may ask: who this is, whether it is there, and what happens in a crisis. */
export function createHandler({ stage, clock, reporter, counters, countsTimeoutMs }: Dependencies) {
  async function counts(): Promise<readonly YearCount[] | undefined> {
    try {
      return await countsOfAllYears(counters, clock, countsTimeoutMs);
    } catch (error) {
      reporter.warn("safety.uncounted", failureOf(error), { CountsUnavailable: 1 });
      return undefined;
    }
  }

  return async (event: APIGatewayProxyEventV2): Promise<Answer> => {
    switch (event.routeKey) {
      case "GET /":
        return json(200, { name: "Jules", description: "An AI companion people text. Not a human.", stage });
      case "GET /health":
        return json(200, { status: "ok" });
      case "GET /safety":
        return safety(event, await counts(), "text/html; charset=utf-8", safetyPage);
      case "GET /safety.json":
        return safety(event, await counts(), "application/json", (...content) =>
          JSON.stringify(safetyData(...content)),
        );
      default:
        return json(404, { error: "not-found" });
    }
  };
}

const MINUTES = 60;

function safety(
  event: APIGatewayProxyEventV2,
  counts: readonly YearCount[] | undefined,
  contentType: string,
  write: (protocol: SafetyProtocol, counts: readonly YearCount[] | undefined) => string,
): Answer {
  const language = languageOf(event.queryStringParameters?.lang, event.headers["accept-language"]);
  // A page without its number should not be kept for long.
  const keptSeconds = counts ? 5 * MINUTES : MINUTES / 2;
  return {
    statusCode: 200,
    headers: {
      "content-type": contentType,
      "content-language": language,
      vary: "accept-language",
      "cache-control": `public, max-age=${keptSeconds}`,
      "content-security-policy": CONTENT_SECURITY_POLICY,
      "strict-transport-security": "max-age=31536000; includeSubDomains",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "permissions-policy": "camera=(), geolocation=(), microphone=()",
    },
    body: write(safetyProtocol(language), counts),
  };
}

function json(statusCode: number, body: object): Answer {
  return {
    statusCode,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: JSON.stringify(body),
  };
}
