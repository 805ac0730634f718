import type { Language } from "@jules/core/safety";
import { CONTENT_SECURITY_POLICY, documentOf, section } from "../public/pages/document.ts";
import { html } from "../public/pages/html.ts";
import { ENGLISH, type PageWording, SPANISH } from "./wording.ts";

const WORDINGS: Readonly<Record<Language, PageWording>> = { en: ENGLISH, es: SPANISH };

/**
 * The same policy as the other pages', and a form that may lead to Veriff: browsers hold a redirect after a form to it too.
 * @param verifierUrl where Veriff's API is; in a rehearsal its pages are there as well.
 */
export function policyOf(verifierUrl: string): string {
  const { origin } = new URL(verifierUrl);
  return CONTENT_SECURITY_POLICY.replace(
    "form-action 'none'",
    `form-action 'self' https://*.veriff.com https://*.veriff.me ${origin}`,
  );
}

/** @param mustAgree the form came back without the tick. */
export function questionPage(language: Language, mustAgree: boolean): string {
  const wording = WORDINGS[language];
  const reminder = mustAgree ? html`<p class="help" role="alert" id="reminder">${wording.mustAgree}</p>` : html``;
  const main = html`<p>${wording.summary}</p>
${section(wording.what)}
${section(wording.kept)}
${section(wording.choice)}
<form method="post" action="?lang=${language}">
${reminder}<label class="tick"><input type="checkbox" name="consent" value="yes" required> <span>${wording.agreement}</span></label>
<p><button type="submit">${wording.go}</button></p>
</form>`;
  return whole(language, wording.title, wording.summary, main);
}

/** What there is to say instead, or afterwards. */
export function outcomePage(language: Language, outcome: keyof PageWording["outcomes"]): string {
  const { title, words } = WORDINGS[language].outcomes[outcome];
  return whole(language, title, words, html`<p>${words}</p>`);
}

function whole(language: Language, title: string, summary: string, main: ReturnType<typeof html>): string {
  const { skip, otherLanguage, footer } = WORDINGS[language];
  return documentOf({ language, title, summary, skip, otherLanguage, main, footer: html`<p>${footer}</p>` });
}
