import { openVerification, type Verifications } from "@jules/core/conversation";
import type { Links } from "@jules/core/privacy";
import type { Language } from "@jules/core/safety";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { failureOf } from "../../runtime/failure-code.ts";
import type { VerificationStep } from "../../runtime/log-lines.ts";
import type { Reporter } from "../../runtime/reporter.ts";
import { watched } from "../../runtime/watched.ts";
import { languageOf } from "../public/pages/language.ts";
import { outcomePage, policyOf, questionPage } from "./page.ts";

export interface Dependencies extends Pick<Verifications, "members" | "verifications" | "verifier" | "clock"> {
  readonly reporter: Reporter;
  readonly links: () => Promise<Pick<Links, "read">>;
  /** Where the public API is for the world. */
  readonly publicUrl: string;
  readonly verifierUrl: string;
}

type Answer = APIGatewayProxyStructuredResultV2;

/**
 * The page behind the link of who is to prove their age. It says what happens; only the form, with the tick that biometric
 * data need, makes a session. What is in the link is the whole right to it, and shows nothing about anybody.
 */
export function createHandler(dependencies: Dependencies) {
  const { reporter, links, clock, publicUrl, verifierUrl } = dependencies;
  const policy = policyOf(verifierUrl);

  async function memberOf(event: APIGatewayProxyEventV2) {
    return (await links()).read("verify", event.pathParameters?.token ?? "", clock.now())?.member;
  }

  async function sendOn(event: APIGatewayProxyEventV2, language: Language): Promise<Answer> {
    const member = await memberOf(event);
    if (!member) return said("expired", 404, outcomePage(language, "expired"));
    if (!hasAgreed(event)) return said("no-consent", 400, questionPage(language, true));
    const opened = await openVerification(dependencies, member, callbackOf(publicUrl));
    if (opened.kind !== "open") return said(opened.kind, STATUS[opened.kind], outcomePage(language, opened.kind));
    reporter.report("verification.page", { step: "sent-on" });
    return { statusCode: 303, headers: { ...headersOf(policy), location: opened.url }, body: "" };
  }

  function said(step: VerificationStep, statusCode: number, body: string): Answer {
    reporter.report("verification.page", { step });
    return { statusCode, headers: headersOf(policy), body };
  }

  return watched(reporter, async (event: APIGatewayProxyEventV2): Promise<Answer> => {
    const language = languageOf(event.queryStringParameters?.lang, event.headers["accept-language"]);
    try {
      switch (event.routeKey) {
        case "GET /v/done":
          return said("shown", 200, outcomePage(language, "done"));
        case "GET /v/{token}":
          if (!(await memberOf(event))) return said("expired", 404, outcomePage(language, "expired"));
          return said("shown", 200, questionPage(language, false));
        case "POST /v/{token}":
          return await sendOn(event, language);
        default:
          return said("expired", 404, outcomePage(language, "expired"));
      }
    } catch (error) {
      reporter.caught(error);
      reporter.warn("verification.page-failed", failureOf(error), { VerificationPagesFailed: 1 });
      return { statusCode: 503, headers: headersOf(policy), body: outcomePage(language, "failed") };
    }
  });
}

const STATUS = { "not-needed": 200, "too-many": 429, gone: 410 } as const;

/** The tick, and nothing that looks like it. */
function hasAgreed({ body = "", isBase64Encoded }: APIGatewayProxyEventV2): boolean {
  const form = isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body;
  return new URLSearchParams(form).get("consent") === "yes";
}

/** Where Veriff sends people afterwards; it says nothing about anybody. */
function callbackOf(publicUrl: string): string {
  return new URL("/v/done", publicUrl).href;
}

/** As the other pages'; nothing of it is kept anywhere, and Veriff does not learn the link. */
function headersOf(policy: string): Record<string, string> {
  return {
    "content-type": "text/html; charset=utf-8",
    vary: "accept-language",
    "cache-control": "no-store",
    "content-security-policy": policy,
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-robots-tag": "noindex",
  };
}
