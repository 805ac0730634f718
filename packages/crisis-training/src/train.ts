import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Example, readCorpus, readJudged } from "./corpus.ts";
import { keptOf } from "./keeping.ts";
import { learn, lessonsOf, vocabularyOf } from "./learning.ts";
import { OF_EACH_PATTERN, plainSentences } from "./sentences.ts";
import { crossValidate, operatingPoints } from "./validation.ts";

const FOLDER = path.join(import.meta.dirname, "..", "corpus");
const WEIGHTS = path.join(import.meta.dirname, "..", "..", "core", "src", "crisis", "detector", "weights.json");

const { values } = parseArgs({ options: { data: { type: "string" } } });
if (!values.data) {
  process.stderr.write(
    "usage: npm run crisis:train -- --data FOLDER\nThe folder holds judged texts of other people (see README.md); the weights that ship were trained with them.\n",
  );
  process.exit(2);
}
const examples: readonly Example[] = [
  ...readCorpus(FOLDER),
  ...plainSentences(OF_EACH_PATTERN),
  ...readJudged(values.data),
];
const vocabulary = vocabularyOf(examples);
const isKnown = (word: string) => vocabulary.has(word);
const lessons = lessonsOf(examples, isKnown);
const points = operatingPoints(crossValidate(examples, lessons));
const kept = keptOf(learn(lessons.filter(({ wanted }) => wanted[0] !== -1)), points, vocabulary);
writeFileSync(WEIGHTS, `${JSON.stringify(kept)}\n`);
process.stdout.write(`${examples.length} texts, version ${kept.version}, ${JSON.stringify(kept).length} bytes\n`);
process.stdout.write(`${JSON.stringify(points, undefined, 2)}\n`);
