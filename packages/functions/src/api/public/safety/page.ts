import type { CrisisTemplate, Resource } from "@jules/core/crisis";
import type { SafetyProtocol, Wording } from "@jules/core/safety";
import { documentOf, section } from "../pages/document.ts";
import { html, type Markup } from "../pages/html.ts";
import type { YearCount } from "./counts.ts";

/** @param counts undefined when they cannot be read now. */
export function safetyPage(protocol: SafetyProtocol, counts: readonly YearCount[] | undefined): string {
  const { language, wording } = protocol;
  return documentOf({
    language,
    title: wording.title,
    summary: wording.summary,
    skip: wording.skip,
    otherLanguage: wording.contact.otherLanguage,
    main: html`${helpNow(wording)}
<p>${wording.summary}</p>
${section(wording.detection)}
${tiers(wording)}
${section(wording.answers)}
${texts(protocol)}
${section(wording.never)}
${section(wording.limits)}
${section(wording.minors)}
${section(wording.privacy)}
${countTable(wording, counts)}
${resources(protocol)}`,
    footer: contact(protocol),
  });
}

function helpNow({ helpNow: { heading, call, text, textBody, chat, emergency } }: Wording): Markup {
  const sms = textBody ? `sms:988?&body=${textBody}` : "sms:988";
  return html`<section class="help" aria-labelledby="help-now">
<h2 id="help-now">${heading}</h2>
<ul>
<li><a href="tel:911">${emergency}</a></li>
<li><a href="tel:988">${call}</a></li>
<li><a href="${sms}">${text}</a></li>
<li><a href="https://988lifeline.org">${chat}</a></li>
</ul>
</section>`;
}

function tiers({ tiers: { heading, meaning, answer, rows } }: Wording): Markup {
  return html`<section aria-labelledby="tiers">
<h2 id="tiers">${heading}</h2>
${Object.values(rows).map(
  (row) => html`<div class="card">
<h3>${row.name}</h3>
<p><span class="meta">${meaning}:</span> ${row.meaning}</p>
<p><span class="meta">${answer}:</span> ${row.answer}</p>
</div>
`,
)}</section>`;
}

function texts({ texts: templates, beside, wording: { texts: wording } }: SafetyProtocol): Markup {
  const cases: Readonly<Record<string, string>> = wording.cases;
  const ofStep = (step: CrisisTemplate["step"]) =>
    templates
      .filter((template) => template.step === step)
      .map((template) => card(template, wording.version, step === 1 ? cases[template.case] : undefined));
  const groups: readonly (readonly [summary: string, cards: readonly Markup[]])[] = [
    [wording.first, ofStep(1)],
    [wording.second, ofStep(2)],
    [wording.third, ofStep(3)],
    [wording.around, ofStep(undefined)],
    [wording.beside, beside.map((text) => card(text, wording.version))],
  ];
  return html`<section aria-labelledby="texts">
<h2 id="texts">${wording.heading}</h2>
<p>${wording.introduction}</p>
${groups.map(
  ([summary, cards]) => html`<details><summary>${summary}</summary>${cards}</details>
`,
)}</section>`;
}

function card(
  { code, version, body, language }: Pick<CrisisTemplate, "code" | "version" | "body" | "language">,
  versionLabel: string,
  title?: string,
): Markup {
  return html`<div class="card">${title ? html`<h3>${title}</h3>` : ""}<p lang="${language}">${body}</p><p class="meta">${code}, ${versionLabel} ${version}</p></div>
`;
}

function countTable(
  { counts: { heading, introduction, year, number, soFar, unavailable } }: Wording,
  counts: readonly YearCount[] | undefined,
): Markup {
  const table = counts
    ? html`<table>
<thead><tr><th scope="col">${year}</th><th scope="col">${number}</th></tr></thead>
<tbody>
${counts.map(
  (
    counted,
  ) => html`<tr><th scope="row">${counted.year}${counted.isOver ? "" : ` (${soFar})`}</th><td class="count">${counted.referralNotifications}</td></tr>
`,
)}</tbody>
</table>`
    : html`<p><strong>${unavailable}</strong></p>`;
  return html`<section aria-labelledby="counts">
<h2 id="counts">${heading}</h2>
<p>${introduction}</p>
${table}
</section>`;
}

function resources({ resources: lines, wording: { resources: wording } }: SafetyProtocol): Markup {
  return html`<section aria-labelledby="resources">
<h2 id="resources">${wording.heading}</h2>
<p>${wording.introduction}</p>
${lines.map((line) => resource(line, wording))}
</section>`;
}

function resource(line: Resource, wording: Wording["resources"]): Markup {
  const { name, helps, call, text, spanish, links = [], standing, verifiedAt } = line;
  const sms = text && `sms:${text.to.replaceAll("-", "")}${text.word ? `?&body=${text.word}` : ""}`;
  const inSpanish = [
    spanish?.press && `${wording.press} ${spanish.press}`,
    spanish?.word && `${wording.text.toLowerCase()} ${spanish.word}`,
  ]
    .filter(Boolean)
    .join(", ");
  return html`<div class="card">
<h3 lang="en">${name}</h3>
<p lang="en">${helps}</p>
<ul>
${call ? html`<li>${wording.call} <a href="tel:${call.replaceAll("-", "")}">${call}</a></li>` : ""}
${text && sms ? html`<li>${wording.text} <a href="${sms}">${text.word ? `${text.word} → ` : ""}${text.to}</a></li>` : ""}
${inSpanish ? html`<li>${wording.inSpanish}: ${inSpanish}</li>` : ""}
${links.map((link) => html`<li><a href="${link}">${link}</a></li>`)}
</ul>
<p class="meta">${wording.standing[standing]} <time datetime="${verifiedAt}">${verifiedAt}</time></p>
</div>
`;
}

function contact({ version, contact: address, language, wording: { contact: wording } }: SafetyProtocol): Markup {
  return html`<section aria-labelledby="contact">
<h2 id="contact">${wording.heading}</h2>
<p>${wording.version}: <strong>${version}</strong></p>
<p>${wording.reach}: <a href="mailto:${address}">${address}</a></p>
<p><a href="privacy?lang=${language}">${wording.privacy}</a></p>
<p>${wording.machine}: <a href="safety.json?lang=${language}">/safety.json</a></p>
</section>`;
}
