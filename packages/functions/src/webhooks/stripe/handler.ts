import type { Queue, QueueEntry } from "@jules/adapters/sqs";
import type { Secrets } from "@jules/adapters/ssm";
import { STRIPE_API_VERSION, type StripeEvent, verifyStripeEvent } from "@jules/adapters/stripe";
import { isHeeded } from "@jules/core/billing/books";
import type { Clock } from "@jules/core/kernel";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { BillingNewsMessage, toMessage } from "../../queues/billing-news.ts";
import { failureOf } from "../../runtime/failure-code.ts";
import { logged } from "../../runtime/invocations.ts";
import type { MetricName, ReceivedNews } from "../../runtime/log-lines.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies {
  readonly reporter: Reporter;
  readonly clock: Clock;
  readonly secrets: Secrets<"StripeWebhookSecret" | "StripeWebhookSecretPrevious">;
  readonly news: Pick<Queue, "sendAll">;
  /** Whether this stage takes money that is real: it heeds no news of the other kind. */
  readonly isLive: boolean;
}

type Event = Extract<StripeEvent, { kind: "event" }>;

/** Stripe's largest are some tens of kilobytes. */
const LARGEST_BODY_BYTES = 256 * 1024;
/** The service takes no longer name of a group; those of Stripe are far shorter. */
const LONGEST_GROUP = 128;

/**
 * Stripe's callbacks. 400 without a signature over exactly these bytes, and nothing is read or written; 503 when the queue
 * does not take the news, so that Stripe comes again; 200 for everything else, heeded or not: no repetition makes it ours.
 * What goes on is that something happened to which object: nothing of what stands in the event.
 */
export function createHandler({ reporter, clock, secrets, news, isLive }: Dependencies) {
  async function handle(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
    const said = await verified(event);
    if (said.kind === "forged") {
      reporter.warn("billing.forged", {}, { ForgedStripeWebhooks: 1 });
      return { statusCode: 400, body: "" };
    }
    const { result, entry } = said.kind === "event" ? meant(said, isLive) : { result: said.kind };
    if (entry) {
      try {
        await news.sendAll([entry]);
      } catch (error) {
        reporter.caught(error);
        reporter.warn("billing.refused", failureOf(error));
        return { statusCode: 503, body: "" };
      }
    }
    report(said, result);
    return { statusCode: 200, body: "" };
  }

  async function verified(event: APIGatewayProxyEvent): Promise<StripeEvent> {
    const bytes = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
    if (bytes.length > LARGEST_BODY_BYTES) return { kind: "forged" };
    const by = (values: Awaited<ReturnType<typeof secrets.read>>) =>
      verifyStripeEvent(
        bytes,
        signatureOf(event),
        [values.StripeWebhookSecret, values.StripeWebhookSecretPrevious],
        clock.now(),
      );
    const said = await by(await secrets.read());
    // It may be signed with a secret that was changed a moment ago.
    return said.kind === "forged" ? by(await secrets.readAgain()) : said;
  }

  function report(said: StripeEvent, result: ReceivedNews): void {
    const type = said.kind === "event" && isHeeded(said.type) ? said.type : "other";
    const isOther = said.kind === "event" && result === "queued" && said.apiVersion !== STRIPE_API_VERSION;
    const metrics: Partial<Record<MetricName, number>> = {
      BillingNewsUnheeded: Number(result === "unheeded"),
      BillingNewsUnfit: Number(result !== "unheeded" && result !== "queued"),
      // What we use of one is the same in all of them; an endpoint should have ours all the same.
      BillingNewsOfOtherVersion: Number(isOther),
    };
    reporter.report("billing.received", { type, result }, metrics);
  }

  return logged(reporter, handle);
}

interface Meant {
  readonly result: ReceivedNews;
  /** What goes on, where anything does. */
  readonly entry?: QueueEntry;
}

/** What is to be done with an event that Stripe signed. */
function meant({ id, type, createdAt, account, livemode, object }: Event, isLive: boolean): Meant {
  // We have no connected accounts: what happens in one is nobody's here.
  if (account !== undefined) return { result: "foreign-account" };
  if (livemode !== isLive) return { result: "other-mode" };
  if (!isHeeded(type)) return { result: "unheeded" };
  const about = object.id ?? "";
  const message = toMessage({ id, type, createdAt, object: about, member: object.member });
  if (!BillingNewsMessage.safeParse(message).success) return { result: "unreadable" };
  const groupId = (object.customer ?? about).slice(0, LONGEST_GROUP);
  return { result: "queued", entry: { body: JSON.stringify(message), groupId, deduplicationId: id } };
}

/** REST APIs hand headers on in the sender's spelling. */
function signatureOf({ headers }: APIGatewayProxyEvent): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === "stripe-signature")?.[1];
}
