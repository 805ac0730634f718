/** List prices in US dollars for a million tokens. */
export interface Price {
  readonly model: string;
  readonly input: number;
  readonly cached: number;
  readonly cacheWrite: number;
  readonly output: number;
}

/** What replies are asked of, and the model that the budget of a turn was made with. */
export const PRICES: readonly Price[] = [
  { model: "claude-haiku-5-5", input: 0.1, cached: 0.01, cacheWrite: 0.125, output: 0.5 },
  { model: "claude-haiku-4-5", input: 1, cached: 0.1, cacheWrite: 1.25, output: 5 },
];

/** What a million turns may cost with the second, tuned and not. */
export const BUDGET = { model: "claude-haiku-4-5", tuned: 1_200, most: 2_550 } as const;
