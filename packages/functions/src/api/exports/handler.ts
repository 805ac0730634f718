import { type Clock, instant } from "@jules/core/kernel";
import type { ExportCopies, Links } from "@jules/core/privacy";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { LogLines } from "../../runtime/log-lines.ts";
import type { Reporter } from "../../runtime/reporter.ts";
import { watched } from "../../runtime/watched.ts";

export interface Dependencies {
  readonly clock: Clock;
  readonly reporter: Reporter;
  readonly links: () => Promise<Links>;
  readonly copies: Pick<ExportCopies, "newest">;
  /** A link to a file in the bucket, for so many seconds. */
  readonly fileUrl: (key: string, seconds: number) => string;
}

type Answer = APIGatewayProxyStructuredResultV2;

/** Long enough for a slow phone to begin, short enough that an address in a browser's history opens nothing. */
const FILE_URL_SECONDS = 5 * 60;
const EVER = instant(0);

/** Leads from the link in a text to the copy of its member's data. Says to nobody whose it was. */
export function createHandler({ clock, reporter, links, copies, fileUrl }: Dependencies) {
  function refused(result: Exclude<LogLines["export.asked"]["result"], "given">): Answer {
    if (result === "forged") reporter.warn("export.asked", { result }, { LinksForged: 1 });
    else reporter.report("export.asked", { result });
    return result === "forged" ? page(404, NOT_A_LINK) : page(410, EXPIRED);
  }

  return watched(reporter, async (event: Pick<APIGatewayProxyEventV2, "pathParameters">): Promise<Answer> => {
    const now = clock.now();
    const signed = await links();
    const token = event.pathParameters?.token ?? "";
    const link = signed.read("export", token, EVER);
    if (!link) return refused("forged");
    if (link.expiresAt <= now) return refused("expired");
    const copy = await copies.newest(link.member);
    // A later copy takes the place of the one that this link was for, and has a link of its own.
    if (!copy?.isComplete || copy.expiresAt < link.expiresAt) return refused("gone");
    reporter.report("export.asked", { result: "given" });
    return { statusCode: 303, headers: { ...HEADERS, location: fileUrl(copy.key, FILE_URL_SECONDS) }, body: "" };
  });
}

const HEADERS = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
};

const NOT_A_LINK = "This is not a link of Jules. / Este no es un enlace de Jules.";
const EXPIRED =
  "This link has expired. Text EXPORT to Jules for a new one. / Este enlace ya no sirve. Escribe EXPORT a Jules para otro.";

function page(statusCode: number, words: string): Answer {
  return { statusCode, headers: { ...HEADERS, "content-type": "text/plain; charset=utf-8" }, body: `${words}\n` };
}
