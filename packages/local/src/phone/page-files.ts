import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";

const contentTypes = { html: "text/html", css: "text/css", js: "text/javascript" };

/** Only files of this server, nothing inline, and no text can become markup. The empty icon is a data URL. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

/** Where each file of the page is served. */
export const pageFiles: ReadonlyMap<string, string> = new Map([
  ["/", "index.html"],
  ["/phone/phone.css", "phone.css"],
  ["/phone/phone.js", "phone.js"],
  ["/phone/conversation.js", "conversation.js"],
  ["/phone/stack.js", "stack.js"],
  ["/phone/format.js", "format.js"],
]);

/** Sends one file of the page. It is read anew each time, so that a change shows on reload. */
export function sendPageFile(name: string, response: ServerResponse): void {
  const extension = name.slice(name.lastIndexOf(".") + 1) as keyof typeof contentTypes;
  const content = readFileSync(new URL(`page/${name}`, import.meta.url));
  response.writeHead(200, {
    "content-type": `${contentTypes[extension]}; charset=utf-8`,
    "content-length": content.length,
    "content-security-policy": contentSecurityPolicy,
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  response.end(content);
}
