/** Sentences about one thing that somebody texts about: each opening goes with each of the others. */
export interface Theme {
  readonly openings: readonly string[];
  readonly middles: readonly string[];
  readonly questions: readonly string[];
}
