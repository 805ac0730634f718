import type { BlindIndex } from "@jules/adapters/blind-index";
import type { Queue, QueueEntry } from "@jules/adapters/sqs";
import type { Secrets } from "@jules/adapters/ssm";
import type { Clock } from "@jules/core/kernel";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { basicCredentialsMatch, oneMatches } from "../../runtime/basic-credentials.ts";
import { failureOf } from "../../runtime/failure-code.ts";
import { logged } from "../../runtime/invocations.ts";
import type { IgnoredReason } from "../../runtime/log-lines.ts";
import type { Reporter } from "../../runtime/reporter.ts";
import { elementsOf, type OurSide, type Reading, readInbound, readStatus } from "./callbacks.ts";

export interface Dependencies extends OurSide {
  readonly reporter: Reporter;
  readonly clock: Clock;
  readonly secrets: Secrets<
    | "BandwidthInboundCredentials"
    | "BandwidthInboundCredentialsPrevious"
    | "BandwidthStatusCredentials"
    | "BandwidthStatusCredentialsPrevious"
    | "BandwidthPathSecret"
    | "BandwidthPathSecretPrevious"
    | "NumberPeppers"
  >;
  readonly blindIndex: (peppers: string) => BlindIndex;
  readonly inbound: Pick<Queue, "sendAll">;
  readonly statuses: Pick<Queue, "sendAll">;
}

type Route = "inbound" | "status";

const LARGEST_BODY_BYTES = 64 * 1024;

/**
 * Bandwidth's callbacks. 401 without valid credentials (the challenge itself is the gateway's work: it would rename our
 * header); 503 when the queue does not take what was read, so that the carrier tries again for 24 hours; 200 for
 * everything else, since no retry can mend a body that cannot be read.
 */
export function createHandler(dependencies: Dependencies) {
  const { reporter } = dependencies;

  async function handle(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
    const route: Route = event.resource.includes("/status/") ? "status" : "inbound";
    let secrets = await dependencies.secrets.read();
    let refusal = refusalOf(event, route, secrets);
    if (refusal) {
      secrets = await dependencies.secrets.readAgain();
      refusal = refusalOf(event, route, secrets);
    }
    if (refusal) {
      reporter.warn("callback.unauthorized", { route, reason: refusal }, { UnauthorizedCallbacks: 1 });
      return { statusCode: 401, body: "" };
    }
    const body = bodyOf(event);
    const readings = "ignored" in body ? [body] : entriesOf(body.elements, route, secrets.NumberPeppers);
    const entries = readings.flatMap((reading) => ("message" in reading ? [reading.message] : []));
    try {
      await (route === "inbound" ? dependencies.inbound : dependencies.statuses).sendAll(entries);
    } catch (error) {
      reporter.caught(error);
      reporter.warn("callback.refused", { route, ...failureOf(error) });
      return { statusCode: 503, body: "" };
    }
    report(route, entries.length, readings);
    return { statusCode: 200, body: "" };
  }

  function entriesOf(elements: readonly unknown[], route: Route, peppers: string): readonly Reading<QueueEntry>[] {
    const receivedAt = dependencies.clock.now();
    if (route === "status") {
      return elements.map((element) => {
        const reading = readStatus(element, dependencies, receivedAt);
        return "message" in reading ? { message: { body: JSON.stringify(reading.message) } } : reading;
      });
    }
    const index = dependencies.blindIndex(peppers);
    return elements.map((element) => {
      const reading = readInbound(element, dependencies, receivedAt);
      if ("ignored" in reading) return reading;
      const { message } = reading;
      return {
        message: {
          body: JSON.stringify(message),
          groupId: index.current(message.from),
          deduplicationId: message.id,
        },
      };
    });
  }

  function report(route: Route, accepted: number, readings: readonly Reading<unknown>[]): void {
    const reasons = readings.flatMap((reading) => ("ignored" in reading ? [reading.ignored] : []));
    reporter.report(
      "callback.read",
      { route, accepted, ignored: reasons.length, reasons: [...new Set(reasons)] },
      route === "inbound"
        ? { TextsReceived: readings.length, TextsAccepted: accepted, TextsIgnored: reasons.length }
        : { UnknownCallbacks: reasons.length },
    );
  }

  return logged(reporter, handle);
}

function refusalOf(
  event: APIGatewayProxyEvent,
  route: Route,
  secrets: Awaited<ReturnType<Dependencies["secrets"]["read"]>>,
): "credentials" | "path" | undefined {
  const accepted =
    route === "inbound"
      ? [secrets.BandwidthInboundCredentials, secrets.BandwidthInboundCredentialsPrevious]
      : [secrets.BandwidthStatusCredentials, secrets.BandwidthStatusCredentialsPrevious];
  const credentials = basicCredentialsMatch(header(event, "authorization"), accepted);
  const path = oneMatches(event.pathParameters?.pathSecret ?? "", [
    secrets.BandwidthPathSecret,
    secrets.BandwidthPathSecretPrevious,
  ]);
  if (!credentials) return "credentials";
  return path ? undefined : "path";
}

function bodyOf(
  event: APIGatewayProxyEvent,
): { readonly elements: readonly unknown[] } | { readonly ignored: IgnoredReason } {
  const bytes = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  if (bytes.length > LARGEST_BODY_BYTES) return { ignored: "too-large" };
  if (!/^application\/json\b/i.test(header(event, "content-type") ?? "")) return { ignored: "content-type" };
  try {
    return { elements: elementsOf(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes))) };
  } catch {
    return { ignored: "not-json" };
  }
}

/** REST APIs hand headers on in the sender's spelling. */
function header(event: APIGatewayProxyEvent, name: string): string | undefined {
  return Object.entries(event.headers).find(([key]) => key.toLowerCase() === name)?.[1];
}
