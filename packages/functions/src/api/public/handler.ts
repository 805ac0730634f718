import { CONTACT_CARD_PATH, contactCard } from "@jules/core/contact-card";
import type { ReferralCounters } from "@jules/core/crisis";
import type { Clock, PhoneNumber } from "@jules/core/kernel";
import { privacyNotice } from "@jules/core/privacy";
import { type Language, safetyProtocol } from "@jules/core/safety";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { failureOf } from "../../runtime/failure-code.ts";
import type { Reporter } from "../../runtime/reporter.ts";
import { watched } from "../../runtime/watched.ts";
import { CONTENT_SECURITY_POLICY } from "./pages/document.ts";
import { languageOf } from "./pages/language.ts";
import { privacyData } from "./privacy/data.ts";
import { privacyPage } from "./privacy/page.ts";
import { countsOfAllYears, type YearCount } from "./safety/counts.ts";
import { safetyData } from "./safety/data.ts";
import { safetyPage } from "./safety/page.ts";

export interface Dependencies {
  readonly stage: string;
  readonly clock: Clock;
  readonly reporter: Reporter;
  readonly counters: ReferralCounters;
  /** How long a visitor waits for the counts. */
  readonly countsTimeoutMs: number;
  /** The numbers that Jules is texted at. */
  readonly ownNumbers: readonly PhoneNumber[];
}

type Answer = APIGatewayProxyStructuredResultV2;

/** What anybody may ask: who this is, whether it is there, what happens in a crisis, and what is kept of whom. */
export function createHandler({ stage, clock, reporter, counters, countsTimeoutMs, ownNumbers }: Dependencies) {
  async function counts(): Promise<readonly YearCount[] | undefined> {
    try {
      return await countsOfAllYears(counters, clock, countsTimeoutMs);
    } catch (error) {
      reporter.warn("safety.uncounted", failureOf(error), { CountsUnavailable: 1 });
      return undefined;
    }
  }

  async function safety(
    event: APIGatewayProxyEventV2,
    contentType: string,
    write: (...content: Parameters<typeof safetyPage>) => string,
  ): Promise<Answer> {
    const counted = await counts();
    // A page without its number should not be kept for long.
    const keptSeconds = counted ? 5 * MINUTE_SECONDS : MINUTE_SECONDS / 2;
    return page(event, contentType, keptSeconds, (language) => write(safetyProtocol(language), counted));
  }

  return watched(reporter, async (event: APIGatewayProxyEventV2): Promise<Answer> => {
    switch (event.routeKey) {
      case "GET /":
        return json(200, { name: "Jules", description: "An AI companion people text. Not a human.", stage });
      case "GET /health":
        return json(200, { status: "ok" });
      case "GET /safety":
        return safety(event, HTML, safetyPage);
      case "GET /safety.json":
        return safety(event, JSON_DATA, (...content) => JSON.stringify(safetyData(...content)));
      case "GET /privacy":
        return page(event, HTML, DAY_SECONDS, (language) => privacyPage(privacyNotice(language)));
      case "GET /privacy.json":
        return page(event, JSON_DATA, DAY_SECONDS, (language) => JSON.stringify(privacyData(privacyNotice(language))));
      case `GET ${CONTACT_CARD_PATH}`:
        return card(ownNumbers, event.queryStringParameters?.number);
      default:
        return json(404, { error: "not-found" });
    }
  });
}

const HTML = "text/html; charset=utf-8";
const JSON_DATA = "application/json";
const MINUTE_SECONDS = 60;
/** A notice changes a few times a year. */
const DAY_SECONDS = 24 * 60 * MINUTE_SECONDS;

/** A public page, or its data, in the language that is asked for. */
function page(
  event: APIGatewayProxyEventV2,
  contentType: string,
  keptSeconds: number,
  write: (language: Language) => string,
): Answer {
  const language = languageOf(event.queryStringParameters?.lang, event.headers["accept-language"]);
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
    body: write(language),
  };
}

/** Jules as a contact, for phones and for the carrier that puts it into an MMS; with a number of ours, and none else. */
function card(ownNumbers: readonly PhoneNumber[], asked: string | undefined): Answer {
  const number = asked === undefined ? ownNumbers[0] : ownNumbers.find((own) => own === asked.replace(/^ /, "+"));
  if (!number) return json(404, { error: "not-found" });
  return {
    statusCode: 200,
    headers: {
      "content-type": "text/vcard; charset=utf-8",
      "content-disposition": 'attachment; filename="jules.vcf"',
      "cache-control": `public, max-age=${DAY_SECONDS}`,
      "x-content-type-options": "nosniff",
    },
    body: contactCard(number),
  };
}

function json(statusCode: number, body: object): Answer {
  return {
    statusCode,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: JSON.stringify(body),
  };
}
