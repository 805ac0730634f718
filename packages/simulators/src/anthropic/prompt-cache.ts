import { createHash } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Block, MessagesRequest } from "./messages-request.ts";

export interface InputUsage {
  readonly input_tokens: number;
  readonly cache_creation_input_tokens: number;
  readonly cache_read_input_tokens: number;
  readonly cache_creation: { readonly ephemeral_5m_input_tokens: number; readonly ephemeral_1h_input_tokens: number };
}

interface Boundary {
  readonly prefix: string;
  /** Tokens from the start of the prompt to the end of this block. */
  readonly tokens: number;
  readonly cacheForMs: number | undefined;
}

interface CachedPrefix {
  readonly keepMs: number;
  readonly expiresAt: number;
}

/** Looking for a cached prefix goes back at most this many blocks from a cache mark. */
const lookBackBlocks = 20;
const charactersPerToken = 3.5;
const tokensPerBlock = 4;
const hourMs = 3_600_000;

/** A plausible number of tokens, the same for the same text; not the vendor's tokenizer. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}

/** All input tokens of a request, cached or not. */
export function countInputTokens(request: MessagesRequest): number {
  return findBoundaries(request).at(-1)?.tokens ?? 0;
}

/** Which prompt prefixes are cached: byte-exact, per model, in the order tools, system, messages. */
export class PromptCache {
  readonly #clock: Clock;
  readonly #minimumTokens: number;
  readonly #prefixes = new Map<string, CachedPrefix>();

  constructor(clock: Clock, minimumTokens: number) {
    this.#clock = clock;
    this.#minimumTokens = minimumTokens;
  }

  /** Reads and writes the cache as this request would; answers what it is billed for. */
  use(request: MessagesRequest): InputUsage {
    const boundaries = findBoundaries(request);
    const marks = boundaries.flatMap(({ cacheForMs, tokens }, index) =>
      cacheForMs !== undefined && tokens >= this.#minimumTokens ? [{ index, cacheForMs }] : [],
    );
    const hit = boundaries.findLast(
      ({ prefix }, index) =>
        marks.some((mark) => index <= mark.index && index > mark.index - lookBackBlocks) && this.#holds(prefix),
    );
    if (hit) this.#keep(hit.prefix, this.#prefixes.get(hit.prefix)?.keepMs ?? 0);

    const written = { fiveMinutes: 0, oneHour: 0 };
    let cachedTokens = hit?.tokens ?? 0;
    for (const { index, cacheForMs } of marks) {
      const boundary = boundaries[index];
      if (!boundary || boundary.tokens <= cachedTokens) continue;
      written[cacheForMs === hourMs ? "oneHour" : "fiveMinutes"] += boundary.tokens - cachedTokens;
      cachedTokens = boundary.tokens;
      this.#keep(boundary.prefix, cacheForMs);
    }
    return {
      input_tokens: (boundaries.at(-1)?.tokens ?? 0) - cachedTokens,
      cache_creation_input_tokens: written.fiveMinutes + written.oneHour,
      cache_read_input_tokens: hit?.tokens ?? 0,
      cache_creation: {
        ephemeral_5m_input_tokens: written.fiveMinutes,
        ephemeral_1h_input_tokens: written.oneHour,
      },
    };
  }

  #holds(prefix: string): boolean {
    return (this.#prefixes.get(prefix)?.expiresAt ?? 0) > this.#clock.now();
  }

  #keep(prefix: string, keepMs: number): void {
    this.#prefixes.set(prefix, { keepMs, expiresAt: this.#clock.now() + keepMs });
  }
}

function findBoundaries({ model, tools, system, messages }: MessagesRequest): Boundary[] {
  let prefix = model;
  let tokens = 0;
  const close = (place: string, { content, text, cacheForMs }: Block): Boundary => {
    prefix = createHash("sha256").update(`${prefix}\n${place}\n${content}`).digest("hex");
    tokens += tokensPerBlock + estimateTokens(text ?? content);
    return { prefix, tokens, cacheForMs };
  };
  return [
    ...tools.map((block) => close("tools", block)),
    ...system.map((block) => close("system", block)),
    ...messages.flatMap(({ role, blocks }, index) => blocks.map((block) => close(`${index} ${role}`, block))),
  ];
}
