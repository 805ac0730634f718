import type { CrisisCase, CrisisTier, Resource } from "../crisis/index.ts";

export type Language = "en" | "es";

export interface Section {
  /** Where links lead to: `/safety#limits`. */
  readonly id: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly points: readonly string[];
}

/**
 * What the public page says around the fixed texts and the counts. Says only what the code does: whoever changes the one
 * changes the other, and the version with it.
 */
export interface Wording {
  readonly title: string;
  readonly summary: string;
  /** For who reads with the keyboard: past the head of the page. */
  readonly skip: string;
  readonly helpNow: {
    readonly heading: string;
    readonly call: string;
    readonly text: string;
    /** The word that a text to 988 must be, where not any will do. */
    readonly textBody?: string;
    readonly chat: string;
    readonly emergency: string;
  };
  readonly detection: Section;
  readonly tiers: {
    readonly heading: string;
    readonly meaning: string;
    readonly answer: string;
    readonly rows: Readonly<
      Record<CrisisTier, { readonly name: string; readonly meaning: string; readonly answer: string }>
    >;
  };
  readonly answers: Section;
  readonly texts: {
    readonly heading: string;
    readonly introduction: string;
    readonly first: string;
    readonly second: string;
    readonly third: string;
    readonly around: string;
    readonly beside: string;
    readonly version: string;
    /** What was said, for each case that has a first text of its own. */
    readonly cases: Readonly<Record<CrisisCase, string>>;
  };
  readonly never: Section;
  readonly limits: Section;
  readonly minors: Section;
  readonly privacy: Section;
  readonly counts: {
    readonly heading: string;
    readonly introduction: string;
    readonly year: string;
    readonly number: string;
    readonly soFar: string;
    readonly unavailable: string;
  };
  readonly resources: {
    readonly heading: string;
    readonly introduction: string;
    readonly call: string;
    readonly text: string;
    readonly inSpanish: string;
    readonly press: string;
    readonly standing: Readonly<Record<Resource["standing"], string>>;
  };
  readonly contact: {
    readonly heading: string;
    readonly version: string;
    readonly reach: string;
    /** The link to the privacy notice. */
    readonly privacy: string;
    readonly machine: string;
    readonly otherLanguage: string;
  };
}
