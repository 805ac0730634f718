/** One part of docs/evaluation.md, measured anew each time. */
export interface Section {
  readonly title: string;
  /** Markdown below the title: what was measured, how, and what it does not tell. */
  readonly text: string;
  /** Whether everything that is promised was kept. */
  readonly isKept: boolean;
}
