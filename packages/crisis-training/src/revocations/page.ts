import { REVOKE, revocation, UNCLEAR } from "@jules/core/consent";
import { percent, type Share } from "../figures.ts";
import type { Judged } from "./texts.ts";

export interface Scored extends Judged {
  readonly score: number;
}

export function scored(texts: readonly Judged[]): readonly Scored[] {
  return texts.map((one) => ({ ...one, score: revocation(one.text).score }));
}

interface Measure {
  readonly precision: Share;
  readonly recall: Share;
}

const isRevocation = ({ meaning }: Judged) => meaning === "revoke";
const isAnyRevocation = ({ meaning }: Judged) => meaning !== "none";

/** Of those that are obeyed at once, how many are meant so; of those that are meant so, how many are obeyed at once. */
export function obeyed(texts: readonly Scored[]): Measure {
  return measured(texts, REVOKE, isRevocation);
}

/** The same of those that are obeyed or asked about: everything but everyday talk is meant to be. */
export function heard(texts: readonly Scored[]): Measure {
  return measured(texts, UNCLEAR, isAnyRevocation);
}

function measured(texts: readonly Scored[], threshold: number, isMeant: (one: Judged) => boolean): Measure {
  const found = texts.filter(({ score }) => score >= threshold);
  const meant = texts.filter(isMeant);
  const hits = found.filter(isMeant).length;
  return { precision: { hits, of: found.length }, recall: { hits, of: meant.length } };
}

/** The whole page of figures. The same texts and the same wording always give the same bytes. */
export function page(heldOut: readonly Judged[], tuning: readonly Judged[]): string {
  return `# How well a revocation in plain words is heard

Written by \`npm run consent:evaluate\`; a test fails while it is not what the code makes of these texts. In brackets the interval that
holds the true share in 95 of 100 cases (Wilson). The texts, ${heldOut.length + tuning.length} of them, are in
[packages/crisis-training/revocations](../packages/crisis-training/revocations); all were written by hand for this.

A score of ${REVOKE} or more is **obeyed** like a STOP (47 CFR 64.1200(a)(10)); from ${UNCLEAR} on the member is suspended and **asked**, once. A
control word by itself ("STOP", "cancel") is no part of this: it is matched as a whole and always counts. A text that speaks of
danger is helped first, whatever its score, and the crisis texts here are only the ones that must not be taken for an opt-out.

## Families that nobody looked at while the wording was made

The figure to trust. They were written down first, by the hand that then wrote the rules, which is less than another's. After a
first look at the counts of each family, and at none of its texts, the formal families of the other part were written (\`notices\`).

${partOf(scored(heldOut))}

## Families that the wording was made on

This shows that nothing went wrong, not how well it hears people it never met.

${partOf(scored(tuning))}

## What is not heard

Hints and manners of speech that name no text, number, list or subscription ("I don't think this is for me") are conversation: the
answer to them is a kind one, and every text of ours about terms says that STOP ends it. Who is not heard and says it again in
other words, or says STOP, is.
`;
}

function partOf(texts: readonly Scored[]): string {
  const of = (language: string) => heard(texts.filter((one) => one.language === language));
  const families = [...new Set(texts.map(({ family }) => family))];
  return [
    table([
      ["what is done", "precision, %", "recall, %", "found", "meant"],
      row("obeyed at once", obeyed(texts)),
      row("obeyed or asked about", heard(texts)),
      row("- of it in English", of("en")),
      row("- of it in Spanish", of("es")),
    ]),
    "",
    table([
      ["family", "language", "means", "texts", "obeyed", "asked", "left alone"],
      ...families.map((family) => familyRow(texts.filter((one) => one.family === family))),
    ]),
  ].join("\n");
}

function row(name: string, { precision, recall }: Measure): readonly string[] {
  return [name, percent(precision), percent(recall), String(precision.of), String(recall.of)];
}

function familyRow(texts: readonly Scored[]): readonly string[] {
  const { family = "", language = "", meaning = "none" } = texts[0] ?? {};
  const obeyedTexts = texts.filter(({ score }) => score >= REVOKE).length;
  const asked = texts.filter(({ score }) => score >= UNCLEAR).length - obeyedTexts;
  const counts = [texts.length, obeyedTexts, asked, texts.length - obeyedTexts - asked].map(String);
  return [family, language, meaning === "none" ? "talk" : meaning, ...counts];
}

/** With columns of one width, as the formatter of the repository has them. */
function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...rest] = rows;
  const widths = head.map((_, column) => Math.max(3, ...rows.map((cells) => (cells[column] ?? "").length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rest.map(line)].join("\n");
}
