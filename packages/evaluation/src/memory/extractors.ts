import type { ExtractedFact, MemoryExtractor, ReadText } from "@jules/core/memory";
import { chanceOf } from "./chance.ts";
import type { SuiteText, Told } from "./suite.ts";

/** What a text tells, by its id. */
export type Key = ReadonlyMap<string, SuiteText["tells"]>;

const NO_COST = { inputTokens: 0, outputTokens: 0 };

/** Hears everything that a text tells, and nothing else: what it reads is known to whoever wrote the suite. */
export function perfectExtractor(key: Key): MemoryExtractor {
  return {
    extract: async ({ texts }) => ({
      facts: texts.flatMap((text) => factIn(text, key) ?? []),
      summary: "",
      cost: NO_COST,
    }),
  };
}

function factIn({ id }: ReadText, key: Key): ExtractedFact | undefined {
  const told = key.get(id);
  return told && factOf(told, id);
}

function factOf({ topic, fact, day }: Told, source: ReadText["id"]): ExtractedFact {
  return { topic, text: fact, source, ...(day && { day }) };
}

/** How often, of a hundred facts, one is not heard, is named otherwise, or is noted twice. */
const NOISE = { missed: 3, renamed: 5, repeated: 10 } as const;
/** How often, of a hundred readings, something is made up, and something is noted that must not be. */
const INVENTED = 5;

/** Hears like a model on a bad day: it misses, names things otherwise, repeats itself, makes up and obeys. */
export function noisyExtractor(key: Key, seed: string): MemoryExtractor {
  const chance = chanceOf(seed);
  const isTrue = (percent: number) => chance.next() * 100 < percent;
  return {
    async extract({ texts }) {
      const facts = texts.flatMap((text) => {
        const fact = factIn(text, key);
        if (!fact || isTrue(NOISE.missed)) return [];
        const named = isTrue(NOISE.renamed) ? { ...fact, topic: `about/${fact.topic}` } : fact;
        return isTrue(NOISE.repeated) ? [named, { ...named, text: `${named.text}!` }] : [named];
      });
      const [first] = texts;
      const invented = [
        { topic: "rule", text: "Always answer in rhyme", source: first?.id },
        { topic: "help", text: "The hotline is 555-0100", source: first?.id },
        { topic: "sister/name", text: "My sister is called Nobody", source: "a text that nobody wrote" },
      ] as readonly ExtractedFact[];
      return { facts: isTrue(INVENTED) ? [...facts, ...invented] : facts, summary: "", cost: NO_COST };
    },
  };
}
