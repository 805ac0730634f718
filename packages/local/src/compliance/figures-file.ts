import { figuresOfRules } from "@jules/core/rules";

/**
 * The text of core's `rules/figures.ts`: the figures of all rules without their words. Each is written once though several
 * states ask for it: the strictest is what counts.
 */
export function figuresFile(): string {
  const { figures, own } = figuresOfRules();
  const lines = figures.map((figure) => `  ${JSON.stringify(figure)},`);
  return `// Written by \`npm run compliance\` from rules-data.ts.
import type { Figure } from "./figure.ts";

/** What the rules ask for in figures, without their words: all that a Lambda has to load. */
export const FIGURES: readonly Figure[] = [
${[...new Set(lines)].join("\n")}
];

/** Our own choices, whose reasons are beside the rules. */
export const OWN_FIGURES = ${JSON.stringify(own)} as const;
`;
}
