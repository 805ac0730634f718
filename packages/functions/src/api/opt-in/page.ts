import { consentWords } from "@jules/core/joining";
import type { Language } from "@jules/core/safety";
import { CONTENT_SECURITY_POLICY, documentOf } from "../public/pages/document.ts";
import { html, type Markup } from "../public/pages/html.ts";
import { ENGLISH, type JoinWording, SPANISH } from "./wording.ts";

const WORDINGS: Readonly<Record<Language, JoinWording>> = { en: ENGLISH, es: SPANISH };

/** The same policy as the other pages', and forms that lead to ourselves. */
export const POLICY = CONTENT_SECURITY_POLICY.replace("form-action 'none'", "form-action 'self'");

/** @param form.wrong why it came back; `written`: the number as it was typed. */
export function joinPage(
  language: Language,
  form: {
    readonly token: string;
    readonly wrong?: keyof JoinWording["wrong"] | undefined;
    readonly written?: string;
  },
): string {
  const wording = WORDINGS[language];
  const main = html`<p>${wording.summary}</p>
${reminder(form.wrong && wording.wrong[form.wrong])}<form method="post" action="/join?lang=${language}">
<input type="hidden" name="token" value="${form.token}">
<label class="field">${wording.number}<input type="tel" name="number" autocomplete="tel" inputmode="tel" maxlength="40" required value="${form.written ?? ""}"></label>
<label class="tick"><input type="checkbox" name="consent" value="yes" required> <span>${consentWords(language).body} <a href="/privacy?lang=${language}">${wording.privacy}</a></span></label>
<p><button type="submit">${wording.sendCode}</button></p>
</form>`;
  return whole(language, wording.title, wording.summary, main);
}

/** @param form.written the number, to see whether it was typed right. */
export function codePage(
  language: Language,
  form: {
    readonly token: string;
    readonly wrong?: keyof JoinWording["wrongCode"] | undefined;
    readonly written?: string;
  },
): string {
  const wording = WORDINGS[language];
  const sentTo = form.written ? html`<p><strong>${form.written}</strong></p>` : html``;
  const main = html`<p>${wording.codeSent}</p>
${sentTo}${reminder(form.wrong && wording.wrongCode[form.wrong])}<form method="post" action="/join/code?lang=${language}">
<input type="hidden" name="token" value="${form.token}">
<label class="field">${wording.code}<input name="code" autocomplete="one-time-code" inputmode="numeric" maxlength="12" required></label>
<p><button type="submit">${wording.join}</button></p>
</form>
<p class="meta">${wording.noCode} <a href="/join?lang=${language}">${wording.startAgain}</a></p>`;
  return whole(language, wording.codeTitle, wording.codeSent, main);
}

/** What there is to say at the end. */
export function outcomePage(language: Language, outcome: keyof JoinWording["outcomes"]): string {
  const { outcomes, startAgain } = WORDINGS[language];
  const { title, words } = outcomes[outcome];
  const main = html`<p>${words}</p>
<p><a href="/join?lang=${language}">${startAgain}</a></p>`;
  return whole(language, title, words, outcome === "joined" ? html`<p>${words}</p>` : main);
}

function reminder(words: string | undefined): Markup {
  return words ? html`<p class="help" role="alert">${words}</p>\n` : html``;
}

function whole(language: Language, title: string, summary: string, main: Markup): string {
  const { skip, otherLanguage, footer } = WORDINGS[language];
  return documentOf({ language, title, summary, skip, otherLanguage, main, footer: html`<p>${footer}</p>` });
}
