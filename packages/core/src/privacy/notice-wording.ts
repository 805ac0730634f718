import type { Section } from "../safety/index.ts";
import type { Keeping } from "./retention.ts";

/** The words of the notice around what is made from data. */
export interface NoticeWording {
  readonly title: string;
  readonly summary: string;
  /** For who reads with the keyboard: past the head of the page. */
  readonly skip: string;
  readonly short: Section;
  readonly use: Section;
  readonly kept: {
    readonly heading: string;
    readonly introduction: string;
    readonly what: string;
    readonly howLong: string;
    readonly gone: string;
    /** Whether a class of data goes when its member asks for everything to be deleted. */
    readonly erasable: Readonly<Record<"yes" | "no", string>>;
    readonly keeping: (keeping: Keeping) => string;
  };
  readonly companies: { readonly heading: string; readonly introduction: string; readonly gets: string };
  readonly asking: Section;
  readonly health: Section;
  readonly notSold: Section;
  readonly optIn: Section;
  readonly children: Section;
  readonly security: Section;
  readonly contact: {
    readonly heading: string;
    readonly version: string;
    readonly of: string;
    readonly reach: string;
    readonly safety: string;
    readonly machine: string;
    readonly otherLanguage: string;
  };
}
