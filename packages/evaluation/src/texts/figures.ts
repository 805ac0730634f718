import { compose, encodingOf, hasEmoji, segmentsOf } from "@jules/core/messaging";
import { corpusOf } from "./corpus.ts";

export interface TextFigures {
  readonly replies: number;
  /** Mean segments as the model wrote them, and as they leave. */
  readonly before: number;
  readonly after: number;
  /** Shares of replies that leave in GSM-7. */
  readonly gsmBefore: number;
  readonly gsmAfter: number;
  /** Replies in UCS-2 that have no emoji in them; in Spanish also none of its letters. */
  readonly accidental: number;
  /** Replies that were cut. */
  readonly cut: number;
  /** The most segments that one takes. */
  readonly longest: number;
  /** Letters with an accent, before and after, of replies that were not cut. */
  readonly accents: readonly [number, number];
}

/** What composing makes of a corpus. */
export function measure(language: "en" | "es", emoji: boolean): TextFigures {
  const replies = corpusOf(language).map((written) => {
    const composed = compose(written, { language, emoji });
    return { written, composed, isCut: isCut(written, composed) };
  });
  const count = (holds: (one: (typeof replies)[number]) => boolean) => replies.filter(holds).length;
  const mean = (of: (one: (typeof replies)[number]) => number) =>
    replies.reduce((sum, one) => sum + of(one), 0) / replies.length;
  const whole = replies.filter((one) => !one.isCut);
  const accents = (texts: readonly string[]) => texts.reduce((sum, text) => sum + accentsIn(text), 0);
  return {
    replies: replies.length,
    before: mean(({ written }) => segmentsOf(written)),
    after: mean(({ composed }) => segmentsOf(composed)),
    gsmBefore: count(({ written }) => encodingOf(written) === "gsm-7") / replies.length,
    gsmAfter: count(({ composed }) => encodingOf(composed) === "gsm-7") / replies.length,
    accidental: count(({ composed }) => encodingOf(composed) === "ucs-2" && !isMeant(composed, language)),
    cut: count((one) => one.isCut),
    longest: Math.max(...replies.map(({ composed }) => segmentsOf(composed))),
    accents: [accents(whole.map(({ written }) => written)), accents(whole.map(({ composed }) => composed))],
  };
}

function isMeant(composed: string, language: "en" | "es"): boolean {
  return (
    hasEmoji(composed) || (language === "es" && /[\u00E1\u00ED\u00F3\u00FA\u00C1\u00CD\u00D3\u00DA]/.test(composed))
  );
}

/** Whether letters at the end are missing. */
function isCut(written: string, composed: string): boolean {
  const letters = (text: string) => text.normalize("NFKD").replace(/[^a-z]/gi, "");
  return letters(composed).length < letters(written).length;
}

function accentsIn(text: string): number {
  return text.normalize("NFD").match(/[a-z]\p{M}/giu)?.length ?? 0;
}
