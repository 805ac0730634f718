import { plainWords } from "../kernel/index.ts";

/** Words that say nothing of what is meant. */
const FILLERS: ReadonlySet<string> = new Set(
  [
    "the a an my your our his her their this that these those of about and or to with for in on at from it is was are were",
    "i i'm i'll i've im have had has am me we what who how when all everything anything thing things stuff",
    "el la los las un una unos unas mi mis tu tus su sus de del lo al y o con por para en que a es era soy tengo todo eso esa ese",
  ]
    .join(" ")
    .split(" "),
);

/** What of a topic must occur in a text: its words that mean something; all of them where none does. */
function wordsOf(about: string): readonly string[] {
  const words = plainWords(about).split(" ").filter(Boolean);
  const meant = words.filter((word) => !FILLERS.has(word));
  return meant.length > 0 ? meant : words;
}

/**
 * Whether a text mentions what somebody wants forgotten: every word of the topic that means something is in it, as a word,
 * whatever its case, its accents and its plural.
 */
export function mentions(body: string, about: string): boolean {
  const said = new Set(plainWords(body).split(" ").map(stem));
  const wanted = wordsOf(about).map(stem);
  return wanted.length > 0 && wanted.every((word) => said.has(word));
}

/** Without the ending of a plural or of a possessive; of short words nothing is taken. */
function stem(word: string): string {
  const owned = word.replace(/'s?$/, "");
  return owned.length > 4 ? owned.replace(/e?s$/, "") : owned;
}
