import { createHash } from "node:crypto";
import type { Answer, ReceivedRequest } from "../http-server.ts";
import { parseOutcome } from "./outcomes.ts";
import type { Session, SessionStatus, Sessions } from "./sessions.ts";
import { style } from "./style.ts";

const pagePattern = /^\/v\/([\w-]+)(\/outcome|\/done)?$/;

const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

interface Choice {
  readonly outcome: string;
  readonly label: string;
  readonly meaning: string;
}

const approvals: readonly Choice[] = [
  { outcome: "adult", label: "Adult", meaning: "Approved; the document says 28 years old." },
  { outcome: "minor", label: "Minor, 15", meaning: "Approved; the document says 15 years old." },
  { outcome: "child", label: "Child, 11", meaning: "Approved; the document says 11 years old." },
  { outcome: "no-date-of-birth", label: "No date of birth", meaning: "Approved, without a date of birth." },
  { outcome: "unborn", label: "Born in the future", meaning: "Approved, with an impossible date of birth." },
];
const otherEnds: readonly Choice[] = [
  { outcome: "declined", label: "Declined", meaning: "The document looks tampered with. The link ends." },
  { outcome: "resubmit", label: "Resubmit", meaning: "Asked to try again with the same link, told after 5 minutes." },
  { outcome: "review-then-approve", label: "Review, then approve", meaning: "People look at it and approve an adult." },
  { outcome: "abandon", label: "Abandon", meaning: "Left unfinished, as if the 7 days were over." },
];

/** The page that a session's link leads to: every outcome can be forced there. Undefined for any other path. */
export function answerPage(request: ReceivedRequest, sessions: Sessions): Answer | undefined {
  const [, token, step = ""] = pagePattern.exec(request.url.pathname) ?? [];
  if (token === undefined) return undefined;
  const session = sessions.find({ token });
  if (!session) return html(404, "There is no such link", "<p>It is mistyped, or its session was deleted.</p>");
  switch (`${request.method} ${step}`) {
    case "GET ":
      if (!isOpen(session.status)) return html(410, ...ended(session));
      sessions.start(session);
      return html(200, "Which age shall be found?", choices(session));
    case "POST /outcome": {
      const outcome = parseOutcome(Object.fromEntries(new URLSearchParams(request.body)));
      if (!outcome) return html(400, "That is no outcome", `<p><a href="/v/${token}">Choose again</a></p>`);
      if (!sessions.end(session, outcome)) return html(410, ...ended(session));
      return { status: 303, headers: { location: `/v/${token}/done` } };
    }
    case "GET /done":
      return html(200, ...ended(session));
    default:
      return { status: 405 };
  }
}

function isOpen(status: SessionStatus): boolean {
  return status === "created" || status === "started" || status === "resubmission_requested";
}

function choices({ token, resubmissions }: Session): string {
  const again = resubmissions > 0 ? `<p class="note">Asked to try again ${times(resubmissions)} so far.</p>` : "";
  return `<p>Nobody looks at a document or a face here. Choose what the check comes to.</p>
${again}<form method="post" action="/v/${token}/outcome">
<fieldset><legend>The identity is approved</legend>${approvals.map(button).join("")}</fieldset>
<fieldset><legend>Anything else</legend>${otherEnds.map(button).join("")}</fieldset>
</form>
<form method="post" action="/v/${token}/outcome">
<fieldset><legend>The age is estimated from a face</legend>
<div class="estimate"><label for="age">Years</label>
<input id="age" name="age" type="number" min="0" max="120" step="any" value="27" inputmode="decimal" required>
<button name="outcome" value="estimate">Age estimate</button></div>
</fieldset>
</form>`;
}

function button({ outcome, label, meaning }: Choice): string {
  return `<div class="choice"><button name="outcome" value="${outcome}" aria-describedby="about-${outcome}">${label}</button>
<p id="about-${outcome}">${meaning}</p></div>`;
}

const explanations: Readonly<Record<SessionStatus, string>> = {
  created: "Nothing has happened yet.",
  started: "Nothing has been chosen yet.",
  submitted: "It is being looked at.",
  approved: "The identity was approved. Whether that is an age that will do is not decided here.",
  declined: "The check was declined. This link has ended.",
  resubmission_requested: "Another try was asked for: the same link works again.",
  review: "People are looking at it. Another decision follows in a minute.",
  expired: "Nobody used this link within its 7 days.",
  abandoned: "The check was not finished. This link has ended.",
};

function ended({ status, token, callback }: Session): [title: string, content: string] {
  const again = isOpen(status) ? `<p><a href="/v/${token}">Open the link again</a></p>` : "";
  const back =
    callback === null ? "" : `<p><a class="back" href="${escaped(callback)}">Go back to where you came from</a></p>`;
  const title = status === "approved" ? "Done: approved" : `Done: ${status.replaceAll("_", " ")}`;
  return [title, `<p role="status">${explanations[status]}</p>\n${again}${back}`];
}

function html(status: number, title: string, content: string): Answer {
  const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - simulated age check</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<p class="banner">This is a simulator. It is not Veriff, and nobody is verified.</p>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": contentSecurityPolicy,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  };
  return { status, headers, body: Buffer.from(page) };
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
