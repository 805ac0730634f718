import { type Joiner, type Joining, joinByCode, sendCode } from "@jules/core/conversation";
import { type CodeDesk, consentWords, makeCode, mayAskForCode, tryCode } from "@jules/core/joining";
import { Failure, type Instant, millisecondsOf, type PhoneNumber } from "@jules/core/kernel";
import { isServed, type Served } from "@jules/core/numbering";
import type { Language } from "@jules/core/safety";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { createAlerts } from "../../runtime/alerts.ts";
import { failureOf } from "../../runtime/failure-code.ts";
import type { JoinStep } from "../../runtime/log-lines.ts";
import type { Reporter } from "../../runtime/reporter.ts";
import { watched } from "../../runtime/watched.ts";
import { formOf } from "../public/pages/form.ts";
import { languageOf } from "../public/pages/language.ts";
import {
  addressOf,
  circumstancesOf,
  codeFormIn,
  codeIn,
  isOurs,
  numberIn,
  signedCodeForm,
  signedForm,
} from "./forms.ts";
import { codePage, joinPage, outcomePage, POLICY } from "./page.ts";

export interface Dependencies extends Omit<Joining, "alerts"> {
  readonly reporter: Reporter;
  /** Where codes are kept; their keys are read when the first is asked for. */
  readonly desk: () => Promise<CodeDesk>;
  /** The number of ours that texts whoever joins. */
  readonly ownNumber: PhoneNumber;
  /** Whom we text with. */
  readonly countries: Served;
  /** Where the public API is for the world. */
  readonly publicUrl: string;
  /** Lets time pass. */
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

type Answer = APIGatewayProxyStructuredResultV2;

/** So long the answer to a number takes at least: whether a text was sent is not to be told from it. */
const LEAST_ANSWER_MS = 1_500;

/**
 * The page to join: a number and a tick, then the code that came by text. What it says is the same for every number; whether
 * there is a member, or somebody who said STOP, cannot be learned here.
 */
export function createHandler(dependencies: Dependencies) {
  const { reporter, clock, countries, ownNumber, publicUrl, pause } = dependencies;
  const joining: Joining = { ...dependencies, alerts: createAlerts(reporter) };

  function said(step: JoinStep, statusCode: number, body: string): Answer {
    const metrics = { CodesSent: Number(step === "code-sent"), JoinsRefused: Number(step === "too-many") };
    reporter.report("join.page", { step }, metrics);
    return { statusCode, headers: HEADERS, body };
  }

  async function blank(language: Language): Promise<Answer> {
    const { keys } = await dependencies.desk();
    return said("shown", 200, joinPage(language, { token: signedForm(keys, clock.now()) }));
  }

  async function askForCode(event: APIGatewayProxyEventV2, language: Language): Promise<Answer> {
    const desk = await dependencies.desk();
    const now = clock.now();
    const again = (step: JoinStep, wrong: Parameters<typeof joinPage>[1]["wrong"], written = "") =>
      said(step, 400, joinPage(language, { token: signedForm(desk.keys, now), wrong, written }));
    const form = formOf(event);
    if (!form || !isOurs(desk.keys, form.get("token") ?? "", now)) return again("stale-form", "stale");
    const written = (form.get("number") ?? "").slice(0, 40);
    const number = numberIn(written);
    if (!number) return again("not-filled-in", "number", written);
    if (!isServed(number, countries)) return again("outside-us", "country", written);
    if (form.get("consent") !== "yes") return again("not-filled-in", "consent", written);
    if (!(await mayAskForCode(desk, { number, address: addressOf(event), at: now }))) {
      return said("too-many", 429, outcomePage(language, "too-many"));
    }
    const { challenge, code } = await makeCode(desk, { number, at: now });
    if (code) await sendQuietly(joinerOf(event, language, challenge, "ticked the box and asked for a code"), code);
    const leftMs = LEAST_ANSWER_MS - (millisecondsOf(clock.now()) - millisecondsOf(now));
    if (leftMs > 0) await pause(leftMs);
    const page = codePage(language, { token: signedCodeForm(desk.keys, challenge), written });
    return said("code-sent", 200, page);
  }

  /** That a carrier is out shows for some numbers and not for others; what is kept leaves when it is back. */
  async function sendQuietly(joiner: Joiner, code: string): Promise<void> {
    try {
      await sendCode(joining, joiner, code);
    } catch (error) {
      if (!(error instanceof Failure) || !error.code.startsWith("carrier.")) throw error;
      reporter.warn("join.page-failed", failureOf(error), { JoinPagesFailed: 1 });
    }
  }

  async function takeCode(event: APIGatewayProxyEventV2, language: Language): Promise<Answer> {
    const desk = await dependencies.desk();
    const now = clock.now();
    const form = formOf(event);
    const token = form?.get("token") ?? "";
    const challenge = codeFormIn(desk.keys, token, now);
    if (!form || !challenge) {
      const fresh = { token: signedForm(desk.keys, now), wrong: "stale" } as const;
      return said("stale-form", 400, joinPage(language, fresh));
    }
    const code = codeIn(form.get("code") ?? "");
    if (!code) return said("not-filled-in", 400, codePage(language, { token, wrong: "digits" }));
    const verdict = await tryCode(desk, challenge, code, now);
    switch (verdict) {
      case "wrong":
        return said("code-wrong", 400, codePage(language, { token, wrong: "code" }));
      case "expired":
        return said("code-expired", 410, outcomePage(language, "expired"));
      case "spent":
        return said("code-spent", 429, outcomePage(language, "spent"));
      case "right": {
        const action = "ticked the box, asked for a code by text and typed it in";
        const joined = await joinByCode(joining, joinerOf(event, language, challenge, action));
        return said(joined, 200, outcomePage(language, joined));
      }
      default:
        return verdict satisfies never;
    }
  }

  function joinerOf(
    event: APIGatewayProxyEventV2,
    language: Language,
    { number, at }: { readonly number: PhoneNumber; readonly at: Instant },
    action: string,
  ): Joiner {
    const proof = { text: consentWords(language), medium: "web", action, at } as const;
    return { number, ownNumber, language, proof: { ...proof, ...circumstancesOf(event, publicUrl, language) } };
  }

  return watched(reporter, async (event: APIGatewayProxyEventV2): Promise<Answer> => {
    const language = languageOf(event.queryStringParameters?.lang, event.headers["accept-language"]);
    try {
      switch (event.routeKey) {
        case "POST /join":
          return await askForCode(event, language);
        case "POST /join/code":
          return await takeCode(event, language);
        default:
          return await blank(language);
      }
    } catch (error) {
      reporter.caught(error);
      reporter.warn("join.page-failed", failureOf(error), { JoinPagesFailed: 1 });
      return { statusCode: 503, headers: HEADERS, body: outcomePage(language, "failed") };
    }
  });
}

/** As the other pages'; nothing of it is kept anywhere. */
const HEADERS: Readonly<Record<string, string>> = {
  "content-type": "text/html; charset=utf-8",
  vary: "accept-language",
  "cache-control": "no-store",
  "content-security-policy": POLICY,
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
};
