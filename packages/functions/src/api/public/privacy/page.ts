import type { PrivacyNotice } from "@jules/core/privacy";
import { documentOf, section } from "../pages/document.ts";
import { html, type Markup } from "../pages/html.ts";

export function privacyPage(notice: PrivacyNotice): string {
  const { language, wording } = notice;
  return documentOf({
    language,
    title: wording.title,
    summary: wording.summary,
    skip: wording.skip,
    otherLanguage: wording.contact.otherLanguage,
    main: html`<p>${wording.summary}</p>
${section(wording.short)}
${section(wording.use)}
${schedule(notice)}
${companies(notice)}
${section(wording.asking)}
${section(wording.health)}
${section(wording.notSold)}
${section(wording.optIn)}
${section(wording.children)}
${section(wording.security)}`,
    footer: contact(notice),
  });
}

function schedule({ kept, wording: { kept: wording } }: PrivacyNotice): Markup {
  return html`<section aria-labelledby="kept">
<h2 id="kept">${wording.heading}</h2>
<p>${wording.introduction}</p>
${kept.map(
  ({ what, howLong, isErasable }) => html`<div class="card">
<h3>${what}</h3>
<p><span class="meta">${wording.howLong}:</span> ${howLong}</p>
${isErasable === undefined ? "" : html`<p><span class="meta">${wording.gone}:</span> ${wording.erasable[isErasable ? "yes" : "no"]}</p>`}
</div>
`,
)}</section>`;
}

function companies({ companies: all, wording: { companies: wording } }: PrivacyNotice): Markup {
  return html`<section aria-labelledby="companies">
<h2 id="companies">${wording.heading}</h2>
<p>${wording.introduction}</p>
<ul>
${all.map(
  ({ name, site, gets }) => html`<li><a href="${site}" rel="noreferrer">${name}</a>: ${gets}.</li>
`,
)}</ul>
</section>`;
}

function contact({ version, day, contact: address, language, wording: { contact: wording } }: PrivacyNotice): Markup {
  return html`<section aria-labelledby="contact">
<h2 id="contact">${wording.heading}</h2>
<p>${wording.version}: <strong>${version}</strong>, ${wording.of} <time datetime="${day}">${day}</time></p>
<p>${wording.reach}: <a href="mailto:${address}">${address}</a></p>
<p><a href="safety?lang=${language}">${wording.safety}</a></p>
<p>${wording.machine}: <a href="privacy.json?lang=${language}">/privacy.json</a></p>
</section>`;
}
