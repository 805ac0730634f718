/** Whose APIs we speak. */
export type ProviderName = "anthropic" | "openai";

/** US dollars for a million tokens, which is millionths of a dollar for one. */
interface Prices {
  readonly input: number;
  /** Input that the provider had in its cache. */
  readonly cachedRead: number;
  /** Input that it wrote there, to be kept for five minutes. */
  readonly cacheWrite: number;
  readonly output: number;
  /** From so many tokens of input on everything costs so many times as much. */
  readonly long?: { readonly above: number; readonly times: number };
}

interface ModelCard {
  readonly prices: Prices;
  /** The longest prompt, answer included. */
  readonly contextTokens: number;
}

/**
 * The models that may answer, as `provider/model`, at list prices of November 2026. `stacks/models.ts` has the names once
 * more, held equal by its test: a deployment with another name fails.
 *
 * OpenAI's figures are to be confirmed: they are not on the vendor sheet that the others are from, but from pages of third
 * parties (model pages and price trackers of September and October 2026). Until then the cost is rather too high than too
 * low: what was read from the cache counts as if it were not.
 */
const MODELS = {
  "anthropic/claude-haiku-5-5": {
    prices: { input: 0.1, cachedRead: 0.01, cacheWrite: 0.125, output: 0.5, long: { above: 100_000, times: 5 } },
    contextTokens: 1_000_000,
  },
  // Its cache prices are not on the sheet; a write costs a quarter more everywhere else.
  "anthropic/claude-sonnet-5-5": {
    prices: { input: 2, cachedRead: 2, cacheWrite: 2.5, output: 10 },
    contextTokens: 1_000_000,
  },
  "openai/gpt-6-luna": {
    prices: { input: 0.1, cachedRead: 0.1, cacheWrite: 0.125, output: 0.5, long: { above: 272_000, times: 2 } },
    contextTokens: 1_050_000,
  },
  "openai/gpt-5.6-luna": {
    prices: { input: 0.2, cachedRead: 0.2, cacheWrite: 0.25, output: 1.2, long: { above: 272_000, times: 2 } },
    contextTokens: 1_050_000,
  },
  "openai/gpt-5.4-mini": {
    prices: { input: 0.75, cachedRead: 0.75, cacheWrite: 0.94, output: 4.5, long: { above: 272_000, times: 2 } },
    contextTokens: 400_000,
  },
} as const satisfies Readonly<Record<`${ProviderName}/${string}`, ModelCard>>;

/** A known model, as `provider/model`. */
export type ModelName = keyof typeof MODELS;

/**
 * When their providers shut them down; source: the types of openai 7.57.0 and the warning of @anthropic-ai/sdk 1.12.0.
 * Who chooses one of these today has an outage in the calendar.
 */
const ENDING: Readonly<Record<string, string>> = {
  "anthropic/claude-sonnet-4-5": "2026-11-30",
  "anthropic/claude-sonnet-4-5-20250929": "2026-11-30",
  "openai/gpt-5": "2026-12-11",
  "openai/gpt-5-mini": "2026-12-11",
  "openai/gpt-5-nano": "2026-12-11",
  "openai/o3": "2026-12-11",
  "openai/gpt-4.1": "2027-01-14",
  "openai/gpt-4o": "2027-01-14",
  "openai/gpt-4o-mini": "2027-01-14",
  "openai/gpt-5.4-nano": "2027-04-01",
  "openai/gpt-5.1": "2027-04-01",
  "openai/o4-mini": "2026-10-23",
  "openai/o3-mini": "2026-10-23",
  "openai/gpt-4.1-nano": "2026-10-23",
  "openai/gpt-3.5-turbo": "2026-10-23",
};

export const KNOWN_MODELS = Object.keys(MODELS) as readonly ModelName[];
export const ENDING_MODELS = Object.entries(ENDING);

export interface ModelChoice {
  readonly name: ModelName;
  readonly provider: ProviderName;
  /** As its provider calls it. */
  readonly id: string;
}

/**
 * The models of a setting like `anthropic/claude-haiku-5-5,openai/gpt-6-luna`, in the order in which they are asked; or what is
 * wrong with it, as the end of a sentence that begins with the setting's name.
 */
export function parseReplyModels(setting: string): readonly ModelChoice[] | string {
  const names = setting.split(",").map((name) => name.trim());
  const unusable = names.find((name) => !isKnown(name));
  if (unusable !== undefined) {
    const why = ENDING[unusable] === undefined ? "is not known" : `is shut down on ${ENDING[unusable]}`;
    return `must be PROVIDER/MODEL[,PROVIDER/MODEL...]: "${unusable}" ${why}. Known are ${KNOWN_MODELS.join(", ")}`;
  }
  if (new Set(names).size < names.length) return "must not name a model twice";
  return names.filter(isKnown).map((name) => {
    const [provider, id] = name.split("/") as [ProviderName, string];
    return { name, provider, id };
  });
}

function isKnown(name: string): name is ModelName {
  return Object.hasOwn(MODELS, name);
}

/** Tokens of one answer. `input` are all that were read, those of the cache included. */
export interface Tokens {
  readonly input: number;
  readonly cachedRead: number;
  readonly cacheWrite: number;
  readonly output: number;
}

/** What an answer of that model took, as a reply's usage; without a cost where the model is not known. */
export function usageOf(model: string, tokens: Tokens) {
  const { input, cachedRead, cacheWrite, output } = tokens;
  return {
    inputTokens: input,
    outputTokens: output,
    cachedTokens: cachedRead,
    cacheWriteTokens: cacheWrite,
    model,
    ...(isKnown(model) && { costMicroUsd: costOf(MODELS[model].prices, tokens) }),
  };
}

/** In millionths of a US dollar, rounded up. */
function costOf(prices: Prices, { input, cachedRead, cacheWrite, output }: Tokens): number {
  const fresh = Math.max(0, input - cachedRead - cacheWrite);
  const plain =
    fresh * prices.input + cachedRead * prices.cachedRead + cacheWrite * prices.cacheWrite + output * prices.output;
  const times = prices.long && input > prices.long.above ? prices.long.times : 1;
  // Without what binary fractions add: 0.1 + 0.2 is not to cost a millionth more.
  return Math.ceil(Number((plain * times).toFixed(3)));
}
