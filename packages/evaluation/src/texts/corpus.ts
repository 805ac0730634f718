import { ENGLISH } from "./english.ts";
import { asModelsWrite } from "./habits.ts";
import { type Random, seeded } from "./random.ts";
import { SPANISH } from "./spanish.ts";
import type { Theme } from "./theme.ts";

const SIZES = { en: 2_000, es: 500 } as const;
const THEMES = { en: ENGLISH, es: SPANISH } as const;

/** The same replies each time: sentences written by hand, put together, with the typographic habits of models. */
export function corpusOf(language: "en" | "es"): readonly string[] {
  const random = seeded(language === "en" ? 20_261_126 : 6);
  const themes = THEMES[language];
  return Array.from({ length: SIZES[language] }, (_, index) =>
    asModelsWrite(reply(themes[index % themes.length] as Theme, random), random),
  );
}

/** How many sentences a prompt that asks for "under 280 characters" gets: mostly two or three, and sometimes too many. */
function reply({ openings, middles, questions }: Theme, random: Random): readonly string[] {
  const opening = random.of(openings);
  const question = random.of(questions);
  const [first, second] = random.shuffled(middles);
  const shape = random.next();
  if (shape < 0.12) return [opening];
  if (shape < 0.36) return [opening, question];
  if (shape < 0.78) return [opening, first, question].filter((one) => one !== undefined);
  if (shape < 0.88) return [opening, first].filter((one) => one !== undefined);
  if (shape < 0.96) return [opening, first, second, question].filter((one) => one !== undefined);
  // The model that was asked for one text and writes an essay.
  return [opening, ...middles, ...questions, random.of(openings), ...random.shuffled(middles)];
}
