import { createHash } from "node:crypto";
import type { Answer } from "../http-server.ts";
import { style } from "./style.ts";
import type { Words } from "./words.ts";

/** A form may end at the integration's own pages, so where forms lead is not restricted to this host. */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'self' http: https:",
  "frame-ancestors 'none'",
].join("; ");

/** A hosted page. `content` is markup. */
export function html(words: Words, status: number, title: string, content: string, isWide = false): Answer {
  const page = `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} - ${words.simulated}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<p class="banner">${words.banner}</p>
<main${isWide ? ' class="wide"' : ""}>
<h1>${escaped(title)}</h1>
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

export function redirect(location: string): Answer {
  return { status: 303, headers: { location } };
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** What a form says, by the names of its fields; each only once. */
export function fieldsOf(body: string): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(body));
}

export function alert(message: string | undefined): string {
  return message === undefined ? "" : `<p class="wrong" role="alert">${escaped(message)}</p>`;
}
