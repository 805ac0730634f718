import { estimatedTokens } from "@jules/core/kernel";
import { EXAMPLES } from "@jules/core/persona";
import { CASES } from "../persona/corpus/index.ts";
import { RECORDED, readRecording } from "../persona/recordings.ts";
import type { Section } from "../section.ts";
import { ENGLISH_FACTS, SPANISH_FACTS, SUMMARY } from "./lives.ts";
import { BUDGET, PRICES, type Price } from "./prices.ts";
import { type PromptTokens, promptTokens, tokensOf } from "./tokens.ts";
import { FULL_NOTES, FULL_TURN, manyTurns, memoryPartOf } from "./turns.ts";

/** Anthropic's highest minimum of what its cache takes. */
export const LEAST_PREFIX_TOKENS = 4_096;
export const LEAST_PREFIX_PERCENT = 70;
export const MOST_MEMORY_TOKENS = 800;
/** How far below the truth an estimate may be. */
export const LEAST_ESTIMATE = 0.95;
const TURNS = 2_000;

/** The turn that the budget was made with: what is new in it, and what comes back. */
const ANSWER_TOKENS = 90;

export interface PromptFigures {
  readonly tokens: PromptTokens;
  /** Of everything that is remembered, in either language, by o200k. */
  readonly memory: number;
  readonly turns: number;
  readonly differentPrefixes: number;
  /** Estimate over truth, of the text it is lowest for, and of all of them. */
  readonly estimate: { readonly lowest: number; readonly mean: number };
}

export function measurePrompt(): PromptFigures {
  const prefixes = new Set(manyTurns(TURNS).map(({ system }) => system));
  return {
    tokens: promptTokens(FULL_TURN),
    memory: Math.max(...FULL_NOTES.map((notes) => tokensOf(memoryPartOf(notes)))),
    turns: TURNS,
    differentPrefixes: prefixes.size,
    estimate: measureEstimate(),
  };
}

function measureEstimate(): PromptFigures["estimate"] {
  const answers = Object.values(readRecording(RECORDED).answers);
  const notes = FULL_NOTES.flatMap((one) => one.split("\n"));
  const texts = [
    ...[...ENGLISH_FACTS, ...SPANISH_FACTS, SUMMARY, ...notes, ...FULL_NOTES.map(memoryPartOf)],
    ...[...CASES.map(({ said }) => said), ...answers, ...EXAMPLES.flatMap(({ said, answer }) => [said, answer])],
  ];
  const ratios = texts.map((text) => estimatedTokens(text) / tokensOf(text));
  return { lowest: Math.min(...ratios), mean: ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length };
}

/** Dollars for a million turns: the prefix read from the cache, written to it, or paid for anew each time. */
export function costs({ prefix, notes, history }: PromptTokens, price: Price) {
  const rest = (notes + history) * price.input + ANSWER_TOKENS * price.output;
  return {
    cached: prefix * price.cached + rest,
    written: prefix * price.cacheWrite + rest,
    uncached: prefix * price.input + rest,
  };
}

/** What the prompt takes, and what a turn costs by it. */
export async function promptSection(): Promise<Section> {
  const figures = measurePrompt();
  const { tokens, memory, turns, differentPrefixes, estimate } = figures;
  const rows = PRICES.map((price) => {
    const { cached, written, uncached } = costs(tokens, price);
    return `| ${price.model} | ${dollars(cached)} | ${dollars(written)} | ${dollars(uncached)} |`;
  });
  const text = [
    `Tokens by o200k; Anthropic publishes no tokenizer, and its newer ones count about a third more. The turn is a full one: 30 texts of history, notes at their largest, ${ANSWER_TOKENS} tokens of answer.`,
    [
      "| what | tokens | kept |",
      "| --- | --- | --- |",
      `| the prefix, the same for everybody | ${tokens.prefix} | at least ${LEAST_PREFIX_TOKENS}, the highest minimum of a cache |`,
      `| what is remembered, at its largest, in English or Spanish | ${memory} | at most ${MOST_MEMORY_TOKENS} |`,
      `| all notes of that turn | ${tokens.notes} | |`,
      `| 30 texts and the new one | ${tokens.history} | |`,
      `| the prefix's share of what goes in | ${tokens.prefixPercent.toFixed(1)} % | at least ${LEAST_PREFIX_PERCENT} % |`,
      `| different prefixes in ${turns} turns of as many members | ${differentPrefixes} | 1 |`,
      `| estimate over o200k: lowest of any text, mean | ${estimate.lowest.toFixed(2)}, ${estimate.mean.toFixed(2)} | at least ${LEAST_ESTIMATE} |`,
    ].join("\n"),
    "Dollars for a million such turns at list prices:",
    ["| model | prefix from the cache | prefix written to it | no cache |", "| --- | --- | --- | --- |", ...rows].join(
      "\n",
    ),
    `The budget was ${dollars(BUDGET.tuned)} to ${dollars(BUDGET.most)} with ${BUDGET.model}, for 600 new tokens and 1,500 cached; this turn has ${tokens.notes + tokens.history} new ones, as all its notes are full. A cache entry lives for minutes: with little traffic turns pay for writing it.`,
  ].join("\n\n");
  return { title: "Prompt", text, isKept: isKept(figures) };
}

function isKept({ tokens, memory, differentPrefixes, estimate }: PromptFigures): boolean {
  return (
    tokens.prefix >= LEAST_PREFIX_TOKENS &&
    tokens.prefixPercent >= LEAST_PREFIX_PERCENT &&
    memory <= MOST_MEMORY_TOKENS &&
    differentPrefixes === 1 &&
    estimate.lowest >= LEAST_ESTIMATE &&
    PRICES.filter(({ model }) => model === BUDGET.model).every((price) => costs(tokens, price).cached <= BUDGET.most)
  );
}

function dollars(amount: number): string {
  return `${Math.round(amount).toLocaleString("en-US")} $`;
}
