import { createHash } from "node:crypto";
import type { Language, Section } from "@jules/core/safety";
import { html, type Markup } from "./html.ts";
import { STYLE } from "./style.ts";

/** Nothing may be loaded, run or framed; the one style is named by its digest. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * One of our public pages, in one language and with a link to itself in the other.
 * @param page.address where that link leads, without the language: to where the page is, if not given.
 */
export function documentOf(page: {
  readonly language: Language;
  readonly title: string;
  readonly summary: string;
  readonly skip: string;
  readonly otherLanguage: string;
  readonly main: Markup;
  readonly footer: Markup;
  readonly address?: string | undefined;
}): string {
  const { language, title, summary, skip, otherLanguage, main, footer, address = "?" } = page;
  const other = language === "en" ? "es" : "en";
  const { markup } = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="description" content="${summary}">
<title>${title}</title>
<style>${{ markup: STYLE }}</style>
</head>
<body>
<header>
<a class="skip" href="#main">${skip}</a>
<div class="top"><strong>Jules</strong><a href="${address}lang=${other}" hreflang="${other}" lang="${other}">${otherLanguage}</a></div>
</header>
<main id="main">
<h1>${title}</h1>
${main}
</main>
<footer>${footer}</footer>
</body>
</html>
`;
  return markup;
}

export function section({ id, heading, paragraphs, points }: Section): Markup {
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${heading}</h2>
${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
${points.length > 0 ? html`<ul>${points.map((point) => html`<li>${point}</li>`)}</ul>` : ""}
</section>`;
}
