import type { APIGatewayProxyEventV2 } from "aws-lambda";

/** A number, a tick, a code and what we signed fit many times. */
const LARGEST_FORM_BYTES = 4_096;

/** What a form of ours was sent with; undefined when it is no form, too large, or sent by somebody else's page. */
export function formOf(event: APIGatewayProxyEventV2): URLSearchParams | undefined {
  // There is no cookie to ride on; a page of somebody else's must not even fill in ours (Fetch Metadata).
  if (event.headers["sec-fetch-site"] === "cross-site") return undefined;
  if (!/^application\/x-www-form-urlencoded\b/i.test(event.headers["content-type"] ?? "")) return undefined;
  const bytes = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  return bytes.length > LARGEST_FORM_BYTES ? undefined : new URLSearchParams(bytes.toString("utf8"));
}
