import type { Queue } from "@jules/adapters/sqs";
import type { Secrets } from "@jules/adapters/ssm";
import { isSignedByVeriff, newsIn } from "@jules/adapters/veriff";
import { type VerificationNews, verdictOf } from "@jules/core/age";
import type { Clock } from "@jules/core/kernel";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { toMessage } from "../../queues/age-verification.ts";
import { failureOf } from "../../runtime/failure-code.ts";
import { logged } from "../../runtime/invocations.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies {
  readonly reporter: Reporter;
  readonly clock: Clock;
  readonly secrets: Secrets<"VeriffApiKey" | "VeriffSharedSecret" | "VeriffSharedSecretPrevious">;
  readonly verdicts: Pick<Queue, "sendAll">;
  /** The estimated age, in years, that counts as an adult's without a document. */
  readonly passMark: number;
}

const LARGEST_BODY_BYTES = 64 * 1024;

/**
 * Veriff's callbacks, decisions and events alike, whichever route they take. 401 without a signature over exactly these
 * bytes, and nothing is read or written; 503 when the queue does not take a verdict, so that Veriff comes again; exactly
 * 200 for everything else: it repeats whatever is answered with anything else for a week, and no repetition mends what
 * cannot be read. A date of birth ends here: what goes on is whose session it is and what the date proves.
 */
export function createHandler({ reporter, clock, secrets, verdicts, passMark }: Dependencies) {
  async function handle(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
    const bytes = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
    const isRight = (values: Awaited<ReturnType<typeof secrets.read>>) =>
      isSignedByVeriff(bytes, headersOf(event), values.VeriffApiKey, [
        values.VeriffSharedSecret,
        values.VeriffSharedSecretPrevious,
      ]);
    if (bytes.length > LARGEST_BODY_BYTES || (!isRight(await secrets.read()) && !isRight(await secrets.readAgain()))) {
      reporter.warn("verification.forged", {}, { ForgedVerifications: 1 });
      return { statusCode: 401, body: "" };
    }
    const news = newsIn(parseJson(bytes));
    if (news.kind === "decision") {
      try {
        const verdict = verdictOf(news.decision, passMark, clock.now());
        await verdicts.sendAll([{ body: JSON.stringify(toMessage(verdict)) }]);
      } catch (error) {
        reporter.caught(error);
        reporter.warn("verification.refused", failureOf(error));
        return { statusCode: 503, body: "" };
      }
    }
    report(news);
    return { statusCode: 200, body: "" };
  }

  function report(news: VerificationNews): void {
    const { kind } = news;
    const said = kind === "decision" ? news.decision.status : kind === "event" ? news.action : "unknown";
    reporter.report("verification.heard", { kind, said }, { UnknownVerifications: Number(said === "unknown") });
  }

  return logged(reporter, handle);
}

/** REST APIs hand headers on in the sender's spelling. */
function headersOf(event: APIGatewayProxyEvent): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}
