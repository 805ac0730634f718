import type { Section } from "../section.ts";
import { measure, type TextFigures } from "./figures.ts";

const TARGETS = { en: 1.6, es: 2.6 } as const;

/** Part "Texts that fit": what a reply costs as the model writes it, and as it leaves. */
export async function texts(): Promise<Section> {
  const english = measure("en", false);
  const withEmoji = measure("en", true);
  const spanish = measure("es", false);
  const rows = [
    ["English, emoji off", english],
    ["English, emoji on", withEmoji],
    ["Spanish, emoji off", spanish],
  ] as const;
  const isKept =
    english.after <= TARGETS.en &&
    english.accidental === 0 &&
    withEmoji.accidental === 0 &&
    english.gsmAfter === 1 &&
    spanish.after <= TARGETS.es &&
    spanish.accidental === 0 &&
    spanish.accents[0] === spanish.accents[1];
  const text = `A text is paid for by the segment: 160 characters of GSM-7, 70 of UCS-2. One curly quote makes all of a text UCS-2. ${english.replies} English and ${spanish.replies} Spanish
replies were composed for SMS. They are sentences written by hand for this corpus, put together by a seeded generator in the lengths that a
model asked for "under 280 characters" writes (about one in 25 is an essay), with the typographic habits of models: curly quotes, dashes, ellipses, odd
spaces, bold, bullets, decomposed accents, emoji in a quarter. No model wrote them: how well a live model keeps to the length, they do not tell.

| replies | mean segments as written | as sent | in GSM-7 as written | as sent | UCS-2 by accident | cut | most segments |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.map(([name, figures]) => row(name, figures)).join("\n")}

Promised: English at most ${TARGETS.en} segments, nothing in UCS-2 by accident; Spanish at most ${TARGETS.es}, with every accent: ${spanish.accents[1]} of ${spanish.accents[0]} are there (in replies that were not cut).
${isKept ? "Kept." : "NOT kept."}`;
  return { title: "Texts that fit", text, isKept };
}

function row(name: string, figures: TextFigures): string {
  const { before, after, gsmBefore, gsmAfter, accidental, cut, longest } = figures;
  const share = (part: number) => `${(100 * part).toFixed(1)} %`;
  const cells = [
    name,
    before.toFixed(2),
    after.toFixed(2),
    share(gsmBefore),
    share(gsmAfter),
    accidental,
    cut,
    longest,
  ];
  return `| ${cells.join(" | ")} |`;
}
